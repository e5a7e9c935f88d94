/**
 * A label for Zebra printers (ZPL II Programming Guide, Zebra P1099958). The whole label goes as one graphic of our own
 * dots: `^BQ` would let the printer choose its own mix of segments and a larger symbol, and none of its built-in fonts has
 * Chinese. So what comes out is what the preview shows, dot by dot.
 */
import type { Dots } from './raster.ts'

/** Darker than this becomes a burnt dot. */
const THRESHOLD = 128

export function zplOf(dots: Dots): string {
  const rowBytes = Math.ceil(dots.width / 8)
  const total = rowBytes * dots.height
  const rows = rowsOf(dots, rowBytes)
  const data = rows.map((row, i) => (i > 0 && row === rows[i - 1] ? ':' : squeezed(row))).join('')
  return `^XA^PW${dots.width}^LL${dots.height}^LH0,0^FO0,0^GFA,${total},${total},${rowBytes},${data}^FS^XZ\n`
}

/** Hex, a bit a dot, 1 black. */
function rowsOf({ width, height, grey }: Dots, rowBytes: number): string[] {
  return Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(rowBytes)
    for (let x = 0; x < width; x++) if (grey[y * width + x]! < THRESHOLD) row[x >> 3]! |= 0x80 >> (x & 7)
    return row.toString('hex').toUpperCase()
  })
}

/** The guide's "alternative data compression": `,` and `!` fill a row with zeros and ones, letters repeat what follows. */
function squeezed(row: string): string {
  const filled = row
    .replace(/0+$/, (zeros) => (zeros.length > 1 ? ',' : zeros))
    .replace(/F+$/, (ones) => (ones.length > 1 ? '!' : ones))
  return filled.replace(/([0-9A-F])\1{2,}/g, (run, digit: string) => repeatOf(run.length) + digit)
}

/** `G`–`Y` are 1 to 19, `g`–`z` are 20 to 400 by twenties; they add up. */
function repeatOf(count: number): string {
  if (count > 400) return `z${repeatOf(count - 400)}`
  const twenties = Math.floor(count / 20)
  const ones = count % 20
  const letter = (base: string, n: number) => (n > 0 ? String.fromCharCode(base.charCodeAt(0) + n - 1) : '')
  return letter('g', twenties) + letter('G', ones)
}
