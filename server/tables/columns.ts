/** Columns that several tables of a report have. */
import { CELL_STATES, STATE_NAMES, type Tally } from '../../checkpoints/coverage.ts'
import type { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import { type ColumnOf, column } from './table.ts'
import type { Told } from './told.ts'

/** On paper a spot is one phrase; in a file each part of it can be sorted by. */
export type Medium = 'paper' | 'file'

export type Part = { readonly tally: Tally; readonly compliance: number | null }

/** Every state that a cell can have, by the names on the board, and the compliance that follows. */
export function partColumns({ language, term }: Told): ColumnOf<Part>[] {
  return [
    column(term('compliance').name, 'share', 12, ({ compliance }) => compliance),
    ...CELL_STATES.map((state) => column(STATE_NAMES[state][language], 'count', 9, ({ tally }: Part) => tally[state])),
  ]
}

type OfSpot = { readonly checkpoint: CheckpointId }

export function spotColumns({ words, names }: Told, medium: Medium): ColumnOf<OfSpot>[] {
  const { columns } = words
  if (medium === 'paper') return [column(columns.spot, 'text', 30, ({ checkpoint }) => names.spot(checkpoint).whole)]
  return [
    column(columns.code, 'text', 16, ({ checkpoint }) => names.spot(checkpoint).code),
    column(columns.spot, 'text', 28, ({ checkpoint }) => names.spot(checkpoint).name),
    column(columns.place, 'text', 28, ({ checkpoint }) => names.spot(checkpoint).place),
    column(columns.building, 'text', 16, ({ checkpoint }) => names.spot(checkpoint).building),
    column(columns.kind, 'text', 20, ({ checkpoint }) => names.spot(checkpoint).kind),
  ]
}

/** Left out where the report names nobody. */
export function personColumns({ words, names }: Told): ColumnOf<{ readonly person: Uuid | null }>[] {
  return names.namesPeople ? [column(words.columns.person, 'text', 14, ({ person }) => names.person(person))] : []
}

/** Which round it was: its plan and when it opened. */
export function roundColumns({ words, names, roundOf }: Told): ColumnOf<{ readonly round: Uuid | null }>[] {
  const at = (id: Uuid | null) => (id === null ? undefined : roundOf(id))
  return [
    column(words.columns.opensAt, 'instant', 17, ({ round }) => at(round)?.opensAt ?? null),
    column(words.columns.plan, 'text', 20, ({ round }) => names.plan(at(round)?.plan ?? '')),
  ]
}
