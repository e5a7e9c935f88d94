/** Reports by e-mail. The names of numbers are those of checkpoints/report-terms.ts. */
export const words = {
  subject: (estate: string, kind: string, period: string, result: string) => `${estate} ${kind} ${period}：${result}`,
  result: {
    gaps: (count: string) => `漏巡 ${count} 次`,
    none: '沒有漏巡',
    nothingDue: '沒有應巡',
  },
  lead: {
    nothingDue: (period: string) => `${period}沒有應巡的巡查點。`,
    allVisited: (period: string, due: string) => `${period}應巡 ${due} 次，全部到場，沒有漏巡。`,
    noGapsYet: (period: string, due: string) => `${period}應巡 ${due} 次，至今沒有漏巡。`,
    gaps: (period: string, due: string, gaps: string, names: string) =>
      `${period}應巡 ${due} 次，漏巡 ${gaps} 次：${names}。`,
    others: (names: string) => `${names}等`,
    join: '、',
    open: (count: string) => `另有 ${count} 次未有結果。`,
  },
  named: (spot: string, when: string) => `${spot}（${when}）`,
  range: (from: string, to: string) => `${from}至${to}`,
  before: (period: string) => `之前（${period}）`,
  thisPeriod: '本期',
  figures: '數字',
  count: (count: string) => `${count} 次`,
  nobodyDue: '沒有應巡',
  section: (name: string, count: string) => `${name}：${count}`,
  more: (count: string) => `另有 ${count} 項，見報告。`,
  when: '班次',
  spot: '巡查點',
  lastVisit: '上次巡查',
  never: '從未巡過',
  question: '疑問',
  firstVisit: '第一次巡查',
  nobody: '無人到場',
  planned: (plan: string, when: string) => `${when} ${plan}`,
  open: '開啟報告',
  openNote: '需要登入。',
  attached: '附件：同一報告的 PDF 和 XLSX。',
  notAttached: '附件未能製作，請在報告頁下載。',
  why: (estate: string, kind: string, by: string) =>
    `您收到這封電郵，是因為 ${by} 為「${estate}」設定了${kind}寄給您。`,
  unsubscribe: '不再收取',
}
export type MailWords = typeof words
