export const words = {
  and: '，',
  asTable: '以表格顯示',
  nothingDue: '期內還沒有到期的巡查。',
  facts: (name: string, value: string) => `${name} ${value}`,
  fromTo: (from: string, to: string) => `${from} 至 ${to}`,
  columns: {
    day: '日期',
    time: '時間',
    visited: '到場',
    visits: '巡查次數',
    spot: '巡查點',
    building: '座',
    floor: '樓層',
  },

  calendar: {
    title: '每日到場率',
    reading: (best: string, bestShare: string, worst: string, worstShare: string) =>
      `最好是${best}（${bestShare}），最差是${worst}（${worstShare}）。`,
    allSame: (share: string) => `每日都是 ${share}。`,
    clean: (count: string, total: string) => `${total} 日之中 ${count} 日沒有漏巡。`,
    open: '按一日可看該日的巡查。',
  },

  matrix: {
    title: '每個巡查點，每一日',
    reading: (count: string, total: string, worst: string, missed: string) =>
      `${total} 個巡查點之中 ${count} 個有漏巡；最多的是${worst}，漏巡 ${missed} 次。`,
    allWell: (total: string) => `${total} 個巡查點都沒有漏巡。`,
    worstOfDay: '一格是該點當日最差的一次。',
    keys: '用方向鍵、Home、End、Page Up、Page Down 移動，按 Enter 開啟該點當日的巡查。',
    keysShared: '用方向鍵、Home、End、Page Up、Page Down 移動。',
    find: '尋找巡查點',
    order: '次序',
    orders: { walking: '巡查次序', worst: '漏巡最多排先' },
    noneFound: '沒有符合的巡查點。',
    earlier: '較早的日子',
    later: '較後的日子',
    notExpected: '沒有班次',
  },

  tower: {
    title: '各座各層',
    reading: (place: string, share: string, missed: string) => `最差是${place}：${share}，漏巡 ${missed} 次。`,
    allWell: '各座各層都沒有漏巡。',
    open: '按一層可看該層的巡查點。',
    missed: (count: string) => `漏巡 ${count}`,
    itself: '不屬任何樓層',
    elsewhere: '位置未定',
  },

  trend: {
    title: '到場率走勢',
    ofPeriod: { day: '本期，每日', week: '本期，每週', month: '本期，每月' },
    long: { day: '更長時間，每日', week: '更長時間，每週', month: '更長時間，每月' },
    reading: (first: string, firstShare: string, last: string, lastShare: string) =>
      `由${first} ${firstShare} 到${last} ${lastShare}。`,
    lowest: (when: string, share: string) => `最低是${when}，${share}。`,
    only: (when: string, share: string) => `只有${when}有到期的巡查：${share}。`,
    weekOf: (day: string) => `${day}起的一週`,
  },

  hours: {
    title: '一日之中何時巡查',
    reading: (from: string, to: string, count: string) => `最多在 ${from} 至 ${to}，共 ${count} 次。`,
    none: '期內沒有計入的巡查。',
    question: '旁人能否預計巡查何時到來？',
    predictable: (plan: string, spread: string) => `${plan}：各班開始時間只差約 ${spread}，可以預計。`,
    varied: (plan: string, spread: string) => `${plan}：各班開始時間相差約 ${spread}，不易預計。`,
    unknown: (plan: string) => `${plan}：班數不足，未能判斷。`,
  },
}
export type PicturesWords = typeof words
