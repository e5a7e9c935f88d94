/** A contractor with nothing but a link: he reads what is to be done on his own phone, says that it is, and is sent back once. */
import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportJWK, generateKeyPair } from 'jose'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FindingAct, signFindingEvent } from '../../checkpoints/finding-act.ts'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import type { DeviceEnrolled } from '../../checkpoints/wire/estate.ts'
import type { FindingDetail, WorkOrderLink } from '../../checkpoints/wire/finding.ts'
import type { Me } from '../../checkpoints/wire/session.ts'
import { words as english } from '../../client/words/work-order.en.ts'
import { words } from '../../client/words/work-order.zh-Hant.ts'
import { type ApiClient, apiClientAt } from '../../scripts/support/api-client.ts'
import { firstLoad } from '../../scripts/support/first-load.ts'
import { JPEG } from '../support/a-finding-file.ts'
import { axeFaults } from '../support/axe.ts'
import { uuid } from '../support/builders.ts'
import { openBrowser, PHONE } from '../support/chromium.ts'
import { type Product, startProduct } from '../support/product.ts'
import { type SmallEstate, setUpSmallEstate } from '../support/small-estate.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-work-order-'))
const NOTE = '𨋢門關上時有異響。\n並有燒焦氣味，請盡快檢查。'

let product: Product
let estate: SmallEstate
let desk: ApiClient
let me: Me
let phone: BrowserContext
let page: Page
let finding: string
let link: string
let ids = 0x100

beforeAll(async () => {
  product = await startProduct(join(folder, 'data'))
  estate = await setUpSmallEstate(product)
  desk = apiClientAt(product.origin)
  me = await desk.call('POST', '/api/session', {
    username: estate.supervisor.username,
    password: estate.supervisor.password,
  })
  finding = uuid(++ids)
  await act({
    ...{ kind: 'report', checkpoint: estate.spots[0]!.id, category: 'facilities', severity: 'normal', note: NOTE },
    ...{ photos: [await photo()], residentReport: null, position: null },
  })
  await act({
    ...{ kind: 'triage', route: { kind: 'repair', assignee: null, contractor: null }, dueOn: null },
    note: '請先停用 1 號𨋢，到場前致電管理處。',
  })
  link = (await desk.call<WorkOrderLink>('POST', `${path()}/work-order/link`)).url
  phone = await openBrowser(join(folder, 'phone'), PHONE)
  page = phone.pages()[0]!
})
afterAll(async () => {
  await phone?.close()
  await product?.stop()
})

const path = () => `/api/estates/${estate.id}/findings/${finding}`

async function photo(): Promise<string> {
  const sha256 = createHash('sha256').update(JPEG).digest('hex')
  await desk.send(`/api/photos/${sha256}`, new Uint8Array(JPEG), 'image/jpeg')
  return sha256
}

async function act(act: FindingAct): Promise<void> {
  const event = await eventOf(act)
  await desk.call('PUT', `/api/finding-events/${event.id}`, { event })
}

async function eventOf(act: FindingAct) {
  const basis = act.kind === 'report' ? 0 : (await desk.call<FindingDetail>('GET', path())).finding.version
  return { v: 1 as const, id: uuid(++ids), finding, estate: estate.id, at: Date.now(), basis, act }
}

/** Somebody of the staff stands there, and finds it not right. */
async function sendBack(note: string): Promise<void> {
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const { kty, crv, x, y } = await exportJWK(publicKey)
  const key = { publicKey: { kty, crv, x, y }, label: '主管的手機' }
  const device = await desk.call<DeviceEnrolled>('POST', '/api/devices', key)
  const event = await eventOf({
    ...{ kind: 'verify', passed: false, note, photos: [], signature: await photo(), position: null },
    evidence: { channel: 'camera', digits: tagDigitsIn(estate.spots[0]!.tagUrl ?? '') ?? '' },
  })
  const jws = await signFindingEvent({ ...event, person: me.person.id, device: device.id }, privateKey)
  await desk.call('PUT', `/api/finding-events/${event.id}`, { jws })
}

async function choosePhoto(): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name: 'done.jpg', mimeType: 'image/jpeg', buffer: JPEG })
  await page.getByRole('img', { name: words.form.photoName }).waitFor()
}

async function expectNoFaults(): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await axeFaults(page, colorScheme === 'dark' ? 'colours' : 'all')).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

