/** The label designer in a real browser: what it previews is what its PDF prints, and what was chosen is there the next time. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { words } from '../../client/words/labels.zh-Hant.ts'
import { words as office } from '../../client/words/office.zh-Hant.ts'
import { drawPng } from '../../scripts/support/png.ts'
import { readPng } from '../../server/print/png.ts'
import { DESK, openBrowser } from '../support/chromium.ts'
import type { Grey } from '../support/fake-camera.ts'
import { renderPage } from '../support/label-picture.ts'
import { type Product, startProduct } from '../support/product.ts'
import { signInOnScreen } from '../support/sign-in.ts'
import { type SmallEstate, setUpSmallEstate } from '../support/small-estate.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-labels-'))
/** Two pixels a CSS pixel. */
const DPI = 192

let product: Product
let estate: SmallEstate
let desk: BrowserContext
let page: Page

beforeAll(async () => {
  product = await startProduct(join(folder, 'data'))
  estate = await setUpSmallEstate(product)
  desk = await openBrowser(join(folder, 'desk'), { ...DESK, deviceScaleFactor: 2 })
  page = await signInOnScreen(desk, product, estate.admin)
  await page.goto(`${product.origin}/labels`)
})
afterAll(async () => {
  await desk?.close()
  await product?.stop()
})

describe('the label designer', () => {
  it('shows the page as the PDF prints it, sign and sheet alike', async () => {
    const logo = join(folder, 'logo.png')
    writeFileSync(
      logo,
      drawPng(90, 60, (x) => (x < 45 ? [10, 60, 60] : [230, 180, 40])),
    )
    await page.locator('input[type=file]').setInputFiles(logo)
    await page.getByRole('img', { name: words.logoNow }).waitFor()
    await page.getByRole('checkbox', { name: 'English' }).check()
    await page.getByRole('checkbox', { name: words.cutMarks }).check()
    for (const sheet of ['a6', 'l7163']) {
      await page.getByLabel(office.labels.sheet).selectOption(sheet)
      expect(unlike(await previewed(), await printed())).toBeLessThan(0.004)
    }
  })

  it('keeps the old picture until the new one is there, and follows what is typed', async () => {
    const [before, printedBefore] = [await previewSrc(), await printed()]
    await page.getByLabel(office.labels.offsetX).fill('12')
    await expect.poll(() => page.locator('.label-preview img').count()).toBe(1)
    await page.waitForFunction(
      (old) => document.querySelector('.label-preview img')?.getAttribute('src') !== old,
      before,
    )
    const now = await previewed()
    expect(unlike(now, printedBefore)).toBeGreaterThan(0.02)
    expect(unlike(now, await printed())).toBeLessThan(0.004)
  })

  it('remembers the design, the sheet and the printer, and names what does not fit', async () => {
    await page.getByLabel(words.scaleX).fill('80')
    await page.getByText(words.scaleFault).waitFor()
    await expect.poll(() => page.getByRole('link', { name: office.labels.open }).count()).toBe(0)
    await page.getByLabel(words.scaleX).fill('99,5')
    await page.reload()
    await page.locator('.label-preview img').waitFor()
    await expect.poll(() => page.getByLabel(words.scaleX).inputValue()).toBe('99,5')
    const query = new URL(await previewSrc(), product.origin).searchParams
    expect(Object.fromEntries(query)).toMatchObject({
      ...{ sheet: 'l7163', languages: 'zh-Hant,en', cutMarks: '1', logo: '1' },
      ...{ offsetX: '12', scaleX: '99.5' },
    })
  })

  it('adds a sheet of the estate’s own and prints on it', async () => {
    await page.getByRole('button', { name: words.addOwn }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(words.name, { exact: true }).fill('熱感標籤 60 × 40')
    await dialog.getByRole('radio', { name: words.shapes.roll }).check()
    await dialog.getByLabel(words.width).fill('60')
    await dialog.getByLabel(words.labelHeight).fill('10')
    await dialog.getByRole('button', { name: office.save }).click()
    await dialog.getByText(words.sheetFaults['symbol-too-small']).waitFor()
    await dialog.getByLabel(words.labelHeight).fill('40')
    await dialog.getByRole('button', { name: office.save }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.waitForFunction(() =>
      /[?&]sheet=[0-9a-f]{8}-/.test(document.querySelector('.label-preview img')?.getAttribute('src') ?? ''),
    )
    expect(unlike(await previewed(), await printed())).toBeLessThan(0.004)
  })
})

async function previewSrc(): Promise<string> {
  await page.locator('.label-preview[aria-busy=false] img').waitFor()
  return (await page.locator('.label-preview img').getAttribute('src')) ?? ''
}

/** The very picture that the page shows, at its own size. */
async function previewed(): Promise<Grey> {
  // What has been chosen a moment ago is asked for after a pause.
  await page.waitForTimeout(600)
  const src = await previewSrc()
  const own = await desk.newPage()
  await own.goto(product.origin + src)
  const root = own.locator('svg').first()
  const size = await root.evaluate((svg) => svg.getBoundingClientRect().toJSON())
  await own.setViewportSize({ width: Math.ceil(size.width), height: Math.ceil(size.height) })
  const { width, height, grey } = readPng(await own.screenshot(), 20_000_000)!
  await own.close()
  return { width, height, pixels: grey }
}

async function printed(): Promise<Grey> {
  const href = await page.getByRole('link', { name: office.labels.open }).getAttribute('href')
  return renderPage(await estate.admin.bytes(href ?? ''), 1, DPI)
}

/**
 * The share of squares of 4 × 4 pixels that are clearly darker in one of them. Where exactly an edge falls within a pixel is the
 * renderer's business; the two are the same size but for a last row or column.
 */
function unlike(a: Grey, b: Grey): number {
  const [width, height] = [Math.min(a.width, b.width), Math.min(a.height, b.height)]
  expect(Math.max(a.width, b.width) - width + Math.max(a.height, b.height) - height).toBeLessThan(5)
  let [count, squares] = [0, 0]
  for (let y = 0; y + 4 <= height; y += 4) {
    for (let x = 0; x + 4 <= width; x += 4, squares++) {
      if (Math.abs(meanAt(a, x, y) - meanAt(b, x, y)) > 100) count++
    }
  }
  return count / squares
}

function meanAt({ width, pixels }: Grey, x: number, y: number): number {
  let sum = 0
  for (let i = 0; i < 16; i++) sum += pixels[(y + (i >> 2)) * width + x + (i & 3)]!
  return sum / 16
}
