/**
 * Problems on one phone that is offline most of the time: reported and settled by one assistant, and what somebody else has fixed
 * verified on the spot, by scan and signature, the browser killed in between.
 */
import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { SEVERITY_NAMES } from '../../checkpoints/answer.ts'
import { FINDING_STATES } from '../../checkpoints/finding.ts'
import { uuidV7 } from '../../checkpoints/ids.ts'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import type { Checkpoints } from '../../checkpoints/wire/estate.ts'
import type { FindingDetail, Findings } from '../../checkpoints/wire/finding.ts'
import { words as emergency } from '../../client/words/emergency.zh-Hant.ts'
import { words as desk } from '../../client/words/findings.zh-Hant.ts'
import { words } from '../../client/words/phone.zh-Hant.ts'
import { words as own } from '../../client/words/phone-findings.zh-Hant.ts'
import { JPEG } from '../support/a-finding-file.ts'
import { axeFaults } from '../support/axe.ts'
import { signByHand, takePhoto } from '../support/by-hand.ts'
import { killBrowser, openBrowser, PHONE } from '../support/chromium.ts'
import { showToFakeCamera } from '../support/fake-camera.ts'
import { labelPicture } from '../support/label-picture.ts'
import { type Product, startProduct } from '../support/product.ts'
import { signInOnScreen } from '../support/sign-in.ts'
import { openRound, type SignedIn, type SmallEstate, setUpSmallEstate } from '../support/small-estate.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-phone-findings-'))
const profile = join(folder, 'phone')
const camera = join(folder, 'camera.y4m')

let product: Product
let estate: SmallEstate
let phone: BrowserContext
let page: Page
let labels: Uint8Array

beforeAll(async () => {
  product = await startProduct(join(folder, 'data'))
  estate = await setUpSmallEstate(product)
  await openRound(estate, 3_600_000)
  labels = await estate.admin.bytes(`/api/estates/${estate.id}/labels.pdf?sheet=l7160`)
  holdBefore(undefined)
  phone = await openBrowser(profile, PHONE, camera)
  page = await signInOnScreen(phone, product, estate.assistant)
  await page.getByText('0 / 3').first().waitFor()
  // Chromium writes a cookie down within half a minute, or when it is closed: he signed in longer ago than that.
  await phone.close()
  phone = await openBrowser(profile, PHONE, camera)
  page = phone.pages()[0] ?? (await phone.newPage())
  await page.goto(`${product.origin}/`)
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
})

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail' || !process.env.SHOTS) return
  await page.screenshot({ path: join(process.env.SHOTS, 'phone-findings-failed.png') })
})

afterAll(async () => {
  await phone?.close()
  await product?.stop()
})

function holdBefore(picture: Parameters<typeof showToFakeCamera>[1]): void {
  showToFakeCamera(camera, picture, { scale: 2 })
}

