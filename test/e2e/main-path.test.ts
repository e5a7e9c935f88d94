/**
 * The main job, whole: a printed label before a real browser's camera, its tag checked offline, the checklist with a defect and
 * a photo, the visit on the supervisor's board, the other spots pending and then missed. No step uses a back door.
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { STATE_NAMES } from '../../checkpoints/coverage.ts'
import type { CivilDate } from '../../checkpoints/time.ts'
import type { Coverage, RoundVisits } from '../../checkpoints/wire/coverage.ts'
import { words } from '../../client/words/phone.zh-Hant.ts'
import { DESK, openBrowser, PHONE } from '../support/chromium.ts'
import { showToFakeCamera } from '../support/fake-camera.ts'
import { fileChecklist, fillChecklist } from '../support/fill-checklist.ts'
import { labelPicture } from '../support/label-picture.ts'
import { type Product, startProduct } from '../support/product.ts'
import { signInOnScreen } from '../support/sign-in.ts'
import { openRound, type SmallEstate, setUpSmallEstate } from '../support/small-estate.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-e2e-'))
const camera = join(folder, 'camera.y4m')
const SECOND = 1000

let product: Product
let estate: SmallEstate
let phone: BrowserContext
let desk: BrowserContext
let closesAt: number
let day: CivilDate

beforeAll(async () => {
  product = await startProduct(join(folder, 'data'))
  estate = await setUpSmallEstate(product)
  ;({ closesAt, day } = await openRound(estate, 60 * SECOND))
  holdBefore(undefined)
  phone = await openBrowser(join(folder, 'phone'), PHONE, camera)
  desk = await openBrowser(join(folder, 'desk'), DESK)
})

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail' || !process.env.SHOTS) return
  for (const [i, page] of [...(phone?.pages() ?? []), ...(desk?.pages() ?? [])].entries()) {
    await page.screenshot({ path: join(process.env.SHOTS, `${i}.png`) })
  }
})

afterAll(async () => {
  await phone?.close()
  await desk?.close()
  await product?.stop()
})

describe('a round, from the printed label to the board', () => {
  it('scans a printed label offline, files a defect with a photo, and the board shows it', async () => {
    const page = await signInOnScreen(phone, product, estate.assistant)
    await page.getByText('0 / 3').first().waitFor()
    await appIsKept(page)

    await phone.setOffline(true)
    await scan(page, await printedLabel(0))
    await page.getByText(words.checklist.verified).waitFor()
    await page.getByRole('heading', { name: '1 號𨋢' }).waitFor()
    await fillChecklist(page, 'lift', { item: 'runs-smoothly', note: '關門時有異響', photo: true })
    const photos = page.locator('#item-runs-smoothly')
    await photos.getByRole('button', { name: words.checklist.removePhoto('') }).click()
    await photos.locator('img').waitFor({ state: 'detached' })
    await photos.getByRole('button', { name: words.checklist.undo }).click()
    await photos.locator('img').waitFor()
    await markPhoto(page)
    await fileChecklist(page)

    await phone.setOffline(false)
    const visits = await untilVisits(1)
    expect(visits[0]).toMatchObject({ checkpoint: estate.spots[0]!.id, defects: 1, verdict: { outcome: 'verified' } })

    const at = await signInOnScreen(desk, product, estate.supervisor)
    await at.goto(`${product.origin}/board`)
    await at
      .getByRole('link', { name: new RegExp(`1 號𨋢.*${STATE_NAMES.done['zh-Hant']}`) })
      .first()
      .click()
    await at.getByText('關門時有異響').waitFor()
    await at.getByText('陳有福').first().waitFor()
    const photo = at.locator('img').first()
    await photo.waitFor()
    await expect.poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100)
    const { tally } = await coverage()
    expect(tally).toMatchObject({ done: 1, pending: 2, missed: 0 })
  })

  it('loses nothing when the network goes between scan and submit and the phone is restarted', async () => {
    const page = phone.pages().at(-1)!
    await page.goto(`${product.origin}/`)
    await scan(page, await printedLabel(1))
    await page.getByRole('heading', { name: '後樓梯 A' }).waitFor()

    const { port } = new URL(product.origin)
    await product.stop()
    await fillChecklist(page, 'stairwell')
    await fileChecklist(page)
    await phone.close()
    phone = await openBrowser(join(folder, 'phone'), PHONE, camera)
    const again = phone.pages()[0] ?? (await phone.newPage())
    await again.goto(`${product.origin}/outbox`)
    await again.getByText('後樓梯 A').first().waitFor()

    product = await startProduct(product.dataDir, Number(port))
    await again.reload()
    const visits = await untilVisits(2)
    expect(visits.filter((visit) => visit.checkpoint === estate.spots[1]!.id)).toHaveLength(1)
  })

  it('names the spot nobody visited as missed once the window has passed, not before', async () => {
    expect((await coverage()).tally).toMatchObject({ done: 2, pending: 1, missed: 0 })
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, closesAt - Date.now()) + SECOND))
    const page = desk.pages().at(-1)!
    await page.goto(`${product.origin}/board?day=${day}`)
    await page
      .getByRole('link', { name: new RegExp(`停車場入口.*${STATE_NAMES.missed['zh-Hant']}`) })
      .first()
      .waitFor()
    const { tally, gaps } = await coverage()
    expect(tally).toMatchObject({ done: 2, pending: 0, missed: 1 })
    expect(gaps).toMatchObject([{ checkpoint: estate.spots[2]!.id, lastVisitAt: null }])
  }, 200_000)
})

/** The admin prints; the sheet is turned into a picture; this label is cut from it. */
async function printedLabel(index: number) {
  const pdf = await estate.admin.bytes(`/api/estates/${estate.id}/labels.pdf?sheet=l7160`)
  return labelPicture(pdf, 'l7160', index)
}

