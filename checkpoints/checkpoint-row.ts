/** A checkpoint as one row of a spreadsheet, for bringing in and taking out many at once. */
import * as v from 'valibot'
import { type Checkpoint, KINDS, type Kind } from './checkpoint.ts'
import type { Uuid } from './ids.ts'
import { LANGUAGES, type Language, nameIn } from './language.ts'
import { type Place, placePath } from './place.ts'

/** The columns of a file, in its order. Places go by their names; those that are not there yet are made. */
export const IMPORT_COLUMNS = [
  'code',
  'kind',
  'name-zh-Hant',
  'name-zh-Hans',
  'name-en',
  'building',
  'floor',
  'zone',
  'focus',
  'state',
] as const
export const ImportColumn = v.picklist(IMPORT_COLUMNS)
export type ImportColumn = v.InferOutput<typeof ImportColumn>

/** What stands above the columns in a file, as its readers write it. */
// biome-ignore format: hand-aligned table
export const HEADINGS: Readonly<Record<ImportColumn, Readonly<Record<Language, string>>>> = {
  code:           { 'zh-Hant': '編號',         'zh-Hans': '编号',         en: 'Code' },
  kind:           { 'zh-Hant': '類別',         'zh-Hans': '类别',         en: 'Kind' },
  'name-zh-Hant': { 'zh-Hant': '名稱（繁體）', 'zh-Hans': '名称（繁体）', en: 'Name (Traditional Chinese)' },
  'name-zh-Hans': { 'zh-Hant': '名稱（簡體）', 'zh-Hans': '名称（简体）', en: 'Name (Simplified Chinese)' },
  'name-en':      { 'zh-Hant': '名稱（英文）', 'zh-Hans': '名称（英文）', en: 'Name (English)' },
  building:       { 'zh-Hant': '座／大樓',     'zh-Hans': '楼栋',         en: 'Building' },
  floor:          { 'zh-Hant': '樓層',         'zh-Hans': '楼层',         en: 'Floor' },
  zone:           { 'zh-Hant': '區域',         'zh-Hans': '区域',         en: 'Zone' },
  focus:          { 'zh-Hant': '重點內容',     'zh-Hans': '重点内容',     en: 'Focus' },
  state:          { 'zh-Hant': '狀態',         'zh-Hans': '状态',         en: 'State' },
}

/** Above the column in which faulty rows that are taken out to be corrected say what is wrong; coming back, it is not read. */
export const FAULT_HEADINGS: Readonly<Record<Language, string>> = {
  'zh-Hant': '問題',
  'zh-Hans': '问题',
  en: 'Problem',
}

/** What people write instead: a list that had no thought of languages has one column of names. */
const ALSO: Readonly<Record<string, ImportColumn>> = {
  名稱: 'name-zh-Hant',
  名称: 'name-zh-Hans',
  name: 'name-en',
  座: 'building',
  大樓: 'building',
  座數: 'building',
  楼宇: 'building',
  tower: 'building',
  block: 'building',
}

/** The states as they are written into a file. */
// biome-ignore format: hand-aligned table
export const STATES: Readonly<Record<Checkpoint['state'], Readonly<Record<Language, string>>>> = {
  active:  { 'zh-Hant': '使用中', 'zh-Hans': '使用中', en: 'Active' },
  retired: { 'zh-Hant': '已停用', 'zh-Hans': '已停用', en: 'Retired' },
}

/**
 * - `missing`: has to be there (code, kind, a name in some language, a building or zone)
 * - `code-shape`: no code; `code-twice`: another row of the file has it; `foreign-characters`: invisible ones, or a broken encoding
 * - `kind-unknown`, `state-unknown`: not one of the list; `kind-differs`: a checkpoint of this code has another kind
 * - `too-long`: more than fits; `floor-without-building`
 */
export const ROW_FAULTS = [
  'missing',
  'code-shape',
  'code-twice',
  'foreign-characters',
  'kind-unknown',
  'kind-differs',
  'state-unknown',
  'too-long',
  'floor-without-building',
] as const
export const RowFault = v.strictObject({
  column: ImportColumn,
  why: v.picklist(ROW_FAULTS),
  /** The other line of the file, for `code-twice`. */
  line: v.optional(v.number()),
})
export type RowFault = v.InferOutput<typeof RowFault>

/** Cells as they stand, by column; what is left out is empty. */
export const ImportRow = v.record(ImportColumn, v.optional(v.pipe(v.string(), v.maxLength(500))))
export type ImportRow = Readonly<Partial<Record<ImportColumn, string | undefined>>>
export const ImportRows = v.strictObject({ rows: v.pipe(v.array(ImportRow), v.minLength(1), v.maxLength(5000)) })
export type ImportRows = v.InferOutput<typeof ImportRows>

/** A row with its number in the file, as a spreadsheet shows it beside the row. */
export type NumberedRow = { readonly line: number; readonly cells: ImportRow }

/** One spelling for comparing what people type: width, case and runs of blanks do not matter. */
export function folded(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()
}

/** The column of a heading in any of the languages, or of its key. */
export function columnOf(heading: string): ImportColumn | undefined {
  return COLUMNS_BY_HEADING.get(folded(heading))
}
const COLUMNS_BY_HEADING = new Map<string, ImportColumn>([
  ...Object.entries(ALSO).map(([heading, column]) => [folded(heading), column] as const),
  ...IMPORT_COLUMNS.flatMap((column) =>
    [column, ...Object.values(HEADINGS[column])].map((heading) => [folded(heading), column] as const),
  ),
])

