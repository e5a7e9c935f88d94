import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Uuid } from '../../checkpoints/ids.ts'
import {
  type CountingVisit,
  entangledAt,
  fits,
  phaseOf,
  type RoundFrame,
  type Settlement,
  settle,
} from '../../checkpoints/round.ts'
import { aCountingVisit, aRound, at, minutes, uuid } from '../support/builders.ts'

describe('a round', () => {
  const round = aRound({ opensAt: at('20:00'), closesAt: at('22:00'), graceMs: minutes(10) })

  it.each([
    ['19:59:59.999', 'upcoming'],
    ['20:00', 'open'],
    ['22:00', 'open'],
    ['22:00:00.001', 'grace'],
    ['22:10', 'grace'],
    ['22:10:00.001', 'closed'],
  ])('at %s is %s', (now, phase) => expect(phaseOf(round, at(now))).toBe(phase))

  it('without grace is closed right after its window: 0 means 0', () => {
    expect(phaseOf(aRound({ closesAt: at('22:00'), graceMs: 0 }), at('22:00:00.001'))).toBe('closed')
  })

  it.each([
    ['19:59:59.999', false],
    ['20:00', true],
    ['22:10', true],
    ['22:10:00.001', false],
  ])('takes a visit at %s: %s', (time, taken) => {
    expect(fits(round, aCountingVisit({ occurredAt: at(time) }))).toBe(taken)
  })

  it('takes the visits of its assignees, or of anyone if it names none', () => {
    const [amy, ben] = [aCountingVisit({ person: uuid(1) }), aCountingVisit({ person: uuid(2) })]
    expect([fits(aRound({ assignees: [uuid(1)] }), amy), fits(aRound({ assignees: [uuid(1)] }), ben)]).toEqual([
      true,
      false,
    ])
    expect([fits(aRound({ assignees: [] }), amy), fits(aRound({ assignees: [] }), ben)]).toEqual([true, true])
  })
})

describe('which round a visit counts for', () => {
  const early = aRound({ id: uuid(1), opensAt: at('20:00'), closesAt: at('22:00') })
  const later = aRound({ id: uuid(2), opensAt: at('21:00'), closesAt: at('23:00') })
  const rounds = [early, later]
  /** Visit number → round number. */
  const counted = ({ roundOf }: Settlement) =>
    Object.fromEntries([...roundOf].map(([visit, round]) => [+visit.slice(-4), round && +round.slice(-4)]))
  /** Round number → number of the visit that covers it. */
  const covered = ({ coverOf }: Settlement) =>
    Object.fromEntries([...coverOf].map(([round, visit]) => [+round.slice(-4), +visit.id.slice(-4)]))
  const visit = (number: number, time: string, given: Partial<CountingVisit> = {}) =>
    aCountingVisit({ id: uuid(number), occurredAt: at(time), ...given })

  it('the round it names, though an earlier one fits too', () => {
    const settled = settle(rounds, [visit(5, '21:30', { round: later.id })])
    expect(counted(settled)).toEqual({ 5: 2 })
    expect(covered(settled)).toEqual({ 2: 5 })
  })

  it('the earliest that fits, if it names none', () => {
    expect(counted(settle(rounds, [visit(5, '21:30')]))).toEqual({ 5: 1 })
  })

  it('one that fits, if the round it names is over, not its walker’s or unknown', () => {
    const amys = aRound({ id: uuid(3), assignees: [uuid(0xff)] })
    expect(counted(settle([...rounds, amys], [visit(5, '22:30', { round: early.id })]))).toEqual({ 5: 2 })
    expect(counted(settle([...rounds, amys], [visit(5, '21:30', { round: amys.id })]))).toEqual({ 5: 1 })
    expect(counted(settle([...rounds, amys], [visit(5, '21:30', { round: uuid(9) })]))).toEqual({ 5: 1 })
  })

  it('the next one, once the earlier is covered', () => {
    const settled = settle(rounds, [visit(5, '21:30'), visit(6, '21:40')])
    expect(counted(settled)).toEqual({ 5: 1, 6: 2 })
    expect(covered(settled)).toEqual({ 1: 5, 2: 6 })
  })

  it('none, if every round that fits is covered: a visit too many is shown apart', () => {
    expect(counted(settle(rounds, [visit(5, '20:10'), visit(6, '20:20')]))).toEqual({ 5: 1, 6: null })
  })

  it('none, before, between and after the windows', () => {
    expect(counted(settle(rounds, [visit(5, '19:59'), visit(6, '23:00:00.001')]))).toEqual({ 5: null, 6: null })
    expect(counted(settle([], [visit(5, '21:00')]))).toEqual({ 5: null })
  })

  it('a named round keeps its visit when an unnamed one came before it', () => {
    const settled = settle(rounds, [visit(5, '21:10'), visit(6, '21:20', { round: early.id })])
    expect(counted(settled)).toEqual({ 5: 2, 6: 1 })
  })

  it('a verified visit covers a round rather than a doubtful one, though it came later', () => {
    const settled = settle([early], [visit(5, '20:10', { outcome: 'doubtful' }), visit(6, '20:20')])
    expect(covered(settled)).toEqual({ 1: 6 })
    expect(counted(settled)).toEqual({ 5: null, 6: 1 })
  })

  it('a verified visit covers a round over a doubtful one that named it, and both count for it', () => {
    const settled = settle([early], [visit(5, '20:10', { outcome: 'doubtful', round: early.id }), visit(6, '20:20')])
    expect(covered(settled)).toEqual({ 1: 6 })
    expect(counted(settled)).toEqual({ 5: 1, 6: 1 })
  })

  it('a doubtful visit counts where there is no better one', () => {
    expect(covered(settle([early], [visit(5, '20:10', { outcome: 'doubtful' })]))).toEqual({ 1: 5 })
  })

  it('of two visits that name a round, the earlier covers it', () => {
    const settled = settle([early], [visit(5, '21:00', { round: early.id }), visit(6, '20:30', { round: early.id })])
    expect(covered(settled)).toEqual({ 1: 6 })
  })
})

