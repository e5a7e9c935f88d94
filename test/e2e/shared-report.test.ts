/** The owners' committee reads: a link made at the desk opens a report in a browser that has never signed in, until it is over. */
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { words as office } from '../../client/words/office.zh-Hant.ts'
import { words as report } from '../../client/words/report.zh-Hant.ts'
import { words } from '../../client/words/share.zh-Hant.ts'
import { planDraft } from '../../scripts/support/plan.ts'
import { DESK, openBrowser, PHONE } from '../support/chromium.ts'
import { type Product, startProduct } from '../support/product.ts'
import { signInOnScreen } from '../support/sign-in.ts'
import { type SmallEstate, setUpSmallEstate } from '../support/small-estate.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-shared-'))
const LABEL = '業主立案法團三月會議'

let product: Product
let estate: SmallEstate
let desk: BrowserContext
let board: Page
let stranger: BrowserContext
let phone: Page
let link: string

beforeAll(async () => {
  product = await startProduct(join(folder, 'data'))
  estate = await setUpSmallEstate(product)
  const checkpoints = estate.spots.map(({ id }) => id)
  const plan = planDraft({
    names: { 'zh-Hant': '全日' },
    windows: [{ startsAt: '00:00', endsAt: '23:59' }],
    checkpoints,
  })
  await estate.admin.call('POST', `/api/estates/${estate.id}/plans`, plan)
  desk = await openBrowser(join(folder, 'desk'), DESK)
  board = await signInOnScreen(desk, product, estate.supervisor)
  stranger = await openBrowser(join(folder, 'stranger'), { ...PHONE, acceptDownloads: true })
  phone = stranger.pages()[0]!
})

afterAll(async () => {
  await stranger?.close()
  await desk?.close()
  await product?.stop()
})

it('is made at the desk, found from the report, and shown once', async () => {
  await board.goto(`${product.origin}/reports`)
  await board.getByRole('link', { name: words.title }).click()
  await board.getByText(words.none).waitFor()
  await board.getByRole('link', { name: words.add }).click()
  await board.getByLabel(words.label).fill(LABEL)
  await board.getByLabel(words.period).selectOption('this-month')
  await board.getByRole('button', { name: words.submit }).click()
  link = await board.getByLabel(words.link, { exact: true }).inputValue()
  expect(link).toMatch(new RegExp(`^${product.origin}/shared#[\\w-]{43}$`))
  await board.reload()
  await board.getByText(words.neverOpened).waitFor()
  await expect.poll(() => board.getByLabel(words.link, { exact: true }).count()).toBe(0)
})

it('opens the report to somebody who has no account, and nothing else', async () => {
  await phone.goto(link)
  await phone.getByRole('heading', { name: LABEL }).waitFor()
  await phone.getByText('B 座', { exact: false }).first().waitFor()
  const text = await phone.locator('body').innerText()
  for (const name of ['陳有福', '李美玲', '管理員']) expect(text).not.toContain(name)
  await expect.poll(() => phone.locator('main a:not([href^="#"])').count()).toBe(0)
  await expect.poll(() => phone.locator('main button[type=submit]').count()).toBe(0)
})

it('stays open when one looks around in it, and after a reload', async () => {
  await phone.getByText(report.contents, { exact: true }).click()
  await phone.locator('.report-contents a').nth(1).click()
  await phone.waitForURL(link)
  await phone.reload()
  await phone.getByRole('heading', { name: LABEL }).waitFor()
})

it('gives it as a file', async () => {
  const [download] = await Promise.all([
    phone.waitForEvent('download'),
    phone.getByRole('button', { name: `${report.download} CSV` }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^report-test-court-[\d-]+\.csv$/)
  expect(readFileSync(await download.path(), 'utf8')).toContain('B-12F-LIFT')
  await phone.getByText(words.shared.fetched).waitFor()
})

it('is counted at the desk, and over once the desk takes it back', async () => {
  await board.goto(`${product.origin}/reports/shares`)
  await board.getByText(/查看過 1 次/).waitFor()
  await board.getByRole('button', { name: `${words.takeBack} ${LABEL}` }).click()
  const sheet = board.getByRole('dialog')
  await sheet.getByRole('button', { name: words.takeBack }).click()
  await board.getByText(words.takenBackNow(LABEL)).waitFor()
  await phone.reload()
  await phone.getByText(words.shared.failures['taken-back'][0]!).waitFor()
  await expectNothingOf(phone)
})

it('says in plain words what is wrong with a link that is cut short, or unknown', async () => {
  await phone.goto(`${product.origin}/shared`)
  await phone.getByText(words.shared.failures['no-token'][0]!).waitFor()
  await phone.goto(`${product.origin}/shared#${'a'.repeat(43)}`)
  await phone.getByText(words.shared.failures.unknown[0]!).waitFor()
  await stranger.setOffline(true)
  await phone.goto(`${product.origin}/shared#${'b'.repeat(43)}`)
  await phone.getByText(words.shared.failures.offline[0]!).waitFor()
  await stranger.setOffline(false)
  await phone.getByRole('button', { name: words.shared.tryAgain }).click()
  await phone.getByText(words.shared.failures.unknown[0]!).waitFor()
  await expectNothingOf(phone)
})

async function expectNothingOf(page: Page): Promise<void> {
  await expect.poll(() => page.locator('.report-body').count()).toBe(0)
  await expect.poll(() => page.getByText(office.loading).count()).toBe(0)
}
