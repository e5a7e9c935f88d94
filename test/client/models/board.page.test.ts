import { describe, expect, it } from 'vitest'
import type { CheckpointId } from '../../../checkpoints/ids.ts'
import type { Place } from '../../../checkpoints/place.ts'
import type { Cell, RoundCoverage } from '../../../checkpoints/wire/coverage.ts'
import {
  carriedIn,
  gridOf,
  neighbour,
  type Position,
  progressIn,
  visitedCells,
  worthASight,
} from '../../../client/models/board.ts'
import { catalogue } from '../../../client/models/catalogue.ts'
import { at, checkpointId, minutes, uuid } from '../../support/builders.ts'
import { aListedCheckpoint } from './page.ts'

const TOWER_1 = aPlace(1, { parent: null, kind: 'building', position: 0 })
const TOWER_2 = aPlace(2, { parent: null, kind: 'building', position: 1 })
const GROUND = aPlace(3, { parent: TOWER_1.id, position: 0 })
const TWELFTH = aPlace(4, { parent: TOWER_1.id, position: 1 })
const GARDEN = aPlace(5, { parent: null, kind: 'zone', position: 2 })

const [LOBBY, STAIR, METER, ROOF, POND] = [1, 2, 3, 4, 5].map(checkpointId) as [
  CheckpointId,
  CheckpointId,
  CheckpointId,
  CheckpointId,
  CheckpointId,
]

const JADE_LAKE = catalogue(
  [TWELFTH, TOWER_2, GARDEN, GROUND, TOWER_1],
  [
    // The walking order of the estate begins in the garden; within a floor it decides.
    aListedCheckpoint({ id: POND, place: GARDEN.id, position: 0 }),
    aListedCheckpoint({ id: STAIR, place: TWELFTH.id, position: 2 }),
    aListedCheckpoint({ id: METER, place: TWELFTH.id, position: 1 }),
    aListedCheckpoint({ id: LOBBY, place: GROUND.id, position: 3 }),
    aListedCheckpoint({ id: ROOF, place: TOWER_2.id, position: 4 }),
  ],
)

function aPlace(number: number, given: Partial<Place>): Place {
  return {
    id: uuid(number),
    parent: null,
    kind: 'floor',
    names: { en: `Place ${number}` },
    position: 0,
    occupancy: null,
    ...given,
  }
}

function aCell(checkpoint: CheckpointId, given: Partial<Cell> = {}): Cell {
  return { checkpoint, state: 'pending', visit: null, occurredAt: null, defects: 0, ...given }
}

function aRound(number: number, cells: readonly Cell[], given: Partial<RoundCoverage> = {}): RoundCoverage {
  return {
    round: uuid(0xb0 + number),
    plan: uuid(0xa7),
    names: { en: `Round ${number}` },
    opensAt: at('20:00'),
    closesAt: at('22:00'),
    graceMs: minutes(15),
    phase: 'open',
    tally: { done: 0, doubtful: 0, late: 0, pending: cells.length, awaiting: 0, missed: 0, excused: 0 },
    cells: [...cells],
    ...given,
  }
}

const spotsOf = (grid: ReturnType<typeof gridOf>) =>
  grid.groups.map(({ place, floors }) => [place?.id, floors.map(({ spots }) => spots)])

describe('the grid', () => {
  it('stands by building, floor and walking order, whatever order the rounds walk in', () => {
    const grid = gridOf(
      [
        aRound(
          1,
          [POND, STAIR, ROOF, LOBBY, METER].map((spot) => aCell(spot)),
        ),
      ],
      JADE_LAKE,
    )
    expect(spotsOf(grid)).toEqual([
      [TOWER_1.id, [[LOBBY], [METER, STAIR]]],
      [TOWER_2.id, [[ROOF]]],
      [GARDEN.id, [[POND]]],
    ])
  })

  it('leaves out what no round of the day expects, and leaves empty what one round does not', () => {
    const grid = gridOf([aRound(1, [aCell(LOBBY)]), aRound(2, [aCell(ROOF), aCell(LOBBY)])], JADE_LAKE)
    expect(grid.rows.map(({ cells }) => cells.map((cell) => cell?.checkpoint))).toEqual([
      [LOBBY, undefined],
      [LOBBY, ROOF],
    ])
  })

  it('shows a spot too that the catalogue does not know yet', () => {
    const stranger = checkpointId(9)
    const grid = gridOf([aRound(1, [aCell(LOBBY), aCell(stranger)])], JADE_LAKE)
    expect(spotsOf(grid)).toContainEqual([undefined, [[stranger]]])
  })
})

