/** What a report can be filtered by. Pure. */
import type { Kind } from '../../checkpoints/checkpoint.ts'
import type { ReportFilter } from '../../checkpoints/report.ts'
import type { Directory } from '../../checkpoints/wire/report.ts'
import type { FilterName } from './report.ts'
import type { ReportNames } from './report-names.ts'

export type FilterChoice = { readonly id: string; readonly label: string }

type Known = {
  readonly directory: Directory
  readonly names: ReportNames
  readonly filter: ReportFilter
  /** All of the estate, for whoever may read them; those that the report speaks of come along. */
  readonly plans: readonly FilterChoice[]
  readonly people: readonly FilterChoice[]
}

/** The choices of one filter; spots only of the building and the kind that are chosen. */
export function choicesOf(name: FilterName, { directory, names, filter, plans, people }: Known): FilterChoice[] {
  const { spots } = directory
  switch (name) {
    case 'building':
      return distinct(spots.flatMap(({ building }) => building ?? [])).map((id) => ({
        id,
        label: names.place(id) ?? id,
      }))
    case 'kind':
      return distinct(spots.map(({ kind }): Kind => kind)).map((id) => ({ id, label: names.kind(id) }))
    case 'plan':
      return united(
        plans,
        directory.plans.map(({ id }) => ({ id, label: names.plan(id) ?? id })),
      )
    case 'person':
      return united(
        people,
        directory.people.map(({ id, name }) => ({ id, label: name })),
      )
    case 'checkpoint':
      return spots
        .filter(({ building }) => filter.building === undefined || building === filter.building)
        .filter(({ kind }) => filter.kind === undefined || kind === filter.kind)
        .map(({ id }) => ({ id, label: names.spot(id) }))
  }
}

function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)]
}

function united(known: readonly FilterChoice[], more: readonly FilterChoice[]): FilterChoice[] {
  const ids = new Set(known.map(({ id }) => id))
  return [...known, ...more.filter(({ id }) => !ids.has(id))]
}
