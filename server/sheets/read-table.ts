/** A file of unknown kind as a table of text. */
import { readCsv } from './csv.ts'
import type { TableRead } from './table-read.ts'
import { readXlsx } from './xlsx.ts'

/** What a browser says about a file's type is what its extension was: the bytes are asked instead. */
export async function readTable(bytes: Uint8Array<ArrayBuffer>, maxRows: number): Promise<TableRead> {
  if (startsWith(bytes, ZIP)) return readXlsx(bytes, maxRows)
  return startsWith(bytes, OLD_EXCEL) ? { ok: false, why: 'format' } : readCsv(bytes, maxRows)
}

const ZIP = [0x50, 0x4b, 0x03, 0x04]
const OLD_EXCEL = [0xd0, 0xcf, 0x11, 0xe0]

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte)
}
