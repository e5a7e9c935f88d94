import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  CHAIN_REACH,
  claimedAt,
  clockFault,
  type Occurrence,
  occurrenceOf,
  settleTimes,
  type TimedVisit,
} from '../../checkpoints/occurrence.ts'
import { isDecided } from '../../checkpoints/round.ts'
import type { Instant } from '../../checkpoints/time.ts'
import { aRound, at, days, hours, minutes, uuid } from '../support/builders.ts'

describe('a phone whose clock is two days wrong', () => {
  it.each([
    ['ahead', days(2)],
    ['behind', -days(2)],
  ])('%s: is as good as right once the server has been heard', (_, error) => {
    const claims = {
      scannedAt: at('21:00') + error,
      lastServerTime: { at: at('20:00'), elapsedMs: minutes(10), wallAt: at('20:00') + error, whole: false },
    }
    expect(claimedAt(claims)).toBe(at('21:00'))
    const occurrence = occurrenceOf(claims, at('23:30'))
    expect(occurrence).toEqual({ occurredAt: at('21:00'), notBefore: at('20:10'), notAfter: at('23:30') })
    expect(clockFault(claims, occurrence)).toBeUndefined()
  })

  it('set ahead since: the page that counted throughout says when, and without one the receipt does', () => {
    const claims = (whole: boolean) => ({
      scannedAt: at('21:00') + days(2),
      lastServerTime: { at: at('20:00'), elapsedMs: hours(1), wallAt: at('20:00'), whole },
    })
    expect(occurrenceOf(claims(true), at('23:30')).occurredAt).toBe(at('21:00'))
    expect(occurrenceOf(claims(false), at('23:30')).occurredAt).toBe(at('23:30'))
    expect(clockFault(claims(true), { occurredAt: at('21:00'), notAfter: at('23:30') })).toBe('clock-ahead')
  })

  it('set back since: it cannot have been before what was counted', () => {
    const claims = {
      scannedAt: at('21:00') - days(2),
      lastServerTime: { at: at('20:00'), elapsedMs: hours(1), wallAt: at('20:00'), whole: true },
    }
    const occurrence = occurrenceOf(claims, at('23:30'))
    expect(occurrence.occurredAt).toBe(at('21:00'))
    expect(clockFault(claims, occurrence)).toBe('clock-behind')
  })

  it('matters only where the bounds cannot tell whether it was in time', () => {
    const round = aRound({ graceMs: minutes(10) })
    const between = (from: string, to: string) => isDecided({ notBefore: at(from), notAfter: at(to) }, [round])
    expect(between('20:00', '22:00')).toBe(true)
    expect(between('19:59', '20:00')).toBe(false)
    expect(between('22:00', '22:01')).toBe(false)
    expect(between('22:01', '22:10')).toBe(true)
    expect(between('22:10', '22:11')).toBe(false)
    expect(between('19:00', '23:00')).toBe(false)
    expect(between('22:11', '23:00')).toBe(true)
    expect(isDecided({ notBefore: null, notAfter: at('21:00') }, [round])).toBe(false)
    expect(isDecided({ notBefore: null, notAfter: at('21:00') }, [])).toBe(true)
  })
})

describe('the visits of one phone', () => {
  it('say nothing of two minutes', () => {
    const claims = (scannedAt: Instant) => ({ scannedAt, lastServerTime: null })
    const then = { occurredAt: at('21:00'), notAfter: at('21:00') }
    expect(clockFault(claims(at('21:02')), then)).toBeUndefined()
    expect(clockFault(claims(at('21:02:00.001')), then)).toBe('clock-ahead')
    expect(clockFault(claims(at('20:58')), then)).toBeUndefined()
    expect(clockFault(claims(at('20:57:59.999')), then)).toBe('clock-behind')
  })

  it('stay in order when the clock is set back between them', () => {
    const first = aTimed({ sequence: 1, follows: 0, scannedAt: at('21:00') })
    const second = aTimed({ sequence: 2, follows: 1, scannedAt: at('20:30') })
    const settled = settleTimes([second, first])
    expect(settled.get(first.id)?.occurredAt).toBe(at('21:00'))
    expect(settled.get(second.id)?.occurredAt).toBe(at('21:00'))
  })

  it('were all filed by the time the first of the later ones arrived', () => {
    const held = aTimed({ sequence: 1, follows: 0, scannedAt: at('22:30'), receivedAt: at('23:50') })
    const sent = aTimed({ sequence: 2, follows: 1, scannedAt: at('21:10'), receivedAt: at('21:11') })
    expect(settleTimes([held, sent]).get(held.id)).toMatchObject({ occurredAt: at('21:11'), notAfter: at('21:11') })
  })

  it('were not all begun in the order they were filed: a form may be left and returned to', () => {
    const left = aTimed({ sequence: 2, follows: 0, scannedAt: at('20:30') })
    const between = aTimed({ sequence: 1, follows: 0, scannedAt: at('21:00') })
    expect(settleTimes([left, between]).get(left.id)?.occurredAt).toBe(at('20:30'))
  })

  it('share what one of them has heard of the server', () => {
    const heard = aTimed({
      sequence: 1,
      follows: 0,
      scannedAt: at('20:30'),
      lastServerTime: { at: at('20:30'), elapsedMs: 0 },
    })
    const deaf = aTimed({ sequence: 2, follows: 1, scannedAt: at('19:00'), lastServerTime: null })
    expect(settleTimes([heard, deaf]).get(deaf.id)).toMatchObject({ occurredAt: at('20:30'), notBefore: at('20:30') })
  })
})

