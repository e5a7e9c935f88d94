/**
 * What the rounds of a period amount to: every number that is printed, mailed or drawn of coverage comes from here. Fed from
 * rollups (rollup.ts); the same whether they were kept or made for the occasion.
 */
import * as v from 'valibot'
import { Kind } from './checkpoint.ts'
import { addTallies, type CellState, complianceOf, NO_CELLS, type Tally, uncoveredState } from './coverage.ts'
import { CheckpointId, Uuid } from './ids.ts'
import { CELL_CODES, NOBODY, type Rollup } from './rollup.ts'
import { phaseOf, type Round } from './round.ts'
import {
  type CivilDate,
  civilDateOf,
  daysFrom,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
  minuteOfDay,
  type Zone,
} from './time.ts'
import { remarksOn } from './walk.ts'

/** Which cells are counted; everything that is left out counts. */
export const ReportFilter = v.object({
  /** The spots in a building, or whatever else lies directly under the estate. */
  building: v.optional(Uuid),
  kind: v.optional(Kind),
  plan: v.optional(Uuid),
  /** What this person visited, and what nobody visited in rounds that were his to walk. */
  person: v.optional(Uuid),
  checkpoint: v.optional(CheckpointId),
})
export type ReportFilter = v.InferOutput<typeof ReportFilter>

export type ReportRound = Omit<Round, 'expected' | 'names' | 'focus'> & {
  readonly rollup: Rollup
  /** Spots of which a phone has told a visit that it has not brought up yet. */
  readonly awaited: ReadonlySet<CheckpointId>
}

export type ReportSpot = {
  readonly id: CheckpointId
  readonly kind: Kind
  /** The topmost place above it. */
  readonly building: Uuid | null
}

export type ReportInput = {
  /** In order of opening. */
  readonly rounds: readonly ReportRound[]
  /** Every spot of the estate, in walking order. */
  readonly spots: readonly ReportSpot[]
  readonly filter: ReportFilter
  /** Civil days, both included. */
  readonly from: CivilDate
  readonly to: CivilDate
  readonly zone: Zone
  readonly now: Instant
}

export type RoundFigures = {
  readonly round: Uuid
  readonly plan: Uuid
  readonly opensAt: Instant
  readonly closesAt: Instant
  readonly tally: Tally
  /** When its first counting visit happened; null: nobody has come. */
  readonly firstAt: Instant | null
  /** A third of the window had gone before the first visit, or all of it. */
  readonly startedLate: boolean
  /** Visits sooner after the walker's last one than the plan allows for. */
  readonly rushed: number
  readonly outOfOrder: number
}

export type SpotFigures = {
  readonly checkpoint: CheckpointId
  readonly tally: Tally
  /** The longest time without a counting visit within the period; null: it was not due. */
  readonly longestGapMs: number | null
  /** The longest that can pass if every round visits it in time: what its plans promise. */
  readonly promisedGapMs: number | null
  /** The longest run of rounds in a row that missed it. */
  readonly longestRun: number
  /** {@link DAY_CODES}, one for each day of the period: the worst that a round of the day says. */
  readonly days: string
}

export type PlanFigures = {
  readonly plan: Uuid
  readonly tally: Tally
  /** How much the first visits of its rounds vary, from the 10th to the 90th percentile; null: fewer than five rounds. */
  readonly startSpreadMs: number | null
}

export type PersonFigures = {
  readonly person: Uuid
  readonly done: number
  readonly late: number
  readonly doubtful: number
}

export type Figures = {
  readonly tally: Tally
  readonly compliance: number | null
  readonly rounds: readonly RoundFigures[]
  /** In order of the rounds' opening, then of walking. */
  readonly gaps: readonly { readonly round: Uuid; readonly checkpoint: CheckpointId }[]
  readonly doubtful: readonly { readonly visit: Uuid; readonly round: Uuid; readonly checkpoint: CheckpointId }[]
  /** Those that some round expected, in walking order. */
  readonly spots: readonly SpotFigures[]
  readonly days: readonly { readonly day: CivilDate; readonly tally: Tally }[]
  readonly plans: readonly PlanFigures[]
  readonly buildings: readonly { readonly building: Uuid | null; readonly tally: Tally }[]
  readonly kinds: readonly { readonly kind: Kind; readonly tally: Tally }[]
  readonly people: readonly PersonFigures[]
  /** Counting visits in each half hour of the day, from midnight. */
  readonly halfHours: readonly number[]
}

/** The worst first. A space is a day on which no round expects the spot. */
export const DAY_CODES = {
  missed: 'x',
  awaiting: 'a',
  pending: 'o',
  doubtful: '?',
  late: 'l',
  done: 'd',
  excused: '-',
} as const satisfies Record<CellState, string>
export const NOT_EXPECTED = ' '
const SEVERITY = `${NOT_EXPECTED}-dl?oax`

