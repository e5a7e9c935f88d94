/**
 * A problem from the basement to its signed verification (policy 9): three people in three browsers, each by his own screens, and
 * at the end the paper that tells it all.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { ROUTES } from '../../checkpoints/finding-act.ts'
import { addDays } from '../../checkpoints/time.ts'
import type { FindingDetail, Findings } from '../../checkpoints/wire/finding.ts'
import { words } from '../../client/words/findings.zh-Hant.ts'
import { words as phoneWords } from '../../client/words/phone.zh-Hant.ts'
import { words as own } from '../../client/words/phone-findings.zh-Hant.ts'
import { signByHand, takePhoto } from '../support/by-hand.ts'
import { DESK, openBrowser, PHONE } from '../support/chromium.ts'
import { showToFakeCamera } from '../support/fake-camera.ts'
import { fileChecklist, fillChecklist } from '../support/fill-checklist.ts'
import { labelPicture } from '../support/label-picture.ts'
import { type Product, startProduct } from '../support/product.ts'
import { signInOnScreen } from '../support/sign-in.ts'
import { openRound, type SignedIn, type SmallEstate, setUpSmallEstate, today } from '../support/small-estate.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-finding-'))
const camera = join(folder, 'camera.y4m')
const NOTE = '排水渠淤塞，地面積水'

let product: Product
let estate: SmallEstate
const browsers: BrowserContext[] = []
let walker: Page
let supervisor: Page
let manager: Page
let id = ''

beforeAll(async () => {
  product = await startProduct(join(folder, 'data'))
  estate = await setUpSmallEstate(product)
  await openRound(estate, 3_600_000)
  showToFakeCamera(camera, undefined)
  walker = await opened('walker', estate.assistant, PHONE)
  supervisor = await opened('supervisor', estate.supervisor, DESK)
  manager = await opened('manager', estate.manager, DESK)
  await walker.getByText('0 / 3').first().waitFor()
  await walker.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
})

async function opened(name: string, who: SignedIn, shape: typeof PHONE): Promise<Page> {
  const browser = await openBrowser(join(folder, name), shape, camera)
  browsers.push(browser)
  return signInOnScreen(browser, product, who)
}

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail' || !process.env.SHOTS) return
  for (const [name, page] of Object.entries({ walker, supervisor, manager }))
    await page?.screenshot({ path: join(process.env.SHOTS, `finding-${name}.png`) })
})

afterAll(async () => {
  for (const browser of browsers) await browser.close()
  await product?.stop()
})

const path = () => `/api/estates/${estate.id}/findings`
const detail = () => estate.supervisor.call<FindingDetail>('GET', `${path()}/${id}`)
const becomes = (state: string) =>
  expect.poll(async () => (await detail()).finding.state, { timeout: 20_000 }).toBe(state)

/** Opens a form of the pane: the one deed that is next, or one behind it. */
async function opensForm(page: Page, deed: string): Promise<ReturnType<Page['getByRole']>> {
  const button = page.getByRole('button', { name: deed, exact: true })
  if (!(await button.first().isVisible())) await page.getByText(words.detail.otherDeeds).click()
  await button.first().click()
  return page.getByRole('dialog', { name: deed })
}

async function sends(sheet: ReturnType<Page['getByRole']>): Promise<void> {
  await sheet.getByRole('button', { name: words.form.send, exact: true }).click()
  await sheet.waitFor({ state: 'detached' })
}

it('is found without a signal, and stands in the supervisor’s list once the phone has one', async () => {
  await walker.context().setOffline(true)
  await walker.goto(estate.spots[1]!.tagUrl!.replace(/^.*(?=\/s\/)/, product.origin))
  await walker.waitForURL('**/visit/**')
  await fillChecklist(walker, 'stairwell', { item: 'clean', note: NOTE, photo: true, severity: 'normal' })
  await fileChecklist(walker)
  await supervisor.goto(`${product.origin}/findings`)
  await supervisor.getByText(words.none).waitFor()

  await walker.context().setOffline(false)
  await walker.goto(`${product.origin}/`)
  // The list hears of it by itself.
  await supervisor.getByRole('link', { name: new RegExp(NOTE) }).waitFor()
  const { findings } = await estate.supervisor.call<Findings>('GET', path())
  expect(findings).toMatchObject([{ number: 1, note: NOTE, state: 'reported', reporter: '陳有福' }])
  id = findings[0]!.id
  // The visit that reports it was signed by the phone.
  expect((await detail()).events[0]?.device).not.toBeNull()
}, 60_000)

