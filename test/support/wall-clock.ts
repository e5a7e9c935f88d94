/** Instants of civil times by asking `Intl` what the clock on the wall shows: an oracle for windows, without Temporal. */
import { addDays, type CivilDate, DAY_MS, HOUR_MS, type Zone } from '../../checkpoints/time.ts'

const formats = new Map<Zone, Intl.DateTimeFormat>()

/** What the wall clock shows in a zone: `2026-03-29T01:30`, which compares like time itself. */
export function wallClock(at: number, zone: Zone): string {
  let format = formats.get(zone)
  if (!format) {
    const two = '2-digit' as const
    const options = {
      timeZone: zone,
      year: 'numeric',
      month: two,
      day: two,
      hour: two,
      minute: two,
      hourCycle: 'h23',
    } as const
    format = new Intl.DateTimeFormat('en-CA', options)
    formats.set(zone, format)
  }
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`
}

/** The first instant at which the wall clock of a day shows a time, or has jumped over it. */
export function firstInstantOf(day: CivilDate, time: string, zone: Zone): number {
  const wanted = `${day}T${time}`
  const asUtc = Date.parse(`${wanted}:00Z`)
  const offsets = [asUtc - DAY_MS, asUtc, asUtc + DAY_MS].map((at) => Date.parse(`${wallClock(at, zone)}:00Z`) - at)
  const shown = offsets.map((offset) => asUtc - offset).filter((at) => wallClock(at, zone) === wanted)
  if (shown.length > 0) return Math.min(...shown)
  // Skipped: the minute at which the clock jumps past it.
  let [before, after] = [asUtc - DAY_MS - HOUR_MS, asUtc + DAY_MS]
  while (after - before > 60_000) {
    const middle = before + Math.floor((after - before) / 120_000) * 60_000
    if (wallClock(middle, zone) < wanted) before = middle
    else after = middle
  }
  return after
}

type Open = { readonly opensAt: number; readonly closesAt: number }

/** In order; of those that open at the same instant, because the clock has jumped, the longer a millisecond later. */
export function inOrder(windows: readonly Open[]): Open[] {
  const sorted = windows.toSorted((a, b) => a.opensAt - b.opensAt || a.closesAt - b.closesAt)
  return sorted.map((window, i) => {
    const before = sorted.slice(0, i).filter(({ opensAt }) => opensAt === window.opensAt).length
    return { ...window, opensAt: window.opensAt + before }
  })
}

/** The instants between which a window is open that starts on a day; undefined if the clocks skip the whole of it. */
export function windowByTheWall(
  day: CivilDate,
  { startsAt, endsAt }: { startsAt: string; endsAt: string },
  zone: Zone,
) {
  const opensAt = firstInstantOf(day, startsAt, zone)
  const closesAt = firstInstantOf(endsAt <= startsAt ? addDays(day, 1) : day, endsAt, zone)
  return opensAt < closesAt ? { opensAt, closesAt } : undefined
}
