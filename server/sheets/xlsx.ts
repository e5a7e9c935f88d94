/** Workbooks (XLSX, ECMA-376), written and read in threads of their own: two years of gaps would hold everybody up for seconds. */
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { inTurns } from '../turns.ts'
import type { TableRead } from './table-read.ts'

/** How what is no text is to be read, and how it looks. */
export type CellStyle = {
  readonly isDate?: true
  readonly format?: string
  readonly fontWeight?: 'bold'
  readonly wrap?: boolean
  readonly alignVertical?: 'top'
  readonly backgroundColor?: string
}

/** Text is text even where it looks like a formula, a date or a number: `=1+1` is somebody's name for a spot. */
export type SheetRow = {
  /** A date is the milliseconds of its digits, read as UTC; null or nothing: an empty cell. */
  readonly values: readonly (string | number | null)[]
  /** One a value. Rows that look alike share theirs: it is handed over once. */
  readonly styles: readonly CellStyle[]
}

export type Sheet = {
  /** Its name: at most 31 characters, and none of `[]:*?/\\`. */
  readonly sheet: string
  /** Widths in characters. */
  readonly columns: readonly { readonly width: number }[]
  /** So many rows stay in sight. */
  readonly stickyRowsCount: number
  readonly data: readonly SheetRow[]
}

const oneByOne = inTurns(1)

/** @param make called when its turn has come: many that are asked for at once are neither held in memory nor made in one go */
export function writeSheets(make: () => readonly Sheet[]): Promise<Uint8Array<ArrayBuffer>> {
  return oneByOne(async () => {
    const worker = new Worker(WRITER, { eval: true, workerData: { library: WRITING, sheets: make() } })
    return await new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', (code) => reject(new Error(`the thread that wrote a workbook ended with ${code}`)))
    })
  })
}

const { resolve: pathOf } = createRequire(import.meta.url)
const WRITING = pathOf('write-excel-file/node')
/** Text, so that it runs alike from the source and from what is built of it. */
const WRITER = `
  const { parentPort, workerData } = require('node:worker_threads')
  const { default: writeXlsxFile } = require(workerData.library)
  const cellOf = (value, { isDate, ...style }) => {
    if (value === null || value === '') return null
    if (typeof value === 'string') return { ...style, value, type: String, format: '@' }
    return { ...style, ...(isDate ? { value: new Date(value), type: Date } : { value, type: Number }) }
  }
  const sheets = workerData.sheets.map(({ data, ...sheet }) => ({
    ...sheet,
    data: data.map(({ values, styles }) => values.map((value, i) => cellOf(value, styles[i]))),
  }))
  writeXlsxFile(sheets).toBuffer().then((file) => parentPort.postMessage(new Uint8Array(file)))
`

/** One sheet of text: `1-2` stays what it is. @param widths of the columns, in characters */
export function writeXlsx(
  table: readonly (readonly string[])[],
  { sheet, widths }: { readonly sheet: string; readonly widths: readonly number[] },
): Promise<Uint8Array<ArrayBuffer>> {
  const width = Math.max(0, ...table.map((row) => row.length))
  const [heading, plain] = [Array<CellStyle>(width).fill({ fontWeight: 'bold' }), Array<CellStyle>(width).fill({})]
  const data = table.map((values, i) => ({ values, styles: i === 0 ? heading : plain }))
  return writeSheets(() => [{ sheet, columns: widths.map((width) => ({ width })), stickyRowsCount: 1, data }])
}

/**
 * Reads the first sheet. Formulas are not run: the value that was saved with them counts.
 * @param maxRows one more is read, to tell that there are too many
 */
export async function readXlsx(bytes: Uint8Array<ArrayBuffer>, maxRows: number): Promise<TableRead> {
  const size = unpackedSize(bytes)
  if (size === undefined || size > UNPACKED_MAX_BYTES) return { ok: false, why: 'format' }
  const table = await readApart(bytes, maxRows)
  if (table === undefined) return { ok: false, why: 'format' }
  return table.length > maxRows ? { ok: false, why: 'too-long' } : { ok: true, table }
}

/**
 * Reads in a thread that may run out of memory on its own: a file of a few kilobytes with one cell in its last row and column
 * would be read as seventeen thousand million cells. Numbers come as they are written: 007 is a code, and 12.10 is no 12.1.
 */
function readApart(bytes: Uint8Array<ArrayBuffer>, maxRows: number): Promise<string[][] | undefined> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  const worker = new Worker(READER, {
    eval: true,
    workerData: { library: READING, file, maxRows, maxColumns: MAX_COLUMNS },
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  })
  return new Promise((resolve) => {
    const end = (table?: string[][]) => {
      clearTimeout(patience)
      void worker.terminate()
      resolve(table)
    }
    const patience = setTimeout(end, READ_MAX_MS)
    worker.once('message', end)
    worker.once('error', () => end())
    worker.once('exit', () => end())
  })
}

/** What does not fit is no list of checkpoints. */
const MAX_COLUMNS = 100
const READ_MAX_MS = 30_000
const READING = pathOf('read-excel-file/universal')
const READER = `
  const { parentPort, workerData } = require('node:worker_threads')
  const { library, file, maxRows, maxColumns } = workerData
  const text = (cell) => (cell === null ? '' : String(cell))
  require(library)
    .readSheet(file, { parseNumber: (number) => number, trim: false })
    .then((table) => table.slice(0, maxRows + 1).map((row) => row.slice(0, maxColumns).map(text)))
    .then((table) => parentPort.postMessage(table), () => parentPort.postMessage(undefined))
`

/** 4 MiB of zeros would unpack to 4 GiB. */
const UNPACKED_MAX_BYTES = 64 * 1024 * 1024
const MAX_ENTRIES = 1000

/**
 * What the archive's directory says that its files take when unpacked; the reader takes no more than that either.
 * Undefined: no directory, or one for archives beyond 4 GiB (APPNOTE.TXT 4.3.12, 4.3.16).
 */
function unpackedSize(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--
  if (end < 0) return undefined
  const entries = view.getUint16(end + 10, true)
  let [at, size] = [view.getUint32(end + 16, true), 0]
  if (entries > MAX_ENTRIES) return undefined
  for (let i = 0; i < entries; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return undefined
    const unpacked = view.getUint32(at + 24, true)
    if (unpacked === 0xffffffff || view.getUint32(at + 20, true) === 0xffffffff) return undefined
    size += unpacked
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return size
}
