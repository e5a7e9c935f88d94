import { parse } from 'valibot'
import { describe, expect, it } from 'vitest'
import { HandOver } from '../../../checkpoints/wire/plan.ts'
import {
  canBeHandedOver,
  clashesOf,
  clashesOfSwap,
  type HandedRound,
  handOverBody,
  handOverFaults,
  NO_HAND_OVER,
  swappable,
} from '../../../client/models/hand-over.ts'
import { at, minutes, uuid } from '../../support/builders.ts'

const [CHAN, WONG, LEE] = [uuid(0xa1), uuid(0xa2), uuid(0xa3)]
const NOON = at('12:00')

/** Chan's, from 20:00 to 22:00 with a quarter of an hour of grace. */
function aRound(number: number, given: Partial<HandedRound> = {}): HandedRound {
  return {
    round: uuid(number),
    names: { en: `Round ${number}` },
    opensAt: at('20:00'),
    closesAt: at('22:00'),
    graceMs: minutes(15),
    assignees: [CHAN],
    ...given,
  }
}

describe('a hand-over', () => {
  it('names the new walkers', () => {
    const body = handOverBody(aRound(1), { ...NO_HAND_OVER, people: [WONG], reason: ' 病假 ' }, [])
    expect(parse(HandOver, body)).toEqual({ rounds: [{ round: uuid(1), assignees: [WONG] }], reason: '病假' })
  })

  it('needs somebody, a swap needs another round', () => {
    expect(handOverFaults(NO_HAND_OVER)).toEqual({ people: 'nobody' })
    expect(handOverFaults({ ...NO_HAND_OVER, people: [WONG] })).toEqual({})
    expect(handOverFaults({ ...NO_HAND_OVER, how: 'swap', people: [WONG] })).toEqual({ other: 'no-round' })
  })

  it('can be made for as long as a visit counts', () => {
    expect(canBeHandedOver(aRound(1), at('22:15'))).toBe(true)
    expect(canBeHandedOver(aRound(1), at('22:16'))).toBe(false)
  })

  it('is of no use once a round is open that anyone may walk', () => {
    const anyones = aRound(1, { assignees: [] })
    expect(canBeHandedOver(anyones, at('19:59'))).toBe(true)
    expect(canBeHandedOver(anyones, at('20:00'))).toBe(false)
  })

  it('warns of what somebody has to walk at the same time', () => {
    const rounds = [
      aRound(2, { assignees: [WONG, LEE], opensAt: at('21:00'), closesAt: at('23:00') }),
      aRound(3, { assignees: [WONG], opensAt: at('22:00'), closesAt: at('23:00') }),
      aRound(1, { assignees: [WONG] }),
    ]
    expect(clashesOf(WONG, aRound(1), rounds).map(({ round }) => round)).toEqual([uuid(2)])
    expect(clashesOf(CHAN, aRound(1), rounds)).toEqual([])
  })
})

describe('a swap', () => {
  it('exchanges the walkers of two rounds', () => {
    const others = [aRound(2, { assignees: [WONG, LEE] }), aRound(3)]
    const body = handOverBody(aRound(1), { ...NO_HAND_OVER, how: 'swap', other: uuid(2) }, others)
    expect(parse(HandOver, body).rounds).toEqual([
      { round: uuid(1), assignees: [WONG, LEE] },
      { round: uuid(2), assignees: [CHAN] },
    ])
  })

  it('is offered with rounds that have not begun and belong to others, the next one first', () => {
    const rounds = [
      aRound(1),
      aRound(2, { assignees: [WONG], opensAt: at('20:00', '2026-03-04'), closesAt: at('22:00', '2026-03-04') }),
      aRound(3, { assignees: [LEE] }),
      aRound(4, { assignees: [CHAN], opensAt: at('21:00') }),
      aRound(5, { assignees: [] }),
      aRound(6, { assignees: [WONG], opensAt: at('11:00') }),
    ]
    expect(swappable(aRound(1), rounds, NOON).map(({ round }) => round)).toEqual([uuid(3), uuid(2)])
  })

  it('warns of what either would have to walk at the same time, besides the two', () => {
    const [mine, theirs] = [aRound(1), aRound(2, { assignees: [WONG], opensAt: at('23:00'), closesAt: at('23:30') })]
    const rounds = [mine, theirs, aRound(3, { assignees: [WONG] }), aRound(4, { assignees: [LEE] })]
    expect(clashesOfSwap(mine, theirs, rounds).map(({ person, clash }) => [person, clash.round])).toEqual([
      [WONG, uuid(3)],
    ])
  })

  it('is not offered for a round that is open, or anyone’s', () => {
    const rounds = [aRound(3, { assignees: [LEE], opensAt: at('23:00') })]
    expect(swappable(aRound(1), rounds, at('20:00'))).toEqual([])
    expect(swappable(aRound(1, { assignees: [] }), rounds, NOON)).toEqual([])
  })
})
