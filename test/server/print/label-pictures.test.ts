/** Single labels as SVG, PNG and ZPL show what the PDF shows; PNG and ZPL are made of our own dots. */
import { deflateSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { KINDS, type Kind } from '../../../checkpoints/checkpoint.ts'
import { KIND_PICTURES } from '../../../checkpoints/kind-picture.ts'
import type { Label } from '../../../checkpoints/label.ts'
import { LABEL_SHEETS } from '../../../checkpoints/label-sheet.ts'
import { drawPng } from '../../../scripts/support/png.ts'
import { type Drawn, type Logo, NO_ADJUST, type Page } from '../../../server/print/drawing.ts'
import { labelPage } from '../../../server/print/label-pages.ts'
import { pdfOf } from '../../../server/print/label-pdf.ts'
import { svgOf } from '../../../server/print/label-svg.ts'
import { pngOf, readPng } from '../../../server/print/png.ts'
import { type Dots, rasterOf } from '../../../server/print/raster.ts'
import { zplOf } from '../../../server/print/zpl.ts'
import type { Grey } from '../../support/fake-camera.ts'
import { renderPage } from '../../support/label-picture.ts'
import { loadZxing, printing, signedLabels, zbar, zxing } from '../../support/printed-labels.ts'
import { dotsOfZpl } from '../../support/zpl.ts'

const DPI = 203.2
const png = drawPng(60, 40, (x, y) => (x + y < 50 ? [20, 40, 90] : [250, 200, 40]))
const logo: Logo = { png, ...readPng(png, 10_000)! }

let labels: Label[]
beforeAll(async () => {
  loadZxing()
  labels = await signedLabels(12)
})

const greyOf = ({ width, height, grey }: Dots): Grey => ({ width, height, pixels: grey })

function pageOf(label: Label): Page {
  const design = { picture: true, sentence: true, logo: true }
  return labelPage(label, printing(LABEL_SHEETS['thermal-203'], { design, logo }), NO_ADJUST)
}

describe('our own dots', () => {
  it('are the PDF’s, but for the edges of letters and lines', async () => {
    const page = pageOf(labels[0]!)
    const ours = greyOf(rasterOf(page, 600, logo))
    const theirs = renderPage(await pdfOf([page], logo), 1, 600)
    expect(unlike(ours, theirs)).toBeLessThan(0.005)
  })

  it.each(Object.keys(KINDS) as Kind[])('draw the picture of a %s as the PDF does', async (kind) => {
    const drawn: Drawn[] = [{ draw: 'picture', kind, x: 2, y: 2, side: 24 }]
    const page: Page = { width: 28, height: 28, adjust: NO_ADJUST, drawn }
    const [ours, theirs] = [greyOf(rasterOf(page, DPI)), renderPage(await pdfOf([page]), 1, DPI)]
    expect(unlike(ours, theirs)).toBeLessThan(0.005)
    expect(KIND_PICTURES[kind]).toMatch(/^[MmLlHhVvAaCcZz\d\s.-]+$/)
  })
})

describe('a PNG', () => {
  it('is read by both readers, and says how large it is', async () => {
    const file = pngOf(rasterOf(pageOf(labels[1]!), 600), 600)
    const decoded = readPng(file, 10_000_000)
    expect([decoded?.width, decoded?.height]).toEqual([Math.round((50 / 25.4) * 600), Math.round((30 / 25.4) * 600)])
    const picture = { width: decoded!.width, height: decoded!.height, pixels: decoded!.grey }
    expect([await zxing(picture), zbar([picture])]).toEqual([[labels[1]!.url], [labels[1]!.url]])
    expect(Buffer.from(file).subarray(41, 45).readUInt32BE()).toBe(Math.round(600 / 0.0254))
  })
})

describe('ZPL', () => {
  it('prints dot by dot what the PDF shows, and is read by both readers', async () => {
    for (const label of labels.slice(0, 4)) {
      const dots = rasterOf(pageOf(label), DPI, logo)
      const [printed] = dotsOfZpl(zplOf(dots))
      expect(printed?.pixels).toEqual(dots.grey.map((grey) => (grey < 128 ? 0 : 255)))
      expect([await zxing(printed!), zbar([printed!])]).toEqual([[label.url], [label.url]])
    }
  })

  it('packs whatever dots there are so that they come out again', () => {
    for (const grey of [0, 255]) {
      const dots = { width: 900, height: 3, grey: new Uint8Array(2700).fill(grey) }
      expect(dotsOfZpl(zplOf(dots))[0]?.pixels).toEqual(dots.grey)
    }
    const odd = {
      width: 37,
      height: 50,
      grey: Uint8Array.from({ length: 1850 }, (_, i) => ((i * i) % 7 < 3 ? 0 : 255)),
    }
    expect(dotsOfZpl(zplOf(odd))[0]?.pixels).toEqual(odd.grey)
  })
})

describe('an SVG', () => {
  it('needs no font and nothing from elsewhere', () => {
    const svg = svgOf(pageOf({ ...labels[0]!, names: ['<水> & "𨋢"'] }), logo)
    expect(svg.match(/<text|font|https?:(?!\/\/www\.w3\.org)|url\(|style=/g)).toBeNull()
    expect(svg.match(/aria-label="[^"]*"/g)).toContain('aria-label="&#60;水&#62; &#38; &#34;𨋢&#34;"')
    expect(svg).toContain('width="50mm" height="30mm"')
  })

  it('puts everything where the page has it', () => {
    const page = pageOf(labels[0]!)
    const svg = svgOf(page, logo)
    for (const drawn of page.drawn) {
      if (drawn.draw === 'line' || drawn.draw === 'logo') continue
      const [, x, y] = new RegExp(`translate\\((${around(drawn.x)}) (${around(drawn.y)})\\)`).exec(svg) ?? []
      expect([drawn.draw, Number(x), Number(y)]).toEqual([drawn.draw, rounded(drawn.x), rounded(drawn.y)])
    }
    expect(svg.match(/<image /g)).toHaveLength(1)
  })
})

describe('a logo', () => {
  it('is read as it looks on white paper', () => {
    expect(logo).toMatchObject({ width: 60, height: 40 })
    expect(logo.grey[0]).toBe(Math.round(0.299 * 20 + 0.587 * 40 + 0.114 * 90))
  })

  it.each<[string, (file: Buffer) => Uint8Array]>([
    ['is no PNG', () => Buffer.from('GIF89a and so on')],
    ['is empty', () => Buffer.alloc(0)],
    ['ends too early', (file) => file.subarray(0, file.length - 20)],
    ['has a wrong checksum', (file) => Buffer.from(file.map((byte, i) => (i === 60 ? byte ^ 1 : byte)))],
    ['claims to be far larger than it is', () => Buffer.from(drawPng(2000, 1000, () => [0, 0, 0]))],
    ['is a picture without rows', (file) => Buffer.concat([file.subarray(0, 33), file.subarray(-12)])],
  ])('is refused when it %s', (_, spoilt) => {
    expect(readPng(spoilt(Buffer.from(png)), 1_000_000)).toBeUndefined()
  })

  it('never unpacks more than it may', () => {
    expect(deflateSync(Buffer.alloc(4_000_000)).length).toBeLessThan(5000)
    expect(
      readPng(
        drawPng(100, 100, () => [0, 0, 0]),
        9999,
      ),
    ).toBeUndefined()
    expect(
      readPng(
        drawPng(100, 100, () => [0, 0, 0]),
        10_000,
      ),
    ).toBeDefined()
  })
})

/** The share of dots of which one is dark and the other light. pdftoppm rounds a page up to whole dots. */
function unlike(a: Grey, b: Grey): number {
  expect([b.width - a.width, b.height - a.height].every((more) => more === 0 || more === 1)).toBe(true)
  let count = 0
  for (let y = 0; y < a.height; y++) {
    for (let x = 0; x < a.width; x++) {
      if (Math.abs(a.pixels[y * a.width + x]! - b.pixels[y * b.width + x]!) > 128) count++
    }
  }
  return count / a.pixels.length
}

function rounded(mm: number): number {
  return Math.round(mm * 10_000) / 10_000
}

function around(mm: number): string {
  return String(rounded(mm)).replace('.', '\\.')
}
