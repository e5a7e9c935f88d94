import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlanWindow } from '../../checkpoints/plan.ts'
import { startOfDay, windowsBetween, windowsOn } from '../../checkpoints/plan-window.ts'
import { addDays, civilDateOf } from '../../checkpoints/time.ts'
import { weekly } from '../../scripts/support/plan.ts'
import { aPlan, at, minutes } from '../support/builders.ts'
import { vectorsOf } from '../support/vectors.ts'

type Vectors = {
  windows: { why: string; zone: string; day: string; window: [string, string]; opens: string | null; closes: string }[]
  days: { why: string; zone: string; day: string; starts: string }[]
}
const vectors = vectorsOf<Vectors>('plan-windows')
/** Nothing here starts at random, unless it says so. */
const dice = () => 0

describe('a planned window', () => {
  for (const { why, zone, day, window, opens, closes } of vectors.windows) {
    const [startsAt, endsAt] = window
    it(`${startsAt}–${endsAt} in ${zone} on ${day}: ${why}`, () => {
      const expected = opens === null ? [] : [{ opensAt: Date.parse(opens), closesAt: Date.parse(closes) }]
      expect(windowsOn(aPlan({ windows: [{ startsAt, endsAt }] }), day, { zone, dice })).toEqual(expected)
    })
  }

  it('opens on the weekdays of its plan only, counted by the day it opens on', () => {
    const nights = aPlan({ recurrence: weekly(1, 7), windows: [{ startsAt: '22:00', endsAt: '06:00' }] })
    const week = { from: '2026-03-01', to: '2026-03-07' }
    const opening = windowsBetween(nights, week, { zone: 'Asia/Hong_Kong', holidays: new Set(), dice })
    expect(opening.map(({ opensAt }) => opensAt)).toEqual([at('22:00', '2026-03-01'), at('22:00', '2026-03-02')])
  })

  it('comes in order of the clock, however the plan lists it', () => {
    const windows = [
      { startsAt: '20:00', endsAt: '22:00' },
      { startsAt: '08:00', endsAt: '10:00' },
    ]
    const opening = windowsOn(aPlan({ windows }), '2026-03-02', { zone: 'Asia/Hong_Kong', dice }).map(
      (window) => window.opensAt,
    )
    expect(opening).toEqual([at('08:00'), at('20:00')])
  })
})

describe('on holidays of the estate', () => {
  const opening = (holidays: 'as-usual' | 'skip' | 'only') =>
    windowsBetween(
      aPlan({ holidays }),
      { from: '2026-03-02', to: '2026-03-04' },
      { zone: 'Asia/Hong_Kong', holidays: new Set(['2026-03-03', '2026-04-05']), dice },
    ).map(({ opensAt }) => civilDateOf(opensAt, 'Asia/Hong_Kong'))

  it.each([
    ['as-usual', ['2026-03-02', '2026-03-03', '2026-03-04']],
    ['skip', ['2026-03-02', '2026-03-04']],
    ['only', ['2026-03-03']],
  ] as const)('a plan that goes %s', (holidays, days) => expect(opening(holidays)).toEqual(days))
})