// Few times, people and rounds, so that windows overlap, ties happen and rounds are named that do not fit.
const anyTime = fc.nat(20)
const anyPerson = fc.nat(2).map(uuid)
const roundId = (number: number) => uuid(0xb00 + number)
const anyRounds: fc.Arbitrary<RoundFrame[]> = fc
  .array(
    fc.record({
      opensAt: anyTime,
      length: fc.integer({ min: 1, max: 8 }),
      graceMs: fc.nat(3),
      assignees: fc.oneof(fc.constant<Uuid[]>([]), fc.uniqueArray(anyPerson, { minLength: 1, maxLength: 2 })),
    }),
    { maxLength: 5 },
  )
  .map((drafts) =>
    drafts.map(({ length, ...rest }, i) => ({ ...rest, id: roundId(i), closesAt: rest.opensAt + length })),
  )
const anyVisits: fc.Arbitrary<CountingVisit[]> = fc
  .array(
    fc.record({
      person: anyPerson,
      occurredAt: fc.nat(30),
      round: fc.option(fc.nat(6).map(roundId)),
      outcome: fc.constantFrom('verified', 'doubtful'),
    }),
    { maxLength: 9 },
  )
  .map((drafts) => drafts.map((draft, i) => ({ ...draft, id: uuid(i) })))