describe('whatever clocks do, and whatever arrives first', () => {
  const walks = fc.array(
    fc.record({
      /** Since the visit before. */
      passed: fc.nat(minutes(90)),
      /** How wrong the clock was at the scan and at the contact before it. */
      error: fc.constantFrom(0, days(2), -days(2), hours(1), -hours(1)),
      errorThen: fc.constantFrom(0, days(2), -days(2)),
      contact: fc.constantFrom('none', 'counted', 'lost count'),
      arrives: fc.nat(hours(5)),
    }),
    { minLength: 1, maxLength: 60 },
  )
  // A night without its 02:30, one with two of them, and one of half an hour.
  const nights = fc.constantFrom('2026-03-29T00:00Z', '2026-10-25T00:00Z', '2026-04-04T14:00Z')

  it('the same times come out, within their bounds, in the order of the numbers, and never before what really passed', () => {
    fc.assert(
      fc.property(walks, nights, fc.infiniteStream(fc.nat()), (steps, night, dice) => {
        const { visits, truly } = walked(steps, Date.parse(night))
        const settled = settleTimes(visits)
        const ranks = new Map(visits.map(({ id }) => [id, dice.next().value]))
        const shuffled = visits.toSorted((a, b) => (ranks.get(a.id) ?? 0) - (ranks.get(b.id) ?? 0))
        expect(new Map([...settleTimes(shuffled)].sort())).toEqual(new Map([...settled].sort()))

        let last = 0
        for (const { id } of visits) {
          const { occurredAt, notBefore, notAfter } = settled.get(id) as Occurrence
          expect(occurredAt).toBeGreaterThanOrEqual(last)
          expect(occurredAt).toBeGreaterThanOrEqual(notBefore ?? 0)
          expect(occurredAt).toBeLessThanOrEqual(notAfter)
          expect(truly.get(id)).toBeGreaterThanOrEqual(notBefore ?? 0)
          expect(truly.get(id)).toBeLessThanOrEqual(notAfter)
          last = occurredAt
        }
      }),
    )
  })

  it('a clock that is wrong all along is wrong about nothing', () => {
    fc.assert(
      fc.property(walks, fc.constantFrom(days(2), -days(2)), (steps, error) => {
        const steady = steps.map((step) => ({ ...step, error, errorThen: error, contact: 'counted' as const }))
        const { visits, truly } = walked(steady, at('20:00'))
        const settled = settleTimes(visits)
        for (const { id } of visits) expect(settled.get(id)?.occurredAt).toBe(truly.get(id))
      }),
    )
  })

  type Step = {
    readonly passed: number
    readonly error: number
    readonly errorThen: number
    readonly contact: string
    readonly arrives: number
  }

  function walked(steps: readonly Step[], begin: Instant) {
    const truly = new Map<string, Instant>()
    let now = begin
    const visits = steps.map(({ passed, error, errorThen, contact, arrives }, i): TimedVisit => {
      const heard = now
      now += passed
      const id = uuid(i + 1)
      truly.set(id, now)
      const counted = contact === 'counted'
      const lastServerTime = { at: heard, elapsedMs: counted ? passed : 0, wallAt: heard + errorThen, whole: counted }
      return {
        id,
        sequence: i + 1,
        follows: i,
        scannedAt: now + error,
        lastServerTime: contact === 'none' ? null : lastServerTime,
        receivedAt: now + arrives,
      }
    })
    return { visits, truly }
  }
})

it('a visit is held against so many before it, and what was before those reaches it all the same', () => {
  const first = aTimed({
    sequence: 1,
    follows: 0,
    scannedAt: at('21:00'),
    lastServerTime: { at: at('21:00'), elapsedMs: 0 },
  })
  const rest = Array.from({ length: 3 * CHAIN_REACH }, (_, i) =>
    aTimed({ sequence: i + 2, follows: i + 1, scannedAt: at('20:00'), lastServerTime: null }),
  )
  const settled = settleTimes([...rest, first])
  expect(settled.get(rest.at(-1)!.id)).toMatchObject({ occurredAt: at('21:00'), notBefore: at('21:00') })
})

/** The first of a chain, scanned at 21:00 by a phone that lost count at 20:00, and received at midnight. */
function aTimed(given: Partial<TimedVisit> & Pick<TimedVisit, 'sequence'>): TimedVisit {
  return {
    id: uuid(given.sequence),
    follows: 0,
    scannedAt: at('21:00'),
    lastServerTime: { at: at('20:00'), elapsedMs: 0 },
    receivedAt: at('23:59'),
    ...given,
  }
}
