/** How those who are responsible have done with what was reported in a period (policy 9.2), and what the numbers mean. */
import * as v from 'valibot'
import { type Finding, isOpenFinding } from './finding.ts'
import { ROUTES, type Route, RouteKind } from './finding-act.ts'
import { dueStanding } from './finding-due.ts'
import type { Partners } from './finding-rules.ts'
import { Uuid } from './ids.ts'
import { Names } from './language.ts'
import type { Term } from './report-terms.ts'
import { type CivilDate, civilDateOf, HOUR_MS, type Instant, type Zone } from './time.ts'

/** What each number means stands in {@link SCORE_TERMS}. */
export const Score = v.strictObject({
  route: RouteKind,
  /** A department or contractor by its id; null: the route's own people. */
  who: v.nullable(Uuid),
  /** null: the route's own people, or one that the estate's list has no more. */
  names: v.nullable(Names),
  received: v.number(),
  open: v.number(),
  overdue: v.number(),
  /** Fixed by their day, of those that were fixed. */
  inTime: v.number(),
  fixed: v.number(),
  sentBack: v.number(),
  extended: v.number(),
  /** Half of them took no longer, from report to fix, in hours; null: none is fixed. */
  medianHours: v.nullable(v.number()),
})
export type Score = v.InferOutput<typeof Score>

export const SCORE_TERMS = {
  received: {
    name: { 'zh-Hant': '接手', 'zh-Hans': '接手', en: 'Received' },
    means: {
      'zh-Hant': '在期內報告、現由其負責的問題。合併到另一個的、判定不成立的，以及未決定由誰負責的，都不計。',
      'zh-Hans': '在期内报告、现由其负责的问题。合并到另一个的、判定不成立的，以及尚未决定由谁负责的，都不计入。',
      en: 'Findings reported in the period that are theirs now. What was merged into another or dismissed, and what nobody has been given yet, is not counted.',
    },
  },
  open: {
    name: { 'zh-Hant': '未完成', 'zh-Hans': '未完成', en: 'Open' },
    means: {
      'zh-Hant': '其中仍未完成的，包括已修妥而等待覆查或回訪的。',
      'zh-Hans': '其中仍未完成的，包括已修好而等待复查或回访的。',
      en: 'Those of them that are not closed, including what is fixed and waits to be verified or called back about.',
    },
  },
  overdue: {
    name: { 'zh-Hant': '逾期未修妥', 'zh-Hans': '逾期未修好', en: 'Overdue' },
    means: {
      'zh-Hant': '其中限期那一日已過而仍未修妥的。獲准延期的，以新限期為準。',
      'zh-Hans': '其中期限那一天已过而仍未修好的。获准延期的，以新期限为准。',
      en: 'Those of them that are not fixed though the day they were due is over. Where more time was approved, the new day counts.',
    },
  },
  fixed: {
    name: { 'zh-Hant': '已修妥', 'zh-Hans': '已修好', en: 'Fixed' },
    means: {
      'zh-Hant': '其中已修妥的，不論已否覆查。覆查後退回的，要再次修妥才計。',
      'zh-Hans': '其中已修好的，不论是否已复查。复查后退回的，要再次修好才计入。',
      en: 'Those of them that are fixed, verified or not. One that was sent back counts again once it is fixed again.',
    },
  },
  inTime: {
    name: { 'zh-Hant': '如期修妥', 'zh-Hans': '按期修好', en: 'Fixed in time' },
    means: {
      'zh-Hant': '已修妥的之中，在限期當日或之前修妥的所佔比例；以最後一次修妥的時間為準，延期計入限期。',
      'zh-Hans': '已修好的之中，在期限当天或之前修好的所占比例；以最后一次修好的时间为准，延期计入期限。',
      en: 'The share of the fixed that were fixed on the day they were due or before: judged by the last fix, and by the day that extensions moved it to.',
    },
  },
  sentBack: {
    name: { 'zh-Hant': '退回次數', 'zh-Hans': '退回次数', en: 'Sent back' },
    means: {
      'zh-Hant': '覆查不通過，或回訪時報告人不滿意而要再修的次數。同一問題退回兩次計兩次。',
      'zh-Hans': '复查不通过，或回访时报告人不满意而要再修的次数。同一问题退回两次计两次。',
      en: 'How often a verification did not pass, or the resident who was called back was not satisfied. One finding can be sent back more than once.',
    },
  },
  extended: {
    name: { 'zh-Hant': '延期次數', 'zh-Hans': '延期次数', en: 'Extended' },
    means: {
      'zh-Hant': '經理批准延期的次數。同一問題延期兩次計兩次；不獲批准的不計。',
      'zh-Hans': '经理批准延期的次数。同一问题延期两次计两次；未获批准的不计入。',
      en: 'How often a manager approved more time. One finding can be extended more than once; what was refused is not counted.',
    },
  },
  medianHours: {
    name: { 'zh-Hant': '一般修妥時間', 'zh-Hans': '一般修好时间', en: 'Usual time to fix' },
    means: {
      'zh-Hant': '由報告到最後一次修妥的時間：已修妥的問題有一半不超過這個時間（中位數）。',
      'zh-Hans': '由报告到最后一次修好的时间：已修好的问题有一半不超过这个时间（中位数）。',
      en: 'From the report to the last fix: half of what is fixed took no longer than this (the median).',
    },
  },
} as const satisfies Readonly<Record<Exclude<keyof Score, 'route' | 'who' | 'names'>, Term>>
export type ScoreTermId = keyof typeof SCORE_TERMS

