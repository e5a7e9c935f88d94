import type { TargetedFocusEvent, TargetedKeyboardEvent } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { cellByKey, type MatrixCell, piecesOf, type Rows, rowsInSight, spotRow } from '../models/matrix.ts'
import './matrix.css'
import { MatrixHead, type MatrixLook, MatrixRowDrawn } from './matrix-row.tsx'

type Props = MatrixLook & {
  readonly label: string
  /** The element that tells how to use it. */
  readonly describedBy: string
  /** Columns of the whole period, of which those of `days` are shown. */
  readonly columns: number
}

/** A guess until the first row has been measured. */
const ROW_PX = 32
const FIRST_ROWS: Rows = { from: 0, to: 40 }

/**
 * Spots down, days across. Only the rows in sight are in the page, and the one that has the focus; it is one stop for the Tab key,
 * and the arrow keys move between its cells (ARIA APG "grid").
 */
export function Matrix({ label, describedBy, columns, ...look }: Props) {
  const { rows, days } = look
  const frame = useRef<HTMLDivElement>(null)
  const { sight, rowsInPage } = useSight(frame, rows.length)
  const [chosen, choose] = useState<{ readonly id: string; readonly column: number }>()
  const active = useMemo(() => activeCell(rows, days.length, chosen), [rows, days, chosen])
  const byKey = useRef(false)
  // Whoever is on a cell stays on it, also where its row is put elsewhere in the page by what is drawn around it.
  const hadFocus = frame.current?.contains(document.activeElement) ?? false
  useLayoutEffect(() => {
    const lost = hadFocus && !frame.current?.contains(document.activeElement)
    if (byKey.current || lost) focusActive(frame.current, !byKey.current)
    byKey.current = false
  })

  function onKeyDown(event: TargetedKeyboardEvent<HTMLTableSectionElement>): void {
    if (event.altKey || event.shiftKey) return
    const { key, ctrlKey, metaKey } = event
    const to = active && cellByKey(rows, days.length + 1, active, { key, ctrl: ctrlKey || metaKey, rowsInPage })
    if (!to) return
    event.preventDefault()
    byKey.current = true
    choose({ id: rows[to.row]!.id, column: to.column })
  }

  function onFocusIn(event: TargetedFocusEvent<HTMLTableSectionElement>): void {
    const at = (event.target as Element).closest<HTMLElement>('[data-column]')
    const id = at?.closest('tr')?.dataset.id
    const column = Number(at?.dataset.column)
    if (id !== undefined && (id !== chosen?.id || column !== chosen?.column)) choose({ id, column })
  }

  return (
    <div class="matrix screen-only" ref={frame}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells the arrow keys reach
        role="grid"
        aria-label={label}
        aria-describedby={describedBy}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns + 1}
      >
        <MatrixHead {...look} />
        <tbody onKeyDown={onKeyDown} onFocusIn={onFocusIn}>
          {piecesOf(rows.length, sight, active?.row).flatMap((piece, i) =>
            'skipped' in piece ? (
              <Skipped key={`skipped ${i}`} rows={piece.skipped} />
            ) : (
              rows
                .slice(piece.from, piece.to)
                .map((row, at) => (
                  <MatrixRowDrawn
                    key={row.id}
                    look={look}
                    row={row}
                    index={piece.from + at}
                    active={active?.row === piece.from + at ? active.column : undefined}
                  />
                ))
            ),
          )}
        </tbody>
      </table>
    </div>
  )
}

/** As high as the rows that are not drawn. */
function Skipped({ rows }: { readonly rows: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus
    <tr aria-hidden="true">
      <td class="matrix-skipped" style={{ height: `calc(var(--row) * ${rows})` }} />
    </tr>
  )
}

/** Where the reader is, by name: sorting or a filter may have moved the row. The first spot where he is nowhere. */
function activeCell(
  rows: MatrixLook['rows'],
  days: number,
  chosen: { readonly id: string; readonly column: number } | undefined,
): MatrixCell | undefined {
  const at = chosen ? rows.findIndex(({ id }) => id === chosen.id) : -1
  const row = at >= 0 ? at : spotRow(rows, 0, 1)
  return row === undefined ? undefined : { row, column: Math.min(chosen?.column ?? 0, days) }
}

function focusActive(frame: HTMLElement | null, preventScroll: boolean): void {
  frame?.querySelector<HTMLElement>('tbody [tabindex="0"]')?.focus({ preventScroll })
}

/** Which rows can be seen in the frame, and how many at once; follows its scrolling and its size. */
function useSight(frame: { readonly current: HTMLDivElement | null }, count: number) {
  const [seen, see] = useState({ sight: FIRST_ROWS, rowsInPage: 10 })
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const look = () => {
      const heightPx = element.clientHeight - (element.querySelector('thead')?.offsetHeight ?? 0)
      const rowPx = element.querySelector<HTMLElement>('tr[data-id]')?.offsetHeight || ROW_PX
      const sight = rowsInSight(count, { scrolledPx: element.scrollTop, heightPx, rowPx })
      const rowsInPage = Math.max(1, Math.floor(heightPx / rowPx))
      see((now) =>
        now.rowsInPage === rowsInPage && now.sight.from === sight.from && now.sight.to === sight.to
          ? now
          : { sight, rowsInPage },
      )
    }
    look()
    const size = new ResizeObserver(look)
    size.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      size.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [frame, count])
  return {
    sight: { from: Math.min(seen.sight.from, count), to: Math.min(seen.sight.to, count) },
    rowsInPage: seen.rowsInPage,
  }
}