describe('whatever rounds and visits there are', () => {
  const holds = (property: (rounds: RoundFrame[], visits: CountingVisit[]) => void) =>
    fc.assert(fc.property(anyRounds, anyVisits, property), { numRuns: 500 })

  it('the order of arrival decides nothing', () => {
    const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length })
    const twoOrders = fc
      .tuple(anyRounds, anyVisits)
      .chain(([rounds, visits]) => fc.tuple(fc.constant({ rounds, visits }), shuffled(rounds), shuffled(visits)))
    fc.assert(
      fc.property(twoOrders, ([{ rounds, visits }, otherRounds, otherVisits]) => {
        expect(inOrder(settle(otherRounds, otherVisits))).toEqual(inOrder(settle(rounds, visits)))
      }),
      { numRuns: 500 },
    )
  })

  it('every visit counts for one round that it fits, or for none', () => {
    holds((rounds, visits) => {
      const { roundOf } = settle(rounds, visits)
      expect([...roundOf.keys()].toSorted()).toEqual(visits.map(({ id }) => id).toSorted())
      for (const visit of visits) {
        const round = rounds.find(({ id }) => id === roundOf.get(visit.id))
        expect(round ? fits(round, visit) : roundOf.get(visit.id)).toBe(round ? true : null)
      }
    })
  })

  it('a visit that fits the round it names counts for that one', () => {
    holds((rounds, visits) => {
      const { roundOf } = settle(rounds, visits)
      for (const visit of visits) {
        const named = rounds.find(({ id }) => id === visit.round)
        if (named && fits(named, visit)) expect(roundOf.get(visit.id)).toBe(named.id)
      }
    })
  })

  it('a round is covered by the best of the visits that count for it: verified first, then the earliest', () => {
    holds((rounds, visits) => {
      const { roundOf, coverOf } = settle(rounds, visits)
      for (const { id } of rounds) {
        const counting = visits.filter((visit) => roundOf.get(visit.id) === id)
        const verified = counting.filter(({ outcome }) => outcome === 'verified')
        const best = verified.length > 0 ? verified : counting
        const earliest = Math.min(...best.map(({ occurredAt }) => occurredAt))
        const cover = coverOf.get(id)
        if (best.length === 0) expect(cover).toBeUndefined()
        else expect([best.includes(cover!), cover!.occurredAt]).toEqual([true, earliest])
      }
    })
  })

  it('no visit is left over while a round that it fits stands uncovered', () => {
    holds((rounds, visits) => {
      const { roundOf, coverOf } = settle(rounds, visits)
      for (const visit of visits.filter(({ id }) => roundOf.get(id) === null))
        for (const round of rounds.filter((round) => fits(round, visit))) {
          const cover = coverOf.get(round.id)
          expect(cover).toBeDefined()
          if (visit.outcome === 'verified') expect(cover!.outcome).toBe('verified')
        }
    })
  })

  it('one more visit never uncovers a round, nor makes a verified one doubtful', () => {
    holds((rounds, visits) => {
      const [one, ...others] = visits
      if (!one) return
      const [before, after] = [settle(rounds, others).coverOf, settle(rounds, visits).coverOf]
      for (const [round, cover] of before) {
        expect(after.has(round)).toBe(true)
        if (cover.outcome === 'verified') expect(after.get(round)!.outcome).toBe('verified')
      }
    })
  })
})

describe('what happens to a spot at an instant', () => {
  it('changes nothing but what is entangled with it: that part settles alone as among all the others', () => {
    fc.assert(
      fc.property(anyRounds, anyVisits, fc.nat(30), (rounds, visits, at) => {
        const all = settle(rounds, visits)
        const part = entangledAt(at, rounds, visits)
        const alone = settle(part.rounds, part.visits)
        for (const visit of part.visits) expect(alone.roundOf.get(visit.id)).toBe(all.roundOf.get(visit.id))
        for (const round of part.rounds) expect(alone.coverOf.get(round.id)).toEqual(all.coverOf.get(round.id))
        const others = visits.filter((visit) => visit.occurredAt !== at && !part.visits.includes(visit))
        const otherRounds = rounds.filter((round) => !part.rounds.includes(round))
        for (const visit of others)
          expect(settle(otherRounds, others).roundOf.get(visit.id)).toBe(all.roundOf.get(visit.id))
      }),
      { numRuns: 500 },
    )
  })

  it('does not entangle rounds that follow each other without a pause, though each is walked in its first minutes', () => {
    const dayAndNight = Array.from({ length: 20 }, (_, i) => ({
      id: roundId(i),
      opensAt: i * 100,
      closesAt: (i + 1) * 100,
      graceMs: 15,
      assignees: [],
    }))
    const walked = dayAndNight.map(({ id, opensAt }, i) => ({
      id: uuid(i),
      person: uuid(0),
      occurredAt: opensAt + 5,
      round: id,
      outcome: 'verified' as const,
    }))
    const part = entangledAt(1050, dayAndNight, walked)
    expect(part.rounds.map(({ id }) => id)).toEqual([roundId(10)])
    expect(part.visits.map(({ id }) => id)).toEqual([uuid(10)])
  })
})

function inOrder({ roundOf, coverOf }: Settlement) {
  const byKey = <T>(map: ReadonlyMap<string, T>) => [...map].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return { roundOf: byKey(roundOf), coverOf: byKey(coverOf) }
}
