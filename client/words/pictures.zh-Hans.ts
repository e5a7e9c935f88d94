import type { PicturesWords } from './pictures.zh-Hant.ts'

export const words = {
  and: '，',
  asTable: '以表格显示',
  nothingDue: '本期还没有到期的巡查。',
  facts: (name, value) => `${name} ${value}`,
  fromTo: (from, to) => `${from}至${to}`,
  columns: {
    day: '日期',
    time: '时间',
    visited: '到场',
    visits: '巡查次数',
    spot: '巡查点',
    building: '楼栋',
    floor: '楼层',
  },

  calendar: {
    title: '每日到场率',
    reading: (best, bestShare, worst, worstShare) =>
      `最好的是${best}（${bestShare}），最差的是${worst}（${worstShare}）。`,
    allSame: (share) => `每天都是 ${share}。`,
    clean: (count, total) => `${total} 天中有 ${count} 天没有漏巡。`,
    open: '点一天可查看当天的巡查。',
  },

  matrix: {
    title: '每个巡查点，每一天',
    reading: (count, total, worst, missed) =>
      `${total} 个巡查点中有 ${count} 个出现漏巡；最多的是${worst}，漏巡 ${missed} 次。`,
    allWell: (total) => `${total} 个巡查点都没有漏巡。`,
    worstOfDay: '每格是该点当天最差的一次。',
    keys: '用方向键、Home、End、Page Up、Page Down 移动，按 Enter 打开该点当天的巡查。',
    keysShared: '用方向键、Home、End、Page Up、Page Down 移动。',
    find: '查找巡查点',
    order: '顺序',
    orders: { walking: '巡查顺序', worst: '漏巡最多的在前' },
    noneFound: '没有符合的巡查点。',
    earlier: '更早的日子',
    later: '更晚的日子',
    notExpected: '没有班次',
  },

  tower: {
    title: '各栋各层',
    reading: (place, share, missed) => `最差的是${place}：${share}，漏巡 ${missed} 次。`,
    allWell: '各栋各层都没有漏巡。',
    open: '点一层可查看该层的巡查点。',
    missed: (count) => `漏巡 ${count}`,
    itself: '不属于任何楼层',
    elsewhere: '位置未定',
  },

  trend: {
    title: '到场率走势',
    ofPeriod: { day: '本期，按日', week: '本期，按周', month: '本期，按月' },
    long: { day: '更长时间，按日', week: '更长时间，按周', month: '更长时间，按月' },
    reading: (first, firstShare, last, lastShare) => `从${first}的 ${firstShare} 到${last}的 ${lastShare}。`,
    lowest: (when, share) => `最低的是${when}，${share}。`,
    only: (when, share) => `只有${when}有到期的巡查：${share}。`,
    weekOf: (day) => `${day}起的一周`,
  },

  hours: {
    title: '一天中何时巡查',
    reading: (from, to, count) => `最多在 ${from} 至 ${to}，共 ${count} 次。`,
    none: '本期没有计入的巡查。',
    question: '旁人能否预计巡查何时到来？',
    predictable: (plan, spread) => `${plan}：各班开始时间只相差约 ${spread}，可以预计。`,
    varied: (plan, spread) => `${plan}：各班开始时间相差约 ${spread}，不易预计。`,
    unknown: (plan) => `${plan}：班次太少，无法判断。`,
  },
} satisfies PicturesWords
