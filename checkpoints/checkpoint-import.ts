/** What bringing in rows would do to an estate: added, changed, the same already, or faulty. Nothing is written here. */
import * as v from 'valibot'
import { type Checkpoint, CheckpointCode, type Kind } from './checkpoint.ts'
import {
  type ImportColumn,
  type ImportRow,
  kindOf,
  type NumberedRow,
  type PlaceCells,
  type RowFault,
  stateOf,
} from './checkpoint-row.ts'
import { PlaceBook, type PlaceToBe } from './import-places.ts'
import { LANGUAGES, type Language, type Names } from './language.ts'
import type { Place } from './place.ts'

export type EstateNow = {
  /** Of the estate: they tell which Chinese its people write. */
  readonly names: Names
  readonly places: readonly Place[]
  readonly checkpoints: readonly Checkpoint[]
}

/** A checkpoint as it will be. */
export type SpotToBe = Pick<Checkpoint, 'code' | 'kind' | 'names' | 'state' | 'focus'> & { readonly place: PlaceToBe }

type Compared = {
  readonly line: number
  readonly code: string
  readonly cells: Readonly<Record<string, string>>
  /** Those that change, for `change`. */
  readonly columns: readonly ImportColumn[]
  readonly faults: readonly RowFault[]
}
export type ComparedRow = Compared &
  (
    | { readonly action: 'same' | 'faulty' }
    | { readonly action: 'add'; readonly spot: SpotToBe }
    | { readonly action: 'change'; readonly spot: SpotToBe; readonly checkpoint: Checkpoint }
  )

/** `newPlaces`: in the order of the file, each after the one it lies in. */
export type ImportOutcome = { readonly rows: readonly ComparedRow[]; readonly newPlaces: PlaceBook['added'] }

/** A name, as `Names` takes it. */
const NAME_MAX_LENGTH = 120
const NAME_COLUMNS = { 'zh-Hant': 'name-zh-Hant', 'zh-Hans': 'name-zh-Hans', en: 'name-en' } as const
const PLACE_COLUMNS = ['building', 'floor', 'zone'] as const

/**
 * Compares the rows with the estate by their codes. In a row about a checkpoint that is there already, an empty cell leaves
 * things as they are. Faulty rows make nothing, no place either.
 */
export function compareRows(rows: readonly NumberedRow[], estate: EstateNow): ImportOutcome {
  const byCode = new Map(estate.checkpoints.map((checkpoint) => [checkpoint.code, checkpoint]))
  const book = new PlaceBook(estate.places, (text) => languageOf(text, estate.names))
  const cleaned = rows.map(({ line, cells }) => ({ line, cells: cleanedCells(cells) }))
  const linesOf = new Map<string, number[]>()
  for (const { line, cells } of cleaned) {
    const lines = linesOf.get(cells.code ?? '')
    if (lines) lines.push(line)
    else linesOf.set(cells.code ?? '', [line])
  }
  const compared = cleaned.map(({ line, cells }): ComparedRow => {
    const { code = '' } = cells
    const known = byCode.get(code)
    const other = linesOf.get(code)?.find((one) => one !== line)
    const faults = faultsOf(cells, known, { book, other })
    const row = { line, code, cells, faults }
    if (faults.length > 0) return { ...row, action: 'faulty', columns: [] }
    if (!known) return { ...row, action: 'add', columns: [], spot: spotOf(cells, estate.names, book) }
    const { spot, columns } = changeOf(cells, known, { estateNames: estate.names, book })
    return columns.length === 0
      ? { ...row, action: 'same', columns }
      : { ...row, action: 'change', columns, spot, checkpoint: known }
  })
  return { rows: compared, newPlaces: book.added }
}

type Cells = Readonly<Partial<Record<ImportColumn, string>>>

/** Blanks of all kinds become one space; codes are upper-cased and brought to half width, as a Chinese keyboard rarely types them. */
function cleanedCells(cells: ImportRow): Cells {
  const entries = Object.entries(cells).map(([column, cell = '']) => {
    const text = onOneLine(cell)
    return [column, column === 'code' ? text.normalize('NFKC').trim().toUpperCase() : text] as const
  })
  return Object.fromEntries(entries.filter(([, cell]) => cell !== ''))
}

type FaultContext = { readonly book: PlaceBook; readonly other: number | undefined }

function faultsOf(cells: Cells, known: Checkpoint | undefined, { book, other }: FaultContext): RowFault[] {
  const faults: RowFault[] = []
  const { code, kind, state } = cells
  const hasPlace = PLACE_COLUMNS.some((column) => cells[column] !== undefined)
  if (code === undefined) faults.push({ column: 'code', why: 'missing' })
  else if (isForeign(code)) faults.push({ column: 'code', why: 'foreign-characters' })
  else if (!v.is(CheckpointCode, code)) faults.push({ column: 'code', why: 'code-shape' })
  else if (other !== undefined) faults.push({ column: 'code', why: 'code-twice', line: other })

  if (kind === undefined) faults.push(...(known ? [] : [{ column: 'kind', why: 'missing' } as const]))
  else if (kindOf(kind) === undefined) faults.push({ column: 'kind', why: 'kind-unknown' })
  else if (known && kindOf(kind) !== known.kind) faults.push({ column: 'kind', why: 'kind-differs' })
  if (state !== undefined && stateOf(state) === undefined) faults.push({ column: 'state', why: 'state-unknown' })

  const isNamed = LANGUAGES.some((language) => cells[NAME_COLUMNS[language]] !== undefined)
  if (!known && !isNamed) faults.push({ column: 'name-zh-Hant', why: 'missing' })
  if (!known && !hasPlace) faults.push({ column: 'building', why: 'missing' })

  for (const column of [...Object.values(NAME_COLUMNS), 'focus'] as const) {
    const cell = cells[column]
    // What the estate has already is not foreign to it.
    if (cell !== undefined && !textsOf(known, column).includes(cell)) faults.push(...textFaults(column, cell))
  }
  return hasPlace ? [...faults, ...placeFaults(cells, known, book)] : faults
}

