import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { addDays, CivilDate, CivilTime, civilDateOf, Instant, Zone } from '../../checkpoints/time.ts'

describe('a civil day', () => {
  it.each([
    ['2026-03-01T15:59:59.999Z', 'Asia/Hong_Kong', '2026-03-01'],
    ['2026-03-01T16:00:00.000Z', 'Asia/Hong_Kong', '2026-03-02'],
    ['2026-03-02T04:59:59.999Z', 'America/New_York', '2026-03-01'],
    ['2026-06-30T23:00:00.000Z', 'Europe/London', '2026-07-01'],
    ['2026-12-31T23:00:00.000Z', 'Europe/London', '2026-12-31'],
  ])('of %s in %s is %s', (at, zone, day) => expect(civilDateOf(Date.parse(at), zone)).toBe(day))

  it.each(['2026-03-02', '2028-02-29', '2000-02-29', '1970-01-01', '2199-12-31'])('may be %s', (day) =>
    expect(v.is(CivilDate, day)).toBe(true),
  )

  it.each(['2026-02-29', '2100-02-29', '2026-02-30', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00'])(
    'is not %s, which is on no calendar',
    (day) => expect(v.is(CivilDate, day)).toBe(false),
  )

  it.each(['9999-12-31', '1969-12-31', '2026-3-2', '2026-03-02T00:00', '02/03/2026', ' 2026-03-02', ''])(
    'is not %j',
    (day) => expect(v.is(CivilDate, day)).toBe(false),
  )

  it('counts across months, years and leap days', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
    expect(addDays('2026-03-02', 365)).toBe('2027-03-02')
  })

  it('comes back when the same number of days is taken away', () => {
    const anyDay = fc.integer({ min: 0, max: 70_000 }).map((days) => addDays('1980-01-01', days))
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -3000, max: 3000 }), (day, count) => {
        expect(v.is(CivilDate, addDays(day, count))).toBe(true)
        expect(addDays(addDays(day, count), -count)).toBe(day)
      }),
    )
  })
})

describe('what a boundary lets through', () => {
  it.each(['00:00', '07:30', '23:59'])('the time of day %s', (time) => expect(v.is(CivilTime, time)).toBe(true))
  it.each(['24:00', '7:30', '07:60', '07:30:00', '٠٧:٣٠'])('not the time of day %s', (time) =>
    expect(v.is(CivilTime, time)).toBe(false),
  )

  it.each(['Asia/Hong_Kong', 'Australia/Lord_Howe', 'UTC'])('the zone %s', (zone) =>
    expect(v.is(Zone, zone)).toBe(true),
  )
  it.each(['', 'Hong Kong', 'Asia/Atlantis', '../etc/localtime'])('not the zone %j', (zone) =>
    expect(v.is(Zone, zone)).toBe(false),
  )

  it('instants in whole milliseconds since 1970', () => {
    expect(v.is(Instant, 0)).toBe(true)
    for (const wrong of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 8_640_000_000_001, '0'])
      expect(v.is(Instant, wrong)).toBe(false)
  })
})
