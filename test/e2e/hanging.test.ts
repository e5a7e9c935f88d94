/**
 * A label's way round: reported as unreadable in a basement, reissued and printed at the desk, hung by somebody without a signal,
 * read on the next patrol. No step uses a back door.
 */
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Hanging } from '../../checkpoints/wire/hanging.ts'
import { words } from '../../client/words/hanging.zh-Hant.ts'
import { words as office } from '../../client/words/office.zh-Hant.ts'
import { words as phoneWords } from '../../client/words/phone.zh-Hant.ts'
import { axeFaults } from '../support/axe.ts'
import { DESK, openBrowser, PHONE } from '../support/chromium.ts'
import { type Grey, showToFakeCamera } from '../support/fake-camera.ts'
import { fileChecklist, fillChecklist } from '../support/fill-checklist.ts'
import { labelPicture } from '../support/label-picture.ts'
import { type Product, startProduct } from '../support/product.ts'
import { signInOnScreen } from '../support/sign-in.ts'
import { type SmallEstate, setUpSmallEstate } from '../support/small-estate.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-hanging-'))
const camera = join(folder, 'camera.y4m')

let product: Product
let estate: SmallEstate
let phone: BrowserContext
let desk: BrowserContext
let page: Page
let at: Page
let old: Grey

beforeAll(async () => {
  product = await startProduct(join(folder, 'data'))
  estate = await setUpSmallEstate(product)
  // One spot is enough for a label's life.
  for (const { id } of estate.spots.slice(1))
    await estate.admin.call('PATCH', `/api/estates/${estate.id}/checkpoints/${id}`, { state: 'retired' })
  hold(undefined)
  phone = await openBrowser(join(folder, 'phone'), PHONE, camera)
  await phone.grantPermissions(['camera', 'geolocation'])
  await phone.setGeolocation({ latitude: 22.3, longitude: 114.2, accuracy: 12 })
  desk = await openBrowser(join(folder, 'desk'), { ...DESK, acceptDownloads: true })
})

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail' || !process.env.SHOTS) return
  for (const [i, shown] of [...(phone?.pages() ?? []), ...(desk?.pages() ?? [])].entries()) {
    await shown.screenshot({ path: join(process.env.SHOTS, `failed-${i}.png`) })
  }
})

afterAll(async () => {
  await phone?.close()
  await desk?.close()
  await product?.stop()
})

const hanging = () => estate.admin.call<Hanging>('GET', `/api/estates/${estate.id}/hanging`)

function hold(picture: Grey | undefined): void {
  showToFakeCamera(camera, picture, { scale: 2 })
}

async function look(shown: Page, name: string): Promise<void> {
  if (process.env.SHOTS) await shown.screenshot({ path: join(process.env.SHOTS, `${name}.png`), fullPage: true })
  expect([name, await axeFaults(shown)]).toEqual([name, []])
}

it('a label nobody can read is reported from the form that its code has opened, without a signal', async () => {
  page = await signInOnScreen(phone, product, estate.assistant)
  await page.getByText(phoneWords.myDay.nothingDue).waitFor()
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await phone.setOffline(true)
  await page.getByRole('link', { name: phoneWords.myDay.scan }).click()
  await page.getByRole('button', { name: phoneWords.scan.typeCode }).click()
  await page.getByRole('textbox', { name: phoneWords.scan.codeLabel }).fill(estate.spots[0]!.shortCode)
  await page.getByRole('button', { name: phoneWords.scan.codeOpen }).click()
  await page.waitForURL('**/visit/**')
  await look(page, 'typed')
  await page.getByRole('button', { name: words.damage.report }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: words.damage.send }).click()
  await sheet.getByText(words.damage.choose).waitFor()
  await page.getByRole('radio', { name: words.damage.kinds.unreadable }).check()
  await look(page, 'damage')
  await sheet.getByRole('button', { name: words.damage.send }).click()
  await page.getByText(words.damage.saidHere).waitFor()
  expect((await hanging()).damaged).toEqual([])
  await phone.setOffline(false)
  await expect.poll(async () => (await hanging()).damaged.map(({ damage }) => damage)).toEqual(['unreadable'])
})

it('the desk sees it in the queue for the printer, gives it a new tag and prints that', async () => {
  const path = `/api/estates/${estate.id}`
  old = labelPicture(await estate.admin.bytes(`${path}/labels.pdf?sheet=l7160`), 'l7160', 0)
  await estate.admin.call('POST', `${path}/checkpoints/${estate.spots[0]!.id}/tag`)
  at = await signInOnScreen(desk, product, estate.admin)
  await at.goto(`${product.origin}/labels/hanging`)
  await at.getByText(words.damage.kinds.unreadable).waitFor()
  await at.getByRole('heading', { name: words.desk.unprinted }).waitFor()
  await look(at, 'desk')
  await at.getByRole('link', { name: words.desk.print }).first().click()
  const download = at.waitForEvent('download')
  await at.getByRole('link', { name: office.labels.download }).click()
  newLabel = labelPicture(readFileSync(await (await download).path()), 'l7160', 0)
  await expect.poll(async () => (await hanging()).spots.map(({ standing }) => standing)).toEqual(['printed'])
  await at.goto(`${product.origin}/checkpoints/${estate.spots[0]!.id}`)
  await at.getByRole('heading', { name: words.history.prints }).waitFor()
  await at.getByText('Avery L7160').waitFor()
})
let newLabel: Grey