function placeFaults(cells: Cells, known: Checkpoint | undefined, book: PlaceBook): RowFault[] {
  const given = placeCellsIn(cells)
  if ((known && book.isAt(known.place, given)) || book.find(given) !== undefined) return []
  const faults = PLACE_COLUMNS.flatMap((column) => textFaults(column, given[column]))
  return given.floor !== '' && given.building === ''
    ? [...faults, { column: 'floor', why: 'floor-without-building' }]
    : faults
}

function textFaults(column: ImportColumn, cell: string): RowFault[] {
  if (isForeign(cell)) return [{ column, why: 'foreign-characters' }]
  return cell.length > NAME_MAX_LENGTH ? [{ column, why: 'too-long' }] : []
}

/**
 * Controls, marks without width (a byte order mark within the text is one), halves of characters, and what a decoder writes in
 * place of bytes that made no sense.
 */
function isForeign(text: string): boolean {
  return /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\uFFFD]/u.test(text)
}

/** A new spot. Its row must be without faults. */
function spotOf(cells: Cells, estateNames: Names, book: PlaceBook): SpotToBe {
  return {
    code: cells.code!,
    kind: kindOf(cells.kind!) as Kind,
    names: namesIn(cells),
    place: book.findOrAdd(placeCellsIn(cells)),
    state: cells.state === undefined ? 'active' : stateOf(cells.state)!,
    focus: cells.focus === undefined ? null : { [languageOf(cells.focus, estateNames)]: cells.focus },
  }
}

type ChangeContext = { readonly estateNames: Names; readonly book: PlaceBook }

/** What a row makes of a checkpoint that is there, and which columns say so. The row must be without faults. */
function changeOf(cells: Cells, known: Checkpoint, { estateNames, book }: ChangeContext) {
  const { focus: focusCell, state: stateCell } = cells
  const renamed = LANGUAGES.filter((language) => {
    const cell = cells[NAME_COLUMNS[language]]
    return cell !== undefined && !textsOf(known, NAME_COLUMNS[language]).includes(cell)
  })
  const names = renamed.length === 0 ? known.names : { ...known.names, ...namesIn(cells) }
  const state = stateCell === undefined ? known.state : stateOf(stateCell)!
  const isRefocused = focusCell !== undefined && !textsOf(known, 'focus').includes(focusCell)
  const focus = isRefocused ? { ...known.focus, [languageOf(focusCell, estateNames)]: focusCell } : known.focus
  const given = placeCellsIn(cells)
  const isElsewhere = PLACE_COLUMNS.some((column) => given[column] !== '') && !book.isAt(known.place, given)
  const place = isElsewhere ? book.findOrAdd(given) : known.place
  const columns: ImportColumn[] = [
    ...renamed.map((language) => NAME_COLUMNS[language]),
    ...(place === known.place ? [] : book.columnsApart(known.place, given)),
    ...(isRefocused ? (['focus'] as const) : []),
    ...(state === known.state ? [] : (['state'] as const)),
  ]
  return { spot: { code: known.code, kind: known.kind, names, place, state, focus }, columns }
}

function namesIn(cells: Cells): Names {
  return Object.fromEntries(
    LANGUAGES.flatMap((language) => {
      const cell = cells[NAME_COLUMNS[language]]
      return cell === undefined ? [] : [[language, cell]]
    }),
  )
}

/** What a checkpoint has in a column already, as a cleaned cell reads: its focus in any language. */
function textsOf(known: Checkpoint | undefined, column: ImportColumn): string[] {
  if (!known) return []
  const language = LANGUAGES.find((one) => NAME_COLUMNS[one] === column)
  const texts = language ? [known.names[language]] : Object.values(known.focus ?? {})
  return texts.flatMap((text) => (text === undefined ? [] : [onOneLine(text)]))
}

/** Line breaks and runs of blanks as one space. A byte order mark counts as blank in JavaScript; here it has to be seen. */
function onOneLine(text: string): string {
  return text.replace(/[^\S\uFEFF]+/g, ' ').trim()
}

function placeCellsIn({ building = '', floor = '', zone = '' }: Cells): PlaceCells {
  return { building, floor, zone }
}

/** The language of a name that came without one: Chinese as the estate writes it, else English. */
function languageOf(text: string, estateNames: Names): Language {
  if (!/\p{Script=Han}/u.test(text)) return 'en'
  return estateNames['zh-Hant'] === undefined && estateNames['zh-Hans'] !== undefined ? 'zh-Hans' : 'zh-Hant'
}
