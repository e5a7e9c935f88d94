import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readableSpan, WINDOW_MS, windowAt } from '../../checkpoints/display-code.ts'
import { clockFault, occurrenceOf } from '../../checkpoints/occurrence.ts'
import {
  type ChipWord,
  judgePresence,
  type Presence,
  type Verdict,
  withClockDoubt,
} from '../../checkpoints/presence.ts'
import type { Instant } from '../../checkpoints/time.ts'
import type { Evidence } from '../../checkpoints/visit.ts'
import {
  at,
  aVisit,
  checkpointId,
  LOBBY,
  minutes,
  seconds,
  UNSIGNED_DIGITS,
  unsignedCode,
} from '../support/builders.ts'
import { vectorsOf } from '../support/vectors.ts'

type Vector = {
  why: string
  channel: Evidence['channel']
  shown?: string
  scanned: string
  contact: { at: string; elapsed: number } | null
  revoked: string | null
  phoneRevoked?: string
  phoneBound?: boolean
  /** `unknown`, `mac-wrong`, `same`, `other`: genuine, of that spot or another; since when out of use. */
  chip?: { word: 'unknown' | 'mac-wrong' | 'same' | 'other'; revoked?: string }
  received: string
  knownTag: 'same' | 'other' | null
  occurred: string
  verdict: Verdict
}

describe('presence evidence', () => {
  for (const given of vectorsOf<{ cases: Vector[] }>('presence').cases) {
    it(given.why, () => {
      const { channel, contact } = given
      const claims = aVisit({
        evidence: evidenceOf(channel, given.shown),
        scannedAt: at(given.scanned),
        lastServerTime: contact && { at: at(contact.at), elapsedMs: seconds(contact.elapsed) },
      })
      const checkpoint = given.knownTag === 'other' ? checkpointId(2) : LOBBY
      const evidence = {
        claims,
        tag: given.knownTag && { checkpoint },
        revokedAt: given.revoked === null ? null : at(given.revoked),
        chip: given.chip === undefined ? null : chipWord(given.chip),
        device: {
          revokedAt: given.phoneRevoked === undefined ? null : at(given.phoneRevoked),
          bound: given.phoneBound ?? true,
        },
        receivedAt: at(given.received),
      }
      expect(occurrenceOf(claims, evidence.receivedAt).occurredAt).toBe(at(given.occurred))
      expect(judged(evidence)).toEqual(given.verdict)
    })
  }
})

function chipWord({ word, revoked }: NonNullable<Vector['chip']>): ChipWord {
  if (word === 'unknown' || word === 'mac-wrong') return { state: word }
  const checkpoint = word === 'same' ? LOBBY : checkpointId(2)
  return { state: 'genuine', checkpoint, revokedAt: revoked === undefined ? null : at(revoked) }
}

function evidenceOf(channel: Evidence['channel'], shown = '21:00'): Evidence {
  if (channel === 'typed') return { channel }
  return channel === 'display' ? { channel, digits: unsignedCode(at(shown)) } : { channel, digits: UNSIGNED_DIGITS }
}

/** The verdict where it matters which clock was wrong. */
function judged(evidence: Presence): Verdict {
  const verdict = judgePresence(evidence)
  if (verdict.outcome === 'rejected') return verdict
  const { claims, receivedAt } = evidence
  return withClockDoubt(verdict, clockFault(claims, occurrenceOf(claims, receivedAt)))
}

const anyInstant: fc.Arbitrary<Instant> = fc.oneof(
  fc.integer({ min: 0, max: 4_000_000_000_000 }),
  // Close together, so that the bounds meet.
  fc.integer({ min: at('20:00'), max: at('22:00') }),
)
/** As an assistant's own phone should be. */
const SOUND = { revokedAt: null, bound: true }
const anyContact = fc.option(fc.record({ at: anyInstant, elapsedMs: fc.nat() }))

describe('whatever a phone claims', () => {
  it('the visit lies within its bounds, and the claim itself is kept where they allow it', () => {
    fc.assert(
      fc.property(anyInstant, anyContact, anyInstant, (scannedAt, lastServerTime, receivedAt) => {
        const { occurredAt, notBefore, notAfter } = occurrenceOf({ scannedAt, lastServerTime }, receivedAt)
        expect(notAfter).toBe(receivedAt)
        expect(notBefore === null).toBe(lastServerTime === null)
        expect(occurredAt).toBeGreaterThanOrEqual(notBefore ?? 0)
        expect(occurredAt).toBeLessThanOrEqual(notAfter)
        const allowed = scannedAt >= (notBefore ?? 0) && scannedAt <= notAfter
        expect(occurredAt === scannedAt).toBe(allowed)
      }),
    )
  })

  it('a verified visit was scanned off a tag in force, within two minutes of when the phone says', () => {
    fc.assert(
      fc.property(
        anyInstant,
        anyContact,
        anyInstant,
        fc.option(anyInstant),
        fc.constantFrom<Evidence>({ channel: 'typed' }, { channel: 'camera', digits: UNSIGNED_DIGITS }),
        (scannedAt, lastServerTime, receivedAt, revokedAt, evidence) => {
          const claims = aVisit({ scannedAt, lastServerTime, evidence })
          const tag = evidence.channel === 'typed' ? null : { checkpoint: LOBBY }
          const verdict = judged({ claims, tag, revokedAt, chip: null, device: SOUND, receivedAt })
          if (verdict.outcome === 'doubtful') expect(verdict.reasons).not.toEqual([])
          if (verdict.outcome !== 'verified') return
          const { occurredAt } = occurrenceOf(claims, receivedAt)
          expect(evidence.channel).toBe('camera')
          expect(Math.abs(scannedAt - occurredAt)).toBeLessThanOrEqual(minutes(2))
          expect(revokedAt === null || occurredAt <= revokedAt).toBe(true)
        },
      ),
    )
  })
})