it('somebody hangs it without a signal: old label, new label, a photo, a position', async () => {
  await page.goto(`${product.origin}/`)
  await page.getByRole('link', { name: words.walk.title }).click()
  await page.getByText(words.walk.toHang('1')).waitFor()
  await look(page, 'walk')
  await phone.setOffline(true)
  hold(old)
  await page.getByRole('link', { name: /1 號𨋢/ }).click()
  await page.getByRole('heading', { name: words.spot.newTitle }).waitFor()
  await page.getByText(words.spot.stillOld).or(page.getByText(words.spot.oldRead)).waitFor()
  await look(page, 'scan-new')
  hold(newLabel)
  await page.getByText(words.spot.isNew('2')).waitFor()
  await page.getByText(words.spot.replaced.old).waitFor()
  await look(page, 'confirm')
  await page.getByRole('button', { name: words.spot.positionYes }).click()
  await page.getByText(words.spot.positionKept('12')).waitFor()
  await page.getByRole('button', { name: words.spot.photo }).click()
  await page.getByRole('button', { name: phoneWords.camera.take }).click()
  await page.getByRole('img', { name: words.spot.photoAlt }).waitFor()
  hold(undefined)
  await page.getByRole('button', { name: words.spot.done }).click()
  await page.getByText(words.walk.waiting).waitFor()
  await look(page, 'hung')
  expect((await hanging()).spots[0]?.standing).toBe('printed')
  // The page may be killed now.
  await page.reload()
  await page.getByText(words.walk.waiting).waitFor()
  await phone.setOffline(false)
  await expect.poll(async () => (await hanging()).spots.map(({ standing }) => standing)).toEqual(['installed'])
  expect((await hanging()).damaged).toEqual([])
})

it('the next patrol reads it: there is nothing left to do, and the spot tells its story', async () => {
  hold(newLabel)
  await page.goto(`${product.origin}/scan`)
  await page.waitForURL('**/visit/**')
  await fillChecklist(page, 'lift')
  await fileChecklist(page)
  await expect.poll(async () => (await hanging()).spots).toEqual([])
  await at.goto(`${product.origin}/labels/hanging`)
  await at.getByText(words.desk.allHang).waitFor()
  await at.goto(`${product.origin}/checkpoints/${estate.spots[0]!.id}`)
  await at.getByText(words.history.replaced.old).waitFor()
  await look(at, 'spot')
  const photo = at.getByRole('link', { name: words.history.photo })
  const answer = await desk.request.get(new URL((await photo.getAttribute('href'))!, product.origin).href)
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'image/jpeg'])
})

it('an old label that somebody has left hanging is noticed by whoever scans it', async () => {
  hold(old)
  await page.goto(`${product.origin}/scan`)
  await page.getByText(phoneWords.tag.revoked('1 號𨋢')).waitFor()
  await expect.poll(async () => (await hanging()).spots[0]?.old?.revision).toBe(1)
  await at.goto(`${product.origin}/labels/hanging`)
  await at.getByRole('heading', { name: words.desk.old }).waitFor()
  await page.goto(`${product.origin}/hang`)
  await page.getByText(words.walk.why.old).waitFor()
})

it('a blank, printed beforehand, becomes a spot where it is put up', async () => {
  await at.goto(`${product.origin}/labels/hanging`)
  await at.getByLabel(words.desk.count).fill('2')
  await at.getByRole('button', { name: words.desk.make }).click()
  await at.getByText(words.desk.blanksLeft('2')).waitFor()
  const pdf = await estate.admin.bytes(`/api/estates/${estate.id}/blanks.pdf?sheet=l7160`)
  hold(undefined)
  await phone.close()
  phone = await openBrowser(join(folder, 'another-phone'), PHONE, camera)
  page = await signInOnScreen(phone, product, estate.supervisor)
  await page.goto(`${product.origin}/hang/blank`)
  await page.getByText(words.blank.scanText).waitFor()
  hold(labelPicture(pdf, 'l7160', 0))
  await page.getByText(words.blank.isNewSpot).waitFor()
  await page.getByLabel(office.checkpoints.place).selectOption({ label: 'B 座 12/F' })
  await page.getByLabel(office.checkpoints.kind, { exact: true }).selectOption('meter-room')
  await page.getByLabel('繁體中文').fill('新電錶房')
  await page.getByLabel(office.checkpoints.code, { exact: true }).fill('B-NEW')
  await look(page, 'blank')
  await page.getByRole('button', { name: words.blank.claim }).click()
  await page.getByText(words.blank.claimed('新電錶房', 'B-NEW')).waitFor()
  const made = (await hanging()).spots.find(({ code }) => code === 'B-NEW')
  expect(made).toMatchObject({ standing: 'installed', installed: { by: '李美玲' } })
})