export function kindOf(cell: string): Kind | undefined {
  return KINDS_BY_NAME.get(folded(cell))
}
/** What the spots of a kind are called one by one, where its name stands for several. */
// biome-ignore format: hand-aligned table
const KINDS_ALSO: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  'meter-room':        ['電錶房', '水錶房', '電表房', '水表房', '电表房'],
  stairwell:           ['樓梯', '楼梯', 'stairs', 'staircase'],
  rooftop:             ['天台', '走火通道', '消防通道', 'roof', 'fire corridor'],
  lift:                ['𨋢', '電梯', 'elevator'],
  lobby:               ['大堂', '走廊', '電梯大堂', '升降機大堂', 'corridor', 'lift lobby'],
  recreation:          ['會所', '泳池', '遊樂場'],
  grounds:             ['道路', '廣場', '广场', 'road', 'square'],
  'car-park':          ['車場', '车场', '停车场', 'carpark', 'parking'],
  perimeter:           ['周邊', '周边', '圍牆', '围墙'],
}
const KINDS_BY_NAME = new Map<string, Kind>(
  (Object.keys(KINDS) as Kind[]).flatMap((kind) =>
    [kind, ...Object.values(KINDS[kind].names), ...(KINDS_ALSO[kind] ?? [])].map(
      (name) => [folded(name), kind] as const,
    ),
  ),
)

export function stateOf(cell: string): Checkpoint['state'] | undefined {
  return STATES_BY_NAME.get(folded(cell))
}
const STATES_BY_NAME = new Map<string, Checkpoint['state']>([
  ...(['active', 'retired'] as const).flatMap((state) =>
    [state, ...Object.values(STATES[state])].map((name) => [folded(name), state] as const),
  ),
  ['啟用', 'active'],
  ['启用', 'active'],
  ['停用', 'retired'],
])

/**
 * The rows of a table whose first row that is not blank holds the headings. Blank rows are left out, but count.
 * @returns undefined unless some column holds codes: without them no row can be told from another
 */
export function rowsOfTable(
  table: readonly (readonly string[])[],
): { readonly rows: NumberedRow[]; readonly unknownHeadings: string[] } | undefined {
  const isBlank = (row: readonly string[]) => row.every((cell) => cell.trim() === '')
  const top = table.findIndex((row) => !isBlank(row))
  const unknownHeadings: string[] = []
  const columns = new Map<ImportColumn, number>()
  for (const [at, heading] of (table[top] ?? []).entries()) {
    const column = columnOf(heading)
    if (column !== undefined && !columns.has(column)) columns.set(column, at)
    else if (heading.trim() !== '' && !Object.values(FAULT_HEADINGS).includes(heading.trim()))
      unknownHeadings.push(heading.trim().slice(0, 100))
  }
  if (!columns.has('code')) return undefined
  const rows = table.slice(top + 1).flatMap((row, i) => {
    const cells = Object.fromEntries([...columns].flatMap(([column, at]) => (row[at] ? [[column, row[at]]] : [])))
    return isBlank(Object.values(cells) as string[]) ? [] : [{ line: top + i + 2, cells }]
  })
  return { rows, unknownHeadings }
}

/** What stands in a file about where a spot is. Zones within zones, and whatever else does not fit three columns, are written as one zone. */
export type PlaceCells = { readonly building: string; readonly floor: string; readonly zone: string }

export function placeCells(places: ReadonlyMap<Uuid, Place>, id: Uuid, language: Language): PlaceCells {
  const names = placePath(places, id, language)
  const kinds: (Place['kind'] | undefined)[] = []
  for (let place = places.get(id); place && kinds.length < names.length; place = places.get(place.parent ?? ''))
    kinds.unshift(place.kind)
  const building = kinds[0] === 'building' ? 1 : 0
  const floor = building === 1 && kinds[1] === 'floor' ? 1 : 0
  return {
    building: names.slice(0, building).join(''),
    floor: names.slice(building, building + floor).join(''),
    zone: names.slice(building + floor).join(' / '),
  }
}

/** A checkpoint as its row in a file for a reader; brought in again it changes nothing. */
export function rowOf(
  { code, kind, names, place, focus, state }: Checkpoint,
  places: ReadonlyMap<Uuid, Place>,
  language: Language,
): Readonly<Record<ImportColumn, string>> {
  const [hant, hans, en] = LANGUAGES.map((one) => names[one] ?? '')
  return {
    code,
    kind: nameIn(KINDS[kind].names, language),
    'name-zh-Hant': hant ?? '',
    'name-zh-Hans': hans ?? '',
    'name-en': en ?? '',
    ...placeCells(places, place, language),
    focus: focus === null ? '' : nameIn(focus, language),
    state: STATES[state][language],
  }
}

/**
 * A cell that a spreadsheet would run as a formula, made text by an apostrophe (OWASP "CSV injection"). Those that begin with
 * apostrophes of their own get one more, so that {@link unguarded} gives back exactly what went in.
 */
export function guarded(cell: string): string {
  return /^'*[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell
}

export function unguarded(cell: string): string {
  return /^'+[=+\-@\t\r\n＝＋－＠]/.test(cell) ? cell.slice(1) : cell
}
