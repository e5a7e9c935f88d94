/** A round as a way to walk, and the week ahead. */
export const words = {
  title: '巡查路線',
  open: '查看路線',
  home: '主頁',
  gone: '手機上沒有這個班次。連接網絡後會更新。',
  left: (minutes: string) => `還有 ${minutes} 分鐘`,
  graceLeft: (minutes: string) => `遲巡，還有 ${minutes} 分鐘`,
  opens: (time: string) => `${time} 開始`,
  closed: '已結束',
  order: { free: '可按任何次序', advised: '請按次序', strict: '必須按次序' },
  gap: (seconds: string) => `兩點之間最少 ${seconds} 秒`,
  here: '下一個',
  outOfService: (reason: string) => `停用：${reason}`,
  doneLeg: (count: string) => `已巡 ${count} 個`,
  scan: '掃碼',
  week: '未來七日',
  nothing: '沒有班次',
  rounds: (count: string) => `${count} 班`,
  updated: (when: string) => `資料於 ${when} 更新`,
  outOfTurn: (next: string) => `這一班按次序巡查，下一個是「${next}」。可以先巡那一個；照樣填寫亦可，主管會看到。`,
  scanNext: '先巡下一個',
}
export type RouteWords = typeof words