function holdBefore(picture: Parameters<typeof showToFakeCamera>[1]): void {
  showToFakeCamera(camera, picture, { scale: 2 })
}

async function scan(page: Page, picture: NonNullable<Parameters<typeof showToFakeCamera>[1]>): Promise<void> {
  holdBefore(picture)
  await page.getByRole('link', { name: words.myDay.scan }).click()
  await page.waitForURL('**/visit/**')
  holdBefore(undefined)
}

/** A circle by finger over the first photo of the form, one by the keyboard taken back: the marked one takes its place. */
async function markPhoto(page: Page): Promise<void> {
  const thumb = page.locator('#item-runs-smoothly img')
  const before = await thumb.getAttribute('src')
  await thumb.click()
  const sheet = page.getByRole('dialog')
  const picture = sheet.getByRole('application')
  const { x, y, width, height } = (await picture.boundingBox())!
  // Chosen first, it waits in the middle until the finger draws it where it belongs.
  await sheet.getByRole('button', { name: words.photoView.circle }).click()
  await expect.poll(() => sheet.locator('svg.photo-view-marks g').count()).toBe(1)
  await page.mouse.move(x + width / 4, y + height / 4)
  await page.mouse.down()
  await page.mouse.move(x + width / 2, y + height / 2, { steps: 5 })
  await page.mouse.up()
  await sheet.getByRole('button', { name: words.photoView.arrow }).click()
  await picture.press('ArrowRight')
  await expect.poll(() => sheet.locator('svg.photo-view-marks g').count()).toBe(2)
  await sheet.getByRole('button', { name: words.photoView.undoMark }).click()
  await expect.poll(() => sheet.locator('svg.photo-view-marks g').count()).toBe(1)
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, 'marked.png') })
  await sheet.getByRole('button', { name: words.photoView.save }).click()
  await sheet.waitFor({ state: 'detached' })
  await expect.poll(() => thumb.getAttribute('src')).not.toBe(before)
}

/** The service worker has the whole app: from here on it opens without a network. */
async function appIsKept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
}

async function coverage(): Promise<Coverage> {
  return estate.supervisor.call('GET', `/api/estates/${estate.id}/coverage?from=${day}&to=${day}`)
}

/** What the server has, as the supervisor's drill-down shows it. */
async function untilVisits(count: number): Promise<RoundVisits['visits']> {
  for (let tries = 0; tries < 100; tries++) {
    const [round] = (await coverage()).rounds
    const { visits } = await estate.supervisor.call<RoundVisits>(
      'GET',
      `/api/estates/${estate.id}/rounds/${round?.round}`,
    )
    if (visits.length >= count) return visits
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`never saw ${count} visits`)
}
