import { useMemo } from 'preact/hooks'
import type { CellState } from '../../checkpoints/coverage.ts'
import type { CheckpointId } from '../../checkpoints/ids.ts'
import type { CivilDate } from '../../checkpoints/time.ts'
import { type MatrixRow, stateOn } from '../models/matrix.ts'
import { MarkUse } from './mark-symbols.tsx'

type SpotRow = Extract<MatrixRow, { kind: 'spot' }>

/** What is drawn, and what is said of it. */
export type MatrixLook = {
  readonly rows: readonly MatrixRow[]
  readonly days: readonly CivilDate[]
  /** Where the first of them stands in a spot's `days`. */
  readonly first: number
  /** Above the names. */
  readonly corner: string
  /** Whether the rows do not stand under their places, so that each has to name its own. */
  readonly namesPlaces: boolean
  readonly dayText: (day: CivilDate) => string
  /** A cell in words. */
  readonly said: (row: SpotRow, day: CivilDate, state: CellState | undefined) => string
  readonly spotHref: ((id: CheckpointId) => string) | undefined
  readonly cellHref: ((id: CheckpointId, day: CivilDate) => string) | undefined
}

export function MatrixHead({ days, first, corner, dayText }: MatrixLook) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th class="matrix-corner" scope="col" aria-colindex={1}>
          {corner}
        </th>
        {days.map((day, i) => (
          <th key={day} scope="col" aria-colindex={first + i + 2} data-week={startsWeek(day) ? '' : undefined}>
            <span aria-hidden="true">{Number(day.slice(8))}</span>
            <span class="unseen">{dayText(day)}</span>
          </th>
        ))}
      </tr>
    </thead>
  )
}

type Props = {
  readonly look: MatrixLook
  readonly row: MatrixRow
  readonly index: number
  /** The column that can be reached by Tab; undefined: none in this row. */
  readonly active: number | undefined
}

/** Made anew only when something in it changes: scrolling moves hundreds of cells that stay as they are. */
export function MatrixRowDrawn({ look, row, index, active }: Props) {
  const { days, first, said, spotHref, cellHref, namesPlaces } = look
  return useMemo(
    () =>
      row.kind === 'place' ? (
        <PlaceRow {...{ look, row, index }} />
      ) : (
        <SpotRowDrawn {...{ look, row, index, active }} />
      ),
    [row, index, active, days, first, said, spotHref, cellHref, namesPlaces],
  )
}

function PlaceRow({ look: { days }, row, index }: { look: MatrixLook; row: MatrixRow; index: number }) {
  return (
    <tr class="matrix-place" data-id={row.id} aria-rowindex={index + 2}>
      <th scope="rowgroup" colSpan={days.length + 1} aria-colindex={1}>
        <span>{row.place}</span>
      </th>
    </tr>
  )
}

function SpotRowDrawn({ look, row, index, active }: Props & { readonly row: SpotRow }) {
  const { days, first, said, cellHref } = look
  return (
    <tr data-id={row.id} aria-rowindex={index + 2}>
      <SpotHead look={look} row={row} reachable={active === 0} />
      {days.map((day, i) => {
        const state = stateOn(row.spot, first + i)
        const [column, words] = [i + 1, said(row, day, state)]
        const tabIndex = active === column ? 0 : -1
        const isLink = cellHref !== undefined && state !== undefined
        return (
          <td
            key={day}
            data-column={column}
            data-state={state}
            data-week={startsWeek(day) ? '' : undefined}
            aria-colindex={first + i + 2}
            {...(!isLink && { tabIndex, 'aria-label': words, title: words })}
          >
            {isLink ? (
              <a href={cellHref(row.id, day)} tabIndex={tabIndex} aria-label={words} title={words}>
                <MarkUse state={state} />
              </a>
            ) : (
              state && <MarkUse state={state} />
            )}
          </td>
        )
      })}
    </tr>
  )
}

function SpotHead({ look, row, reachable }: { look: MatrixLook; row: SpotRow; reachable: boolean }) {
  const { spotHref, namesPlaces } = look
  const tabIndex = reachable ? 0 : -1
  const name = (
    <>
      {row.name} <span class={namesPlaces ? 'soft' : 'unseen'}>{row.place}</span>
    </>
  )
  return (
    <th
      scope="row"
      data-column={0}
      aria-colindex={1}
      title={`${row.name} ${row.place}`}
      tabIndex={spotHref ? undefined : tabIndex}
    >
      <div class="matrix-name">
        {spotHref ? (
          <a href={spotHref(row.id)} tabIndex={tabIndex}>
            {name}
          </a>
        ) : (
          name
        )}
      </div>
    </th>
  )
}

function startsWeek(day: CivilDate): boolean {
  return new Date(`${day}T00:00:00Z`).getUTCDay() === 1
}
