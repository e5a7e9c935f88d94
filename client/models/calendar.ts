/** A calendar of rounds at a desk: which days a view shows, and how rounds lie in them. Pure; days are the estate's. */
import type { Uuid } from '../../checkpoints/ids.ts'
import {
  addDays,
  type CivilDate,
  civilDateOf,
  DAY_MS,
  HOUR_MS,
  type Instant,
  minuteOfDay,
  type Zone,
} from '../../checkpoints/time.ts'
import type { Calendar } from '../../checkpoints/wire/plan.ts'

export type CalendarRound = Calendar['rounds'][number]

export const VIEWS = ['day', 'week', 'month'] as const
export type View = (typeof VIEWS)[number]

export type Days = { readonly from: CivilDate; readonly to: CivilDate }

const DAY_MINUTES = 24 * 60

/** The days of a view around a day. Weeks begin on Monday; a month is shown in whole weeks. */
export function daysOfView(view: View, day: CivilDate): Days {
  if (view === 'day') return { from: day, to: day }
  if (view === 'week') return weekOf(day)
  const first = `${day.slice(0, 7)}-01`
  return { from: weekOf(first).from, to: weekOf(addDays(firstOfNextMonth(day), -1)).to }
}

function weekOf(day: CivilDate): Days {
  const from = addDays(day, 1 - weekdayOf(day))
  return { from, to: addDays(from, 6) }
}

/** ISO: 1 Monday … 7 Sunday. */
export function weekdayOf(day: CivilDate): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** What is asked of the server: a day more, for the rounds that began before midnight. */
export function daysToAsk({ from, to }: Days): Days {
  return { from: addDays(from, -1), to }
}

export function daysBetween({ from, to }: Days): CivilDate[] {
  const count = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1
  return Array.from({ length: count }, (_, i) => addDays(from, i))
}

/** The weeks of a month, Monday first. */
export function weeksOf(day: CivilDate): CivilDate[][] {
  const days = daysBetween(daysOfView('month', day))
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))
}

/** The day to show after going one view forth or back: of a month the same day, or its last. */
export function stepped(view: View, day: CivilDate, by: 1 | -1): CivilDate {
  if (view !== 'month') return addDays(day, by * (view === 'week' ? 7 : 1))
  const first = by === 1 ? firstOfNextMonth(day) : `${addDays(`${day.slice(0, 7)}-01`, -1).slice(0, 7)}-01`
  const last = addDays(firstOfNextMonth(first), -1)
  const same = `${first.slice(0, 8)}${day.slice(8)}`
  return same < last ? same : last
}

function firstOfNextMonth(day: CivilDate): CivilDate {
  const [year = 1970, month = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
}

/** The day an arrow key leads to, as in any calendar; undefined for every other key. */
export function dayByKey(day: CivilDate, key: string): CivilDate | undefined {
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, -1)
    case 'ArrowRight':
      return addDays(day, 1)
    case 'ArrowUp':
      return addDays(day, -7)
    case 'ArrowDown':
      return addDays(day, 7)
    case 'Home':
      return weekOf(day).from
    case 'End':
      return weekOf(day).to
    case 'PageUp':
      return stepped('month', day, -1)
    case 'PageDown':
      return stepped('month', day, 1)
  }
  return undefined
}

/** Whether nobody may know yet when it starts: the calendar then names its day and no time. */
export function isUnforeseen({ randomStart, opensAt }: Pick<CalendarRound, 'randomStart' | 'opensAt'>, now: Instant) {
  return randomStart && now < opensAt
}

export type Filter = { readonly plan: Uuid | undefined; readonly person: Uuid | undefined }

/** What is shown of the rounds. A round that is anyone's is not one person's. */
export function filtered(rounds: readonly CalendarRound[], { plan, person }: Filter): CalendarRound[] {
  return rounds.filter(
    (round) =>
      (plan === undefined || round.plan === plan) && (person === undefined || round.assignees.includes(person)),
  )
}

