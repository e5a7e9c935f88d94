/** What befalls a phone in the middle of a form: an update, a full store, a sign-in that has lapsed. Nothing filled in is lost. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { words } from '../../client/words/phone.zh-Hant.ts'
import { words as shell } from '../../client/words/shell.zh-Hant.ts'
import { words as stranger } from '../../client/words/stranger.zh-Hant.ts'
import { type Reached, startBehindProxy } from '../support/behind-proxy.ts'
import { openBrowser, PHONE } from '../support/chromium.ts'
import { fileChecklist, fillChecklist } from '../support/fill-checklist.ts'
import { visitsOnPhone } from '../support/phone-store.ts'
import { signInOnScreen } from '../support/sign-in.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-troubles-'))

let reached: Reached
let proxy: Reached['proxy']
let product: Reached['product']
let estate: Reached['estate']
let liftTag: string
let phone: BrowserContext
let page: Page

beforeAll(async () => {
  reached = await startBehindProxy(join(folder, 'data'))
  ;({ proxy, product, estate, liftTag } = reached)
  phone = await openBrowser(join(folder, 'phone'), PHONE)
  page = await signInOnScreen(phone, product, estate.assistant)
  await page.getByText('0 / 3').first().waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
})

beforeEach(async () => {
  proxy.fateOf = () => 'passes'
  await page.goto(proxy.origin + liftTag)
  await page.waitForURL('**/visit/**')
})

afterAll(async () => {
  await phone?.close()
  await reached?.stop()
})

describe('a tag opened in another app’s window', () => {
  it('says how to get out, and goes on here to the spot after the sign-in', async () => {
    const wechat = await openBrowser(join(folder, 'wechat'), {
      ...PHONE,
      userAgent: 'Mozilla/5.0 (Linux; Android 14; Pixel 7; wv) Chrome/130.0 Mobile MicroMessenger/8.0.49',
    })
    const inside = wechat.pages()[0]!
    await inside.goto(proxy.origin + liftTag)
    // Whoever only looks may do so in any window.
    await inside.getByRole('link', { name: stranger.work }).waitFor()
    await expect.poll(() => inside.getByText(words.inApp.title).count()).toBe(0)
    await inside.getByRole('link', { name: stranger.work }).click()
    await inside.getByText(words.inApp.title).waitFor()
    await inside.getByRole('button', { name: words.inApp.goOn }).click()
    await inside.getByText(words.inApp.title).waitFor({ state: 'detached' })
    await inside.locator('input[name=username]').fill(estate.assistant.username)
    await inside.locator('input[name=password]').fill(estate.assistant.password)
    await inside.keyboard.press('Enter')
    await inside.waitForURL('**/visit/**')
    await inside.getByRole('heading', { name: '1 號𨋢' }).waitFor()
    await wechat.close()
  })
})

const DEFECT = { item: 'runs-smoothly', note: '關門時有異響', photo: false }

describe('a newer version of the app, while a form is open', () => {
  it('waits until the form is filed, and takes over when the walker says so', async () => {
    await fillChecklist(page, 'lift', DEFECT)
    const opened = await page.evaluate(() => performance.timeOrigin)
    proxy.rewritten = ({ path }, body) => (path === '/service-worker.js' ? `${body}\n// the next version` : body)
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update())
    await page.getByText(shell.notices.updateLater).waitFor()
    await expect.poll(() => page.getByRole('button', { name: shell.notices.updateNow }).count()).toBe(0)
    // The very page that was open before, with everything in it.
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(opened)
    await expect.poll(() => noteField().inputValue()).toBe(DEFECT.note)

    await page.getByRole('button', { name: words.checklist.submit }).click()
    await page.waitForURL('**/done/**')
    await page.getByRole('button', { name: shell.notices.updateNow }).click()
    await expect.poll(() => page.evaluate(() => performance.timeOrigin).catch(() => opened)).not.toBe(opened)
    await page.getByText(words.done.onServer).first().waitFor()
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting)).toBeNull()
  })
})

describe('a label that was read by mistake', () => {
  it('leaves no trace when the walker says so before he has entered anything', async () => {
    await page.getByRole('button', { name: words.checklist.notHere }).click()
    await page.waitForURL('**/scan')
    await page.goto(proxy.origin)
    await page.getByText('0 / 3').or(page.getByText('1 / 3')).first().waitFor()
    await expect.poll(() => page.locator('a[href^="/visit/"]').count()).toBe(0)
  })

  it('can be left for another one and returned to, with what has been entered', async () => {
    await page.locator('#item-runs-smoothly').getByRole('radio', { name: words.checklist.ok }).check()
    await expect.poll(() => page.getByRole('button', { name: words.checklist.notHere }).count()).toBe(0)
    await page.getByText(words.checklist.kept).waitFor()
    await page.goto(proxy.origin)
    await page.locator('a[href^="/visit/"]').click()
    const ok = page.locator('#item-runs-smoothly').getByRole('radio', { name: words.checklist.ok })
    await ok.waitFor()
    await expect.poll(() => ok.isChecked()).toBe(true)
    await page.getByRole('button', { name: words.checklist.discard }).click()
    await page.getByRole('dialog').getByRole('button', { name: words.checklist.discard }).click()
    await page.waitForURL(`${proxy.origin}/`)
  })
})

