import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addTallies,
  complianceOf,
  coveredState,
  NO_CELLS,
  type Tally,
  tallyOf,
  uncoveredState,
} from '../../checkpoints/coverage.ts'
import { aRound, at, minutes } from '../support/builders.ts'

const round = aRound({ opensAt: at('20:00'), closesAt: at('22:00'), graceMs: minutes(10) })

describe('a cell nobody has visited', () => {
  it.each([
    ['19:00', 'pending'],
    ['21:59:59.999', 'pending'],
    ['22:00', 'pending'],
    ['22:00:00.001', 'pending'],
    ['22:09:59.999', 'pending'],
    ['22:10', 'pending'],
    ['22:10:00.001', 'missed'],
    ['23:00', 'missed'],
  ])('at %s is %s: missed only after window and grace are over', (now, state) => {
    expect(uncoveredState(round, at(now))).toBe(state)
    expect(tallyOf(round, { expected: 3, done: 1, doubtful: 0, late: 0, excused: 0, awaited: 0 }, at(now))).toEqual({
      ...NO_CELLS,
      done: 1,
      [state]: 2,
    })
  })

  it('is missed a millisecond after the window where there is no grace', () => {
    expect(uncoveredState({ ...round, graceMs: 0 }, at('22:00'))).toBe('pending')
    expect(uncoveredState({ ...round, graceMs: 0 }, at('22:00:00.001'))).toBe('missed')
  })
})

describe('a cell of which a phone has told a visit', () => {
  it.each(['19:00', '21:00', '22:05', '23:00'])('is awaiting, not missed, at %s', (now) => {
    expect(uncoveredState(round, at(now), { awaited: true })).toBe('awaiting')
    expect(tallyOf(round, { expected: 3, done: 1, doubtful: 0, late: 0, excused: 0, awaited: 2 }, at(now))).toEqual({
      ...NO_CELLS,
      done: 1,
      awaiting: 2,
    })
  })

  it('is excused all the same while its spot is out of service', () => {
    expect(uncoveredState(round, at('23:00'), { awaited: true, excused: true })).toBe('excused')
    expect(uncoveredState(round, at('23:00'), { excused: true })).toBe('excused')
  })
})

describe('a visited cell', () => {
  it.each([
    ['verified', '21:00', 'done'],
    ['verified', '22:00', 'done'],
    ['verified', '22:00:00.001', 'late'],
    ['doubtful', '21:00', 'doubtful'],
    ['doubtful', '22:05', 'doubtful'],
  ] as const)('by a %s visit at %s is %s', (outcome, time, state) => {
    expect(coveredState(round, { outcome, occurredAt: at(time) })).toBe(state)
  })
})

describe('a tally', () => {
  const anyCells = fc
    .record({
      done: fc.nat(300),
      doubtful: fc.nat(300),
      late: fc.nat(300),
      excused: fc.nat(300),
      awaited: fc.nat(300),
      uncovered: fc.nat(300),
    })
    .map(({ uncovered, ...cells }) => ({
      ...cells,
      expected: cells.done + cells.doubtful + cells.late + cells.excused + cells.awaited + uncovered,
    }))
  const anyNow = fc.integer({ min: at('19:00'), max: at('23:00') })
  const sum = (tally: Tally) => Object.values(tally).reduce((total, count) => total + count, 0)

  it('counts every expected cell once, at any time', () => {
    fc.assert(
      fc.property(anyCells, anyNow, (cells, now) => {
        const tally = tallyOf(round, cells, now)
        expect(sum(tally)).toBe(cells.expected)
        expect(Math.min(tally.pending, tally.missed)).toBe(0)
      }),
    )
  })

  it('takes over what is known of cells as it is, and leaves nothing but the rest to the clock', () => {
    fc.assert(
      fc.property(anyCells, anyNow, (cells, now) => {
        const { pending, missed, ...known } = tallyOf(round, cells, now)
        const { done, doubtful, late, excused, awaited: awaiting } = cells
        expect(known).toEqual({ done, doubtful, late, excused, awaiting })
        expect(missed > 0 && pending > 0).toBe(false)
        expect(pending).toBe(now <= at('22:10') ? cells.expected - done - doubtful - late - excused - awaiting : 0)
      }),
    )
  })

  it('adds up over rounds', () => {
    fc.assert(
      fc.property(anyCells, anyCells, anyNow, (one, other, now) => {
        const total = addTallies(tallyOf(round, one, now), tallyOf(round, other, now))
        expect(sum(total)).toBe(one.expected + other.expected)
        expect(addTallies(total, NO_CELLS)).toEqual(total)
      }),
    )
  })
})

describe('compliance', () => {
  it.each<[string, Partial<Tally>, number | null]>([
    ['nothing is due yet', { pending: 5 }, null],
    ['there are no rounds', {}, null],
    ['all were visited', { done: 4 }, 1],
    ['late and doubtful ones were visited too', { done: 1, late: 1, doubtful: 1, missed: 1 }, 0.75],
    ['none was visited', { missed: 4 }, 0],
    ['some are still pending: they do not count', { done: 1, missed: 1, pending: 8 }, 0.5],
    ['one was visited early in its window', { done: 1, pending: 9 }, 1],
    ['some are excused: they do not count', { done: 1, missed: 1, excused: 8 }, 0.5],
    ['some are awaited: they do not count, for good or bad', { done: 1, missed: 1, awaiting: 8 }, 0.5],
    ['all that is left is awaited or excused', { awaiting: 3, excused: 2 }, null],
    ['only doubtful ones were visited', { doubtful: 2 }, 1],
    ['only late ones were visited', { late: 1, missed: 3 }, 0.25],
  ])('when %s: %j is %d', (_, tally, share) => expect(complianceOf({ ...NO_CELLS, ...tally })).toBe(share))
})