describe('the arrow keys', () => {
  // LOBBY METER STAIR ROOF POND
  const grid = gridOf(
    [aRound(1, [aCell(LOBBY), aCell(ROOF)]), aRound(2, []), aRound(3, [aCell(METER), aCell(STAIR), aCell(POND)])],
    JADE_LAKE,
  )

  // biome-ignore format: hand-aligned table
  it.each<[Position, string, Position | undefined, string]>([
    [{ row: 0, column: 0 }, 'ArrowRight', { row: 0, column: 3 }, 'over the cells that the round does not expect'],
    [{ row: 0, column: 3 }, 'ArrowLeft',  { row: 0, column: 0 }, 'and back'],
    [{ row: 2, column: 2 }, 'End',        { row: 2, column: 4 }, 'to the end of the round'],
    [{ row: 2, column: 4 }, 'Home',       { row: 2, column: 1 }, 'to its beginning'],
    [{ row: 0, column: 0 }, 'ArrowDown',  { row: 2, column: 1 }, 'over an empty round, to the nearest column'],
    [{ row: 2, column: 2 }, 'ArrowUp',    { row: 0, column: 3 }, 'and up again'],
    [{ row: 0, column: 3 }, 'ArrowRight', undefined,             'not beyond the edge'],
    [{ row: 2, column: 1 }, 'ArrowDown',  undefined,             'nor below it'],
    [{ row: 0, column: 0 }, 'Enter',      undefined,             'and leave every other key alone'],
  ])('lead from %o by %s to %o: %s', (from, key, to) => {
    expect(neighbour(grid, from, key)).toEqual(to)
  })
})

it('lists the visits of a day as they happened, across rounds', () => {
  const visited = (spot: CheckpointId, number: number, time: string) =>
    aCell(spot, { state: 'doubtful', visit: uuid(number), occurredAt: at(time) })
  const rounds = [
    aRound(1, [visited(LOBBY, 1, '21:30'), aCell(METER, { state: 'missed' })]),
    aRound(2, [visited(ROOF, 2, '20:10'), aCell(POND, { state: 'done', visit: uuid(3), occurredAt: at('20:00') })]),
  ]
  const found = visitedCells(rounds, ({ state }) => state === 'doubtful')
  expect(found.map(({ cell }) => cell.visit)).toEqual([uuid(2), uuid(1)])
})

it('counts late and doubtful visits as visits, and asks for none where a spot is out of service', () => {
  const tally = { done: 3, doubtful: 1, late: 2, pending: 4, awaiting: 0, missed: 5, excused: 7 }
  expect(progressIn({ tally })).toEqual({ visited: 6, total: 15 })
})

it('shows a wall what goes on first, then what went wrong, what comes, and what is over and well', () => {
  const rounds = [
    aRound(1, [], { phase: 'closed', opensAt: at('02:00') }),
    aRound(2, [], { phase: 'closed', opensAt: at('06:00'), tally: { ...aRound(2, []).tally, missed: 1 } }),
    aRound(3, [], { phase: 'upcoming', opensAt: at('22:00') }),
    aRound(4, [], { phase: 'grace', opensAt: at('14:00') }),
    aRound(5, [], { phase: 'open', opensAt: at('10:00') }),
  ]
  expect(worthASight(rounds).map(({ opensAt }) => opensAt)).toEqual(
    ['10:00', '14:00', '06:00', '22:00', '02:00'].map((time) => at(time)),
  )
})

it('carries nothing over on a day whose cells were not asked for', () => {
  expect(carriedIn({})).toEqual([])
})