/** Started late: a first visit after so much of the window. */
export const LATE_START_SHARE = 1 / 3
/** First visits of a plan that lie closer together than this can be waited for. */
export const PREDICTABLE_MS = 15 * MINUTE_MS
const ENOUGH_ROUNDS = 5
export const HALF_HOURS = 48
/** Of the day, counted from midnight. */
export const HalfHour = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(HALF_HOURS - 1))
export type HalfHour = v.InferOutput<typeof HalfHour>

/** How often in a row one and the same spot was missed, at most. */
export function mostInARow(spots: readonly Pick<SpotFigures, 'longestRun'>[]): number {
  return spots.reduce((most, { longestRun }) => Math.max(most, longestRun), 0)
}

/** Rounds are counted on the day they open. */
export function figuresOf({ rounds, spots, filter, from, to, zone, now }: ReportInput): Figures {
  const days = daysFrom(from, to)
  const dayIndex = new Map(days.map((day, i) => [day, i]))
  const dayTallies = days.map(() => ({ ...NO_CELLS }))
  const accounts = new Map(
    spots.filter((spot) => isWanted(spot, filter)).map((spot) => [spot.id, accountOf(spot, days.length)]),
  )
  const plans = new Map<Uuid, { tally: Mutable; delays: number[] }>()
  const people = new Map<Uuid, Walked>()
  const walkOf = (person: Uuid) => {
    const walk = people.get(person) ?? { done: 0, late: 0, doubtful: 0 }
    people.set(person, walk)
    return walk
  }
  const halfHours = new Array<number>(HALF_HOURS).fill(0)
  const figures: RoundFigures[] = []
  const gaps: { round: Uuid; checkpoint: CheckpointId }[] = []
  const doubtful: { visit: Uuid; round: Uuid; checkpoint: CheckpointId }[] = []

  const accountsOf = rememberedBy((checkpoints: readonly CheckpointId[]) => checkpoints.map((id) => accounts.get(id)))

  for (const round of rounds) {
    if (filter.plan !== undefined && round.plan !== filter.plan) continue
    const { rollup, opensAt } = round
    const counts = countsFor(round, filter)
    const day = dayIndex.get(civilDateOf(opensAt, zone)) ?? 0
    const halfHourAt = halfHourIn(round, zone)
    const isOver = phaseOf(round, now) === 'closed'
    const note = notesOf(round, { day, isOver })
    const tally: Mutable = { ...NO_CELLS }
    let [firstMs, doubts, counted] = [Number.POSITIVE_INFINITY, 0, 0]
    const own = accountsOf(rollup.checkpoints)
    const walked: Walked[] = []
    for (let i = 0; i < rollup.states.length; i++) {
      const code = rollup.states[i]!
      const doubt = code === CELL_CODES.doubtful ? rollup.doubtful[doubts++]! : undefined
      const account = own[i]
      if (!account) continue
      if (!counts(i)) continue
      const by = rollup.by[i]!
      const checkpoint = rollup.checkpoints[i]!
      const state = stateOf(round, i, now)
      const afterMs = rollup.afterMs[i]!
      counted++
      tally[state]++
      note(account, state, afterMs)
      if (state === 'missed') gaps.push({ round: round.id, checkpoint })
      if (by === NOBODY) continue
      if (doubt !== undefined) doubtful.push({ visit: doubt, round: round.id, checkpoint })
      firstMs = Math.min(firstMs, afterMs)
      halfHours[halfHourAt(afterMs)]!++
      walked[by] ??= walkOf(rollup.walkers[by]!)
      walked[by][state as 'done' | 'late' | 'doubtful']++
    }
    if (counted === 0) continue
    const plan = plans.get(round.plan) ?? { tally: { ...NO_CELLS }, delays: [] }
    plans.set(round.plan, plan)
    addTo(plan.tally, tally)
    addTo(dayTallies[day]!, tally)
    const firstAt = Number.isFinite(firstMs) ? opensAt + firstMs : null
    if (firstAt !== null) plan.delays.push(firstMs)
    figures.push({
      round: round.id,
      plan: round.plan,
      opensAt,
      closesAt: round.closesAt,
      tally,
      firstAt,
      startedLate: startedLate(round, firstAt, { isOver, missed: tally.missed }),
      ...remarksIn(round),
    })
  }

  const all = [...accounts.values()]
  const total = sumOf(figures)
  return {
    tally: total,
    compliance: complianceOf(total),
    rounds: figures,
    gaps,
    doubtful,
    spots: all.filter(wasExpected).map(spotFigures),
    days: days.map((day, i) => ({ day, tally: dayTallies[i]! })),
    plans: [...plans].map(([plan, { tally, delays }]) => ({ plan, tally, startSpreadMs: spreadOf(delays) })),
    buildings: talliesBy(all, ({ building }) => building).map(([building, tally]) => ({ building, tally })),
    kinds: talliesBy(all, ({ kind }) => kind).map(([kind, tally]) => ({ kind, tally })),
    people: [...people].map(([person, own]) => ({ person, ...own })),
    halfHours,
  }
}

