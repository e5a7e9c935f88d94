/** What an assistant sees when the code before his camera opens nothing: one calm sentence, and the camera keeps running. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import type { Checkpoints } from '../../checkpoints/wire/estate.ts'
import { words } from '../../client/words/phone.zh-Hant.ts'
import { openBrowser, PHONE } from '../support/chromium.ts'
import { qrPicture, showToFakeCamera } from '../support/fake-camera.ts'
import { type Product, startProduct } from '../support/product.ts'
import { signInOnScreen } from '../support/sign-in.ts'
import { openRound, type SmallEstate, setUpSmallEstate } from '../support/small-estate.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-bad-tags-'))
const camera = join(folder, 'camera.y4m')

let product: Product
let other: Product
let estate: SmallEstate
let elsewhere: SmallEstate
let phone: BrowserContext
let page: Page

beforeAll(async () => {
  ;[product, other] = await Promise.all([startProduct(join(folder, 'a')), startProduct(join(folder, 'b'))])
  ;[estate, elsewhere] = await Promise.all([setUpSmallEstate(product), setUpSmallEstate(other)])
  await openRound(estate, 600_000)
  show(undefined)
  phone = await openBrowser(join(folder, 'phone'), PHONE, camera)
  page = await signInOnScreen(phone, product, estate.assistant)
  await page.getByRole('link', { name: words.myDay.scan }).click()
  await page.locator('video').waitFor()
})

afterAll(async () => {
  await phone?.close()
  await product?.stop()
  await other?.stop()
})

describe('a code that opens nothing', () => {
  it('is told apart as some other QR code', async () => {
    await expectSaid('https://menu.example.org/tea', words.tag.foreign)
  })

  it('is not trusted when its signature was forged', async () => {
    const url = await tagUrlOf(estate, 0)
    const last = url.at(-1) === '7' ? '8' : '7'
    await expectSaid(url.slice(0, -1) + last, words.tag.untrusted)
  })

  it('is not trusted when it is cut off', async () => {
    await expectSaid((await tagUrlOf(estate, 0)).slice(0, -60), words.tag.untrusted)
  })

  it('is not trusted when it was issued by somebody else’s installation', async () => {
    await expectSaid(await tagUrlOf(elsewhere, 0), words.tag.untrusted)
  })

  it('is named as replaced when a newer label was issued', async () => {
    const old = await tagUrlOf(estate, 1)
    await estate.admin.call('POST', `/api/estates/${estate.id}/checkpoints/${estate.spots[1]!.id}/tag`)
    await page.goto(`${product.origin}/`)
    await page.waitForLoadState('networkidle')
    await page.getByRole('link', { name: words.myDay.scan }).click()
    await expectSaid(old, words.tag.revoked('後樓梯 A'))
  })

  it('leaves the camera running: the next good label opens its checklist', async () => {
    show(await tagUrlOf(estate, 0))
    await page.waitForURL('**/visit/**')
    await page.getByRole('heading', { name: '1 號𨋢' }).waitFor()
    show(undefined)
  })
})

describe('a code typed by hand', () => {
  it('says that a character is off, keeps what was typed, and opens the form once it is right', async () => {
    await page.goto(`${product.origin}/scan`)
    await page.getByRole('button', { name: words.scan.typeCode }).click()
    const { shortCode } = estate.spots[2]!
    const slip = shortCode.slice(0, -1) + (shortCode.endsWith('0') ? '1' : '0')
    const field = page.getByLabel(words.scan.codeLabel, { exact: true })
    await field.fill(slip)
    await page.getByRole('button', { name: words.scan.codeOpen, exact: true }).click()
    await page.getByText(words.tag.typo).first().waitFor()
    await expect.poll(() => field.inputValue()).toBe(slip)
    await field.fill(shortCode.toLowerCase().replaceAll('-', ' '))
    await page.getByRole('button', { name: words.scan.codeOpen, exact: true }).click()
    await page.getByText(words.checklist.typed).waitFor()
  })

  it('keeps what was entered when a file that is no photo is chosen', async () => {
    const [first] = await page.locator('.checklist-item').all()
    await first!.getByRole('radio', { name: words.checklist.defect }).check()
    await first!.getByLabel(words.checklist.note).fill('鏡頭蒙塵')
    await first!.getByRole('button', { name: words.checklist.addPhoto }).click()
    const file = { name: 'holiday.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not a picture') }
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByText(words.camera.unreadable).waitFor()
    await page.keyboard.press('Escape')
    await page.reload()
    await expect.poll(() => page.getByLabel(words.checklist.note).first().inputValue()).toBe('鏡頭蒙塵')
  })
})

function show(url: string | undefined): void {
  showToFakeCamera(camera, url === undefined ? undefined : qrPicture(url, 8))
}

async function expectSaid(code: string, sentence: string): Promise<void> {
  show(code)
  await page.getByText(sentence).first().waitFor()
  expect(new URL(page.url()).pathname).toBe('/scan')
  await expect.poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.paused)).toBe(false)
  show(undefined)
}

/** As somebody reading the label has it. */
async function tagUrlOf({ id, admin }: SmallEstate, spot: number): Promise<string> {
  const { checkpoints } = await admin.call<Checkpoints>('GET', `/api/estates/${id}/checkpoints`)
  const url = checkpoints[spot]?.tagUrl ?? ''
  if (!tagDigitsIn(url)) throw new Error(`no tag: ${url}`)
  return url
}
