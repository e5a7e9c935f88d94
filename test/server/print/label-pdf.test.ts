/** Labels as they leave the printer: where they stand, what is on them, and that nothing leaves its label. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Label } from '../../../checkpoints/label.ts'
import { type LabelDesign, symbolModules } from '../../../checkpoints/label-design.ts'
import {
  cutAt,
  LABEL_SHEETS,
  type LabelBox,
  type LabelSheet,
  type LabelSheetId,
  labelBoxes,
  labelsPerPage,
} from '../../../checkpoints/label-sheet.ts'
import { NO_ADJUST } from '../../../server/print/drawing.ts'
import { layOut } from '../../../server/print/label-layout.ts'
import { testPage } from '../../../server/print/label-pages.ts'
import { pdfOf } from '../../../server/print/label-pdf.ts'
import { qrSymbol } from '../../../server/print/qr-symbol.ts'
import { testPageLines } from '../../../server/print/test-page-words.ts'
import type { Grey } from '../../support/fake-camera.ts'
import { renderPage, renderPart } from '../../support/label-picture.ts'
import { loadZxing, pdfWith, printing, signedLabels, textOf, zxing } from '../../support/printed-labels.ts'

const EVERYTHING: LabelDesign = {
  level: null,
  ...{ twin: true, picture: true, sentence: true, logo: true, shortCode: true, code: true, cutMarks: false },
  languages: ['zh-Hant', 'zh-Hans', 'en'],
}
const DPI = 600
const SHEETS = Object.keys(LABEL_SHEETS) as LabelSheetId[]

let labels: Label[]
beforeAll(async () => {
  loadZxing()
  labels = await signedLabels(30)
})

describe.each(SHEETS)('a sheet of %s', (id) => {
  const sheet: LabelSheet = LABEL_SHEETS[id]
  const boxes = labelBoxes(sheet, labelsPerPage(sheet))

  it('has its labels within a tenth of a millimetre of where the maker has them', async () => {
    const pdf = await pdfOf([testPage({ sheet, adjust: NO_ADJUST }, [])])
    for (const { x, y, width, height } of [boxes[0]!, boxes.at(-1)!]) {
      for (const [cornerX, cornerY] of [
        [x, y],
        [x + width, y + height],
      ] as const) {
        const [acrossMm, downMm] = crossNear(pdf, cornerX, cornerY)
        expect(Math.abs(acrossMm - cornerX)).toBeLessThan(0.1)
        expect(Math.abs(downMm - cornerY)).toBeLessThan(0.1)
      }
    }
  }, 30_000)

  it('has its symbols there too', async () => {
    const count = labelsPerPage(sheet)
    const pdf = await pdfWith(sheet, labels.slice(0, count))
    for (const i of [0, count - 1]) {
      const [symbol] = layOut(labels[i]!, boxes[i]!, printing(sheet))
      if (symbol?.draw !== 'symbol') throw new Error('a label begins with its symbol')
      expect(symbol.x).toBeGreaterThan(boxes[i]!.x)
      const corner = inkCornerNear(pdf, symbol.x, symbol.y)
      expect(Math.abs(corner[0] - symbol.x)).toBeLessThan(0.1)
      expect(Math.abs(corner[1] - symbol.y)).toBeLessThan(0.1)
    }
  }, 30_000)

  it('keeps the longest names and places on their label, with white all round them', async () => {
    const name = '非常非常長的檢查點名稱 Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüssel'
    const names = [name, `${name} 2`, 'Fire corridor and rooftop of the north-eastern wing, by the water tank']
    const place = 'Tower 1 · Podium · Level 3 Car Park North Wing Extension · 東北翼後樓梯間'
    const some = labels.slice(0, labelsPerPage(sheet)).map((label) => ({ ...label, names, place }))
    const white = sheet.dpi !== undefined || Math.min(sheet.label.width, sheet.label.height) < 32 ? 0.9 : 2
    for (const design of [{}, EVERYTHING]) {
      const page = renderPage(await pdfWith(sheet, some, { design }), 1, 150)
      expect(inkOutside(page, boxes, white)).toBe(0)
    }
  }, 30_000)
})

describe('a label', () => {
  it('goes on the next sheet when the first is full, from the position asked for', async () => {
    const pdf = await pdfWith(LABEL_SHEETS.l7159, labels, { startAt: 13 })
    expect(await zxing(renderPage(pdf, 1, 300))).toHaveLength(12)
    expect(await zxing(renderPage(pdf, 2, 300))).toHaveLength(18)
  })

  it('carries a symbol of 41 × 41 modules for hosts of up to 21 characters, and a larger one beyond', () => {
    for (const level of ['M', 'Q'] as const) {
      for (let length = 1; length < 90; length++) {
        const url = `https://${'a'.repeat(length)}/s/`
        const { size } = qrSymbol(url + '7'.repeat(174), level)
        expect([level, length, symbolModules(url.length, level)]).toEqual([level, length, size])
      }
    }
    expect(symbolModules('https:///s/'.length + 21, 'M')).toBe(41)
    expect(symbolModules('https:///s/'.length + 22, 'M')).toBe(45)
  })

  it('has its names as text, 𨋢 and simplified characters included', async () => {
    const design: Partial<LabelDesign> = { sentence: true, languages: ['zh-Hant', 'en'] }
    const text = textOf(await pdfWith(LABEL_SHEETS.l7165, labels.slice(0, 4), { design }))
    for (const part of [
      '升降機 𨋢',
      '电表房',
      '第一座',
      labels[0]!.shortCode,
      '每次巡查請掃碼',
      'Scan at every patrol',
    ])
      expect(text).toContain(part)
  })

  it('shows no more than the design says', async () => {
    const design = { shortCode: false, code: false }
    const text = textOf(await pdfWith(LABEL_SHEETS.l7160, labels.slice(0, 1), { design }))
    expect([text.includes(labels[0]!.shortCode), text.includes(labels[0]!.code)]).toEqual([false, false])
  })

  it('asks the printer for no scaling', async () => {
    const pdf = await pdfWith(LABEL_SHEETS.l7160, labels.slice(0, 1))
    expect(Buffer.from(pdf).toString('latin1')).toContain('/PrintScaling /None')
  })

  it('carries two symbols where there is room for both, and one where there is not', async () => {
    const twins = await pdfWith(LABEL_SHEETS.l7163, labels.slice(0, 3), { design: { twin: true } })
    expect(await zxing(renderPage(twins, 1, 300))).toHaveLength(6)
    const alone = await pdfWith(LABEL_SHEETS.l7160, labels.slice(0, 3), { design: { twin: true } })
    expect(await zxing(renderPage(alone, 1, 300))).toHaveLength(3)
  })

  it('moves and grows as its printer needs it', async () => {
    const leftmost = async (adjust: { readonly offsetX?: number; readonly scaleX?: number }) => {
      const pdf = await pdfWith(LABEL_SHEETS.l7160, [labels[0]!], { adjust })
      const { width, pixels } = renderPage(pdf, 1, 254)
      return pixels.reduce((least, grey, i) => (grey < 128 ? Math.min(least, i % width) : least), width)
    }
    const asIs = await leftmost({})
    // 254 dpi: ten pixels a millimetre.
    expect((await leftmost({ offsetX: 3 })) - asIs).toBe(30)
    expect((await leftmost({ scaleX: 1.1 })) / asIs).toBeCloseTo(1.1, 1)
  })

  it('has cut marks on the corners between labels, and none where the page ends', async () => {
    const marked = await pdfWith(LABEL_SHEETS['zweckform-3474'], labels.slice(0, 24), { design: { cutMarks: true } })
    const page = renderPage(marked, 1, 254)
    expect(page.pixels[Math.round(375) * page.width + 700 + 10]).toBeLessThan(200)
    const sign = await pdfWith(LABEL_SHEETS.a6, labels.slice(0, 1), { design: { cutMarks: true } })
    expect(inkOutside(renderPage(sign, 1, 150), labelBoxes(LABEL_SHEETS.a6, 1), 2)).toBe(0)
  })

  it('has modules of whole dots on thermal printers', () => {
    for (const [id, dpi] of [
      ['thermal-203', 203.2],
      ['thermal-300', 300],
    ] as const) {
      const [symbol] = layOut(labels[0]!, { x: 0, y: 0 }, printing(LABEL_SHEETS[id]))
      if (symbol?.draw !== 'symbol') throw new Error('a label begins with its symbol')
      for (const mm of [symbol.module, symbol.x, symbol.y]) {
        expect(Math.abs((mm * dpi) / 25.4 - Math.round((mm * dpi) / 25.4))).toBeLessThan(1e-6)
      }
      expect(symbol.module).toBeGreaterThan(0.45)
    }
  })

  it('is cut off an endless roll at the height asked for, as far as the roll goes', () => {
    expect(cutAt(LABEL_SHEETS['dk-22205'], 100)).toMatchObject({ page: { width: 62, height: 100 }, pitch: { y: 100 } })
    expect(cutAt(LABEL_SHEETS['dk-22205'], 5).label.height).toBe(25)
    expect(cutAt(LABEL_SHEETS.l7160, 100)).toBe(LABEL_SHEETS.l7160)
  })
})

describe('the test page', () => {
  it('says what to do, and its rulers are true', async () => {
    const lines = testPageLines('en')
    const pdf = await pdfOf([testPage({ sheet: LABEL_SHEETS.l7160, adjust: NO_ADJUST }, lines)])
    const text = textOf(pdf)
    for (const line of lines) expect(text).toContain(line.trim())
    // The ruler across lies in the middle and begins 10 mm from the left; every fifth tick is longer than its neighbours.
    expect(Math.abs(crossNear(pdf, 10 + 55, 297 / 2 + 2.6)[0] - 65)).toBeLessThan(0.1)
  })
})

/** Where the darkest column and row are in the 2 mm around a point of the first page, in millimetres. */
function crossNear(pdf: Uint8Array, x: number, y: number): readonly [x: number, y: number] {
  const { part, picture } = around(pdf, x, y, 1)
  const dark = (at: (i: number) => number, length: number) => {
    const sums = Array.from({ length }, (_, i) => at(i))
    const most = Math.max(...sums)
    const darkest = sums.flatMap((sum, i) => (sum > most * 0.6 ? [i + 0.5] : []))
    return (darkest[0]! + darkest.at(-1)!) / 2
  }
  const { width, height, pixels } = picture
  const column = dark((i) => sumOf(height, (j) => 255 - pixels[j * width + i]!), width)
  const row = dark((j) => sumOf(width, (i) => 255 - pixels[j * width + i]!), height)
  return [((part.x + column) / DPI) * 25.4, ((part.y + row) / DPI) * 25.4]
}

