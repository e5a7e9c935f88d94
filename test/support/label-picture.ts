/** One label off a printed sheet, as somebody holding a phone before it would see it. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LABEL_SHEETS, type LabelBox, type LabelSheetId, labelBoxes } from '../../checkpoints/label-sheet.ts'
import { type Grey, readPgm } from './fake-camera.ts'

const DPI = 200

/** Renders a page of a PDF in grey. @param page from 1 */
export function renderPage(pdf: Uint8Array, page: number, dpi = DPI): Grey {
  return rendered(pdf, ['-r', String(dpi), '-f', String(page), '-l', String(page)])
}

/** A part of the first page, in pixels of that resolution. */
export function renderPart(
  pdf: Uint8Array,
  part: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  dpi: number,
): Grey {
  const window = ['-x', part.x, '-y', part.y, '-W', part.width, '-H', part.height].map(String)
  return rendered(pdf, ['-r', String(dpi), '-f', '1', '-l', '1', ...window])
}

function rendered(pdf: Uint8Array, args: readonly string[]): Grey {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-pdf-'))
  const file = join(folder, 'sheet.pdf')
  writeFileSync(file, pdf)
  execFileSync('pdftoppm', ['-gray', ...args, '-singlefile', file, join(folder, 'page')])
  return readPgm(readFileSync(join(folder, 'page.pgm')))
}

/** @param index of the label on its sheets, from 0 */
export function labelPicture(pdf: Uint8Array, sheet: LabelSheetId, index: number): Grey {
  const box = labelBoxes(LABEL_SHEETS[sheet], index + 1).at(-1)!
  return cutLabel(renderPage(pdf, box.page + 1), box, DPI)
}

/** The part of a rendered page that a label takes. */
export function cutLabel(page: Grey, box: LabelBox, dpi: number): Grey {
  const pixels = (millimetres: number) => Math.floor((millimetres / 25.4) * dpi)
  return cut(page, pixels(box.x), pixels(box.y), pixels(box.width), pixels(box.height))
}

function cut(from: Grey, left: number, top: number, width: number, height: number): Grey {
  const pixels = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const start = (top + y) * from.width + left
    pixels.set(from.pixels.subarray(start, start + width), y * width)
  }
  return { width, height, pixels }
}
