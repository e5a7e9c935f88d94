import type { Uuid } from '../../checkpoints/ids.ts'
import type { CellsQuery, ListedCells } from '../../checkpoints/wire/report.ts'
import * as server from '../server.ts'
import { type Growing, growing } from './growing.ts'

/** The cells behind a number. The last list opened is kept, so that whoever comes back from a visit finds it as it was. */
export function cellsOf(estate: Uuid, query: CellsQuery): Growing<ListedCells> {
  const key = JSON.stringify([estate, query])
  if (lastOpened?.key !== key) lastOpened = { key, cells: listed(estate, query) }
  return lastOpened.cells
}
let lastOpened: { readonly key: string; readonly cells: Growing<ListedCells> } | undefined

function listed(estate: Uuid, query: CellsQuery): Growing<ListedCells> {
  return growing({
    first: () => server.getReportCells(estate, query),
    next: ({ cells }) => server.getReportCells(estate, { ...query, after: cells.length }),
    joined,
  })
}

/** One list of several answers; plans are named only by the answers that speak of them. */
export function joined(first: ListedCells, following: readonly ListedCells[]): ListedCells {
  const all = [first, ...following]
  const plans = new Map(all.flatMap(({ directory }) => directory.plans.map((plan) => [plan.id, plan])))
  return {
    total: all.at(-1)?.total ?? first.total,
    cells: all.flatMap(({ cells }) => cells),
    directory: { ...first.directory, plans: [...plans.values()] },
  }
}