async function isSound(name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await axeFaults(page, colorScheme === 'dark' ? 'colours' : 'all')).toEqual([])
    if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${name}-${colorScheme}.png`) })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

const sign = () => signByHand(page)
const photograph = () => takePhoto(page)

async function does(who: SignedIn, finding: string, basis: number, act: object): Promise<void> {
  const id = uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
  const event = { v: 1, id, finding, estate: estate.id, at: Date.now(), basis, act }
  await who.call('PUT', `/api/finding-events/${id}`, { event })
}

const findings = async () =>
  (await estate.supervisor.call<Findings>('GET', `/api/estates/${estate.id}/findings`)).findings
const detail = (id: string) => estate.supervisor.call<FindingDetail>('GET', `/api/estates/${estate.id}/findings/${id}`)

const newId = () => uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

function aboutLift(residentReport: string | null = null) {
  const checkpoint = estate.spots[0]!.id
  return { checkpoint, category: 'facilities', photos: [], residentReport, position: null }
}

/** Reported, and fixed by somebody else. */
async function verifiable({ residentReport }: { readonly residentReport: string | null }): Promise<string> {
  const finding = newId()
  const report = { kind: 'report', ...aboutLift(residentReport), severity: 'normal', note: '門關得很慢' }
  await does(estate.supervisor, finding, 0, report)
  const route = { kind: 'repair', assignee: null, contractor: null }
  await does(estate.supervisor, finding, 1, { kind: 'triage', route, dueOn: null, note: '' })
  await does(estate.supervisor, finding, 2, { kind: 'fix', note: '已加油', photos: [] })
  return finding
}

/** Left by a stranger at the tag of the lift. @returns its id at the desk */
async function residentsReport(): Promise<string> {
  const path = `/api/estates/${estate.id}`
  await estate.admin.call('PUT', `${path}/public-page`, { showsLastPatrol: false, takesReports: true })
  const { checkpoints } = await estate.admin.call<Checkpoints>('GET', `${path}/checkpoints`)
  const { tagUrl } = checkpoints.find(({ id }) => id === estate.spots[0]!.id)!
  const tag = `/api/public/tags/${tagDigitsIn(tagUrl ?? '')}`
  const { reports } = await estate.admin.call<{ reports: { ticket: string } }>('GET', tag)
  // Nobody writes in less than a few seconds: the server takes it for a machine.
  await new Promise((resolve) => setTimeout(resolve, 5_000))
  await estate.admin.call('POST', `${tag}/reports`, {
    ticket: reports.ticket,
    text: '門關得很慢',
    contact: '9123 4567',
  })
  const desk = await estate.manager.call<{ reports: { id: string }[] }>('GET', `${path}/resident-reports`)
  return desk.reports[0]!.id
}

/** As the browser does when the signal is back (Background Sync). */
async function wakeWorker(): Promise<void> {
  const devtools = await phone.newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      for (const { registrationId, scopeURL } of registrations)
        if (scopeURL.startsWith(product.origin)) resolve(registrationId)
    })
  })
  await devtools.send('ServiceWorker.enable')
  const registrationId = await registered
  const event = { origin: product.origin, registrationId, tag: 'outbox', lastChance: false }
  await devtools.send('ServiceWorker.dispatchSyncEvent', event)
}

describe('problems on a phone', () => {
  it('are reported and settled on the spot without a signal, and arrive in that order', async () => {
    await phone.setOffline(true)
    await page.goto(`${product.origin}/`)
    await page.getByRole('link', { name: own.list.report }).click()
    await page.getByRole('button', { name: own.report.save }).click()
    await page.getByText(own.report.needs.category).waitFor()
    await page.getByRole('button', { name: own.report.chooseWhere }).click()
    await page.getByRole('button', { name: /後樓梯 A/ }).click()
    await page.getByRole('radio', { name: '清潔衞生' }).check()
    await page.getByRole('radio', { name: '輕微' }).check()
    await page.getByLabel(own.report.note).fill('梯級上有水漬')
    await photograph()
    await isSound('report')
    await page.getByRole('button', { name: own.report.save }).click()

    await page.getByRole('link', { name: own.deeds.settle }).click()
    await page.getByLabel(own.deed.note.settle).fill('已抹乾，放了警告牌')
    await sign()
    await isSound('settle')
    await page.getByRole('button', { name: own.deed.save.settle }).click()
    await page.getByRole('heading', { name: '即場解決', exact: true }).waitFor()
    await expect.poll(() => page.getByText(own.finding.waits).count()).toBe(2)
    await page.goto(`${product.origin}/`)
    await page.getByText(words.myDay.outbox('2')).waitFor()

    await phone.setOffline(false)
    await expect
      .poll(async () => (await findings()).map(({ state }) => state), { timeout: 20_000 })
      .toEqual(['settled'])
    const [settled] = await findings()
    const { events } = await detail(settled!.id)
    expect(events.map(({ act, by, standing }) => [act.kind, by, standing])).toEqual([
      ['begin', '陳有福', 'applied'],
      ['settle', '陳有福', 'applied'],
    ])
    expect(events[1]?.device).not.toBeNull()
    await page.getByText(words.myDay.allSent).waitFor()
  }, 120_000)

  it('that somebody else has fixed are verified by scan and signature, the browser killed in between', async () => {
    const finding = uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
    const lift = estate.spots[0]!.id
    const about = { checkpoint: lift, category: 'facilities', photos: [], residentReport: null, position: null }
    await does(estate.supervisor, finding, 0, { kind: 'report', ...about, severity: 'normal', note: '關門時有異響' })
    const route = { kind: 'repair', assignee: estate.supervisor.me.person.id, contractor: null }
    await does(estate.supervisor, finding, 1, { kind: 'triage', route, dueOn: null, note: '' })
    await does(estate.supervisor, finding, 2, { kind: 'fix', note: '已換門輪', photos: [] })

    await page.goto(`${product.origin}/`)
    await page.getByText(own.line.toVerify('1')).waitFor()
    await phone.setOffline(true)
    await page.locator('a[href="/findings"]').click()
    await isSound('my-findings')
    await page.getByRole('link', { name: /關門時有異響/ }).click()
    await page.getByText(own.finding.historyOffline).waitFor()
    await isSound('finding')
    await page.getByRole('link', { name: own.deeds.verify }).click()
    holdBefore(await labelPicture(labels, 'l7160', 1))
    await page.getByText(own.verify.wrongSpot('後樓梯 A', '1 號𨋢')).waitFor()
    holdBefore(await labelPicture(labels, 'l7160', 0))
    await page.getByText(own.verify.scanned).waitFor()
    holdBefore(undefined)
    await photograph()
    await page.getByRole('radio', { name: own.verify.passed }).check()
    await page.getByLabel(own.verify.note).fill('開關十次，無異響')
    await page.getByText(own.deed.kept).waitFor()

    await killBrowser(phone, profile)
    phone = await openBrowser(profile, PHONE, camera)
    await phone.setOffline(true)
    page = phone.pages()[0] ?? (await phone.newPage())
    await page.goto(`${product.origin}/findings/${finding}/verify`)
    await page.getByText(own.verify.scanned).waitFor()
    await expect.poll(() => page.getByLabel(own.verify.note).inputValue()).toBe('開關十次，無異響')
    await sign()
    await isSound('verify')
    await page.getByRole('button', { name: own.verify.save }).click()
    await page.getByRole('heading', { name: '已完成' }).waitFor()

    await phone.setOffline(false)
    await page.reload()
    await expect.poll(async () => (await detail(finding)).finding.state, { timeout: 20_000 }).toBe('closed')
    const { events } = await detail(finding)
    expect(events.at(-1)).toMatchObject({
      by: '陳有福',
      presence: 'verified',
      act: { kind: 'verify', passed: true, note: '開關十次，無異響' },
    })
    expect(events.at(-1)?.device).not.toBeNull()
  }, 180_000)

  it('of a resident wait for the call back once they are verified, and the phone knows so without a signal', async () => {
    await phone.setOffline(false)
    const finding = await verifiable({ residentReport: await residentsReport() })
    await page.goto(`${product.origin}/findings`)
    await page.getByRole('link', { name: /門關得很慢/ }).waitFor()
    await phone.setOffline(true)
    await page.goto(`${product.origin}/findings/${finding}/verify`)
    await page.getByRole('button', { name: own.verify.typeCode }).click()
    await page.getByRole('dialog').getByRole('textbox').fill(estate.spots[0]!.shortCode)
    await page.getByRole('button', { name: words.scan.codeOpen }).click()
    await page.getByText(own.verify.typed).waitFor()
    await page.getByRole('radio', { name: own.verify.passed }).check()
    await sign()
    await page.getByRole('button', { name: own.verify.save }).click()
    await page.getByRole('heading', { name: '待回訪' }).waitFor()

    await page.getByRole('link', { name: own.deeds['call-back'] }).click()
    await page.getByRole('button', { name: own.deed.save['call-back'] }).click()
    await page.getByText(own.deed.outcomeMissing).waitFor()
    await isSound('call-back')
    await page.getByRole('radio', { name: '住戶滿意', exact: true }).check()
    await page.getByRole('button', { name: own.deed.save['call-back'] }).click()
    await page.getByRole('heading', { name: '已完成' }).waitFor()
    await phone.setOffline(false)
    await expect.poll(async () => (await detail(finding)).finding.state, { timeout: 20_000 }).toBe('closed')
    expect((await detail(finding)).events.slice(-2).map(({ act, standing }) => [act.kind, standing])).toEqual([
      ['verify', 'applied'],
      ['call-back', 'applied'],
    ])
  }, 120_000)

  it('that somebody else was faster at keep what he did, and his phone says so', async () => {
    await phone.setOffline(false)
    const finding = newId()
    await does(estate.supervisor, finding, 0, { kind: 'report', ...aboutLift(), severity: 'normal', note: '按鈕鬆脫' })
    await page.goto(`${product.origin}/findings/${finding}/settle`)
    await page.getByLabel(own.deed.note.settle).waitFor()
    await phone.setOffline(true)
    const route = { kind: 'repair', assignee: null, contractor: null }
    await does(estate.supervisor, finding, 1, { kind: 'triage', route, dueOn: null, note: '' })
    await page.getByLabel(own.deed.note.settle).fill('已上緊螺絲')
    await sign()
    await page.getByRole('button', { name: own.deed.save.settle }).click()
    await page.getByText(own.finding.waits).waitFor()
    await phone.setOffline(false)
    await page.getByText(own.finding.conflicting).waitFor()
    await page.getByRole('heading', { name: '跟進中' }).waitFor()
    await page.goto(`${product.origin}/outbox`)
    await page.getByText(own.finding.conflicting).waitFor()
    await isSound('outbox-conflict')
    await page
      .getByRole('link', { name: /即場解決 · 1 號𨋢/ })
      .filter({ hasText: own.finding.conflicting })
      .click()
    await page.getByText(own.finding.tooLate).waitFor()
    expect((await detail(finding)).events.at(-1)).toMatchObject({ by: '陳有福', standing: 'conflicting' })
  }, 60_000)

  it('go up without a page: the browser wakes the worker once there is a signal', async () => {
    const finding = newId()
    await does(estate.supervisor, finding, 0, {
      kind: 'report',
      ...aboutLift(),
      severity: 'normal',
      note: '鏡子有裂痕',
    })
    await page.goto(`${product.origin}/findings/${finding}/comment`)
    await page.getByLabel(own.deed.note.comment).waitFor()
    await phone.setOffline(true)
    await page.getByLabel(own.deed.note.comment).fill('裂痕在右上角')
    await page.getByRole('button', { name: own.deed.save.comment }).click()
    await page.getByText(own.finding.waits).waitFor()
    await page.goto('about:blank')
    await phone.setOffline(false)
    await wakeWorker()
    await expect
      .poll(async () => (await detail(finding)).events.at(-1)?.act, { timeout: 20_000 })
      .toMatchObject({ kind: 'comment', text: '裂痕在右上角' })
  }, 60_000)

  it('that are his to fix may take longer if he asks; and he does not verify them himself, and is told why', async () => {
    const finding = uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
    const told = {
      checkpoint: estate.spots[1]!.id,
      category: 'facilities',
      photos: [],
      residentReport: null,
      position: null,
    }
    await does(estate.supervisor, finding, 0, { kind: 'report', ...told, severity: 'normal', note: '燈不亮' })
    const route = { kind: 'repair', assignee: estate.assistant.me.person.id, contractor: null }
    await does(estate.supervisor, finding, 1, { kind: 'triage', route, dueOn: null, note: '' })
    await page.goto(`${product.origin}/findings`)
    await page.getByRole('heading', { name: own.list.assigned }).waitFor()
    await page.goto(`${product.origin}/findings/${finding}`)
    await page.getByRole('heading', { name: '燈不亮' }).waitFor()
    const about = page.getByRole('region', { name: FINDING_STATES['in-work'].names['zh-Hant'] })
    await about.getByText(SEVERITY_NAMES.normal['zh-Hant']).waitFor()
    expect(await about.getByText('燈不亮').count()).toBe(0)
    await page.getByRole('link', { name: own.deeds['ask-extension'] }).click()
    await page.getByRole('button', { name: own.deed.save['ask-extension'] }).click()
    await page.getByText(desk.form.untilNotLater).waitFor()
    await page.getByLabel(desk.form.until).fill('2036-03-01')
    await page.getByLabel(own.deed.note['ask-extension']).fill('等零件')
    await isSound('ask-extension')
    await page.getByRole('button', { name: own.deed.save['ask-extension'] }).click()
    await page.getByText(own.finding.extensionAsked('2036年3月1日')).waitFor()
    await expect.poll(() => page.getByRole('link', { name: own.deeds['ask-extension'] }).count()).toBe(0)
    await page.getByRole('link', { name: own.deeds.fix }).click()
    await page.getByLabel(own.deed.note.fix).fill('已換燈')
    await page.getByRole('button', { name: own.deed.save.fix }).click()
    await page.getByText(own.whyNot['own-work']).waitFor()
    await expect.poll(() => page.getByRole('link', { name: own.deeds.verify }).count()).toBe(0)
    await page.goto(`${product.origin}/findings/${finding}/verify`)
    await page.getByText(own.whyNot['own-work']).waitFor()
  }, 60_000)

  it('leave what to do in an emergency one press away, also in the middle of a form', async () => {
    const finding = newId()
    await does(estate.supervisor, finding, 0, { kind: 'report', ...aboutLift(), severity: 'normal', note: '地板濕滑' })
    await page.goto(`${product.origin}/findings/${finding}/settle`)
    await page.getByLabel(own.deed.note.settle).fill('已抹乾')
    await page.getByRole('link', { name: words.emergency, exact: true }).click()
    await page.getByText(emergency.steps[0]!).waitFor()
    // Where he is, is known from what he was doing.
    await page.getByText('1 號𨋢').first().waitFor()
    await page.getByRole('link', { name: emergency.back, exact: true }).click()
    await expect.poll(() => page.getByLabel(own.deed.note.settle).inputValue()).toBe('已抹乾')
  }, 60_000)

  it('that somebody else was faster at are filled in to the end, and he is told before he sends it', async () => {
    const finding = newId()
    await does(estate.supervisor, finding, 0, { kind: 'report', ...aboutLift(), severity: 'normal', note: '扶手鬆脫' })
    await page.goto(`${product.origin}/findings`)
    await page.getByRole('link', { name: /扶手鬆脫/ }).waitFor()
    await phone.setOffline(true)
    await page.goto(`${product.origin}/findings/${finding}/comment`)
    await page.getByLabel(own.deed.note.comment).fill('我去處理')
    await page.getByRole('button', { name: own.deed.save.comment }).click()
    await page.getByText(own.finding.waits).waitFor()
    await page.getByRole('link', { name: own.deeds.settle }).click()
    await page.getByLabel(own.deed.note.settle).fill('已鎖緊')
    const route = { kind: 'repair', assignee: null, contractor: null }
    await does(estate.supervisor, finding, 1, { kind: 'triage', route, dueOn: null, note: '' })
    // His comment goes up while he writes on, and with the answer comes the news.
    await phone.setOffline(false)
    await page.getByText(own.deed.overtaken).waitFor()
    await expect.poll(() => page.getByLabel(own.deed.note.settle).inputValue()).toBe('已鎖緊')
    await sign()
    await page.getByRole('button', { name: own.deed.save.settle }).click()
    await page.getByText(own.finding.tooLate).waitFor()
    expect((await detail(finding)).events.at(-1)).toMatchObject({
      by: '陳有福',
      standing: 'conflicting',
      act: { kind: 'settle', note: '已鎖緊' },
    })
  }, 60_000)

  it('say which photos want a signal, also where nobody has noticed yet that it is gone', async () => {
    const sha256 = createHash('sha256').update(JPEG).digest('hex')
    await page.request.put(`${product.origin}/api/photos/${sha256}`, { data: JPEG })
    const finding = newId()
    const report = { kind: 'report', ...aboutLift(), photos: [sha256], severity: 'normal', note: '天花滲水' }
    await does(estate.assistant, finding, 0, report)
    await page.goto(`${product.origin}/findings`)
    await page.getByRole('link', { name: /天花滲水/ }).waitFor()
    await phone.route('**/api/photos/*', (route) => route.abort())
    await page.getByRole('link', { name: /天花滲水/ }).click()
    await page.getByText(own.finding.photosOffline('1')).waitFor()
    await expect.poll(() => page.getByRole('img', { name: own.finding.photo('1') }).count()).toBe(0)
    await phone.unroute('**/api/photos/*')
  }, 60_000)

  it('are signed under the finger, also on a phone that has been turned', async () => {
    const finding = newId()
    await does(estate.supervisor, finding, 0, { kind: 'report', ...aboutLift(), severity: 'normal', note: '燈罩鬆脫' })
    await page.goto(`${product.origin}/findings/${finding}/settle`)
    const pad = page.getByRole('img', { name: own.deed.signHere })
    await pad.waitFor()
    await page.setViewportSize({ width: 740, height: 360 })
    await pad.scrollIntoViewIfNeeded()
    const { x, y, width, height } = (await pad.boundingBox())!
    await page.mouse.move(x + width * 0.8, y + height * 0.2)
    await page.mouse.down()
    await page.mouse.move(x + width * 0.8, y + height * 0.6, { steps: 4 })
    await page.mouse.up()
    const drawnAt = (share: number) =>
      pad.evaluate((canvas: HTMLCanvasElement, at) => {
        const pen = canvas.getContext('2d')!
        return pen.getImageData(canvas.width * at, canvas.height * 0.4, 1, 1).data[0]! < 128
      }, share)
    expect(await drawnAt(0.8)).toBe(true)
    await page.setViewportSize({ width: 360, height: 740 })
  }, 60_000)

  it('that were begun on a phone that died, and done by a colleague meanwhile, are sent as a comment or thrown away', async () => {
    const finding = newId()
    await does(estate.supervisor, finding, 0, { kind: 'report', ...aboutLift(), severity: 'normal', note: '門縫夾紙' })
    for (const [deed, note] of [
      ['settle', '已取出紙屑'],
      ['comment', '是廣告紙'],
    ] as const) {
      await page.goto(`${product.origin}/findings/${finding}/${deed}`)
      await page.getByLabel(own.deed.note[deed]).fill(note)
      await page.getByText(own.deed.kept).waitFor()
    }
    await killBrowser(phone, profile)
    const route = { kind: 'repair', assignee: null, contractor: null }
    await does(estate.supervisor, finding, 1, { kind: 'triage', route, dueOn: null, note: '' })
    await does(estate.supervisor, finding, 2, { kind: 'fix', note: '已清理', photos: [] })
    phone = await openBrowser(profile, PHONE, camera)
    page = phone.pages()[0] ?? (await phone.newPage())

    await page.goto(`${product.origin}/`)
    // Whatever else he has begun: it is said how much.
    await page.getByText(new RegExp(own.line.begun('[2-9]'))).click()
    const begun = page.getByRole('region', { name: own.list.begun })
    await isSound('begun')
    await begun.getByRole('link', { name: /門縫夾紙 · 已取出紙屑/ }).click()
    await page.getByText(own.whyNot['wrong-state']).waitFor()
    await page.getByText('已取出紙屑').waitFor()
    await page.locator('.top-bar').getByText('門縫夾紙').waitFor()
    await isSound('overtaken-draft')
    await page.getByRole('button', { name: own.deed.left.comment }).click()
    await page.getByRole('heading', { name: own.finding.history }).waitFor()
    await expect
      .poll(async () => (await detail(finding)).events.at(-1), { timeout: 20_000 })
      .toMatchObject({
        by: '陳有福',
        standing: 'applied',
        act: { kind: 'comment', text: `${own.deeds.settle} · 已取出紙屑` },
      })

    await begun.getByRole('link', { name: own.deeds.comment }).click()
    await expect.poll(() => page.getByLabel(own.deed.note.comment).inputValue()).toBe('是廣告紙')
    await page.getByRole('button', { name: words.checklist.discard }).click()
    await page.getByRole('dialog').getByRole('button', { name: words.checklist.discard }).click()
    await page.getByRole('heading', { name: own.finding.history }).waitFor()
    await expect.poll(() => begun.count()).toBe(0)
    await page.goto(`${product.origin}/findings/${finding}/comment`)
    await expect.poll(() => page.getByLabel(own.deed.note.comment).inputValue()).toBe('')
  }, 120_000)

  it('that he has dealt with on his other phone are no colleague’s doing, and what he wrote here goes up as a comment', async () => {
    const finding = newId()
    await does(estate.supervisor, finding, 0, { kind: 'report', ...aboutLift(), severity: 'normal', note: '燈箱鬆脫' })
    const route = { kind: 'repair', assignee: estate.assistant.me.person.id, contractor: null }
    await does(estate.supervisor, finding, 1, { kind: 'triage', route, dueOn: null, note: '' })
    await page.goto(`${product.origin}/findings`)
    await page.getByRole('link', { name: /燈箱鬆脫/ }).waitFor()
    await phone.setOffline(true)
    await page.goto(`${product.origin}/findings/${finding}/comment`)
    await page.getByLabel(own.deed.note.comment).fill('我去處理')
    await page.getByRole('button', { name: own.deed.save.comment }).click()
    await page.getByText(own.finding.waits).waitFor()
    await page.getByRole('link', { name: own.deeds.fix }).click()
    await page.getByLabel(own.deed.note.fix).fill('已上螺絲')
    await does(estate.assistant, finding, 2, { kind: 'fix', note: '已鎖好', photos: [] })
    await phone.setOffline(false)
    await page.getByRole('button', { name: own.deed.left.comment }).click()
    await expect
      .poll(async () => (await detail(finding)).events.slice(2).map(({ act, standing }) => [act.kind, standing]), {
        timeout: 20_000,
      })
      .toEqual([
        ['fix', 'applied'],
        ['comment', 'applied'],
        ['comment', 'applied'],
      ])
  }, 60_000)

  it('are signed on paper by whoever cannot draw; and what is pressed and goes away leaves the focus where it was', async () => {
    const focused = () => page.evaluate(() => document.activeElement?.textContent || document.activeElement?.tagName)
    const picture = () => page.evaluate(() => document.activeElement?.querySelector('img')?.alt)
    await page.goto(`${product.origin}/report`)
    await page.getByRole('button', { name: own.report.chooseWhere }).click()
    await page.getByRole('button', { name: /後樓梯 A/ }).click()
    await expect.poll(focused).toBe(own.report.otherSpot)

    const finding = newId()
    await does(estate.supervisor, finding, 0, { kind: 'report', ...aboutLift(), severity: 'normal', note: '門檻鬆脫' })
    await page.goto(`${product.origin}/findings/${finding}/settle`)
    await page.getByLabel(own.deed.note.settle).waitFor()
    await sign()
    await expect.poll(picture).toBe(words.checklist.photo('1'))
    await page.getByRole('button', { name: words.checklist.removePhoto(words.checklist.photo('1')) }).click()
    await page.getByRole('button', { name: words.checklist.undo }).waitFor()
    await expect.poll(focused).toBe(words.checklist.addPhoto)
    const paper = page.getByRole('group', { name: own.deed.signature })
    await paper.getByRole('button', { name: words.checklist.addPhoto }).click()
    await page.getByRole('button', { name: words.camera.take }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(picture).toBe(words.checklist.photo('1'))
    await expect.poll(() => page.getByRole('img', { name: own.deed.signHere }).count()).toBe(0)
  }, 60_000)

  it('are verified where somebody stands now: what was scanned a while ago is scanned again, the rest is kept', async () => {
    const finding = await verifiable({ residentReport: null })
    await page.goto(`${product.origin}/findings/${finding}/verify`)
    holdBefore(await labelPicture(labels, 'l7160', 0))
    await page.getByText(own.verify.scanned).waitFor()
    await page.getByLabel(own.verify.note).fill('門已順暢')
    await page.getByText(own.deed.kept).waitFor()
    await page.reload()
    await page.getByText(own.verify.scanned).waitFor()

    holdBefore(undefined)
    await page.evaluate(scannedEarlier, { finding, byMs: 31 * 60_000 })
    await page.reload()
    await page.getByText(own.verify.scanLapsed).waitFor()
    await isSound('verify-lapsed')
    holdBefore(await labelPicture(labels, 'l7160', 0))
    await page.getByText(own.verify.scanned).waitFor()
    await expect.poll(() => page.getByLabel(own.verify.note).inputValue()).toBe('門已順暢')
    holdBefore(undefined)
  }, 90_000)
})

/** In the page: the verification that was begun there, as if its tag had been scanned that much earlier. */
async function scannedEarlier({ finding, byMs }: { readonly finding: string; readonly byMs: number }): Promise<void> {
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const db = await settled(indexedDB.open('waymark'))
  const store = db.transaction('deedDrafts', 'readwrite').objectStore('deedDrafts')
  for (const draft of await settled(store.getAll())) {
    if (!draft.key.endsWith(` verify ${finding}`)) continue
    const scannedAt = String(Number(draft.fields.scannedAt) - byMs)
    await settled(store.put({ ...draft, fields: { ...draft.fields, scannedAt } }))
  }
  db.close()
}
