/** Tables as CSV (RFC 4180), as spreadsheets save and open it. */
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { guarded, unguarded } from '../../checkpoints/checkpoint-row.ts'
import type { TableRead } from './table-read.ts'

/** With a byte order mark, without which Excel takes UTF-8 for something else; no cell of it is run as a formula. */
export function writeCsv(table: readonly (readonly string[])[]): Uint8Array<ArrayBuffer> {
  const text = stringify(
    table.map((row) => row.map(guarded)),
    { bom: true, record_delimiter: '\r\n' },
  )
  return new TextEncoder().encode(text)
}

/**
 * Reads UTF-8, or UTF-16 that says so with a byte order mark; comma, semicolon or tab.
 * @param maxRows one more is read, to tell that there are too many
 */
export function readCsv(bytes: Uint8Array, maxRows: number): TableRead {
  const text = textOf(bytes)
  if (text === undefined) return { ok: false, why: 'encoding' }
  try {
    const table = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to: maxRows + 1,
    })
    return table.length > maxRows
      ? { ok: false, why: 'too-long' }
      : { ok: true, table: table.map((row) => row.map(unguarded)) }
  } catch {
    // A quote that is never closed.
    return { ok: false, why: 'quotes' }
  }
}

/** Undefined: neither. Big5 and GB 18030 cannot be told apart for certain, and a name read wrongly would be printed. */
function textOf(bytes: Uint8Array): string | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    // The decoder takes the mark away.
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

/** What parts the headings; those in quotes do not count. */
function delimiterOf(text: string): string {
  const headings =
    text
      .trimStart()
      .split(/\r?\n|\r/, 1)[0]
      ?.replace(/"[^"]*"/g, '') ?? ''
  const count = (mark: string) => headings.split(mark).length
  return [',', ';', '\t'].reduce((most, mark) => (count(mark) > count(most) ? mark : most))
}
