import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { windowsBetween } from '../../checkpoints/plan-window.ts'
import { recurrenceText } from '../../checkpoints/recurrence.ts'
import { addDays } from '../../checkpoints/time.ts'
import { aPlan } from '../support/builders.ts'
import { anyRecurrence, daysFrom, fallsOn } from '../support/recurrence-oracle.ts'
import { inOrder, windowByTheWall } from '../support/wall-clock.ts'

/** Each changes its clocks in its own way: never, by an hour in spring and autumn, by half an hour in the south. */
const ZONES = ['Asia/Hong_Kong', 'Europe/London', 'America/New_York', 'Australia/Lord_Howe']

const anyTime = fc
  .record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.constantFrom(0, 15, 30, 45) })
  .map(({ hour, minute }) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
/** The hours around two at night, in which clocks change, come up as often as all others. */
const anyWindow = fc
  .record({
    startsAt: fc.oneof(anyTime, fc.constantFrom('01:00', '01:30', '02:00', '02:15', '02:30')),
    endsAt: fc.oneof(anyTime, fc.constantFrom('02:00', '02:30', '03:00', '03:30')),
  })
  .filter(({ startsAt, endsAt }) => startsAt !== endsAt)
const anyPlan = fc.record({
  recurrence: anyRecurrence,
  windows: fc.uniqueArray(anyWindow, { minLength: 1, maxLength: 3, selector: ({ startsAt }) => startsAt }),
  holidays: fc.constantFrom('as-usual', 'skip', 'only'),
  held: fc.uniqueArray(fc.integer({ min: 0, max: 365 }), { maxLength: 40 }),
})

describe.each(ZONES)('a plan walked for a year in %s', (zone) => {
  it('has exactly the rounds that calendar and wall clock say, none twice, none lost when clocks change', () => {
    fc.assert(
      fc.property(anyPlan, fc.integer({ min: 0, max: 4 }), ({ recurrence, windows, holidays, held }, later) => {
        const year = Number(recurrence.startsOn.slice(0, 4)) + later
        const [from, to] = [`${year}-01-01`, `${year}-12-31`]
        const holidaySet = new Set(held.map((day) => addDays(from, day)))
        const plan = aPlan({ recurrence: recurrenceText(recurrence), windows, holidays })
        const days = daysFrom(from, 365)
          .filter((day) => day <= to && fallsOn(recurrence, day))
          .filter((day) => holidays === 'as-usual' || holidaySet.has(day) === (holidays === 'only'))
        const expected = inOrder(
          days.flatMap((day) => windows.flatMap((window) => windowByTheWall(day, window, zone) ?? [])),
        )
        const rounds = windowsBetween(plan, { from, to }, { zone, holidays: holidaySet, dice: () => 0 })
        expect(rounds).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })

  it('walked every night, has one round for every night of the year in which clocks change', () => {
    const windows = [{ startsAt: '22:00', endsAt: '06:00' }]
    for (const year of [2024, 2026]) {
      const days = { from: `${year}-01-01`, to: `${year}-12-31` }
      const rounds = windowsBetween(aPlan({ windows }), days, { zone, holidays: new Set(), dice: () => 0 })
      expect(rounds).toHaveLength(year === 2024 ? 366 : 365)
      expect(new Set(rounds.map(({ opensAt }) => opensAt)).size).toBe(rounds.length)
    }
  })
})
