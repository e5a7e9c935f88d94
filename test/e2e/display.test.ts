/**
 * A tablet in a lobby, from pairing to its loss: its code is taken off its screen, held before a phone's camera that has no
 * network, and the visit is verified; it goes on without a network, and shows nothing once it was revoked.
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { parseDisplayTag, windowAt } from '../../checkpoints/display-code.ts'
import { displayDigitsIn } from '../../checkpoints/display-tag.ts'
import type { VisitRecord } from '../../checkpoints/wire/visit.ts'
import { words as board } from '../../client/words/board.zh-Hant.ts'
import { words } from '../../client/words/displays.zh-Hant.ts'
import { words as phoneWords } from '../../client/words/phone.zh-Hant.ts'
import { words as stranger } from '../../client/words/stranger.zh-Hant.ts'
import { DESK, openBrowser, PHONE } from '../support/chromium.ts'
import { showToFakeCamera } from '../support/fake-camera.ts'
import { fileChecklist, fillChecklist } from '../support/fill-checklist.ts'
import { type Product, startProduct } from '../support/product.ts'
import { readScreen, type ScreenCode } from '../support/screen-code.ts'
import { signInOnScreen } from '../support/sign-in.ts'
import { type SmallEstate, setUpSmallEstate } from '../support/small-estate.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-display-'))
const camera = join(folder, 'camera.y4m')
const TABLET = { ...DESK, viewport: { width: 1024, height: 768 } }

let product: Product
let estate: SmallEstate
let phone: BrowserContext
let desk: BrowserContext
let tablet: BrowserContext
let atDesk: Page
let onTablet: Page
let page: Page

beforeAll(async () => {
  product = await startProduct(join(folder, 'data'))
  estate = await setUpSmallEstate(product)
  showToFakeCamera(camera, undefined)
  ;[phone, desk, tablet] = await Promise.all([
    openBrowser(join(folder, 'phone'), PHONE, camera),
    openBrowser(join(folder, 'desk'), DESK),
    openBrowser(join(folder, 'tablet'), TABLET),
  ])
})

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail' || !process.env.SHOTS) return
  for (const [i, one] of [page, atDesk, onTablet].entries())
    await one?.screenshot({ path: join(process.env.SHOTS, `${i}.png`) })
})

afterAll(async () => {
  await Promise.all([phone?.close(), desk?.close(), tablet?.close()])
  await product?.stop()
})

describe('a display', () => {
  it('is paired with a code that the admin reads out, and then shows one of its own', async () => {
    atDesk = await signInOnScreen(desk, product, estate.admin)
    await atDesk.goto(`${product.origin}/labels/displays`)
    await atDesk.getByRole('button', { name: words.pair }).click()
    const sheet = atDesk.getByRole('dialog')
    await sheet.getByRole('button', { name: words.getCode }).click()
    await sheet.getByText(words.spotMissing).waitFor()
    await sheet.getByLabel(words.spot).selectOption(estate.spots[0]!.id)
    await sheet.getByRole('button', { name: words.getCode }).click()
    const code = await sheet.locator('.display-pairing-code').innerText()

    onTablet = tablet.pages()[0]!
    await onTablet.goto(`${product.origin}/display`)
    const typed = onTablet.getByLabel(words.tablet.code)
    await typed.fill(`${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`)
    await onTablet.getByRole('button', { name: words.tablet.submit }).click()
    await onTablet.getByText(words.tablet.codeWrong).waitFor()
    await typed.fill(code.toLowerCase().replaceAll('-', ' '))
    await onTablet.getByRole('button', { name: words.tablet.submit }).click()
    await onTablet.getByRole('heading', { name: /1 號𨋢|Lift 1/ }).waitFor()
    await sheet.getByText(words.done).waitFor()

    const { url } = await shownCode()
    const { number, checkpoint, window } = parseDisplayTag(displayDigitsIn(url)!)!.fields
    expect([number, checkpoint]).toEqual([1, estate.spots[0]!.id])
    expect(Math.abs(window - windowAt(Date.now()))).toBeLessThanOrEqual(1)
  })

  it('goes on after a reload without a network', async () => {
    await onTablet.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await tablet.setOffline(true)
    await onTablet.reload()
    await onTablet.getByRole('heading', { name: /1 號𨋢|Lift 1/ }).waitFor()
    const { window } = parseDisplayTag(displayDigitsIn((await shownCode()).url)!)!.fields
    expect(Math.abs(window - windowAt(Date.now()))).toBeLessThanOrEqual(1)
  })

  it('is scanned by a phone without a network, and the visit is verified by the code that was shown', async () => {
    page = await signInOnScreen(phone, product, estate.assistant)
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await phone.setOffline(true)
    showToFakeCamera(camera, (await shownCode()).picture)
    await page.getByRole('link', { name: phoneWords.myDay.scan }).click()
    await page.waitForURL('**/visit/**')
    showToFakeCamera(camera, undefined)
    await page.getByText(phoneWords.checklist.fresh).waitFor()
    await page.getByRole('heading', { name: '1 號𨋢' }).waitFor()
    await fillChecklist(page, 'lift')
    await fileChecklist(page)
    const filed = page.url().split('/').at(-1)!
    await phone.setOffline(false)
    await page.getByText(phoneWords.done.onServer).waitFor()
    const record = await estate.supervisor.call<VisitRecord>('GET', `/api/visits/${filed}`)
    expect(record).toMatchObject({ verdict: { outcome: 'verified' }, claims: { evidence: { channel: 'display' } } })

    await atDesk.goto(`${product.origin}/visits/${filed}`)
    await atDesk.getByText(board.visit.channels.display).waitFor()
  })

  it('opens the same form where the phone’s own camera followed its link', async () => {
    await page.goto((await shownCode()).url)
    await page.waitForURL('**/visit/**')
    await page.getByText(phoneWords.checklist.fresh).waitFor()
  })

  it('shows a passer-by no more than a label does, and lets those who work there sign in at the same address', async () => {
    await tablet.setOffline(false)
    const { url } = await shownCode()
    const passer = await tablet.newPage()
    await passer.goto(url)
    await passer.getByRole('heading', { name: '測試苑' }).waitFor()
    await passer.getByRole('link', { name: stranger.work }).click()
    await passer.locator('input[name=username]').fill(estate.assistant.username)
    await passer.locator('input[name=password]').fill(estate.assistant.password)
    await passer.keyboard.press('Enter')

    await passer.waitForURL('**/visit/**')
    await passer.close()
    await tablet.setOffline(true)
  })

  it('shows no code once it has heard that it was revoked, and a phone that has heard refuses its last one', async () => {
    const { url } = await shownCode()
    await atDesk.goto(`${product.origin}/labels/displays`)
    await atDesk.getByRole('button', { name: words.revoke }).click()
    const sheet = atDesk.getByRole('dialog')
    await sheet.getByLabel(words.reason).fill('平板遺失')
    await sheet.getByRole('button', { name: words.revoke }).click()
    await atDesk.getByText(words.revokedNow('1 號𨋢')).waitFor()

    await tablet.setOffline(false)
    await onTablet.getByText(words.tablet.revokedTitle).waitFor()
    await expect.poll(() => onTablet.locator('svg.qr-picture').count()).toBe(0)
    await onTablet.reload()
    await onTablet.getByText(words.tablet.revokedTitle).waitFor()

    // Long enough to hear of it.
    await page.goto(`${product.origin}/`, { waitUntil: 'networkidle' })
    await page.goto(url)
    await page.getByText(phoneWords.tag.displayRevoked('1 號𨋢')).waitFor()
  })
})

const shownCode = (): Promise<ScreenCode> => readScreen(onTablet, 'svg.qr-picture')
