import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { MailAddress, MailingDraft, type MailingRhythm, retryAt } from '../../checkpoints/mailing.ts'
import { dueAfter, duesBetween, newestPeriod, periodOf, worthSending } from '../../checkpoints/mailing-dues.ts'
import { addDays, DAY_MS, daysFrom } from '../../checkpoints/time.ts'
import { minutes } from '../support/builders.ts'
import { firstInstantOf, wallClock } from '../support/wall-clock.ts'

const daily = { rhythm: { kind: 'daily' }, at: '08:00' } as const
const weekly = { rhythm: { kind: 'weekly', weekday: 1 }, at: '08:00' } as const
const monthly = { rhythm: { kind: 'monthly' }, at: '08:00' } as const
const HONG_KONG = 'Asia/Hong_Kong'
const at = (text: string) => Date.parse(text)

describe('a mailing is due', () => {
  it('every day at its time, in the estate’s zone', () => {
    expect(dueAfter(daily, HONG_KONG, at('2026-03-02T07:59+08:00'))).toEqual({
      on: '2026-03-02',
      at: at('2026-03-02T08:00+08:00'),
    })
    expect(dueAfter(daily, HONG_KONG, at('2026-03-02T08:00+08:00')).on).toBe('2026-03-03')
  })

  it('on its weekday, or on the 1st', () => {
    expect(dueAfter(weekly, HONG_KONG, at('2026-03-02T08:00+08:00')).on).toBe('2026-03-09')
    expect(dueAfter(monthly, HONG_KONG, at('2026-01-31T23:00+08:00')).on).toBe('2026-02-01')
    expect(dueAfter(monthly, HONG_KONG, at('2026-12-01T08:00+08:00')).on).toBe('2027-01-01')
  })

  it('at the moment the clocks jump past its time, and once where its time comes twice', () => {
    const night = { ...daily, at: '01:30' }
    expect(dueAfter(night, 'Europe/London', at('2026-03-28T12:00Z'))).toEqual({
      on: '2026-03-29',
      at: at('2026-03-29T01:00Z'),
    })
    const autumn = duesBetween(night, 'Europe/London', at('2026-10-24T12:00Z'), at('2026-10-25T12:00Z'))
    expect(autumn).toEqual([{ on: '2026-10-25', at: at('2026-10-25T00:30Z') }])
  })

  it('also where clocks move by half an hour', () => {
    const night = { ...daily, at: '02:15' }
    // Lord Howe, 4 October 2026: 02:00 becomes 02:30 (UTC+10:30 → +11).
    expect(dueAfter(night, 'Australia/Lord_Howe', at('2026-10-03T12:00Z')).at).toBe(at('2026-10-03T15:30Z'))
  })
})

describe('its period', () => {
  it('is over on the day it is due', () => {
    expect(periodOf({ kind: 'daily' }, '2026-03-01')).toEqual({ from: '2026-02-28', to: '2026-02-28' })
    expect(periodOf({ kind: 'weekly' }, '2026-03-02')).toEqual({ from: '2026-02-23', to: '2026-03-01' })
    expect(periodOf({ kind: 'monthly' }, '2026-03-01')).toEqual({ from: '2026-02-01', to: '2026-02-28' })
    expect(periodOf({ kind: 'monthly' }, '2027-01-01')).toEqual({ from: '2026-12-01', to: '2026-12-31' })
  })

  it('asked for in between is the last that was due', () => {
    expect(newestPeriod({ kind: 'weekly', weekday: 1 }, '2026-03-04')).toEqual({ from: '2026-02-23', to: '2026-03-01' })
    expect(newestPeriod({ kind: 'weekly', weekday: 3 }, '2026-03-04')).toEqual({ from: '2026-02-25', to: '2026-03-03' })
    expect(newestPeriod({ kind: 'monthly' }, '2026-03-31')).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  })
})

