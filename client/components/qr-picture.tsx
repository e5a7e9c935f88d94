import { create } from 'qrcode'
import './qr-picture.css'

type Props = {
  readonly text: string
  /** What it is, for those who do not see it. */
  readonly label: string
  /** Moves the symbol within its margin, so that no pixel of a screen stays dark for years. */
  readonly shift: number
}

/** ISO/IEC 18004 wants four light modules around the symbol; one more leaves room to move. */
const MARGIN = 5

/** A QR symbol, as large as its place. Black on white whatever the theme: many readers know nothing else. */
export function QrPicture({ text, label, shift }: Props) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const { size } = modules
  const side = size + 2 * MARGIN
  const [left, top] = [MARGIN + ((shift % 3) - 1), MARGIN + ((Math.floor(shift / 3) % 3) - 1)]
  return (
    <svg class="qr-picture" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path d={rowsOf(size, (row, column) => modules.get(row, column) === 1, { left, top })} />
    </svg>
  )
}

type Corner = { readonly left: number; readonly top: number }

/** One bar for each run of dark modules in a row. */
function rowsOf(size: number, isDark: (row: number, column: number) => boolean, { left, top }: Corner): string {
  let path = ''
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let run = 0
      while (column + run < size && isDark(row, column + run)) run++
      if (run > 0) path += `M${left + column} ${top + row}h${run}v1h-${run}z`
      column += run
    }
  }
  return path
}
