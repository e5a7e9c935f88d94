import type { PreviewedRow } from '../../checkpoints/wire/import.ts'
import { Icon, type IconName } from '../components/icon.tsx'
import { Table } from '../components/table.tsx'
import type { Catalogue } from '../models/catalogue.ts'
import { changesOf, faultText, heading, kindOfRow, nameOfRow, placeOfRow } from '../models/import.ts'
import type { ImportWords } from '../words/import.zh-Hant.ts'
import { language } from '../words/language.ts'
import { decimal } from '../words/writing.ts'

type Props = {
  readonly words: ImportWords
  readonly catalogue: Catalogue | undefined
  readonly rows: readonly PreviewedRow[]
  readonly caption: string
}

/** A page of rows: what happens to each, and why not. */
export function ImportRowsTable({ words, catalogue, rows, caption }: Props) {
  const reader = language.value
  return (
    <Table
      caption={caption}
      head={
        <>
          <th scope="col">{heading('code', reader)}</th>
          <th scope="col">{words.line}</th>
          <th scope="col">{words.outcome}</th>
          <th scope="col">{words.name}</th>
          <th scope="col">{heading('kind', reader)}</th>
          <th scope="col">{words.place}</th>
        </>
      }
    >
      {rows.map((row) => (
        <tr key={row.line}>
          <th scope="row" class="import-code">
            {row.code || words.nothing}
          </th>
          <td>{decimal(row.line)}</td>
          <td class="import-outcome" data-action={row.action}>
            <strong>
              <Icon name={ICON_OF[row.action]} />
              {words[WORD_OF[row.action]]}
            </strong>
            <Details words={words} row={row} catalogue={catalogue} />
          </td>
          <td class="import-cell">{nameOfRow(row, catalogue, reader)}</td>
          <td class="import-cell">{kindOfRow(row, catalogue, reader)}</td>
          <td class="import-cell">{placeOfRow(row, catalogue, reader)}</td>
        </tr>
      ))}
    </Table>
  )
}

const WORD_OF = { add: 'added', change: 'changed', same: 'same', faulty: 'faulty' } as const
const ICON_OF: Readonly<Record<PreviewedRow['action'], IconName>> = {
  add: 'plus',
  change: 'success',
  same: 'tick',
  faulty: 'warn',
}

type DetailsProps = {
  readonly words: ImportWords
  readonly row: PreviewedRow
  readonly catalogue: Catalogue | undefined
}

function Details({ words, row, catalogue }: DetailsProps) {
  const reader = language.value
  const lines = [
    ...row.faults.map((fault) => faultText(words, fault, row.cells, reader)),
    ...changesOf(row, catalogue, reader).map(({ column, before, after }) =>
      words.changes(heading(column, reader), before || words.nothing, after || words.nothing),
    ),
  ]
  if (lines.length === 0) return null
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
