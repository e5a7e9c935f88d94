/** What the phone says it has, it has after its battery dies in that instant: only what was synced to the disk is left. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readVisit } from '../../checkpoints/visit.ts'
import { words } from '../../client/words/phone.zh-Hant.ts'
import { type Reached, startBehindProxy } from '../support/behind-proxy.ts'
import { openBrowser, PHONE } from '../support/chromium.ts'
import { qrPicture, showToFakeCamera } from '../support/fake-camera.ts'
import { fileChecklist, fillChecklist } from '../support/fill-checklist.ts'
import { visitsOnPhone } from '../support/phone-store.ts'
import { batteryFor } from '../support/power-cut.ts'
import { signInOnScreen } from '../support/sign-in.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-power-cut-'))
const camera = join(folder, 'camera.y4m')

let reached: Reached
let proxy: Reached['proxy']
let product: Reached['product']
let estate: Reached['estate']
let liftTag: string
let phone: BrowserContext | undefined

beforeAll(async () => {
  reached = await startBehindProxy(join(folder, 'data'))
  ;({ proxy, product, estate, liftTag } = reached)
  showToFakeCamera(camera, qrPicture('a photo', 8))
})

afterAll(async () => {
  await phone?.close()
  await reached?.stop()
})

describe('the cut itself', () => {
  it.each([
    ['none of fifty finished transactions', 'default', 0],
    ['all of fifty finished strict ones', 'strict', 50],
  ] as const)('leaves %s', async (_, durability, left) => {
    const profile = join(folder, durability)
    const battery = batteryFor(profile, join(folder, `${durability}-cut`))
    phone = await openBrowser(profile, { ...PHONE, env: battery.env })
    const page = await bare(phone)
    await page.evaluate(async (durability) => {
      const opening = indexedDB.open('counted', 1)
      opening.onupgradeneeded = () => opening.result.createObjectStore('rows')
      await new Promise((resolve) => {
        opening.onsuccess = resolve
      })
      for (let i = 0; i < 50; i++) {
        const tx = opening.result.transaction('rows', 'readwrite', { durability })
        tx.objectStore('rows').put({ text: 'x'.repeat(200) }, i)
        await new Promise((resolve) => {
          tx.oncomplete = resolve
        })
      }
    }, durability)
    const after = await battery.pull(phone)
    phone = await openBrowser(after, PHONE)
    const count = await (await bare(phone)).evaluate(
      () =>
        new Promise<number>((resolve) => {
          const opening = indexedDB.open('counted', 1)
          opening.onupgradeneeded = () => opening.result.createObjectStore('rows')
          opening.onsuccess = () => {
            const counting = opening.result.transaction('rows').objectStore('rows').count()
            counting.onsuccess = () => resolve(counting.result)
          }
        }),
    )
    await phone.close()
    expect(count).toBe(left)
  })
})

describe('a round without signal on a phone whose battery dies', () => {
  it('leaves every visit, every answer of the open form, the photos and the place in the chain', async () => {
    const profile = join(folder, 'phone')
    phone = await openBrowser(profile, PHONE, camera)
    const before = await signInOnScreen(phone, product, estate.assistant)
    await before.getByText('0 / 3').first().waitFor()
    await before.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await phone.close()

    const battery = batteryFor(profile, join(folder, 'cut'))
    phone = await openBrowser(profile, { ...PHONE, env: battery.env }, camera)
    proxy.fateOf = () => 'lost'
    const page = pageOf(phone)
    for (let i = 1; i <= 3; i++) {
      await openForm(page)
      await fillChecklist(page, 'lift', { item: 'runs-smoothly', note: `第 ${i} 次`, photo: true })
      await fileChecklist(page)
    }
    const filed = await visitsOnPhone(page)
    expect(filed).toHaveLength(3)
    await openForm(page)
    await fillChecklist(page, 'lift', { item: 'runs-smoothly', note: '關門時有異響', photo: true })
    await page.getByText(words.checklist.kept).first().waitFor()
    const form = page.url()

    phone = await openBrowser(await battery.pull(phone), PHONE, camera)
    const again = pageOf(phone)
    await again.goto(form)
    await again.getByRole('heading', { name: '1 號𨋢' }).waitFor()
    const row = again.locator('#item-runs-smoothly')
    await row.locator('img').first().waitFor()
    await expect.poll(() => row.getByLabel(words.checklist.note).inputValue()).toBe('關門時有異響')
    expect(await visitsOnPhone(again)).toEqual(filed)

    await fileChecklist(again)
    const all = await visitsOnPhone(again)
    expect(readVisit(all[3]!.jws)).toMatchObject({ ok: true, claims: { sequence: 4, previous: filed[2]!.sha256 } })
    for (const { photos } of all)
      expect(photos.map(({ ofBytes }) => ofBytes)).toEqual(photos.map(({ sha256 }) => sha256))

    proxy.fateOf = () => 'passes'
    await again.evaluate(() => dispatchEvent(new Event('online')))
    await expect
      .poll(async () => (await visitsOnPhone(again)).map(({ state }) => state), { timeout: 15_000 })
      .toEqual(Array(4).fill('on-server'))
  })
})

/** A page of the product's origin that runs none of its code. */
async function bare(browser: BrowserContext): Promise<Page> {
  const page = pageOf(browser)
  await page.goto(`${product.origin}/healthz`)
  return page
}

async function openForm(page: Page): Promise<void> {
  await page.goto(proxy.origin + liftTag)
  await page.waitForURL('**/visit/**')
}

function pageOf(browser: BrowserContext): Page {
  return browser.pages()[0]!
}