/** Rounds by the day they begin on, each day of the view, in order of time; those without a time come last. */
export function agendaOf(
  rounds: readonly CalendarRound[],
  days: readonly CivilDate[],
  { zone, now }: { readonly zone: Zone; readonly now: Instant },
): { readonly day: CivilDate; readonly rounds: readonly CalendarRound[] }[] {
  const byDay = new Map<CivilDate, CalendarRound[]>(days.map((day) => [day, []]))
  for (const round of rounds) byDay.get(civilDateOf(round.opensAt, zone))?.push(round)
  const order = (a: CalendarRound, b: CalendarRound) =>
    Number(isUnforeseen(a, now)) - Number(isUnforeseen(b, now)) || a.opensAt - b.opensAt || a.closesAt - b.closesAt
  return days.map((day) => ({ day, rounds: (byDay.get(day) ?? []).sort(order) }))
}

/** A round, or the part of it that falls on one day: minutes of that day's clock, and which of how many lanes it lies in. */
export type Block = {
  readonly round: CalendarRound
  readonly from: number
  readonly to: number
  readonly lane: number
  readonly lanes: number
  /** It began the day before. */
  readonly continued: boolean
}

/** Shorter than this nobody could read its name. */
const SHORTEST_MINUTES = 45

/**
 * The rounds of one day by its clock, side by side where they overlap. A day without its 02:30, or with two of them, still
 * has 24 hours on paper: what ends "before" it began keeps its beginning.
 */
export function blocksOf(rounds: readonly CalendarRound[], day: CivilDate, zone: Zone): Block[] {
  const parts = rounds
    .flatMap((round) => {
      const part = partOn(round, day, zone)
      return part ? [{ round, ...part }] : []
    })
    .sort((a, b) => a.from - b.from || b.to - a.to)
  return inLanes(parts)
}

type Part = { readonly from: number; readonly to: number; readonly continued: boolean }

function partOn({ opensAt, closesAt }: CalendarRound, day: CivilDate, zone: Zone): Part | undefined {
  // Whatever the zone, a day lies within what is left; asking the calendar of every round takes its time.
  const midnight = Date.parse(day)
  if (closesAt < midnight - 15 * HOUR_MS || opensAt > midnight + DAY_MS + 15 * HOUR_MS) return undefined
  const [opensOn, closesOn] = [civilDateOf(opensAt, zone), civilDateOf(closesAt, zone)]
  if (opensOn > day || closesOn < day) return undefined
  const continued = opensOn < day
  const from = continued ? 0 : minuteOfDay(opensAt, zone)
  const to = closesOn > day ? DAY_MINUTES : minuteOfDay(closesAt, zone)
  // One that ends at midnight has nothing left on the day that begins then.
  if (continued && to === 0) return undefined
  const end = Math.min(DAY_MINUTES, Math.max(to, from + SHORTEST_MINUTES))
  return { from: Math.min(from, end - SHORTEST_MINUTES), to: end, continued }
}

/** Greedy, in order of time: the first lane that is free. What hangs together by overlapping shares one width. */
function inLanes(parts: readonly (Part & { readonly round: CalendarRound })[]): Block[] {
  const blocks: Block[] = []
  let cluster: (Part & { readonly round: CalendarRound; readonly lane: number })[] = []
  let ends: number[] = []
  const close = () => {
    blocks.push(...cluster.map((part) => ({ ...part, lanes: ends.length })))
    cluster = []
    ends = []
  }
  for (const part of parts) {
    if (ends.every((end) => end <= part.from)) close()
    const free = ends.findIndex((end) => end <= part.from)
    const lane = free === -1 ? ends.length : free
    ends[lane] = part.to
    cluster.push({ ...part, lane })
  }
  close()
  return blocks
}

/** The hours that a view has to show, from the first that anything falls in to the last. At least eight. */
export function hoursOf(blocks: readonly Pick<Block, 'from' | 'to'>[]): { readonly from: number; readonly to: number } {
  if (blocks.length === 0) return { from: 8, to: 20 }
  const from = Math.floor(Math.min(...blocks.map((block) => block.from)) / 60)
  const to = Math.ceil(Math.max(...blocks.map((block) => block.to)) / 60)
  const missing = Math.max(0, 8 - (to - from))
  const start = Math.max(0, from - missing)
  return { from: start, to: Math.max(to, start + 8) }
}

/** The address of a view, so that it can be kept, sent and gone back to. */
export function calendarHref(shown: {
  readonly view: View
  readonly day: CivilDate
  readonly plan?: Uuid | undefined
  readonly person?: Uuid | undefined
  readonly round?: Uuid | undefined
}): string {
  const { view, day, plan, person, round } = shown
  const given = Object.entries({ view, day, plan, person, round }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return `/calendar?${new URLSearchParams(given)}`
}