it('is sent to repair by the supervisor, and no later than the rules allow', async () => {
  await supervisor.goto(`${product.origin}/findings/${id}`)
  const sheet = await opensForm(supervisor, words.deeds.triage)
  await sheet.getByRole('radio', { name: ROUTES.repair.names['zh-Hant'] }).check()
  await sheet.getByLabel(words.form.assignee).selectOption({ label: estate.supervisor.me.person.name })
  const due = sheet.getByLabel(words.form.dueOn, { exact: true })
  await expect.poll(() => due.inputValue()).toBe(addDays(today(), 7))
  await due.fill(addDays(today(), 8))
  await sheet.getByRole('button', { name: words.form.send, exact: true }).click()
  await sheet
    .getByText(/要經理批准/)
    .first()
    .waitFor()
  await due.fill(addDays(today(), 7))
  await sends(sheet)
  await becomes('in-work')
  // What comes next takes its place on the page: until then nothing there stands still.
  await supervisor.getByRole('button', { name: words.deeds.fix, exact: true }).waitFor()
}, 60_000)

it('gets more time only from the manager: asked, refused, asked again, approved', async () => {
  for (const approved of [false, true]) {
    const asking = await opensForm(supervisor, words.deeds['ask-extension'])
    await asking.getByLabel(words.form.until).fill(addDays(today(), 14))
    await asking.getByLabel(words.form.reason).fill(approved ? '零件延誤，附供應商回覆' : '零件未到')
    await sends(asking)
    await manager.goto(`${product.origin}/findings/${id}`)
    const answering = await opensForm(manager, words.deeds['answer-extension'])
    await answering.getByText(approved ? '零件延誤' : '零件未到').waitFor()
    await answering
      .getByRole('radio', { name: approved ? words.form.approve : words.form.decline, exact: true })
      .check()
    await answering.getByLabel(words.form.reason).fill(approved ? '同意' : '請先提供供應商回覆')
    await sends(answering)
    await expect.poll(async () => (await detail()).finding.dueOn).toBe(addDays(today(), approved ? 14 : 7))
    await supervisor.getByText(approved ? '同意' : '請先提供供應商回覆').waitFor()
  }
  expect((await detail()).finding.extended).toBe(1)
}, 90_000)

it('is fixed, and not verified by who did it', async () => {
  const sheet = await opensForm(supervisor, words.deeds.fix)
  await sheet.getByLabel(words.form.fixNote).fill('已通渠並清洗')
  await sends(sheet)
  await becomes('fixed')
  await supervisor.getByText(words.refusals['own-work']!).waitFor()
}, 60_000)

it('is verified at the spot by another, who scans its label, compares and signs', async () => {
  await walker.goto(`${product.origin}/findings/${id}`)
  await walker.getByRole('link', { name: own.deeds.verify }).click()
  const labels = await estate.admin.bytes(`/api/estates/${estate.id}/labels.pdf?sheet=l7160`)
  showToFakeCamera(camera, await labelPicture(labels, 'l7160', 1), { scale: 2 })
  await walker.getByText(own.verify.scanned).waitFor()
  showToFakeCamera(camera, undefined)
  await walker
    .getByRole('img', { name: own.finding.photo('1') })
    .first()
    .waitFor()
  await takePhoto(walker)
  await walker.getByRole('radio', { name: own.verify.passed }).check()
  await signByHand(walker)
  await walker.getByRole('button', { name: own.verify.save }).click()
  await becomes('closed')
  await supervisor.getByText(words.history.passed).waitFor()
  await supervisor.getByText(words.history.presence.verified).waitFor()
  await expect.poll(() => walker.getByText(phoneWords.myDay.outbox('1')).count()).toBe(0)
}, 90_000)

it('is told from beginning to end by one paper', async () => {
  const link = manager.getByRole('link', { name: words.detail.history })
  await manager.goto(`${product.origin}/findings/${id}`)
  const href = await link.getAttribute('href')
  const pdf = join(folder, 'history.pdf')
  writeFileSync(pdf, await estate.manager.bytes(href!))
  const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).replace(/\s+/g, '')
  const told = [NOTE, '零件未到', '請先提供供應商回覆', '零件延誤', '已通渠並清洗']
  const places = told.map((words) => text.indexOf(words.replace(/\s+/g, '')))
  expect(places.every((place) => place > 0)).toBe(true)
  for (const name of ['陳有福', '李美玲', '張志明']) expect(text).toContain(name)
  const pictures = execFileSync('pdfimages', ['-list', pdf], { encoding: 'utf8' }).trim().split('\n').length - 2
  // Before, after, and the hand under it.
  expect(pictures).toBeGreaterThanOrEqual(3)
}, 60_000)
