/** The QR symbol of a URL as plain modules. `qrcode` finds the best mix of byte and numeric segments by itself. */
import QRCode from 'qrcode'

export type QrSymbol = {
  /** Modules along one side, without the quiet zone. */
  readonly size: number
  readonly isDark: (row: number, column: number) => boolean
}

export function qrSymbol(url: string, level: 'M' | 'Q'): QrSymbol {
  const { modules } = QRCode.create(url, { errorCorrectionLevel: level })
  return { size: modules.size, isDark: (row, column) => modules.get(row, column) === 1 }
}

/** Dark modules as horizontal bars: drawn as one path, printers leave no hairlines between them. */
export function barsOf({ size, isDark }: QrSymbol): { row: number; column: number; length: number }[] {
  const bars: { row: number; column: number; length: number }[] = []
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!isDark(row, column)) continue
      const start = column
      while (column + 1 < size && isDark(row, column + 1)) column++
      bars.push({ row, column: start, length: column + 1 - start })
    }
  }
  return bars
}
