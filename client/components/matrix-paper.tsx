import { stateOn } from '../models/matrix.ts'
import { MarkUse } from './mark-symbols.tsx'
import './matrix-paper.css'
import { MatrixHead, type MatrixLook } from './matrix-row.tsx'

/** The matrix with all of its rows, for paper: nothing on it can be pressed. */
export function MatrixPaper({ look, caption }: { readonly look: MatrixLook; readonly caption: string }) {
  const { rows, days, first, namesPlaces } = look
  return (
    <table class="matrix-paper">
      <caption>{caption}</caption>
      <MatrixHead {...look} />
      <tbody>
        {rows.map((row) =>
          row.kind === 'place' ? (
            <tr key={row.id} class="matrix-place">
              <th scope="rowgroup" colSpan={days.length + 1}>
                {row.place}
              </th>
            </tr>
          ) : (
            <tr key={row.id}>
              <th scope="row">
                {row.name} {namesPlaces && <span class="soft">{row.place}</span>}
              </th>
              {days.map((day, i) => {
                const state = stateOn(row.spot, first + i)
                return (
                  <td key={day} data-state={state}>
                    {state && <MarkUse state={state} />}
                  </td>
                )
              })}
            </tr>
          ),
        )}
      </tbody>
    </table>
  )
}
