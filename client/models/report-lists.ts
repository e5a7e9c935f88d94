/** What is worth a question in a report, in the order in which it is asked. Pure. */
import type { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import { type CivilDate, civilDateOf, type Instant, type Zone } from '../../checkpoints/time.ts'
import type { Report, ReportedSpot } from '../../checkpoints/wire/report.ts'

export type ReportGap = {
  readonly round: Uuid
  readonly checkpoint: CheckpointId
  /** When its round opened, and on which day that was. */
  readonly opensAt: Instant
  readonly day: CivilDate
  /** What was said about the round, at its last gap. */
  readonly said: Report['acknowledged']
}

/** The gaps of the latest day first; within a day in order of opening, then of walking. */
export function gapsLatestFirst(
  { gaps, rounds, acknowledged }: Pick<Report, 'gaps' | 'rounds' | 'acknowledged'>,
  zone: Zone,
): ReportGap[] {
  const openings = new Map(rounds.map(({ round, opensAt }) => [round, opensAt]))
  return gaps
    .flatMap(({ round, checkpoint }, i): ReportGap[] => {
      const opensAt = openings.get(round)
      if (opensAt === undefined) return []
      const isLast = gaps[i + 1]?.round !== round
      const said = isLast ? acknowledged.filter((one) => one.round === round) : []
      return [{ round, checkpoint, opensAt, day: civilDateOf(opensAt, zone), said }]
    })
    .sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? 1 : -1))
}

export type GapDay = { readonly day: CivilDate; readonly gaps: readonly ReportGap[] }

/** Gaps of the same day together, their order as it is. */
export function byDay(gaps: readonly ReportGap[]): GapDay[] {
  const days = new Map<CivilDate, ReportGap[]>()
  for (const gap of gaps) {
    const ofDay = days.get(gap.day) ?? []
    days.set(gap.day, ofDay)
    ofDay.push(gap)
  }
  return [...days].map(([day, gaps]) => ({ day, gaps }))
}

export type LongestGap = {
  readonly checkpoint: CheckpointId
  readonly longestMs: number
  readonly promisedMs: number
  /** How much longer than its plans let pass; 0: it kept to them. */
  readonly beyondMs: number
}

/** Those beyond what their plans promise first, by how much; the others by how long it was. Spots that were not due have none. */
export function longestGaps(spots: readonly ReportedSpot[]): LongestGap[] {
  return spots
    .flatMap(({ checkpoint, longestGapMs, promisedGapMs }) => {
      if (longestGapMs === null || promisedGapMs === null) return []
      const beyondMs = Math.max(0, longestGapMs - promisedGapMs)
      return { checkpoint, longestMs: longestGapMs, promisedMs: promisedGapMs, beyondMs }
    })
    .sort((a, b) => b.beyondMs - a.beyondMs || b.longestMs - a.longestMs)
}

/** Missed at least twice in a row, the longest run first. */
export function repeatGaps(spots: readonly ReportedSpot[]): ReportedSpot[] {
  return spots.filter(({ longestRun }) => longestRun >= 2).sort((a, b) => b.longestRun - a.longestRun)
}

/** Rounds that something is to be asked about, the latest first. */
export function roundsWith(
  rounds: Report['rounds'],
  asks: (round: Report['rounds'][number]) => boolean,
): Report['rounds'] {
  return rounds.filter(asks).reverse()
}
