/** An emergency at two desks: it is seen on every page until somebody is on it; and what a browser shows that is not being looked at. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NEWS_NAMES, type PushMessage } from '../../checkpoints/notification.ts'
import { words } from '../../client/words/news.zh-Hant.ts'
import { words as phone } from '../../client/words/phone.zh-Hant.ts'
import { uuid } from '../support/builders.ts'
import { DESK, openBrowser, PHONE } from '../support/chromium.ts'
import { type Product, startProduct } from '../support/product.ts'
import { signInOnScreen } from '../support/sign-in.ts'
import { type SmallEstate, setUpSmallEstate } from '../support/small-estate.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-alarm-'))
const { alarm: own } = words

let product: Product
let estate: SmallEstate
let admins: BrowserContext
let supervisors: BrowserContext
let admin: Page
let supervisor: Page

beforeAll(async () => {
  product = await startProduct(join(folder, 'data'))
  estate = await setUpSmallEstate(product)
  admins = await openBrowser(join(folder, 'admin'), DESK)
  supervisors = await openBrowser(join(folder, 'supervisor'), { ...PHONE, permissions: ['notifications'] })
  admin = await signInOnScreen(admins, product, estate.admin)
  supervisor = await signInOnScreen(supervisors, product, estate.supervisor)
})
afterAll(async () => {
  await admins?.close()
  await supervisors?.close()
  await product?.stop()
})

const finding = uuid(0x71)

async function report(): Promise<void> {
  const act = {
    ...{ kind: 'report', checkpoint: estate.spots[1]!.id, category: 'facilities', severity: 'emergency' },
    ...{ note: '有煤氣味', photos: [], residentReport: null, position: null },
  }
  const event = { v: 1, id: uuid(0x70), finding, estate: estate.id, at: Date.now(), basis: 0, act }
  await estate.assistant.call('PUT', `/api/finding-events/${event.id}`, { event })
}

describe('an emergency', () => {
  it('comes up at every desk within seconds, whatever page is open there', async () => {
    await admin.goto(`${product.origin}/staff`)
    await admin.getByRole('link', { name: words.bell, exact: true }).waitFor()
    await supervisor.goto(`${product.origin}/settings`)
    await supervisor.getByRole('link', { name: words.bell, exact: true }).waitFor()
    const reportedAt = Date.now()
    await report()
    for (const page of [admin, supervisor]) {
      const alarm = page.getByRole('region', { name: own.label })
      await alarm.getByText(own.title('B 座 12/F 後樓梯 A')).waitFor()
      await alarm.getByText('有煤氣味').waitFor()
    }
    expect(Date.now() - reportedAt).toBeLessThan(5000)
    await supervisor.getByRole('link', { name: words.bellUnread('1') }).waitFor()
  })

  it('hides no way out of a scanner', async () => {
    await supervisor.goto(`${product.origin}/scan`)
    await supervisor.getByRole('region', { name: own.label }).waitFor()
    await supervisor.getByRole('link', { name: phone.emergency, exact: true }).click({ trial: true })
    await supervisor.getByRole('link', { name: phone.scan.close, exact: true }).click()
    await supervisor.waitForURL((url) => url.pathname !== '/scan')
  })

  it('stops at all of them once somebody is on it', async () => {
    await supervisor.getByRole('button', { name: own.take }).click()
    for (const page of [supervisor, admin]) {
      await page.getByRole('region', { name: own.label }).waitFor({ state: 'detached' })
    }
  })

  it('stands in the inbox, which leads to it, and knows what was read', async () => {
    await supervisor.getByRole('link', { name: words.bellUnread('1') }).click()
    await supervisor.getByText(words.unread('1'), { exact: true }).waitFor()
    await supervisor.getByRole('button', { name: words.markAll }).click()
    await supervisor.getByRole('button', { name: words.undo }).click()
    await supervisor.getByText(words.unread('1'), { exact: true }).waitFor()
    await supervisor.getByRole('link', { name: NEWS_NAMES.emergency['zh-Hant'] }).click()
    await supervisor.waitForURL(`**/findings/${finding}`)
    await supervisor.getByRole('link', { name: words.bell, exact: true }).waitFor()
  })
})

/** As its push service would hand it to the browser, which opens it before the service worker sees it. */
async function push(message: PushMessage): Promise<void> {
  const browser = await supervisors.newCDPSession(supervisor)
  const registered = new Promise<string>((resolve) => {
    browser.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [one] = registrations
      if (one) resolve(one.registrationId)
    })
  })
  await browser.send('ServiceWorker.enable')
  await browser.send('ServiceWorker.deliverPushMessage', {
    ...{ origin: product.origin, registrationId: await registered, data: JSON.stringify(message) },
  })
  await browser.detach()
}

describe('a message to a browser', () => {
  const message: PushMessage = {
    kind: 'emergency',
    estate: estate?.id ?? null,
    finding,
    title: '緊急',
    body: '#1 後樓梯 A',
  }
  const shown = () =>
    supervisor.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready
      const all = await registration.getNotifications()
      return all.map(({ title, body, tag, requireInteraction, data }) => ({
        title,
        body,
        tag,
        requireInteraction,
        data,
      }))
    })

  it('is shown until somebody touches it, and a repetition takes its place', async () => {
    await supervisor.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await push(message)
    await push({ ...message, body: '#1 後樓梯 A，第二次' })
    await expect.poll(shown).toEqual([
      {
        title: '緊急',
        body: '#1 後樓梯 A，第二次',
        tag: finding,
        requireInteraction: true,
        data: `/findings/${finding}`,
      },
    ])
  })

  it('of another finding stands beside it, and does not insist', async () => {
    await push({ ...message, kind: 'fixed', finding: uuid(0x72), title: '已處理，待覆查' })
    await expect
      .poll(async () => (await shown()).map(({ requireInteraction }) => requireInteraction).sort())
      .toEqual([false, true])
  })
})
