/** Somebody who does not work there scans a tag: what he reads, the report he leaves, and what the desk makes of it. */
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import { civilDay } from '../../checkpoints/writing.ts'
import { words as account } from '../../client/words/account.zh-Hant.ts'
import { words as phoneWords } from '../../client/words/phone.zh-Hant.ts'
import { words as desk } from '../../client/words/resident-reports.zh-Hant.ts'
import { words as shell } from '../../client/words/shell.zh-Hant.ts'
import { words } from '../../client/words/stranger.zh-Hant.ts'
import { firstLoad } from '../../scripts/support/first-load.ts'
import { DESK, openBrowser, PHONE } from '../support/chromium.ts'
import { fillChecklist } from '../support/fill-checklist.ts'
import { type Product, startProduct } from '../support/product.ts'
import { signInOnScreen } from '../support/sign-in.ts'
import { openRound, type SmallEstate, setUpSmallEstate, today } from '../support/small-estate.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-stranger-'))
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let product: Product
let estate: SmallEstate
let phone: BrowserContext
let page: Page
let tag: string
const others: BrowserContext[] = []

beforeAll(async () => {
  product = await startProduct(join(folder, 'data'))
  estate = await setUpSmallEstate(product)
  await openRound(estate, 600_000)
  tag = `/s/${tagDigitsIn(estate.spots[0]!.tagUrl ?? '')}`
  phone = await openBrowser(join(folder, 'phone'), PHONE)
  page = phone.pages()[0]!
})
afterAll(async () => {
  for (const browser of [phone, ...others]) await browser?.close()
  await product?.stop()
})

describe('a stranger who scans a tag', () => {
  it('reads whose it is and what for, and no more until the estate allows it', async () => {
    await page.goto(product.origin + tag)
    await page.getByRole('heading', { name: '測試苑' }).waitFor()
    await page.getByText(words.purpose).waitFor()
    await expect.poll(() => page.getByText('升降機').count()).toBe(1)
    await expect.poll(() => page.getByText(words.noPatrol).count()).toBe(0)
    await expect.poll(() => page.getByRole('link', { name: words.report }).count()).toBe(0)
    const shown = await page.locator('body').innerText()
    for (const hidden of ['B-12F-LIFT', '1 號𨋢', 'B 座', '12/F']) expect(shown).not.toContain(hidden)
    await expectNothingFound(page)
  })

  it('fetches little for it, and no app that he will never open', async () => {
    const { bytes } = await firstLoad(product.origin + tag)
    expect(bytes).toBeLessThanOrEqual(30 * 1024)
    expect(await page.evaluate(() => navigator.serviceWorker.getRegistrations().then((all) => all.length))).toBe(0)
  })

  it('is told calmly, and nothing besides, that a tag is not good', async () => {
    const forged = tag.slice(0, -1) + ((Number(tag.at(-1)) + 1) % 10)
    for (const path of [forged, '/s/123', `/s/00${'4'.repeat(172)}`]) {
      await page.goto(product.origin + path)
      await page.getByRole('heading', { name: words.notGood }).waitFor()
      expect((await page.locator('main').innerText()).trim()).toBe(words.notGood)
    }
  })

  it('finds the way in if he works here after all: the same address opens the form', async () => {
    const own = await openBrowser(join(folder, 'own'), PHONE)
    others.push(own)
    const walker = own.pages()[0]!
    await walker.goto(product.origin + tag)
    await walker.getByRole('link', { name: words.work }).click()
    await walker.locator('input[name=username]').fill(estate.assistant.username)
    await walker.locator('input[name=password]').fill(estate.assistant.password)
    await walker.keyboard.press('Enter')
    await walker.waitForURL('**/visit/**')
    await fillChecklist(walker, 'lift')
    await walker.getByRole('button', { name: phoneWords.checklist.submit }).click()
    await walker.waitForURL('**/done/**')
    // Signed in, the same scan goes straight on; also without a signal.
    await walker.getByText(phoneWords.done.onServer).first().waitFor()
    await walker.evaluate(() => navigator.serviceWorker.ready)
    await own.setOffline(true)
    await walker.goto(product.origin + tag)
    await walker.waitForURL('**/visit/**')
    await own.setOffline(false)
    // And a phone that is locked asks who is there, not whether he is a stranger.
    await walker.goto(`${product.origin}/settings`)
    await walker.getByText(account.settings.phoneState.ready).waitFor()
    await walker.getByRole('button', { name: account.people.choose }).click()
    const sheet = walker.getByRole('dialog')
    for (const label of [account.people.chosen, account.people.again]) await sheet.getByLabel(label).fill('271828')
    await sheet.getByRole('button', { name: account.people.keep }).click()
    await walker.getByText(account.people.kept).waitFor()
    await walker.getByRole('button', { name: account.people.handOn }).click()
    await walker.getByRole('heading', { name: account.people.title }).waitFor()
    await walker.goto(product.origin + tag)
    await walker.getByRole('heading', { name: account.people.title }).waitFor()
    await expect.poll(() => walker.getByText(words.purpose).count()).toBe(0)
  })
})

