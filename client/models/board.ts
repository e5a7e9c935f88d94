/** A day's board: what the server counted, arranged for reading. Pure. */
import { visitedIn } from '../../checkpoints/coverage.ts'
import type { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import type { Place } from '../../checkpoints/place.ts'
import type { Cell, Coverage, RoundCoverage } from '../../checkpoints/wire/coverage.ts'
import { type Catalogue, placesDownTo } from './catalogue.ts'

/** Spots of one floor or zone, in walking order. */
export type FloorGroup = {
  /** The way to it below its building; empty for spots right at the building. */
  readonly path: readonly Place[]
  readonly spots: readonly CheckpointId[]
}

export type PlaceGroup = {
  /** A building, or what lies beside the buildings; undefined: spots that the catalogue does not place. */
  readonly place: Place | undefined
  readonly floors: readonly FloorGroup[]
}

export type GridRow = {
  readonly round: RoundCoverage
  /** One per spot of the groups, in their order; undefined where the round does not expect the spot. */
  readonly cells: readonly (Cell | undefined)[]
}

export type Grid = { readonly groups: readonly PlaceGroup[]; readonly rows: readonly GridRow[] }

/** Rounds of the day before that are open still, a night's for instance: shown with the day, counted in none of its numbers. */
export function carriedIn({ board }: Pick<Coverage, 'board'>): readonly RoundCoverage[] {
  return board?.carried ?? []
}

/** In the order in which a wall shows them, whose lower end may be out of sight: what goes on, what went wrong, what comes, the rest. */
export function worthASight(rounds: readonly RoundCoverage[]): readonly RoundCoverage[] {
  const rank = ({ phase, tally }: RoundCoverage) => {
    if (phase === 'open' || phase === 'grace') return 0
    if (phase === 'upcoming') return 2
    return tally.missed + tally.doubtful + tally.awaiting > 0 ? 1 : 3
  }
  return rounds.toSorted((a, b) => rank(a) - rank(b) || a.opensAt - b.opensAt)
}

/** Rounds down, spots across: only those that a round of the day expects. */
export function gridOf(rounds: readonly RoundCoverage[], catalogue: Catalogue): Grid {
  const expected = new Set(rounds.flatMap(({ cells = [] }) => cells.map(({ checkpoint }) => checkpoint)))
  const groups = groupsOf([...expected], catalogue)
  const spots = groups.flatMap(({ floors }) => floors.flatMap((floor) => floor.spots))
  return {
    groups,
    rows: rounds.map((round) => {
      const bySpot = new Map(round.cells?.map((cell) => [cell.checkpoint, cell]))
      return { round, cells: spots.map((spot) => bySpot.get(spot)) }
    }),
  }
}

type Located = { readonly spot: CheckpointId; readonly path: readonly Place[]; readonly order: readonly number[] }

function groupsOf(spots: readonly CheckpointId[], catalogue: Catalogue): PlaceGroup[] {
  const located = spots
    .map((spot): Located => {
      const path = placesDownTo(catalogue, spot)
      const position = catalogue.checkpoints.get(spot)?.position ?? 0
      return { spot, path, order: [...[0, 1, 2].map((depth) => path[depth]?.position ?? -1), position] }
    })
    .sort((a, b) => compare(a.order, b.order))
  return grouped(located, ({ path }) => path[0]?.id).map((inPlace) => ({
    place: inPlace[0].path[0],
    floors: grouped(inPlace, ({ path }) => path.at(-1)?.id).map((onFloor) => ({
      path: onFloor[0].path.slice(1),
      spots: onFloor.map(({ spot }) => spot),
    })),
  }))
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => unknown): [T, ...T[]][] {
  const groups = new Map<unknown, [T, ...T[]]>()
  for (const one of all) {
    const group = groups.get(keyOf(one))
    if (group) group.push(one)
    else groups.set(keyOf(one), [one])
  }
  return [...groups.values()]
}

export type Position = { readonly row: number; readonly column: number }

/**
 * Where an arrow key leads: the nearest cell that way, over those that no round expects. Up and down also take one beside
 * the column where a row has none in it.
 * @returns undefined at the edge, and for every other key
 */
export function neighbour(grid: Grid, { row, column }: Position, key: string): Position | undefined {
  const cells = grid.rows[row]?.cells ?? []
  const expected = cells.flatMap((cell, at) => (cell ? [at] : []))
  const inRow = (to: number | undefined) => (to === undefined ? undefined : { row, column: to })
  switch (key) {
    case 'ArrowRight':
      return inRow(expected.find((at) => at > column))
    case 'ArrowLeft':
      return inRow(expected.findLast((at) => at < column))
    case 'Home':
      return inRow(expected[0])
    case 'End':
      return inRow(expected.at(-1))
    case 'ArrowDown':
      return nearestIn(grid, { row, column }, 1)
    case 'ArrowUp':
      return nearestIn(grid, { row, column }, -1)
  }
  return undefined
}

function nearestIn(grid: Grid, { row, column }: Position, by: 1 | -1): Position | undefined {
  for (let at = row + by; at >= 0 && at < grid.rows.length; at += by) {
    const columns = grid.rows[at]!.cells.flatMap((cell, column) => (cell ? [column] : []))
    const [nearest] = columns.sort((a, b) => Math.abs(a - column) - Math.abs(b - column) || a - b)
    if (nearest !== undefined) return { row: at, column: nearest }
  }
  return undefined
}

export type Found = { readonly round: RoundCoverage; readonly cell: Cell & { readonly visit: Uuid } }

/** The visited cells of the day that meet a condition, in the order of their visits. */
export function visitedCells(rounds: readonly RoundCoverage[], meets: (cell: Cell) => boolean): readonly Found[] {
  return rounds
    .flatMap((round) =>
      (round.cells ?? []).flatMap((cell) =>
        cell.visit !== null && meets(cell) ? [{ round, cell: { ...cell, visit: cell.visit } }] : [],
      ),
    )
    .sort((a, b) => (a.cell.occurredAt ?? 0) - (b.cell.occurredAt ?? 0))
}

/** How many of a round's spots somebody has been to, and how many it expects. */
export function progressIn({ tally }: Pick<RoundCoverage, 'tally'>): {
  readonly visited: number
  readonly total: number
} {
  const visited = visitedIn(tally)
  return { visited, total: visited + tally.pending + tally.awaiting + tally.missed }
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i])
  return at === -1 ? 0 : a[at]! - b[at]!
}
