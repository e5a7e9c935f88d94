/** Problems at a desk: what a supervisor filters, decides at once and does by keyboard alone, and what a screen reader makes of it. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportJWK, generateKeyPair } from 'jose'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { SEVERITY_NAMES, type Severity } from '../../checkpoints/answer.ts'
import { type FindingAct, ROUTES, signFindingEvent } from '../../checkpoints/finding-act.ts'
import { DEFAULT_RULES } from '../../checkpoints/finding-rules.ts'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import type { Checkpoints } from '../../checkpoints/wire/estate.ts'
import type { FindingDetail, FindingRulesRecord } from '../../checkpoints/wire/finding.ts'
import type { ResidentReports } from '../../checkpoints/wire/resident-report.ts'
import { words } from '../../client/words/findings.zh-Hant.ts'
import { words as phoneForm } from '../../client/words/phone.zh-Hant.ts'
import { words as phone } from '../../client/words/phone-findings.zh-Hant.ts'
import { words as shell } from '../../client/words/shell.zh-Hant.ts'
import { axeFaults } from '../support/axe.ts'
import { DESK, openBrowser } from '../support/chromium.ts'
import { type Product, startProduct } from '../support/product.ts'
import { signInOnScreen } from '../support/sign-in.ts'
import { type SmallEstate, setUpSmallEstate } from '../support/small-estate.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-findings-desk-'))

let product: Product
let estate: SmallEstate
const browsers: BrowserContext[] = []
let page: Page
let lamp: string
let water: string
let door: string

beforeAll(async () => {
  product = await startProduct(join(folder, 'data'))
  estate = await setUpSmallEstate(product)
  lamp = await report('走廊燈不亮', 'minor')
  water = await report('水管滴水', 'normal')
  door = await report('防火門鬆脫', 'major')
  page = await signInOnScreen(await opened('desk'), product, estate.supervisor)
})

async function opened(name: string): Promise<BrowserContext> {
  const browser = await openBrowser(join(folder, name), DESK)
  browsers.push(browser)
  return browser
}

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail' || !process.env.SHOTS) return
  await page.screenshot({ path: join(process.env.SHOTS, 'findings-desk.png') })
})

afterAll(async () => {
  for (const browser of browsers) await browser.close()
  await product?.stop()
})

async function act(finding: string, basis: number, act: FindingAct, by = estate.assistant): Promise<void> {
  const event = { v: 1, id: newId(), finding, estate: estate.id, at: Date.now(), basis, act }
  await by.call('PUT', `/api/finding-events/${event.id}`, { event })
}

async function report(note: string, severity: Severity, residentReport: string | null = null): Promise<string> {
  const finding = newId()
  const said = { kind: 'report', checkpoint: estate.spots[0]!.id, category: 'facilities', severity, note } as const
  // What a resident has said those take up who answer him.
  const by = residentReport === null ? estate.assistant : estate.supervisor
  await act(finding, 0, { ...said, photos: [], residentReport, position: null }, by)
  return finding
}

/** Of version 7 by its looks. */
const newId = () => randomUUID().replace(/^(.{14})4/, '$17')
const detail = (id: string) => estate.supervisor.call<FindingDetail>('GET', `/api/estates/${estate.id}/findings/${id}`)
const rowOf = (note: string) => page.getByRole('link', { name: new RegExp(note) })
const rulesPath = () => `/api/estates/${estate.id}/finding-rules`

it('show a supervisor what he has begun about one on this device and not sent', async () => {
  await page.goto(`${product.origin}/findings/${water}/comment`)
  await page.getByLabel(phone.deed.note.comment).fill('等水務署')
  await page.getByText(phone.deed.kept).waitFor()
  await page.goto(`${product.origin}/findings`)
  const begun = page.getByRole('region', { name: phone.list.begun })
  await begun.getByRole('link', { name: /水管滴水 · 等水務署/ }).click()
  await page.getByRole('button', { name: phoneForm.checklist.discard }).click()
  await page.getByRole('dialog').getByRole('button', { name: phoneForm.checklist.discard }).click()
  await page.getByRole('heading', { name: /水管滴水/ }).waitFor()
  await page.goto(`${product.origin}/findings`)
  await page.getByRole('link', { name: /水管滴水/ }).waitFor()
  await expect.poll(() => begun.count()).toBe(0)
}, 60_000)

