export const words = {
  number: (number: string) => `#${number}`,
  subject: (estate: string, news: string, spot: string) => `${estate}：${news}（${spot}）`,
  subjectMany: (estate: string, count: string) => `${estate}：${count} 項問題通知`,
  lead: (news: string, number: string, spot: string) => `${news}：${number} ${spot}`,
  leadMany: (count: string) => `有 ${count} 項關於問題的通知。`,
  since: (time: string) => `時間：${time}`,
  emergency: '請立即處理。有人按下「我來接手」之前，這項通知會一直重複。',
  line: (time: string, news: string, number: string, spot: string) => `${time} ${news}：${number} ${spot}`,
  open: '打開問題',
  openMany: '打開通知',
  openNote: '需要先登入。',
  why: (name: string) => `收到這封電郵，是因為 ${name} 的帳戶設定了以此地址接收問題通知。時間和途徑可在「設定」更改。`,
  unsubscribe: '不再接收這些電郵',
  test: { title: '試發通知', body: '這是試發的通知，收到即表示設定正常。', open: '打開設定' },
}
export type NotificationWords = typeof words