describe('a store that is full', () => {
  it('says so in the form, keeps what was filled in on the screen, and saves it once there is room', async () => {
    const cdp = await phone.newCDPSession(page)
    await fillChecklist(page, 'lift', DEFECT)
    await page.getByText(words.checklist.kept).waitFor()
    await cdp.send('Storage.overrideQuotaForOrigin', { origin: proxy.origin, quotaSize: 1 })
    // The browser looks at the room that is left every half minute.
    await expect
      .poll(
        async () => {
          await noteField().fill('')
          await noteField().fill('關門時有異響，持續三秒')
          return page.getByText(words.checklist.keepFailed).isVisible()
        },
        { timeout: 60_000, interval: 500 },
      )
      .toBe(true)
    const before = await visitsOnPhone(page)
    await page.getByRole('button', { name: words.checklist.submit }).click()
    await page.getByText(words.checklist.fault.failed).waitFor()
    expect(await visitsOnPhone(page)).toEqual(before)
    await expect.poll(() => noteField().inputValue()).toBe('關門時有異響，持續三秒')

    await cdp.send('Storage.overrideQuotaForOrigin', { origin: proxy.origin })
    await expect
      .poll(
        async () => {
          const submit = page.getByRole('button', { name: words.checklist.submit })
          await submit.click({ timeout: 1_000 }).catch(() => undefined)
          return new URL(page.url()).pathname
        },
        { timeout: 60_000, interval: 500 },
      )
      .toMatch(/^\/done\//)
    expect(await visitsOnPhone(page)).toHaveLength(before.length + 1)
  })
})

describe('a sign-in that has lapsed', () => {
  it('is said, lets the form be filed, and sends it when the same person signs in again', async () => {
    await phone.clearCookies()
    await fillChecklist(page, 'lift', DEFECT)
    await fileChecklist(page)
    await page.getByText(shell.notices.expired).waitFor()
    const filed = (await visitsOnPhone(page)).at(-1)!
    expect(filed.state).toBe('saved')

    // He goes on without signing in, signal or not.
    proxy.fateOf = () => 'lost'
    await page.goto(proxy.origin + liftTag)
    await page.waitForURL('**/visit/**')
    await fillChecklist(page, 'lift')
    await fileChecklist(page)

    proxy.fateOf = () => 'passes'
    await page.reload()
    await page.getByRole('link', { name: shell.notices.signIn }).click()
    await page.locator('input[name=username]').fill(estate.assistant.username)
    await page.locator('input[name=password]').fill(estate.assistant.password)
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname !== '/sign-in')
    await expect
      .poll(async () => (await visitsOnPhone(page)).every(({ state }) => state === 'on-server'), { timeout: 15_000 })
      .toBe(true)
    await page.getByText(shell.notices.expired).waitFor({ state: 'detached' })
  })
})

function noteField() {
  return page.locator('#item-runs-smoothly').getByLabel(words.checklist.note)
}