describe('a random start', () => {
  const plan = aPlan({ windows: [{ startsAt: '22:00', endsAt: '02:00' }], randomStart: 45 })
  const roundAt = (dice: number) => windowsOn(plan, '2026-03-02', { zone: 'Asia/Hong_Kong', dice: () => dice })[0]

  it.each([
    [0, '2026-03-02', '22:00'],
    [0.5, '2026-03-02', '23:38'],
    [0.999999, '2026-03-03', '01:15'],
  ])('with %d thrown, starts on %s at %s and lasts its 45 minutes', (thrown, day, starts) => {
    expect(roundAt(thrown)).toEqual({ opensAt: at(starts, day), closesAt: at(starts, day) + minutes(45) })
  })

  it('stays within its window, on a whole minute, whatever is thrown and wherever', () => {
    fc.assert(
      fc.property(
        anyZone,
        anyDay,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.integer({ min: 5, max: 1440 }),
        (zone, day, thrown, randomStart) => {
          const [whole] = windowsOn({ ...plan, randomStart: null }, day, { zone, dice })
          const [round] = windowsOn({ ...plan, randomStart }, day, { zone, dice: () => thrown })
          if (!whole || !round) return expect(round).toEqual(whole)
          expect(round.opensAt).toBeGreaterThanOrEqual(whole.opensAt)
          expect(round.closesAt).toBeLessThanOrEqual(whole.closesAt)
          expect((round.opensAt - whole.opensAt) % minutes(1)).toBe(0)
          expect(round.closesAt - round.opensAt).toBe(Math.min(minutes(randomStart), whole.closesAt - whole.opensAt))
        },
      ),
      { numRuns: 150 },
    )
  })

  it('is asked for by day and window, so that two windows of a night start apart', () => {
    const keys: string[] = []
    const windows = [
      { startsAt: '22:00', endsAt: '02:00' },
      { startsAt: '02:00', endsAt: '06:00' },
    ]
    windowsOn({ ...plan, windows }, '2026-03-02', { zone: 'Asia/Hong_Kong', dice: (key) => keys.push(key) * 0 })
    expect(keys).toEqual(['2026-03-02 22:00', '2026-03-02 02:00'])
  })
})

describe('a day of the estate', () => {
  for (const { why, zone, day, starts } of vectors.days)
    it(`${day} in ${zone}: ${why}`, () => expect(startOfDay(day, zone)).toBe(Date.parse(starts)))
})

// Those whose clocks do something unusual come up as often as all the others together.
const anyZone = fc.oneof(
  fc.constantFrom('Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Hong_Kong', 'America/Sao_Paulo'),
  fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
)
// London's, New York's and Lord Howe's clock changes of 2026 among days of any kind.
const anyDay = fc.oneof(
  fc.constantFrom('2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01', '2026-10-04', '2026-04-05'),
  fc.integer({ min: 0, max: 13_000 }).map((days) => addDays('2000-01-01', days)),
)
/** Windows that share no minute; the last may run into the next morning, up to where the first begins. */
const anyPlan = fc
  .uniqueArray(fc.integer({ min: 0, max: 24 * 60 - 1 }), { minLength: 2, maxLength: 10 })
  .chain((times) => {
    const sorted = times.toSorted((a, b) => a - b).map(clock)
    const turned = [...sorted.slice(1), sorted[0]!]
    return fc.constantFrom(paired(sorted), paired(turned))
  })
  .map((windows) => aPlan({ windows }))

describe('in any zone, on any day', () => {
  it('every window closes after it opens, and none overlaps another, today or tomorrow', () => {
    fc.assert(
      fc.property(anyPlan, anyZone, anyDay, (plan, zone, day) => {
        const windows = [...windowsOn(plan, day, { zone, dice }), ...windowsOn(plan, addDays(day, 1), { zone, dice })]
        for (const [i, { opensAt, closesAt }] of windows.entries()) {
          expect(opensAt).toBeLessThan(closesAt)
          expect(closesAt).toBeLessThanOrEqual(windows[i + 1]?.opensAt ?? Number.POSITIVE_INFINITY)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('a window never opens before the civil day it was planned for', () => {
    fc.assert(
      fc.property(anyPlan, anyZone, anyDay, (plan, zone, day) => {
        for (const { opensAt } of windowsOn(plan, day, { zone, dice }))
          expect(civilDateOf(opensAt, zone) >= day).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  it('a day starts on itself, and the millisecond before belongs to an earlier one', () => {
    fc.assert(
      fc.property(anyZone, anyDay, (zone, day) => {
        // Two Pacific zones have left out a whole day to change sides of the date line: such a day has no instant.
        const start = startOfDay(day, zone)
        fc.pre(start < startOfDay(addDays(day, 1), zone))
        expect(civilDateOf(start, zone)).toBe(day)
        expect(civilDateOf(start - 1, zone) < day).toBe(true)
      }),
      { numRuns: 150 },
    )
  })
})

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

function paired(times: readonly string[]): PlanWindow[] {
  return times.flatMap((startsAt, i) => (i % 2 === 0 && times[i + 1] ? [{ startsAt, endsAt: times[i + 1]! }] : []))
}