it('counts in the menu what waits for the reader, as many as his work lists', async () => {
  await page.goto(`${product.origin}/findings?view=mine`)
  await rowOf('走廊燈').waitFor()
  await rowOf('水管').waitFor()
  await expect.poll(() => rowOf('防火門').count()).toBe(0)
  const link = page.getByRole('link', { name: new RegExp(shell.nav.waiting('2')) })
  await link.and(page.getByRole('navigation').getByRole('link')).waitFor()
})

it('keeps a filter in the address, so that whoever opens it sees the same', async () => {
  await page.goto(`${product.origin}/findings`)
  await page.getByText(words.filter.title, { exact: true }).click()
  await page.getByRole('checkbox', { name: SEVERITY_NAMES.minor['zh-Hant'] }).check()
  await page.waitForURL(/severity=minor/)
  await expect.poll(() => rowOf('水管').count()).toBe(0)
  const address = page.url()
  await page.goto('about:blank')
  await page.goto(address)
  await rowOf('走廊燈').waitFor()
  await expect.poll(() => rowOf('水管').count()).toBe(0)
  await page.getByText(words.filter.active('1'), { exact: true }).waitFor()
  await page.getByRole('link', { name: words.filter.clear }).click()
  await rowOf('水管').waitFor()
})

it('decides about many at once, says which it leaves and why, and still does when all have left the list', async () => {
  await page.goto(`${product.origin}/findings?state=reported`)
  await rowOf('水管').waitFor()
  for (const id of [lamp, water, door]) {
    const { number } = (await detail(id)).finding
    await page.getByRole('checkbox', { name: words.bulk.select(words.number(String(number))), exact: true }).check()
  }
  await page.getByRole('button', { name: words.bulk.triage }).click()
  const sheet = page.getByRole('dialog', { name: words.bulk.triage })
  await sheet.getByText(words.bulk.left(words.refusals['manager-decides']!)).waitFor()
  await sheet.getByRole('radio', { name: ROUTES.repair.names['zh-Hant'] }).check()
  await sheet.getByRole('button', { name: words.bulk.go('2') }).click()
  await sheet.getByText(words.bulk.allDone('2')).waitFor()
  await expect.poll(() => rowOf('水管').count()).toBe(0)
  await sheet.getByText(words.bulk.allDone('2')).waitFor()
  const states = await Promise.all([lamp, water, door].map(async (id) => (await detail(id)).finding.state))
  expect(states).toEqual(['in-work', 'in-work', 'reported'])
  await sheet.getByRole('button', { name: words.form.close }).last().click()
  await sheet.waitFor({ state: 'detached' })
})

it('is done by keyboard alone, from the list to what was sent, and the focus goes on where it was left', async () => {
  await page.goto(`${product.origin}/findings?text=${encodeURIComponent('水管')}`)
  await rowOf('水管').waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: words.deeds.fix }).waitFor()
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')
  for (let i = 0; i < 20 && (await focused()) !== words.deeds.fix; i++) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const sheet = page.getByRole('dialog', { name: words.deeds.fix })
  await sheet.waitFor()
  // Nothing is said yet: the form says so, and puts the focus there.
  for (let i = 0; i < 20 && (await focused()) !== words.form.send; i++) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await sheet.getByText(words.form.textMissing).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
  await page.keyboard.type('已更換接口')
  for (let i = 0; i < 20 && (await focused()) !== words.form.send; i++) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await sheet.waitFor({ state: 'detached' })
  expect((await detail(water)).finding.state).toBe('fixed')
  await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('finding-next')
})

it('saves no rules over what somebody else has changed since, takes his in, and loses nothing that was typed', async () => {
  const manager = await signInOnScreen(await opened('manager'), product, estate.manager)
  await manager.goto(`${product.origin}/findings/rules`)
  const phone = manager.getByRole('textbox', { name: words.ruleForm.phone })
  await phone.fill('2345 6789')
  await estate.admin.call('PUT', rulesPath(), { ...DEFAULT_RULES, workingDays: !DEFAULT_RULES.workingDays })
  await manager.getByRole('button', { name: words.ruleForm.save }).click()
  await manager.getByText(words.ruleForm.takenIn).waitFor()
  await expect.poll(() => phone.inputValue()).toBe('2345 6789')
  await manager.getByRole('button', { name: words.ruleForm.save }).click()
  await manager.getByText(words.ruleForm.saved).waitFor()
  const { rules } = await estate.manager.call<FindingRulesRecord>('GET', rulesPath())
  expect(rules).toMatchObject({ securityPhone: '2345 6789', workingDays: !DEFAULT_RULES.workingDays })
})