/**
 * The cells of one round that a filter lets count, each with its state now: those that {@link figuresOf} counts.
 * @param halfHour only those that were visited in it
 */
export function statesOf(
  round: ReportRound,
  {
    spots,
    filter,
    zone,
    now,
    halfHour,
  }: Pick<ReportInput, 'spots' | 'filter' | 'zone' | 'now'> & { readonly halfHour?: HalfHour | undefined },
): { readonly checkpoint: CheckpointId; readonly state: CellState }[] {
  if (filter.plan !== undefined && round.plan !== filter.plan) return []
  const wanted = new Set(spots.filter((spot) => isWanted(spot, filter)).map(({ id }) => id))
  const counts = countsFor(round, filter)
  const isThen = halfHour === undefined ? () => true : wasVisitedIn(round, halfHour, zone)
  return round.rollup.checkpoints.flatMap((checkpoint, i) => {
    if (!wanted.has(checkpoint) || !counts(i) || !isThen(i)) return []
    return { checkpoint, state: stateOf(round, i, now) }
  })
}

/** Whether a filter by person lets a cell of a round count. */
function countsFor({ rollup, assignees }: ReportRound, { person }: ReportFilter): (cell: number) => boolean {
  if (person === undefined) return () => true
  const [own, isHis] = [rollup.walkers.indexOf(person), assignees.includes(person)]
  return (cell) => (rollup.by[cell] === NOBODY ? isHis : rollup.by[cell] === own)
}

/** Whether a filter lets a spot's cells count. */
export function isWanted(spot: ReportSpot, { building, kind, checkpoint }: ReportFilter): boolean {
  return (
    (building === undefined || spot.building === building) &&
    (kind === undefined || spot.kind === kind) &&
    (checkpoint === undefined || spot.id === checkpoint)
  )
}

type Walked = { done: number; late: number; doubtful: number }
type Mutable = { -readonly [State in keyof Tally]: number }

/** What has been found out about a spot, going through its rounds in order of opening. */
type Account = ReportSpot & {
  readonly tally: Mutable
  readonly days: string[]
  /** When the time without a visit began that is still going on; null: no round has expected it yet. */
  since: Instant | null
  longestGapMs: number
  /** When the last round opened that it was due in; null: none. */
  lastOpensAt: Instant | null
  promisedGapMs: number
  /** When the last round was over that it was due in. */
  dueUntil: Instant
  run: number
  longestRun: number
}

/** Field by field: what an object is spread into is twice as slow to go through, and every cell goes through one. */
function accountOf({ id, kind, building }: ReportSpot, days: number): Account {
  return {
    id,
    kind,
    building,
    tally: { ...NO_CELLS },
    days: new Array<string>(days).fill(NOT_EXPECTED),
    since: null,
    longestGapMs: 0,
    lastOpensAt: null,
    promisedGapMs: 0,
    dueUntil: 0,
    run: 0,
    longestRun: 0,
  }
}

/** Enters the cells of one round into the accounts of their spots. */
function notesOf(
  { opensAt, closesAt, graceMs }: ReportRound,
  { day, isOver }: { readonly day: number; readonly isOver: boolean },
): (account: Account, state: CellState, afterMs: number) => void {
  const end = closesAt + graceMs
  return (account, state, afterMs) => {
    account.tally[state]++
    const code = DAY_CODES[state]
    const said = account.days[day]!
    if (code !== said && SEVERITY.indexOf(code) > SEVERITY.indexOf(said)) account.days[day] = code
    if (state !== 'excused') {
      account.promisedGapMs = Math.max(account.promisedGapMs, end - (account.lastOpensAt ?? opensAt), end - opensAt)
      account.lastOpensAt = opensAt
      account.since ??= opensAt
      if (isOver && state !== 'awaiting') account.dueUntil = Math.max(account.dueUntil, end)
    }
    if (afterMs !== NOBODY) {
      const at = opensAt + afterMs
      if (account.since !== null) account.longestGapMs = Math.max(account.longestGapMs, at - account.since)
      account.since = Math.max(account.since ?? at, at)
      account.run = 0
    } else if (state === 'missed') {
      account.run++
      account.longestRun = Math.max(account.longestRun, account.run)
    }
  }
}

/** What follows from a list is worked out once, for as many rounds as share the very list (rollup.ts: those of a plan do). */
function rememberedBy<Key extends object, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>()
  return (key) => {
    const value = known.get(key) ?? work(key)
    known.set(key, value)
    return value
  }
}

