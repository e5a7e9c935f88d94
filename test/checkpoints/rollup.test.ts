import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countsIn, readRollup, rollUp, type SettledCell, textOf, uncoveredIn } from '../../checkpoints/rollup.ts'
import { aRound, at, checkpointId, hours, minutes, uuid } from '../support/builders.ts'

const round = aRound({ opensAt: at('20:00'), closesAt: at('22:00'), graceMs: minutes(10) })
const [ANNA, BEN] = [uuid(0xa1), uuid(0xa2)]

const anyCells: fc.Arbitrary<SettledCell[]> = fc.uniqueArray(fc.nat(500), { maxLength: 60 }).chain((numbers) =>
  fc.tuple(
    ...numbers.map((number) =>
      fc.record({
        checkpoint: fc.constant(checkpointId(number)),
        excused: fc.boolean(),
        cover: fc.option(
          fc.record({
            visit: fc.nat(1000).map(uuid),
            person: fc.nat(4).map(uuid),
            occurredAt: fc.integer({ min: round.opensAt, max: round.opensAt + hours(30) }),
            state: fc.constantFrom('done' as const, 'doubtful' as const, 'late' as const),
          }),
        ),
      }),
    ),
  ),
)

describe('a round rolled up', () => {
  it('says of each cell, in walking order, how it was covered, when and by whom', () => {
    const cells: SettledCell[] = [
      {
        checkpoint: checkpointId(3),
        excused: false,
        cover: { visit: uuid(1), person: BEN, occurredAt: at('20:01'), state: 'done' },
      },
      { checkpoint: checkpointId(1), excused: false, cover: null },
      { checkpoint: checkpointId(2), excused: true, cover: null },
      {
        checkpoint: checkpointId(5),
        excused: true,
        cover: { visit: uuid(2), person: ANNA, occurredAt: at('20:00'), state: 'doubtful' },
      },
      {
        checkpoint: checkpointId(4),
        excused: false,
        cover: { visit: uuid(3), person: BEN, occurredAt: at('22:05'), state: 'late' },
      },
    ]
    expect(rollUp(round, cells)).toEqual({
      checkpoints: [3, 1, 2, 5, 4].map(checkpointId),
      states: 'd.-?l',
      afterMs: [minutes(1), -1, -1, 0, minutes(125)],
      by: [0, -1, -1, 1, 0],
      walkers: [BEN, ANNA],
      doubtful: [uuid(2)],
    })
  })

  it('is read back as it was written, whatever happened in it', () => {
    fc.assert(
      fc.property(anyCells, (cells) => {
        const rollup = rollUp(round, cells)
        expect(readRollup(textOf(rollup))).toEqual(rollup)
      }),
    )
  })

  it('keeps everything that reports need: each cell can be had back from it', () => {
    fc.assert(
      fc.property(anyCells, (cells) => {
        const { checkpoints, states, afterMs, by, walkers } = readRollup(textOf(rollUp(round, cells)))
        expect(
          checkpoints.map((checkpoint, i) => [checkpoint, states[i], round.opensAt + afterMs[i]!, walkers[by[i]!]]),
        ).toEqual(
          cells.map(({ checkpoint, cover, excused }) => [
            checkpoint,
            cover ? { done: 'd', doubtful: '?', late: 'l' }[cover.state] : excused ? '-' : '.',
            cover ? cover.occurredAt : round.opensAt - 1,
            cover?.person,
          ]),
        )
      }),
    )
  })

  it('knows the spots in service to which nobody came, in walking order', () => {
    fc.assert(
      fc.property(anyCells, (cells) => {
        const uncovered = cells.filter(({ cover, excused }) => cover === null && !excused)
        expect(uncoveredIn(rollUp(round, cells))).toEqual(uncovered.map(({ checkpoint }) => checkpoint))
      }),
    )
  })

  it('is empty where a round expects nothing', () => {
    const empty = rollUp(round, [])
    expect(readRollup(textOf(empty))).toEqual(empty)
    expect(countsIn(empty)).toEqual({ expected: 0, done: 0, doubtful: 0, late: 0, excused: 0, awaited: 0 })
  })
})

describe('the cells of a rollup, counted', () => {
  it('are as many as the round expects, each in its own state; excused are only those to which nobody came', () => {
    expect(countsIn({ states: 'dd.-?lll' })).toEqual({
      expected: 8,
      done: 2,
      doubtful: 1,
      late: 3,
      excused: 1,
      awaited: 0,
    })
    fc.assert(
      fc.property(anyCells, (cells) => {
        const covered = (wanted: string) => cells.filter(({ cover }) => cover?.state === wanted).length
        expect(countsIn(rollUp(round, cells))).toEqual({
          expected: cells.length,
          done: covered('done'),
          doubtful: covered('doubtful'),
          late: covered('late'),
          excused: cells.filter(({ cover, excused }) => excused && !cover).length,
          awaited: 0,
        })
      }),
    )
  })
})
