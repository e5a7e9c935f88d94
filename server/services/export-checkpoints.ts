/** An estate's checkpoints as a file that can be changed in a spreadsheet and brought in again. */
import { inWalkingOrder } from '../../checkpoints/checkpoint.ts'
import { HEADINGS, IMPORT_COLUMNS, type ImportColumn, type ImportRow, rowOf } from '../../checkpoints/checkpoint-row.ts'
import type { Language } from '../../checkpoints/language.ts'
import { civilDateOf } from '../../checkpoints/time.ts'
import type { ExportQuery } from '../../checkpoints/wire/import.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import { writeCsv } from '../sheets/csv.ts'
import { writeXlsx } from '../sheets/xlsx.ts'

export type ExportedFile = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }

/** @param language of the headings and of all that has a name in several */
export async function exportCheckpoints(
  context: Context,
  estate: Estate,
  { format, template }: ExportQuery,
  language: Language,
): Promise<ExportedFile> {
  const rows = template ? EXAMPLES[language] : await rowsOf(context, estate, language)
  const headings = IMPORT_COLUMNS.map((column) => HEADINGS[column][language])
  const table = [headings, ...rows.map((row) => IMPORT_COLUMNS.map((column) => row[column] ?? ''))]
  const what = template ? 'template' : civilDateOf(context.now(), estate.zone)
  const name = `checkpoints-${estate.code}-${what}.${format}`
  if (format === 'csv') return { name, bytes: writeCsv(table) }
  const widths = IMPORT_COLUMNS.map((column) => WIDTHS[column])
  return { name, bytes: await writeXlsx(table, { sheet: SHEET_NAMES[language], widths }) }
}

async function rowsOf(context: Context, estate: Estate, language: Language): Promise<ImportRow[]> {
  const { read } = context.database
  const places = await read.places.of(estate.id)
  const byId = new Map(places.map((place) => [place.id, place]))
  return inWalkingOrder(await read.checkpoints.of(estate.id), places).map((spot) => rowOf(spot, byId, language))
}

/** In characters; a Chinese one takes two. */
// biome-ignore format: hand-aligned table
const WIDTHS: Readonly<Record<ImportColumn, number>> = {
  code: 18, kind: 24, 'name-zh-Hant': 28, 'name-zh-Hans': 28, 'name-en': 28, building: 20, floor: 12, zone: 20, focus: 40, state: 12,
}

const SHEET_NAMES: Readonly<Record<Language, string>> = { 'zh-Hant': '巡查點', 'zh-Hans': '巡查点', en: 'Checkpoints' }

const EXAMPLES: Readonly<Record<Language, readonly ImportRow[]>> = {
  'zh-Hant': [
    {
      ...{ code: 'T1-12F-MTR', kind: '電錶／水錶房', 'name-zh-Hant': '12 樓電錶房', 'name-en': 'Meter room 12/F' },
      ...{ building: '第一座', floor: '12 樓', focus: '留意電錶箱有否異味', state: '使用中' },
    },
    { code: 'CP-ENT', kind: '停車場', 'name-zh-Hant': '停車場入口', zone: '停車場' },
  ],
  'zh-Hans': [
    {
      ...{ code: 'T1-12F-MTR', kind: '电表／水表房', 'name-zh-Hans': '12 层电表房', 'name-en': 'Meter room 12/F' },
      ...{ building: '1 栋', floor: '12 层', focus: '留意电表箱有无异味', state: '使用中' },
    },
    { code: 'CP-ENT', kind: '车库', 'name-zh-Hans': '车库入口', zone: '车库' },
  ],
  en: [
    {
      ...{ code: 'T1-12F-MTR', kind: 'Meter room', 'name-en': 'Meter room 12/F', building: 'Tower 1', floor: '12/F' },
      ...{ focus: 'Any smell at the meter boxes?', state: 'Active' },
    },
    { code: 'CP-ENT', kind: 'Car park', 'name-en': 'Car park entrance', zone: 'Car park' },
  ],
}