const rhythm: fc.Arbitrary<MailingRhythm> = fc.oneof(
  fc.constant({ kind: 'daily' } as const),
  fc.record({ kind: fc.constant('weekly' as const), weekday: fc.integer({ min: 1, max: 7 }) }),
  fc.constant({ kind: 'monthly' } as const),
)
const time = fc
  .integer({ min: 0, max: 1439 })
  .map((minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`)
// Samoa had no 30 December 2011 at all.
const zone = fc.constantFrom('Europe/London', 'Australia/Lord_Howe', 'America/New_York', HONG_KONG, 'Pacific/Apia')

describe('over years', () => {
  it('every period comes once and none is skipped, in whatever steps the server looks', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 20 * 1440 }), { minLength: 20, maxLength: 60 })
    fc.assert(
      fc.property(rhythm, time, zone, steps, (rhythm, at, zone, steps) => {
        const start = Date.parse('2011-10-01T00:00Z')
        let looked = start
        const dues = steps.flatMap((step) => {
          const since = looked
          looked += step * 60_000
          return duesBetween({ rhythm, at }, zone, since, looked)
        })
        const periods = dues.map(({ on }) => periodOf(rhythm, on))
        for (const [i, period] of periods.entries()) if (i > 0) expect(period.from).toBe(addDays(periods[i - 1]!.to, 1))
        for (const { on, at: moment } of dues) expect(moment).toBe(firstInstantOf(on, at, zone))
        expect(dues.length).toBeGreaterThanOrEqual(Math.floor((looked - start) / DAY_MS / 31) - 1)
      }),
      { numRuns: 60 },
    )
  })

  it('the next one is the first of those to come', () => {
    const moment = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2028-01-01') })
    fc.assert(
      fc.property(rhythm, time, zone, moment, (rhythm, at, zone, moment) => {
        const next = dueAfter({ rhythm, at }, zone, moment)
        expect(next.at).toBeGreaterThan(moment)
        expect(wallClock(next.at, zone) >= `${next.on}T${at}`).toBe(true)
        expect(duesBetween({ rhythm, at }, zone, moment, next.at)).toEqual([next])
      }),
      { numRuns: 100 },
    )
  })
})

describe('after days without a server', () => {
  const dues = daysFrom('2026-03-02', '2026-03-05').map((on, i) => ({ on, at: i }))

  it('only the last daily one is worth sending, weekly and monthly ones all', () => {
    expect(worthSending('daily', dues).map(({ on }) => on)).toEqual(['2026-03-05'])
    expect(worthSending('daily', [])).toEqual([])
    expect(worthSending('weekly', dues)).toBe(dues)
    expect(worthSending('monthly', dues)).toBe(dues)
  })
})

describe('a mail that does not go out', () => {
  it('is tried again after 1, 5, 15, 60 minutes, then hourly, and given up after a day', () => {
    const waits: number[] = []
    let now = 0
    for (let attempts = 1; ; attempts++) {
      const next = retryAt(attempts, { madeAt: 0, now })
      if (next === null) break
      waits.push((next - now) / minutes(1))
      now = next
    }
    expect(waits.slice(0, 6)).toEqual([1, 5, 15, 60, 60, 60])
    expect(new Set(waits.slice(3))).toEqual(new Set([60]))
    expect([now <= DAY_MS, now > DAY_MS - minutes(60)]).toEqual([true, true])
  })
})

describe('an address', () => {
  it('is taken in small letters, without a name, and without anything a header could be made of', () => {
    expect(v.parse(MailAddress, ' Lee@Example.ORG ')).toBe('lee@example.org')
    for (const bad of [
      '',
      'lee',
      'lee@',
      'Lee <lee@example.org>',
      'a@example.org, b@example.org',
      'a@example.org\r\nBcc: b@c.de',
    ])
      expect([bad, v.is(MailAddress, bad)]).toEqual([bad, false])
  })

  it('stands once among the recipients, of whom there are 1 to 20', () => {
    const draft = (recipients: string[]) => ({ ...daily, recipients, language: 'en' })
    const many = Array.from({ length: 21 }, (_, i) => `p${i}@example.org`)
    expect(v.is(MailingDraft, draft(many.slice(1)))).toBe(true)
    for (const bad of [[], many, ['a@example.org', 'A@example.org']]) expect(v.is(MailingDraft, draft(bad))).toBe(false)
  })
})
