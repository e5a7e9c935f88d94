/** Label sheets as they leave the printer: rendered to pictures and read back by two readers that know nothing of us. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKeyPair } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { checkpointIdOfBytes } from '../../../checkpoints/ids.ts'
import { type Label, labelOf } from '../../../checkpoints/label.ts'
import {
  LABEL_SHEETS,
  type LabelBox,
  type LabelSheetId,
  labelBoxes,
  labelsPerPage,
} from '../../../checkpoints/label-sheet.ts'
import { issueTag, tagUrl } from '../../../checkpoints/tag.ts'
import { printLabels } from '../../../server/print/label-pdf.ts'
import { qrSymbol } from '../../../server/print/qr-symbol.ts'
import { type Grey, rgbaOf } from '../../support/fake-camera.ts'
import { cutLabel, renderPage } from '../../support/label-picture.ts'

const ORIGIN = 'https://patrol.jade-lake.hk'
const ESTATE = '018f3c1e-7a00-7000-8000-000000000001'
const NAMES = ['升降機 𨋢', '电表房', 'Fire corridor and rooftop', '戶外水掣及消防栓（北面圍牆外近垃圾房）']

let labels: Label[]

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer as ArrayBuffer }, fireImmediately: true })
  const { privateKey } = await generateKeyPair('ES256')
  labels = await Promise.all(
    Array.from({ length: 30 }, async (_, i) => {
      const id = checkpointIdOfBytes(Uint8Array.of(0, 1, 2, 3, 4, i))
      const digits = await issueTag({ generation: 1, checkpoint: id, revision: 1 }, ESTATE, privateKey)
      const name = NAMES[i % NAMES.length]!
      return labelOf({ id, code: `T1-${i}`, url: tagUrl(ORIGIN, digits), name, place: ['第一座', '12 樓'] })
    }),
  )
})

function print(sheet: LabelSheetId, some: readonly Label[]): Promise<Uint8Array> {
  return printLabels(some, { sheet, startAt: 1, offsetXMm: 0, offsetYMm: 0 })
}

describe.each(Object.keys(LABEL_SHEETS) as LabelSheetId[])('a sheet of %s', (sheet) => {
  it('is read whole by two independent readers, and says exactly the URLs', async () => {
    const perPage = labelsPerPage(LABEL_SHEETS[sheet])
    const some = labels.slice(0, perPage)
    const page = renderPage(await print(sheet, some), 1, 300)
    const urls = some.map(({ url }) => url).sort()

    expect((await zxing(page)).sort()).toEqual(urls)
    const boxes = labelBoxes(LABEL_SHEETS[sheet], some.length)
    expect(zbar(boxes.map((box) => cutLabel(page, box, 300)))).toEqual(some.map(({ url }) => url))
  })

  it('keeps the longest names and places on their label, with white all round them', async () => {
    const name = '非常非常長的檢查點名稱 Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüssel'
    const place = 'Tower 1 · Podium · Level 3 Car Park North Wing Extension · 東北翼後樓梯間'
    const perPage = labelsPerPage(LABEL_SHEETS[sheet])
    const some = labels.slice(0, perPage).map((label) => ({ ...label, name, place }))
    const page = renderPage(await print(sheet, some), 1, 150)
    expect(inkOutside(page, labelBoxes(LABEL_SHEETS[sheet], some.length), 150)).toBe(0)
  })
})

describe('a label', () => {
  it('goes on the next sheet when the first is full, from the position asked for', async () => {
    const pdf = await printLabels(labels, { sheet: 'l7159', startAt: 13, offsetXMm: 0, offsetYMm: 0 })
    expect(await zxing(renderPage(pdf, 1, 300))).toHaveLength(12)
    expect(await zxing(renderPage(pdf, 2, 300))).toHaveLength(18)
  })

  it('carries a symbol of 41 × 41 modules for hosts of up to 21 characters, and a larger one beyond', () => {
    const digits = '7'.repeat(174)
    expect(qrSymbol(`https://${'a'.repeat(18)}.hk/s/${digits}`, 'M').size).toBe(41)
    expect(qrSymbol(`https://${'a'.repeat(19)}.hk/s/${digits}`, 'M').size).toBe(45)
  })

  it('has its names as text, 𨋢 and simplified characters included', async () => {
    const text = textOf(await print('l7160', labels.slice(0, 4)))
    expect(text).toContain('升降機 𨋢')
    expect(text).toContain('电表房')
    expect(text).toContain('第一座')
    expect(text).toContain(labels[0]!.shortCode)
  })

  it('asks the printer for no scaling', async () => {
    expect(Buffer.from(await print('l7160', labels.slice(0, 1))).toString('latin1')).toContain('/PrintScaling /None')
  })

  it('moves by the printer’s offset', async () => {
    const [label] = labels
    const at = async (offsetXMm: number) => {
      const pdf = await printLabels([label!], { sheet: 'l7160', startAt: 1, offsetXMm, offsetYMm: 0 })
      const { width, pixels } = renderPage(pdf, 1, 254)
      return pixels.reduce((least, grey, i) => (grey < 128 ? Math.min(least, i % width) : least), width)
    }
    // 254 dpi: ten pixels a millimetre.
    expect((await at(3)) - (await at(0))).toBe(30)
  })
})

async function zxing(page: Grey): Promise<string[]> {
  const options = { formats: ['QRCode' as const], tryHarder: true, maxNumberOfSymbols: 99 }
  const found = await readBarcodes(rgbaOf(page) as ImageData, options)
  return found.map(({ text }) => text)
}

/** Dark pixels that are not at least 2 mm inside a label. */
function inkOutside(page: Grey, boxes: readonly LabelBox[], dpi: number): number {
  const millimetres = (pixels: number) => (pixels / dpi) * 25.4
  const isInside = (x: number, y: number) =>
    boxes.some((box) => x > box.x + 2 && x < box.x + box.width - 2 && y > box.y + 2 && y < box.y + box.height - 2)
  return page.pixels.reduce((count, grey, i) => {
    const [x, y] = [millimetres(i % page.width), millimetres(Math.floor(i / page.width))]
    return grey < 128 && !isInside(x, y) ? count + 1 : count
  }, 0)
}

/** Label by label, as a person holds a phone before them: zbar mixes up the finder patterns of a full page. */
function zbar(pictures: readonly Grey[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-zbar-'))
  const files = pictures.map(({ width, height, pixels }, i) => {
    const file = join(folder, `${String(i).padStart(3, '0')}.pgm`)
    writeFileSync(file, Buffer.concat([Buffer.from(`P5 ${width} ${height} 255\n`), pixels]))
    return file
  })
  const args = ['--nodbus', '--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', ...files]
  return execFileSync('zbarimg', args, { encoding: 'utf8' }).trim().split('\n')
}

function textOf(pdf: Uint8Array): string {
  return execFileSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8' })
}
