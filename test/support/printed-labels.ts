/** Labels as they leave the printer, and two readers that know nothing of us. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKeyPair } from 'jose'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import type { Kind } from '../../checkpoints/checkpoint.ts'
import { KINDS } from '../../checkpoints/checkpoint.ts'
import { checkpointIdOfBytes } from '../../checkpoints/ids.ts'
import { type Label, labelOf } from '../../checkpoints/label.ts'
import { type LabelDesign, PLAIN_DESIGN } from '../../checkpoints/label-design.ts'
import type { LabelSheet } from '../../checkpoints/label-sheet.ts'
import { issueTag, tagUrl } from '../../checkpoints/tag.ts'
import { type Adjust, type Logo, NO_ADJUST } from '../../server/print/drawing.ts'
import { labelPages, type Printing } from '../../server/print/label-pages.ts'
import { pdfOf } from '../../server/print/label-pdf.ts'
import { type Grey, rgbaOf } from './fake-camera.ts'

const ORIGIN = 'https://patrol.jade-lake.hk'
const ESTATE = '018f3c1e-7a00-7000-8000-000000000001'
const NAMES = ['升降機 𨋢', '电表房', 'Fire corridor and rooftop', '戶外水掣及消防栓（北面圍牆外近垃圾房）']

/** With tags that are really signed. */
export async function signedLabels(count: number): Promise<Label[]> {
  const { privateKey } = await generateKeyPair('ES256')
  const kinds = Object.keys(KINDS) as Kind[]
  return Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const id = checkpointIdOfBytes(Uint8Array.of(0, 1, 2, 3, i >> 8, i & 255))
      const digits = await issueTag({ generation: 1, checkpoint: id, revision: 1 }, ESTATE, privateKey)
      const names = [NAMES[i % NAMES.length]!]
      const [kind, place] = [kinds[i % kinds.length]!, ['第一座', '12 樓']]
      return labelOf({ id, code: `T1-${i}`, kind, url: tagUrl(ORIGIN, digits), names, place })
    }),
  )
}

export type Given = {
  readonly design?: Partial<LabelDesign>
  readonly startAt?: number
  readonly adjust?: Partial<Adjust>
  readonly logo?: Logo
}

export function printing(sheet: LabelSheet, { design, startAt = 1, adjust, logo }: Given = {}): Printing {
  return { sheet, design: { ...PLAIN_DESIGN, ...design }, logo, startAt, adjust: { ...NO_ADJUST, ...adjust } }
}

export function pdfWith(sheet: LabelSheet, labels: readonly Label[], given: Given = {}): Promise<Uint8Array> {
  return pdfOf(labelPages(labels, printing(sheet, given)), given.logo)
}

export function loadZxing(): void {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer as ArrayBuffer }, fireImmediately: true })
}

export async function zxing(picture: Grey): Promise<string[]> {
  // As a phone asks. Of every kind of QR there is, a page of random digits now and then holds a tiny one by chance.
  const options = { formats: ['QRCodeModel2' as const], tryHarder: true, maxNumberOfSymbols: 99 }
  const found = await readBarcodes(rgbaOf(picture) as ImageData, options)
  return found.map(({ text }) => text)
}

/** Label by label, as a person holds a phone before them: zbar mixes up the finder patterns of a full page. */
export function zbar(pictures: readonly Grey[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-zbar-'))
  const files = pictures.map(({ width, height, pixels }, i) => {
    const file = join(folder, `${String(i).padStart(3, '0')}.pgm`)
    writeFileSync(file, Buffer.concat([Buffer.from(`P5 ${width} ${height} 255\n`), pixels]))
    return file
  })
  const args = ['--nodbus', '--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', ...files]
  return execFileSync('zbarimg', args, { encoding: 'utf8' }).trim().split('\n')
}

export function textOf(pdf: Uint8Array): string {
  return execFileSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8' })
}
