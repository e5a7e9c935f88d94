/** What a page shows of an import before and after it is confirmed. */
import { KINDS } from '../../checkpoints/checkpoint.ts'
import {
  FAULT_HEADINGS,
  guarded,
  HEADINGS,
  IMPORT_COLUMNS,
  type ImportColumn,
  kindOf,
  type RowFault,
  rowOf,
} from '../../checkpoints/checkpoint-row.ts'
import { type Language, nameIn } from '../../checkpoints/language.ts'
import type { ImportPreview, PreviewedRow } from '../../checkpoints/wire/import.ts'
import type { ImportWords } from '../words/import.zh-Hant.ts'
import type { Catalogue } from './catalogue.ts'

/** As the server takes it; more is not even read. */
export const FILE_MAX_BYTES = 4 * 1024 * 1024

export type RowFilter = 'all' | PreviewedRow['action']

export function rowsShown({ rows }: ImportPreview, filter: RowFilter): readonly PreviewedRow[] {
  return filter === 'all' ? rows : rows.filter(({ action }) => action === filter)
}

/** What somebody has to look at comes first. */
export function firstFilter({ counts }: ImportPreview): RowFilter {
  return counts.faulty > 0 ? 'faulty' : 'all'
}

/** A table of thousands of rows is slow to draw and slower to read. */
export const ROWS_A_PAGE = 100

export function pageOf<Row>(rows: readonly Row[], page: number) {
  const last = Math.max(0, Math.ceil(rows.length / ROWS_A_PAGE) - 1)
  const at = Math.min(Math.max(page, 0), last)
  const from = at * ROWS_A_PAGE
  return { at, last, from, rows: rows.slice(from, from + ROWS_A_PAGE) }
}

/** Rows that would be written. */
export function writtenCount({ counts }: ImportPreview): number {
  return counts.add + counts.change
}

export function heading(column: ImportColumn, language: Language): string {
  return HEADINGS[column][language]
}

/** The name a row gives, in the reader's language if it can; of a row that gives none, the name it has. */
export function nameOfRow({ cells, code }: PreviewedRow, catalogue: Catalogue | undefined, language: Language): string {
  const names = { 'zh-Hant': cells['name-zh-Hant'], 'zh-Hans': cells['name-zh-Hans'], en: cells['name-en'] }
  const given = nameIn(names as Parameters<typeof nameIn>[0], language)
  const known = given === '' ? byCode(catalogue, code) : undefined
  return known ? nameIn(known.names, language) : given
}

export function placeOfRow(
  { cells, code }: PreviewedRow,
  catalogue: Catalogue | undefined,
  language: Language,
): string {
  const given = [cells.building, cells.floor, cells.zone].filter(Boolean).join(' ')
  const known = given === '' ? byCode(catalogue, code) : undefined
  if (!known || !catalogue) return given
  const { building, floor, zone } = rowOf(known, catalogue.places, language)
  return [building, floor, zone].filter(Boolean).join(' ')
}

/** The kind in the reader's language, or what stands there instead of one. */
export function kindOfRow({ cells, code }: PreviewedRow, catalogue: Catalogue | undefined, language: Language): string {
  const kind = cells.kind === undefined ? byCode(catalogue, code)?.kind : kindOf(cells.kind)
  return kind ? nameIn(KINDS[kind].names, language) : (cells.kind ?? '')
}

export type CellChange = { readonly column: ImportColumn; readonly before: string; readonly after: string }

/** What a row changes, cell by cell. Before the catalogue is there, what was is empty. */
export function changesOf(row: PreviewedRow, catalogue: Catalogue | undefined, language: Language): CellChange[] {
  const known = byCode(catalogue, row.code)
  const before = known && catalogue ? rowOf(known, catalogue.places, language) : undefined
  return row.columns.map((column) => ({ column, before: before?.[column] ?? '', after: row.cells[column] ?? '' }))
}

/** A fault in plain words. */
export function faultText(
  words: ImportWords,
  { column, why, line }: RowFault,
  cells: PreviewedRow['cells'],
  language: Language,
): string {
  if (why === 'missing' && column === 'name-zh-Hant') return words.missingName
  if (why === 'missing' && column === 'building') return words.missingPlace
  return words.faults[why](heading(column, language), cells[column] ?? '', line === undefined ? '' : String(line))
}

/** The faulty rows as a file to be corrected and brought in again, each with what is wrong with it. */
export function faultyCsv(words: ImportWords, { rows }: ImportPreview, language: Language): string {
  const headings = [...IMPORT_COLUMNS.map((column) => heading(column, language)), FAULT_HEADINGS[language]]
  const lines = rows
    .filter(({ action }) => action === 'faulty')
    .map(({ cells, faults }) => [
      ...IMPORT_COLUMNS.map((column) => cells[column] ?? ''),
      faults.map((fault) => faultText(words, fault, cells, language)).join(' '),
    ])
  // The mark tells Excel that it is UTF-8.
  return `\uFEFF${[headings, ...lines].map((line) => `${line.map(quoted).join(',')}\r\n`).join('')}`
}

function quoted(cell: string): string {
  const text = guarded(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function byCode(catalogue: Catalogue | undefined, code: string) {
  if (!catalogue) return undefined
  return [...catalogue.checkpoints.values()].find((checkpoint) => checkpoint.code === code)
}
