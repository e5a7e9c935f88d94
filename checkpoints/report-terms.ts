/**
 * What the numbers of a report are called and what they mean: the same words on screen, on paper and in mails, so that nobody has
 * to ask which definition a figure follows (look.md "Desk": numbers carry their definition).
 */
import type { Words } from './language.ts'

export type Term = { readonly name: Words; readonly means: Words }

export const TERMS = {
  compliance: {
    name: { 'zh-Hant': '到場率', 'zh-Hans': '到场率', en: 'Compliance' },
    means: {
      'zh-Hant': '已巡、遲巡和到場存疑的次數，除以這些加上漏巡的次數。未到期、待上傳、免巡的和班次以外的巡查不計。',
      'zh-Hans': '已巡、迟巡和到场存疑的次数，除以这些加上漏巡的次数。未到期、待上传、免巡的和班次以外的巡查不计入。',
      en: 'Visits made (visited, late or doubtful), divided by those and the missed. What is not due yet, awaiting sync or excused, and visits outside rounds, are not counted.',
    },
  },
  gap: {
    name: { 'zh-Hant': '漏巡', 'zh-Hans': '漏巡', en: 'Gaps' },
    means: {
      'zh-Hant': '班次連同補巡時間已過，而沒有計入的巡查。已知記錄在手機待上傳的，不算漏巡。',
      'zh-Hans': '班次连同补巡时间已过，而没有计入的巡查。已知记录在手机上待上传的，不算漏巡。',
      en: 'Checkpoints of a round that nobody visited before it and its grace were over. One that a phone is known to hold a visit of is not a gap.',
    },
  },
  unvisited: {
    name: { 'zh-Hant': '距上次巡查', 'zh-Hans': '距上次巡查', en: 'Days since the last visit' },
    means: {
      'zh-Hant': '使用中的巡查點上次有人到場至今的日數（滿 24 小時為一日），不論屬於哪一班次；從未巡過的排在最前。',
      'zh-Hans': '使用中的巡查点自上次有人到场至今的天数（满 24 小时为一天），不论属于哪一班次；从未巡过的排在最前。',
      en: 'How many days of 24 hours ago anybody was at a checkpoint in use, in whatever round or outside any; those never visited come first.',
    },
  },
  longestGap: {
    name: { 'zh-Hant': '最長相隔', 'zh-Hans': '最长间隔', en: 'Longest gap' },
    means: {
      'zh-Hant': '期內兩次計入的巡查之間最長的時間；期初由第一班開始時計起，期末計至最後一班結束。',
      'zh-Hans': '期内两次计入的巡查之间最长的时间；期初从第一班开始时算起，期末算至最后一班结束。',
      en: 'The longest time between two counting visits of the period, from the opening of its first round to the end of its last.',
    },
  },
  promisedGap: {
    name: { 'zh-Hant': '方案容許', 'zh-Hans': '方案允许', en: 'Promised' },
    means: {
      'zh-Hant': '每班都按時巡查的話，兩次之間最長可達的時間：由一班開始至下一班連同補巡時間結束。',
      'zh-Hans': '每班都按时巡查的话，两次之间最长可达的时间：从一班开始到下一班连同补巡时间结束。',
      en: 'The longest that can pass if every round is walked in time: from the opening of one to the end of the next, its grace included.',
    },
  },
  repeatGap: {
    name: { 'zh-Hant': '連續漏巡', 'zh-Hans': '连续漏巡', en: 'Missed in a row' },
    means: {
      'zh-Hant': '同一巡查點接連漏巡的最多班數。',
      'zh-Hans': '同一巡查点接连漏巡的最多班数。',
      en: 'The most rounds in a row that missed the same checkpoint.',
    },
  },
  startedLate: {
    name: { 'zh-Hant': '開始較遲', 'zh-Hans': '开始较晚', en: 'Late starts' },
    means: {
      'zh-Hant': '第一次巡查在班次時段過了三分之一以後，或整班無人巡查。',
      'zh-Hans': '第一次巡查在班次时段过了三分之一以后，或整班无人巡查。',
      en: 'Rounds whose first visit came after a third of the window, or that nobody walked.',
    },
  },
  rushed: {
    name: { 'zh-Hant': '相隔太短', 'zh-Hans': '间隔太短', en: 'Rushed' },
    means: {
      'zh-Hant': '同一人兩點之間的時間，短於方案所定。',
      'zh-Hans': '同一人两点之间的时间，短于方案所定。',
      en: 'Visits that came sooner after the same person’s last one than the plan allows for.',
    },
  },
  outOfOrder: {
    name: { 'zh-Hant': '未按次序', 'zh-Hans': '未按顺序', en: 'Out of order' },
    means: {
      'zh-Hant': '須按次序的班次裏，較後的巡查點先於較前的巡查。',
      'zh-Hans': '须按顺序的班次里，较后的巡查点先于较前的巡查。',
      en: 'Visits in a round of strict order that came after a later checkpoint’s.',
    },
  },
  doubtful: {
    name: { 'zh-Hant': '存疑待覆核', 'zh-Hans': '存疑待复核', en: 'Doubtful, to be reviewed' },
    means: {
      'zh-Hant': '到場證據有疑問而未有人覆核的巡查。它們計入到場率；有疑問不代表有錯。',
      'zh-Hans': '到场证据有疑问而尚未有人复核的巡查。它们计入到场率；有疑问不代表有错。',
      en: 'Visits whose evidence raises a question that nobody has answered yet. They count; a question does not mean that anything is wrong.',
    },
  },
  excused: {
    name: { 'zh-Hant': '免巡', 'zh-Hans': '免巡', en: 'Excused' },
    means: {
      'zh-Hant': '巡查點在該班次暫停服務，已說明原因，而沒有人到場。',
      'zh-Hans': '巡查点在该班次暂停服务，已说明原因，而没有人到场。',
      en: 'Checkpoints that were out of service in the round, for a stated reason, and that nobody visited.',
    },
  },
  outOfPlan: {
    name: { 'zh-Hant': '班次以外的巡查', 'zh-Hans': '班次以外的巡查', en: 'Visits outside rounds' },
    means: {
      'zh-Hant': '不計入任何班次的巡查，另行列出，不影響到場率。',
      'zh-Hans': '不计入任何班次的巡查，另行列出，不影响到场率。',
      en: 'Visits that count for no round: listed apart, they do not change compliance.',
    },
  },
  questioned: {
    name: { 'zh-Hant': '有疑問的錶讀數', 'zh-Hans': '有疑问的表读数', en: 'Questioned meter readings' },
    means: {
      'zh-Hant': '輸入時不合常理（例如少於上次），而由巡查員當場說明的讀數。',
      'zh-Hans': '输入时不合常理（例如小于上次），而由巡查员当场说明的读数。',
      en: 'Readings that could not be right at first sight, such as less than last time, and what the walker said about them.',
    },
  },
  startSpread: {
    name: { 'zh-Hant': '開始時間的變化', 'zh-Hans': '开始时间的变化', en: 'Spread of starts' },
    means: {
      'zh-Hant': '各班第一次巡查時間的差別（第 10 至第 90 百分位）。差別小於 15 分鐘，旁人便能預計巡查何時到來。',
      'zh-Hans': '各班第一次巡查时间的差别（第 10 至第 90 百分位）。差别小于 15 分钟，旁人便能预计巡查何时到来。',
      en: 'How much the first visits of a plan’s rounds vary, from the 10th to the 90th percentile. Below 15 minutes, anybody can tell when the patrol will come.',
    },
  },
} as const satisfies Readonly<Record<string, Term>>

export type TermId = keyof typeof TERMS
