/** The QR symbol of a URL as plain modules. `qrcode` finds the best mix of byte and numeric segments by itself. */
import QRCode from 'qrcode'

export type QrSymbol = {
  /** Modules along one side, without the quiet zone. */
  readonly size: number
  readonly isDark: (row: number, column: number) => boolean
}

/** ISO/IEC 18004 wants four light modules around the symbol. */
export const QUIET_ZONE = 4

export function qrSymbol(url: string, level: 'M' | 'Q'): QrSymbol {
  const { modules } = QRCode.create(url, { errorCorrectionLevel: level })
  return { size: modules.size, isDark: (row, column) => modules.get(row, column) === 1 }
}