/** The corner of the first ink down and right of a point just outside it. */
function inkCornerNear(pdf: Uint8Array, x: number, y: number): readonly [x: number, y: number] {
  const { part, picture } = around(pdf, x, y, 0.6)
  const { width, pixels } = picture
  let [left, top] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (const [i, grey] of pixels.entries()) {
    if (grey >= 128) continue
    left = Math.min(left, i % width)
    top = Math.min(top, Math.floor(i / width))
  }
  return [((part.x + left) / DPI) * 25.4, ((part.y + top) / DPI) * 25.4]
}

function around(pdf: Uint8Array, x: number, y: number, mm: number) {
  const pixels = (length: number) => Math.round((length / 25.4) * DPI)
  const [left, top] = [Math.max(0, pixels(x - mm)), Math.max(0, pixels(y - mm))]
  const part = { x: left, y: top, width: pixels(x + mm) - left, height: pixels(y + mm) - top }
  return { part, picture: renderPart(pdf, part, DPI) }
}

function sumOf(count: number, value: (i: number) => number): number {
  let sum = 0
  for (let i = 0; i < count; i++) sum += value(i)
  return sum
}

/** Dark pixels that are not at least so many millimetres inside a label. */
function inkOutside(page: Grey, boxes: readonly LabelBox[], white: number): number {
  const millimetres = (pixels: number) => (pixels / 150) * 25.4
  const isInside = (x: number, y: number) =>
    boxes.some(
      (box) =>
        x > box.x + white && x < box.x + box.width - white && y > box.y + white && y < box.y + box.height - white,
    )
  return page.pixels.reduce((count, grey, i) => {
    const [x, y] = [millimetres(i % page.width), millimetres(Math.floor(i / page.width))]
    return grey < 128 && !isInside(x, y) ? count + 1 : count
  }, 0)
}
