import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Pack } from '../../checkpoints/wire/estate.ts'
import { deltaOf, partsOf, wholeFrom } from '../../checkpoints/wire/pack-parts.ts'
import { aPack, aRoundInProgress } from '../client/models/page.ts'
import { uuid } from '../support/builders.ts'

const digestOf = (part: object) => createHash('sha256').update(JSON.stringify(part)).digest('hex').slice(0, 16)
/** Over the network and out of the phone's store. */
const carried = <Value>(value: Value): Value => structuredClone(JSON.parse(JSON.stringify(value)))

const CELLS = ['pending', 'done', 'late', 'missed'] as const
const rounds = fc.uniqueArray(
  fc.record({ id: fc.nat(6).map(uuid), states: fc.array(fc.constantFrom(...CELLS), { maxLength: 3 }) }),
  { selector: ({ id }) => id, maxLength: 6 },
)
const pack: fc.Arbitrary<Pack> = fc
  .record({
    now: fc.nat(1e6),
    rounds,
    names: fc.constantFrom('Tower 1', 'Tower 2'),
    spots: fc.nat(2),
    phone: fc.constantFrom(null, '2345 6789'),
  })
  .map(({ now, rounds, names, spots, phone }) => {
    const whole = aPack()
    return aPack({
      now,
      places: whole.places.map((place) => ({ ...place, names: { en: names } })),
      checkpoints: whole.checkpoints.slice(0, spots),
      emergency: { securityPhone: phone },
      rounds: rounds.map((round) => aRoundInProgress(round)),
    })
  })

describe('a pack brought up to date', () => {
  it('is the pack of now, whatever the phone had', () => {
    fc.assert(
      fc.property(pack, pack, (before, now) => {
        const kept = new Map(partsOf(carried(before)).map((part) => [digestOf(part), part]))
        const delta = carried(deltaOf(now, new Set(kept.keys()), digestOf))
        expect(wholeFrom(delta, kept)).toEqual(now)
      }),
    )
  })

  it('brings only the round that has changed', () => {
    const before = aPack({ rounds: [aRoundInProgress({ id: uuid(1) }), aRoundInProgress({ id: uuid(2) })] })
    const now = { ...before, now: 2, rounds: [before.rounds[0]!, aRoundInProgress({ id: uuid(2), states: ['done'] })] }
    const delta = deltaOf(now, new Set(partsOf(before).map(digestOf)), digestOf)
    expect([delta.places, delta.checkpoints, delta.rounds[0]].map((part) => typeof part)).toEqual(
      Array(3).fill('string'),
    )
    expect(delta.rounds[1]).toEqual(now.rounds[1])
  })

  it('has to be asked for whole when the phone has lost a part meanwhile', () => {
    const now = aPack()
    const delta = deltaOf(now, new Set(partsOf(now).map(digestOf)), digestOf)
    expect(wholeFrom(delta, new Map())).toBeUndefined()
  })
})