/** Of the longest period. */
export const SCORE_MOST_DAYS = 400

export type ScorecardOver = {
  /** Civil days on which they were reported, both included. */
  readonly from: CivilDate
  readonly to: CivilDate
  readonly zone: Zone
  readonly now: Instant
} & Partners

/**
 * One row for everybody who has received anything: by route, its own people first, then in the order of the estate's lists, then
 * those whom the lists have no more.
 */
export function scorecardOf(findings: readonly Finding[], over: ScorecardOver): Score[] {
  const { from, to, zone, departments, contractors } = over
  const received = findings.filter(({ state, reportedAt }) => {
    const on = civilDateOf(reportedAt, zone)
    return state !== 'merged' && state !== 'dismissed' && on >= from && on <= to
  })
  const listed = [
    ...departments.map(({ id, names }) => ({ id, names })),
    // A firm is called the same in every language.
    ...contractors.map(({ id, name }) => ({ id, names: { 'zh-Hant': name, 'zh-Hans': name, en: name } })),
  ]
  const theirs = (kind: RouteKind, who: Uuid | null) =>
    received.filter(({ route }) => route?.kind === kind && whoIs(route) === who)
  return (Object.keys(ROUTES) as RouteKind[]).flatMap((route) => {
    const unlisted = received.flatMap((finding) => (finding.route?.kind === route ? whoIs(finding.route) : null) ?? [])
    const all = new Set([null, ...listed.map(({ id }) => id), ...unlisted.sort()])
    return [...all].flatMap((who) => {
      const own = theirs(route, who)
      const names = listed.find(({ id }) => id === who)?.names ?? null
      return own.length === 0 ? [] : [{ route, who, names, ...figuresOf(own, over) }]
    })
  })
}

/** Whose it is, besides the route's own people. */
function whoIs(route: Route): Uuid | null {
  if (route.kind === 'repair') return route.contractor
  return route.kind === 'department' ? route.department : null
}

function figuresOf(findings: readonly Finding[], over: ScorecardOver): Omit<Score, 'route' | 'who' | 'names'> {
  const isLate = (finding: Finding) => dueStanding(finding, over) === 'overdue'
  const fixed = findings.filter(({ fixedAt }) => fixedAt !== null)
  const sum = (of: 'sentBack' | 'extended') => findings.reduce((total, finding) => total + finding[of], 0)
  return {
    received: findings.length,
    open: findings.filter(isOpenFinding).length,
    overdue: findings.filter((finding) => finding.fixedAt === null && isLate(finding)).length,
    inTime: fixed.filter((finding) => !isLate(finding)).length,
    fixed: fixed.length,
    sentBack: sum('sentBack'),
    extended: sum('extended'),
    medianHours: medianOf(fixed.map(hoursToFix)),
  }
}

/** The phone that says it is fixed may be some minutes behind the one that reported it. */
function hoursToFix({ reportedAt, fixedAt }: Finding): number {
  return Math.max(0, (fixedAt ?? reportedAt) - reportedAt) / HOUR_MS
}

/** One of the values itself: of an even number the lower of the two in the middle. */
function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? null
}
