import { describe, expect, it } from 'vitest'
import { isOutOfTurn, remarksOn, type Step } from '../../checkpoints/walk.ts'
import { aRound, at, checkpointId, PERSON, seconds, uuid } from '../support/builders.ts'

const SPOTS = [1, 2, 3].map(checkpointId)
const expected = SPOTS.map((checkpoint) => ({ checkpoint, checklist: { kind: 'lobby', version: 1 } as const }))
const step = (spot: number, time: string, person = PERSON): Step => ({
  ...{ visit: uuid(spot), checkpoint: checkpointId(spot), person, occurredAt: at(time) },
})
const remarks = (round: Parameters<typeof remarksOn>[0], steps: Step[]) => Object.fromEntries(remarksOn(round, steps))

describe('the order of a round', () => {
  const steps = [step(1, '20:00'), step(3, '20:10'), step(2, '20:20')]

  it('is asked about in a strict round, at the spot that came too late', () => {
    expect(remarks(aRound({ expected, order: 'strict' }), steps)).toEqual({ [uuid(2)]: ['out-of-order'] })
  })

  it.each(['free', 'advised'] as const)('is nobody’s business in a round that is %s', (order) => {
    expect(remarks(aRound({ expected, order }), steps)).toEqual({})
  })

  it('is read off the visits’ times, however they arrived', () => {
    expect(remarks(aRound({ expected, order: 'strict' }), [...steps].reverse())).toEqual({
      [uuid(2)]: ['out-of-order'],
    })
  })
})

describe('the pace of a round', () => {
  const round = aRound({ expected, minGapMs: seconds(60) })

  it('is asked about where two spots follow each other sooner than one can walk', () => {
    expect(remarks(round, [step(1, '20:00'), step(2, '20:00:59'), step(3, '20:01:59')])).toEqual({
      [uuid(2)]: ['rushed'],
    })
  })

  it('is each walker’s own', () => {
    expect(remarks(round, [step(1, '20:00'), step(2, '20:00:10', uuid(0xa2))])).toEqual({})
  })
})

describe('out of turn', () => {
  const strict = aRound({ expected, order: 'strict' })

  it.each([
    ['the first spot first', [], 1, false],
    ['the second spot first', [], 2, true],
    ['the second spot second', [1], 2, false],
    ['a spot that was visited already', [1], 1, false],
  ] as const)('%s', (_, covered, spot, asked) => {
    expect(isOutOfTurn(strict, new Set(covered.map(checkpointId)), checkpointId(spot))).toBe(asked)
  })

  it('skips what is out of service', () => {
    const [first, ...rest] = expected
    const round = { ...strict, expected: [{ ...first!, excused: true as const }, ...rest] }
    expect(isOutOfTurn(round, new Set(), checkpointId(2))).toBe(false)
  })

  it('is never asked in a free round', () => {
    expect(isOutOfTurn(aRound({ expected }), new Set(), checkpointId(3))).toBe(false)
  })
})