describe('a contractor who opens the link of his work order', () => {
  it('reads where, what and until when, and sees the photos', async () => {
    await page.goto(link)
    await page.getByRole('heading', { name: words.numbered(`WO-${new Date().getFullYear()}-0001`) }).waitFor()
    for (const text of ['測試苑', 'B 座 12/F', '1 號𨋢', '並有燒焦氣味', '到場前致電管理處'])
      await page.getByText(text).first().waitFor()
    const picture = page.getByRole('img', { name: words.photoName('1') })
    await picture.waitFor()
    expect(await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(64)
    await expectNoFaults()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide).toBeLessThanOrEqual(360)
    // Nobody of the staff, and no way further in.
    const shown = await page.locator('body').innerText()
    for (const name of ['李美玲', '陳有福', '管理員']) expect(shown).not.toContain(name)
    await expect.poll(() => page.locator('a[href^="/"]').count()).toBe(0)
  })

  it('fetches little for it, and no app', async () => {
    const { bytes } = await firstLoad(product.origin + new URL(link).pathname)
    expect(bytes).toBeLessThanOrEqual(42 * 1024)
    expect(await page.evaluate(() => navigator.serviceWorker.getRegistrations().then((all) => all.length))).toBe(0)
  })

  it('reads it in his own language, whatever the phone asks for', async () => {
    await page.getByRole('radio', { name: 'English' }).check({ force: true })
    await page.getByRole('heading', { name: english.what }).waitFor()
    await expectNoFaults()
    await page.getByRole('radio', { name: '繁體中文' }).check({ force: true })
    await page.getByRole('heading', { name: words.what }).waitFor()
  })

  it('takes it along as a PDF, fetched without the token in an address', async () => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: words.download }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^WO-\d{4}-0001\.pdf$/)
    const token = link.split('#')[1]!
    expect(asked.filter((url) => url.includes(token))).toEqual([])
  })

  it('is told what is missing, and loses nothing of what he has written with the page', async () => {
    await page.getByRole('button', { name: words.form.send }).click()
    await page.getByText(words.form.nameMissing).waitFor()
    await page.getByText(words.form.noteMissing).waitFor()
    await expectNoFaults()
    await page.getByLabel(words.form.name).fill('永安升降機 何師傅')
    await page.getByLabel(words.form.note).fill('已更換門機皮帶。')
    await page.reload()
    await expect.poll(() => page.getByLabel(words.form.note).inputValue()).toBe('已更換門機皮帶。')
  })

  it('says without a signal that he has done it, and it arrives once when there is one', async () => {
    await choosePhoto()
    await phone.setOffline(true)
    await page.getByRole('button', { name: words.form.send }).click()
    await page.getByText(words.form.kept).waitFor()
    await phone.setOffline(false)
    await page.getByRole('button', { name: words.form.send }).click()
    await page.getByText(words.reported).waitFor()
    await expectNoFaults()
    const { finding: now, events } = await desk.call<FindingDetail>('GET', path())
    expect([now.state, events.map((event) => event.act.kind)]).toEqual(['fixed', ['begin', 'triage', 'fix']])
    expect(events.at(-1)).toMatchObject({ by: '永安升降機 何師傅', byContractor: true })
  })

  it('sees that it was sent back and why, and reports it again with his name filled in', async () => {
    await sendBack('仍有異響，請再檢查門鎖。')
    await page.getByRole('button', { name: words.refresh }).click()
    await page.getByText('仍有異響，請再檢查門鎖。').waitFor()
    await expectNoFaults()
    await expect.poll(() => page.getByLabel(words.form.name).inputValue()).toBe('永安升降機 何師傅')
    await expect.poll(() => page.getByLabel(words.form.note).inputValue()).toBe('')
    await page.getByLabel(words.form.note).fill('已調校門鎖。')
    await page.getByRole('button', { name: words.form.send }).click()
    await page.getByText(words.reported).waitFor()
    const { events } = await desk.call<FindingDetail>('GET', path())
    expect(events.filter((event) => event.act.kind === 'fix')).toHaveLength(2)
  })

  it('is told what to do once the link has been taken back, or is not whole', async () => {
    await desk.call('DELETE', `${path()}/work-order/link`)
    await page.getByRole('button', { name: words.refresh }).click()
    await page.getByText(words.failures.closed[1]!).waitFor()
    await expectNoFaults()
    await expect.poll(() => page.getByText('𨋢門關上').count()).toBe(0)
    await page.goto('about:blank')
    await page.goto(link.slice(0, -3))
    await page.getByText(words.failures['no-token'][1]!).waitFor()
    await page.goto('about:blank')
    await page.goto(`${link.slice(0, -3)}xxx`)
    await page.getByText(words.failures.unknown[1]!).waitFor()
    await expectNoFaults()
  })
})