it('says whom to call back, those whose findings were merged into it too', async () => {
  const [first, second] = await residentsReports(['9123 4567', '9765 4321'])
  const [finding, other] = [await report('大堂門關不上', 'normal', first), await report('大堂門壞', 'normal', second)]
  await act(other, 1, { kind: 'merge', into: finding, note: '' }, estate.supervisor)
  await settle(finding, 2)
  await page.goto(`${product.origin}/findings/${finding}`)
  await page.getByRole('button', { name: words.deeds['call-back'] }).click()
  const sheet = page.getByRole('dialog', { name: words.deeds['call-back'] })
  for (const contact of ['9123 4567', '9765 4321']) await sheet.getByText(contact).waitFor()
  await sheet.getByRole('radio', { name: words.form.outcomes.satisfied }).check()
  await sheet.getByRole('button', { name: words.form.send }).click()
  await sheet.waitFor({ state: 'detached' })
  const { reports } = await estate.supervisor.call<ResidentReports>('GET', `/api/estates/${estate.id}/resident-reports`)
  expect(reports.map(({ state, hasContact }) => [state, hasContact])).toEqual(Array(2).fill(['solved', false]))
})

/** Left by strangers at the tag of the lift. @returns their ids at the desk */
async function residentsReports(contacts: readonly string[]): Promise<string[]> {
  const path = `/api/estates/${estate.id}`
  await estate.admin.call('PUT', `${path}/public-page`, { showsLastPatrol: false, takesReports: true })
  const { checkpoints } = await estate.admin.call<Checkpoints>('GET', `${path}/checkpoints`)
  const { tagUrl } = checkpoints.find(({ id }) => id === estate.spots[0]!.id)!
  const tag = `/api/public/tags/${tagDigitsIn(tagUrl ?? '')}`
  for (const contact of contacts) {
    const { reports } = await estate.admin.call<{ reports: { ticket: string } }>('GET', tag)
    // Nobody writes in less than a few seconds: the server takes it for a machine.
    await new Promise((resolve) => setTimeout(resolve, 4_000))
    await estate.admin.call('POST', `${tag}/reports`, { ticket: reports.ticket, text: '大堂門關不上', contact })
  }
  const { reports } = await estate.supervisor.call<ResidentReports>('GET', `${path}/resident-reports`)
  return reports.map(({ id }) => id)
}

/** By the supervisor, under his hand, from a phone of his. */
async function settle(finding: string, basis: number): Promise<void> {
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const enrolment = { publicKey: await exportJWK(publicKey), label: 'phone' }
  const { id: device } = await estate.supervisor.call<{ id: string }>('POST', '/api/devices', enrolment)
  const hand = Buffer.from('ffd8ffc0000b080140028001011100ffd9', 'hex')
  const signature = createHash('sha256').update(hand).digest('hex')
  await page.request.put(`${product.origin}/api/photos/${signature}`, { data: hand })
  const settling: FindingAct = { kind: 'settle', note: '已上油', photos: [], signature }
  const about = { finding, estate: estate.id, person: estate.supervisor.me.person.id, device }
  const event = { v: 1, id: newId(), at: Date.now(), basis, act: settling, ...about } as const
  const jws = await signFindingEvent(event, privateKey)
  await estate.supervisor.call('PUT', `/api/finding-events/${event.id}`, { jws })
}

it('has nothing in the way of a screen reader, by day and by night', async () => {
  const admin = await signInOnScreen(await opened('admin'), product, estate.admin)
  for (const [who, paths] of [
    [
      page,
      ['/findings', '/findings?view=board', '/findings?view=calendar', `/findings/${water}`, '/findings/scorecard'],
    ],
    [page, ['/inbox']],
    [admin, ['/findings/rules', '/settings/webhooks']],
  ] as const) {
    for (const path of paths) {
      await who.goto(product.origin + path)
      await who.locator('main h1, main h2, main p').first().waitFor()
      await who.waitForTimeout(300)
      for (const colorScheme of ['light', 'dark'] as const) {
        await who.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        const faults = await axeFaults(who, colorScheme === 'dark' ? 'colours' : 'all')
        expect([path, colorScheme, faults]).toEqual([path, colorScheme, []])
      }
    }
  }
})