describe('a report', () => {
  let link: string

  it('is written on the phone with a photo, and leaves a link', async () => {
    await estate.admin.call('PUT', `/api/estates/${estate.id}/public-page`, {
      showsLastPatrol: true,
      takesReports: true,
    })
    await page.goto(product.origin + tag)
    await page.getByText(`${words.lastPatrol}${civilDay(today(), 'zh-Hant')}`).waitFor()
    await page.getByRole('link', { name: words.report }).click()
    await page.getByRole('button', { name: words.form.send }).click()
    await page.getByText(words.form.textMissing).waitFor()
    await page.getByLabel(words.form.text).fill('𨋢門關得很慢。')
    await page.getByLabel(words.form.contact).fill('陳太 9123 4567')
    await page.locator('select').selectOption('facilities')
    await page.locator('input[type=file]').setInputFiles({
      name: 'lift.png',
      mimeType: 'image/png',
      buffer: Buffer.from(await pngOf(page)),
    })
    await page.getByRole('img', { name: words.form.photoName }).waitFor()
    await expectNothingFound(page)
    // A small phone may lose the page while one looks for a photo: what was written is there again.
    await page.reload()
    await expect.poll(() => page.getByLabel(words.form.text).inputValue()).toBe('𨋢門關得很慢。')
    await page.locator('input[type=file]').setInputFiles({
      name: 'lift.png',
      mimeType: 'image/png',
      buffer: Buffer.from(await pngOf(page)),
    })
    await page.getByRole('img', { name: words.form.photoName }).waitFor()
    await page.getByRole('button', { name: words.form.send }).click()
    await page.waitForURL('**/report-status#token=*')
    await page.getByText(words.status.explained.received).waitFor()
    await expectNothingFound(page)
    link = await page.getByLabel(words.status.link).inputValue()
    expect(link).toBe(page.url())
  })

  it('is answered at the desk, which sees photo and contact, and shows him the answer under his link', async () => {
    const office = await openBrowser(join(folder, 'desk'), DESK)
    others.push(office)
    const screen = await signInOnScreen(office, product, estate.supervisor)
    await screen.getByRole('link', { name: shell.nav.residents }).click()
    await screen.getByRole('link', { name: /𨋢門關得很慢/ }).click()
    await screen.getByText('陳太 9123 4567').waitFor()
    const picture = screen.getByRole('img', { name: desk.photo })
    await picture.waitFor()
    expect(await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(40)
    await expectNothingFound(screen)

    await screen.getByRole('radio', { name: desk.states.solved }).check({ force: true })
    await screen.getByLabel(desk.answer).fill('師傅已調校門機。')
    await screen.getByRole('button', { name: desk.save }).click()
    await screen.getByText(desk.wasCalledMissing).first().waitFor()
    await screen.getByRole('radio', { name: desk.yes, exact: true }).check({ force: true })
    await screen.getByRole('button', { name: desk.save }).click()
    await screen.getByText(desk.calledBack).waitFor()
    await expect.poll(() => screen.getByText('9123').count()).toBe(0)

    await page.goto('about:blank')
    await page.goto(link)
    await page.getByText('師傅已調校門機。').waitFor()
    await page.getByText(words.status.explained.solved).waitFor()
  })

  it('leaves the contact nowhere once it is closed', () => {
    const files = readdirSync(product.dataDir, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
    const holding = files.filter(({ parentPath, name }) => readFileSync(join(parentPath, name)).includes('9123 4567'))
    expect(holding.map(({ name }) => name)).toEqual([])
  })

  it('is taken no more once the admin has said so on his screen', async () => {
    const office = await openBrowser(join(folder, 'admin'), DESK)
    others.push(office)
    const screen = await signInOnScreen(office, product, estate.admin)
    await screen.goto(`${product.origin}/labels/public`)
    const reports = screen.getByRole('checkbox', { name: desk.page.takesReports })
    await reports.uncheck()
    await screen.getByRole('button', { name: desk.page.save }).click()
    await screen.getByText(desk.page.saved).waitFor()
    await expectNothingFound(screen)
    await page.goto(product.origin + tag)
    await page.getByText(words.purpose).waitFor()
    await expect.poll(() => page.getByRole('link', { name: words.report }).count()).toBe(0)
  })
})

async function expectNothingFound(on: Page): Promise<void> {
  await on.evaluate(axe)
  const { violations } = await on.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  )
  expect(violations.map(({ id, nodes }) => `${id} — ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
}

/** A picture of 40 by 30, drawn in the browser. */
function pngOf(on: Page): Promise<number[]> {
  return on.evaluate(async () => {
    const canvas = new OffscreenCanvas(40, 30)
    const context = canvas.getContext('2d')!
    context.fillStyle = '#888'
    context.fillRect(0, 0, 40, 30)
    return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())]
  })
}