function wasExpected({ days }: Account): boolean {
  return days.some((code) => code !== NOT_EXPECTED)
}

function spotFigures({
  id,
  tally,
  days,
  since,
  longestGapMs,
  promisedGapMs,
  dueUntil,
  lastOpensAt,
  longestRun,
}: Account): SpotFigures {
  const isDue = lastOpensAt !== null
  return {
    checkpoint: id,
    tally,
    longestGapMs: isDue ? Math.max(longestGapMs, dueUntil - (since ?? dueUntil)) : null,
    promisedGapMs: isDue ? promisedGapMs : null,
    longestRun,
    days: days.join(''),
  }
}

function stateOf(round: ReportRound, cell: number, now: Instant): CellState {
  const code = round.rollup.states[cell]
  if (code === CELL_CODES.done) return 'done'
  if (code === CELL_CODES.doubtful) return 'doubtful'
  if (code === CELL_CODES.late) return 'late'
  const awaited = round.awaited.size > 0 && round.awaited.has(round.rollup.checkpoints[cell]!)
  return uncoveredState(round, now, { excused: code === CELL_CODES.excused, awaited })
}

function startedLate(
  { opensAt, closesAt }: ReportRound,
  firstAt: Instant | null,
  { isOver, missed }: { readonly isOver: boolean; readonly missed: number },
): boolean {
  if (firstAt === null) return isOver && missed > 0
  return firstAt - opensAt > (closesAt - opensAt) * LATE_START_SHARE
}

function remarksIn(round: ReportRound): { readonly rushed: number; readonly outOfOrder: number } {
  const { order, minGapMs, opensAt, rollup } = round
  if (order !== 'strict' && minGapMs === 0) return { rushed: 0, outOfOrder: 0 }
  const steps = rollup.checkpoints.flatMap((checkpoint, i) =>
    rollup.by[i] === NOBODY
      ? []
      : [
          {
            visit: String(i),
            checkpoint,
            person: rollup.walkers[rollup.by[i]!]!,
            occurredAt: opensAt + rollup.afterMs[i]!,
          },
        ],
  )
  const expected = rollup.checkpoints.map((checkpoint) => ({ checkpoint }))
  const remarks = [...remarksOn({ order, minGapMs, expected }, steps).values()].flat()
  return {
    rushed: remarks.filter((remark) => remark === 'rushed').length,
    outOfOrder: remarks.filter((remark) => remark === 'out-of-order').length,
  }
}

/** From milliseconds after a round's opening to the half hour of the day; the clock is asked twice a round, not at every visit. */
function halfHourIn({ opensAt, closesAt, graceMs }: ReportRound, zone: Zone): (afterMs: number) => number {
  const end = closesAt + graceMs
  const [first, last] = [minuteOfDay(opensAt, zone), minuteOfDay(end, zone)]
  const passed = Math.floor(end / MINUTE_MS) - Math.floor(opensAt / MINUTE_MS)
  const minuteAfter =
    (first + passed) % DAY_MINUTES === last
      ? (afterMs: number) => first + Math.floor((opensAt + afterMs) / MINUTE_MS) - Math.floor(opensAt / MINUTE_MS)
      : // The clocks change on the way.
        (afterMs: number) => minuteOfDay(opensAt + afterMs, zone)
  return (afterMs) => Math.floor((minuteAfter(afterMs) % DAY_MINUTES) / HALF_HOUR_MINUTES)
}

function wasVisitedIn(round: ReportRound, halfHour: HalfHour, zone: Zone): (cell: number) => boolean {
  const { afterMs, by } = round.rollup
  const halfHourAt = halfHourIn(round, zone)
  return (cell) => by[cell] !== NOBODY && halfHourAt(afterMs[cell]!) === halfHour
}

const DAY_MINUTES = (24 * HOUR_MS) / MINUTE_MS
const HALF_HOUR_MINUTES = 30

function talliesBy<Key>(accounts: readonly Account[], keyOf: (account: Account) => Key): [Key, Tally][] {
  const tallies = new Map<Key, Mutable>()
  for (const account of accounts) {
    if (!wasExpected(account)) continue
    const tally = tallies.get(keyOf(account)) ?? { ...NO_CELLS }
    tallies.set(keyOf(account), tally)
    addTo(tally, account.tally)
  }
  return [...tallies]
}

function sumOf(figures: readonly { readonly tally: Tally }[]): Tally {
  return figures.reduce((sum, { tally }) => addTallies(sum, tally), NO_CELLS)
}

function addTo(sum: Mutable, more: Tally): void {
  Object.assign(sum, addTallies(sum, more))
}

function spreadOf(delays: readonly number[]): number | null {
  if (delays.length < ENOUGH_ROUNDS) return null
  const sorted = delays.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)]!
  return at(0.9) - at(0.1)
}
