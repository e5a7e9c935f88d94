/** A manager of several estates: he sees them beside each other, finds one, and is in its report with one press. */
import { mkdtempSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import Sqlite from 'better-sqlite3'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { words } from '../../client/words/portfolio.zh-Hant.ts'
import { words as report } from '../../client/words/report.zh-Hant.ts'
import { makeBenchEstate } from '../../scripts/bench/estate.ts'
import { addEstatesBeside } from '../../scripts/bench/estates-beside.ts'
import { DESK, openBrowser, PHONE } from '../support/chromium.ts'
import { type Product, startProduct } from '../support/product.ts'
import { signInOnScreen } from '../support/sign-in.ts'
import { type SignedIn, signInOverApi } from '../support/small-estate.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-portfolio-'))
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let product: Product
let admin: SignedIn
const browsers: BrowserContext[] = []

/** Three days of rounds that nobody walked, on thirteen estates. */
beforeAll(async () => {
  const dataDir = join(folder, 'data')
  const { id, admin: login } = await makeBenchEstate(dataDir, { checkpoints: 3, assistants: 1, days: 3 })
  const db = new Sqlite(join(dataDir, 'waymark.db'))
  addEstatesBeside(db, id, 12)
  db.close()
  product = await startProduct(dataDir)
  admin = await signInOverApi(product, login.username, login.password)
})
afterAll(async () => {
  for (const browser of browsers) await browser.close()
  await product?.stop()
})

async function open(name: string, options: Parameters<typeof openBrowser>[1]): Promise<Page> {
  const browser = await openBrowser(join(folder, name), options)
  browsers.push(browser)
  await browser.addInitScript(() => localStorage.setItem('language', 'zh-Hant'))
  return signInOnScreen(browser, product, admin)
}

async function expectClean(page: Page): Promise<void> {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  )
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
}

it('finds an estate by typing, and opens its report of the same days, or its gaps, with a press', async () => {
  const page = await open('desk', DESK)
  await page.getByRole('link', { name: words.title }).click()
  await page.getByRole('row').nth(13).waitFor()
  await expect.poll(() => page.getByRole('row').count()).toBe(14)
  await page.getByLabel(words.period).selectOption('last-7-days')
  await page.waitForURL('**/portfolio?period=last-7-days')
  await expectClean(page)

  await page.getByLabel(words.find).fill('第 1')
  await page.getByText(words.found('4', '13')).waitFor()
  await page.getByRole('button', { name: words.columns.name, exact: true }).click()
  await page.getByRole('columnheader', { name: words.columns.name }).and(page.locator('[aria-sort]')).waitFor()
  const names = await page.getByRole('rowheader').allTextContents()
  expect(names).toEqual(['第 1 屋苑', '第 10 屋苑', '第 11 屋苑', '第 12 屋苑'])

  await page.getByRole('button', { name: '第 11 屋苑', exact: true }).click()
  await page.waitForURL('**/reports?from=*')
  await page.getByRole('heading', { name: report.title, level: 1 }).waitFor()
  await page.locator('.top-bar-over', { hasText: '第 11 屋苑' }).waitFor()
  await page.goBack()
  await page.waitForURL('**/portfolio?period=last-7-days&order=name')

  const missed = page.getByRole('button', { name: `第 11 屋苑 ${words.count(words.columns.missed, '')}` })
  const count = await missed.innerText()
  await missed.click()
  await page.waitForURL('**/reports/cells?*state=missed')
  await page.getByText(report.total(count)).waitFor()
  await page.locator('.top-bar-over', { hasText: '第 11 屋苑' }).waitFor()
})

it.each(['light', 'dark'] as const)(
  'is a list on a phone that a screen reader gets through, in %s',
  async (colorScheme) => {
    const page = await open(`phone-${colorScheme}`, { ...PHONE, colorScheme })
    await page.goto(`${product.origin}/portfolio`)
    await page.getByRole('listitem').filter({ hasText: '第 12 屋苑' }).waitFor()
    await expectClean(page)
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await page.getByText(words.fold).click()
    await page.getByLabel(words.find).fill('no such estate')
    await page.getByText(words.noneFound).waitFor()
    await page.getByRole('button', { name: words.clear }).click()
    await page.getByRole('listitem').filter({ hasText: '第 12 屋苑' }).waitFor()
  },
)