describe('whatever a phone claims of a code off a display', () => {
  const anyVisit = fc.record({
    shownAt: anyInstant,
    scannedAt: anyInstant,
    lastServerTime: anyContact,
    receivedAt: anyInstant,
  })

  it('a verified visit was before the display within a window of when it says, or arrived while the code was fresh', () => {
    const arbitrary = fc.oneof(
      anyVisit,
      // Close together, so that some are verified.
      fc.record({
        shownAt: fc.constant(at('21:00:00')),
        scannedAt: fc.integer({ min: at('20:58'), max: at('21:02') }),
        lastServerTime: fc.constant(null),
        receivedAt: fc.integer({ min: at('20:58'), max: at('21:30') }),
      }),
    )
    let verified = 0
    fc.assert(
      fc.property(arbitrary, ({ shownAt, scannedAt, lastServerTime, receivedAt }) => {
        const claims = aVisit({ scannedAt, lastServerTime, evidence: evidenceAt(shownAt) })
        const verdict = judged({
          claims,
          tag: { checkpoint: LOBBY },
          revokedAt: null,
          chip: null,
          device: SOUND,
          receivedAt,
        })
        if (verdict.outcome !== 'verified') return
        verified++
        const { from, to } = readableSpan({ window: windowAt(shownAt) })
        const { occurredAt } = occurrenceOf(claims, receivedAt)
        expect([occurredAt >= from, occurredAt < to]).toEqual([true, true])
        expect((scannedAt >= from && scannedAt < to) || receivedAt < to).toBe(true)
      }),
      { numRuns: 500 },
    )
    expect(verified).toBeGreaterThan(10)
  })

  it('it happened neither before its code can have been there nor after its receipt', () => {
    fc.assert(
      fc.property(anyVisit, ({ shownAt, scannedAt, lastServerTime, receivedAt }) => {
        const { from } = readableSpan({ window: windowAt(shownAt) })
        const { occurredAt, notBefore } = occurrenceOf(
          { scannedAt, lastServerTime, evidence: evidenceAt(shownAt) },
          receivedAt,
        )
        expect(occurredAt).toBeLessThanOrEqual(receivedAt)
        if (from <= receivedAt) expect([occurredAt >= from, (notBefore ?? 0) >= from]).toEqual([true, true])
        // One that is still to come says nothing but that a clock is wrong.
        else expect(occurredAt).toBe(occurrenceOf({ scannedAt, lastServerTime }, receivedAt).occurredAt)
      }),
    )
  })

  it('a photo of its code, read from one window after on, is asked about unless a phone can set its clock back unseen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 31_000, max: 86_400_000 }), (laterMs) => {
        const shownAt = at('21:00')
        const readAt = shownAt + WINDOW_MS + laterMs
        const contact = { at: readAt - minutes(5), elapsedMs: minutes(5) }
        // With a right clock, and with one set back to when the code was shown: what was counted gives it away.
        for (const scannedAt of [readAt, shownAt]) {
          const claims = aVisit({ scannedAt, lastServerTime: contact, evidence: evidenceAt(shownAt) })
          const found = { claims, tag: { checkpoint: LOBBY }, revokedAt: null, chip: null, device: SOUND }
          const verdict = judged({ ...found, receivedAt: readAt + minutes(10) })
          expect(verdict).toMatchObject({ outcome: 'doubtful', reasons: expect.arrayContaining(['display-stale']) })
        }
      }),
    )
  })

  const evidenceAt = (shownAt: Instant): Evidence => ({ channel: 'display', digits: unsignedCode(shownAt) })
})

describe('a doubt about a clock', () => {
  it('comes and goes with what its phone’s other visits say, and leaves the others alone', () => {
    const asked = withClockDoubt({ outcome: 'verified' }, 'clock-behind')
    expect(asked).toEqual({ outcome: 'doubtful', reasons: ['clock-behind'] })
    expect(withClockDoubt(asked, undefined)).toEqual({ outcome: 'verified' })
    const typed = withClockDoubt({ outcome: 'doubtful', reasons: ['typed-code', 'clock-behind'] }, 'clock-ahead')
    expect(typed).toEqual({ outcome: 'doubtful', reasons: ['typed-code', 'clock-ahead'] })
    expect(withClockDoubt(typed, undefined)).toEqual({ outcome: 'doubtful', reasons: ['typed-code'] })
  })
})
