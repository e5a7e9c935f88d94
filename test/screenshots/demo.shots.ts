/**
 * `npm run screenshots`: walks the demo as its users do — an assistant with a printed label before the camera, a supervisor at the
 * board, an admin at his desk, a contractor and a passer-by with a link each — in three languages, and keeps what they saw in docs/screenshots/.
 */
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { SEVERITY_NAMES } from '../../checkpoints/answer.ts'
import { shippedItems } from '../../checkpoints/checklists/shipped.ts'
import { LANGUAGES, type Language } from '../../checkpoints/language.ts'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import type { Coverage } from '../../checkpoints/wire/coverage.ts'
import type { Checkpoints, ListedCheckpoint, Rounds } from '../../checkpoints/wire/estate.ts'
import type { Findings, ListedFinding, WorkOrderLink } from '../../checkpoints/wire/finding.ts'
import { words as en } from '../../client/words/phone.en.ts'
import { words as hans } from '../../client/words/phone.zh-Hans.ts'
import { words as hant, type PhoneWords } from '../../client/words/phone.zh-Hant.ts'
import { words as findingsEn } from '../../client/words/phone-findings.en.ts'
import { words as findingsHans } from '../../client/words/phone-findings.zh-Hans.ts'
import { words as findingsHant, type PhoneFindingWords } from '../../client/words/phone-findings.zh-Hant.ts'
import { DESK, openBrowser, PHONE } from '../support/chromium.ts'
import { showToFakeCamera } from '../support/fake-camera.ts'
import { labelPicture } from '../support/label-picture.ts'
import { type Product, startDemo } from '../support/product.ts'
import { signInOnScreen } from '../support/sign-in.ts'
import { type SignedIn, signInOverApi } from '../support/small-estate.ts'

const OUT = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url))
const WORDS: Readonly<Record<Language, PhoneWords>> = { 'zh-Hant': hant, 'zh-Hans': hans, en }
const FINDING_WORDS: Readonly<Record<Language, PhoneFindingWords>> = {
  'zh-Hant': findingsHant,
  'zh-Hans': findingsHans,
  en: findingsEn,
}
const NOTES: Readonly<Record<Language, string>> = {
  'zh-Hant': '近門口，需跟進',
  'zh-Hans': '靠近门口，需跟进',
  en: 'By the door, needs following up',
}
/** What a page of the demo takes to have all it shows, and more. */
const SETTLED_MS = 5000
const LOCALES: Readonly<Record<Language, string>> = { 'zh-Hant': 'zh-HK', 'zh-Hans': 'zh-CN', en: 'en-GB' }

const folder = mkdtempSync(join(tmpdir(), 'waymark-shots-'))
const camera = join(folder, 'camera.y4m')
let product: Product
let people: Record<'assistant' | 'supervisor' | 'admin', SignedIn>

beforeAll(async () => {
  mkdirSync(OUT, { recursive: true })
  product = await startDemo(join(folder, 'data'))
  const { logins } = JSON.parse(readFileSync(join(folder, 'data', 'demo.json'), 'utf8'))
  const enter = (role: string) => {
    const { username, password } = logins.find((login: { roles: string[] }) => login.roles.includes(role))
    return signInOverApi(product, username, password)
  }
  people = { assistant: await enter('assistant'), supervisor: await enter('auditor'), admin: await enter('admin') }
})

afterAll(() => product?.stop())

describe.each(LANGUAGES)('%s', (language) => {
  it('the assistant’s phone', async () => {
    showToFakeCamera(camera, undefined)
    const options = { ...PHONE, locale: LOCALES[language] }
    const phone = await openBrowser(join(folder, `phone-${language}`), options, camera)
    const page = await enterPage(phone, people.assistant, language)
    await walk(page, language)
    await seeToFindings(page, language)
    await phone.close()
  })

  it('the phones of people without an account', async () => {
    const phone = await openBrowser(join(folder, `guest-${language}`), { ...PHONE, locale: LOCALES[language] })
    await phone.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    const page = phone.pages()[0]!
    await page.goto(`${product.origin}/s/${tagDigitsIn((await nextSpot()).tagUrl ?? '')}`)
    await shot(page, language, 'phone-13-passer-by')
    const repair = (await findings('in-work')).find(({ workOrder }) => workOrder !== null)
    const path = `/api/estates/${estateId()}/findings/${repair?.id}/work-order/link`
    await page.goto((await people.admin.call<WorkOrderLink>('POST', path)).url)
    await shot(page, language, 'phone-14-work-order')
    await phone.close()
  })

  it('the desk', async () => {
    const options = { ...DESK, locale: LOCALES[language] }
    const desk = await openBrowser(join(folder, `desk-${language}`), options)
    const page = await enterPage(desk, people.admin, language)
    const { gaps, rounds } = await coverageWithCells()
    const visited = rounds.flatMap(({ cells = [] }) => cells).find(({ visit, defects }) => visit && defects > 0)
    const anyVisit = visited ?? rounds.flatMap(({ cells = [] }) => cells).find(({ visit }) => visit)
    for (const [name, path] of [
      ['desk-1-board', '/board'],
      ['desk-2-round', `/board/rounds/${gaps[0]?.round ?? rounds[0]?.round}`],
      ['desk-3-visit', `/visits/${anyVisit?.visit}`],
      ['desk-4-checkpoints', '/checkpoints'],
      ['desk-5-labels', '/labels'],
      ['desk-6-plans', '/plans'],
      ['desk-7-staff', '/staff'],
      ['desk-8-devices', '/devices'],
      ['desk-9-calendar', '/calendar'],
      ['desk-10-plan', '/plans?open=new'],
      ['desk-11-teams', '/teams'],
      ['desk-12-places', '/places'],
      ['desk-13-import', '/checkpoints/import'],
      ['desk-14-checklists', '/checklists'],
      ['desk-15-checklist', '/checklists/meter-room'],
      ['desk-16-checkpoint', `/checkpoints/${await meterRoom()}`],
      ['desk-17-wall', '/board/wall'],
      ['desk-18-report', '/reports?period=last-30-days'],
      ['desk-19-matrix', '/reports?period=last-30-days'],
      ['desk-20-cells', '/reports/cells?state=missed'],
      ['desk-21-shares', '/reports/shares?open=new'],
      ['desk-22-mails', '/reports/mails'],
      ['desk-23-findings', '/findings'],
      ['desk-24-finding', `/findings?open=${(await findings('call-back')).at(-1)?.id}`],
      ['desk-25-findings-board', '/findings?view=board'],
      ['desk-26-findings-due', '/findings?view=calendar'],
      ['desk-27-finding-rules', '/findings/rules'],
      ['desk-28-scorecard', '/findings/scorecard'],
      ['desk-29-inbox', '/inbox'],
      ['desk-30-tag-keys', '/labels/keys'],
      ['desk-31-chips', '/labels/chips'],
      ['desk-32-displays', '/labels/displays'],
      ['desk-33-hanging', '/labels/hanging'],
    ] as const) {
      await page.goto(product.origin + path)
      if (name === 'desk-19-matrix') await toMatrix(page)
      await shot(page, language, name)
    }
    await desk.close()
  })
})

async function walk(page: Page, language: Language): Promise<void> {
  const words = WORDS[language]
  const spot = await nextSpot()
  const pdf = await people.admin.bytes(
    `/api/estates/${estateId()}/labels.pdf?sheet=l7160&languages=${language}&checkpoints=${spot.id}`,
  )
  await shot(page, language, 'phone-1-my-day')
  await page.getByRole('link', { name: words.myDay.scan }).click()
  await page.locator('video').waitFor()
  await shot(page, language, 'phone-2-scan')
  showToFakeCamera(camera, labelPicture(pdf, 'l7160', 0), { scale: 2 })
  await page.waitForURL('**/visit/**')
  await shot(page, language, 'phone-3-checklist')
  const conditions = shippedItems(spot.kind).filter(({ type }) => type === 'condition')
  for (const [i, { id }] of conditions.entries()) {
    const row = page.locator(`#item-${id}`)
    const isDefect = i === 0
    await row.getByRole('radio', { name: isDefect ? words.checklist.defect : words.checklist.ok }).check()
    if (!isDefect) continue
    await row.getByRole('button', { name: words.checklist.addPhoto }).click()
    await page.getByRole('button', { name: words.camera.take }).click()
    await row.locator('img').first().waitFor()
    await row.getByLabel(words.checklist.note).fill(NOTES[language])
    await row.getByRole('radio', { name: SEVERITY_NAMES.minor[language] }).check()
    await row.getByRole('radio', { name: words.checklist.notSettled }).check()
    await shot(page, language, 'phone-4-defect')
  }
  await page.getByRole('button', { name: words.checklist.submit }).click()
  await page.waitForURL('**/done/**')
  await shot(page, language, 'phone-5-done')
  await page.goto(`${product.origin}/outbox`)
  await shot(page, language, 'phone-6-outbox')
  const { rounds } = await people.admin.call<Rounds>('GET', `/api/estates/${estateId()}/rounds`)
  await page.goto(`${product.origin}/rounds/${rounds.at(-1)?.id}`)
  await shot(page, language, 'phone-7-route')
  await readMeter(page, language)
}

/** What is wrong: in a hurry, then how it is looked at where it was put right. */
async function seeToFindings(page: Page, language: Language): Promise<void> {
  const own = FINDING_WORDS[language]
  await page.goto(`${product.origin}/emergency`)
  await shot(page, language, 'phone-9-emergency')
  await page.goto(`${product.origin}/findings`)
  await shot(page, language, 'phone-10-findings')
  const me = people.assistant.me.person.id
  const fixed = (await findings('fixed')).find(
    ({ fixers, conflicts }) => !fixers.includes(me) && conflicts.length === 0,
  )
  await page.goto(`${product.origin}/findings/${fixed?.id}`)
  await shot(page, language, 'phone-11-finding')
  const pdf = await people.admin.bytes(
    `/api/estates/${estateId()}/labels.pdf?sheet=l7160&languages=${language}&checkpoints=${fixed?.spot.id}`,
  )
  await page.goto(`${product.origin}/findings/${fixed?.id}/verify`)
  showToFakeCamera(camera, labelPicture(pdf, 'l7160', 0), { scale: 2 })
  await page.getByText(own.verify.scanned).waitFor()
  showToFakeCamera(camera, undefined)
  await shot(page, language, 'phone-12-verify')
}

async function findings(state: ListedFinding['state']): Promise<readonly ListedFinding[]> {
  const path = `/api/estates/${estateId()}/findings?state=${state}`
  return (await people.admin.call<Findings>('GET', path)).findings
}

/** A flat's meter that shows less than last time. */
async function readMeter(page: Page, language: Language): Promise<void> {
  const { checkpoints } = await people.admin.call<Checkpoints>('GET', `/api/estates/${estateId()}/checkpoints`)
  const spot = checkpoints.find(({ checklist }) => checklist.extras !== undefined)
  await page.goto(`${product.origin}/s/${tagDigitsIn(spot?.tagUrl ?? '')}`)
  await page.waitForURL('**/visit/**')
  const row = page.locator('#item-x-w-10604')
  await row.locator('input').first().fill('900')
  await row.getByText(WORDS[language].checklist.meter.backwards).waitFor()
  await row.scrollIntoViewIfNeeded()
  await shot(page, language, 'phone-8-meter')
}

async function meterRoom(): Promise<string | undefined> {
  const { checkpoints } = await people.admin.call<Checkpoints>('GET', `/api/estates/${estateId()}/checkpoints`)
  return checkpoints.find(({ checklist }) => checklist.extras !== undefined)?.id
}

/** Signs in, with the language as the switch keeps it: otherwise the person's own would be taken. */
async function enterPage(browser: BrowserContext, person: SignedIn, language: Language): Promise<Page> {
  await browser.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
  return signInOnScreen(browser, product, person)
}

/** Its card at the top of the window, below what stays there. */
async function toMatrix(page: Page): Promise<void> {
  const matrix = page.locator('.picture-matrix')
  await matrix.getByRole('grid').waitFor()
  await matrix.evaluate((card) => {
    card.style.scrollMarginBlockStart = '6rem'
    card.scrollIntoView({ block: 'start' })
  })
}

/** Once nothing is being fetched any more, or a while later where a board goes on listening: its stream never ends. */
async function shot(page: Page, language: Language, name: string): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: SETTLED_MS }).catch(() => undefined)
  await page.waitForTimeout(400)
  await page.screenshot({ path: join(OUT, `${language}-${name}.png`) })
}

async function nextSpot(): Promise<ListedCheckpoint> {
  const { rounds, now } = await people.admin.call<Rounds>('GET', `/api/estates/${estateId()}/rounds`)
  const open = rounds.filter(({ opensAt, closesAt }) => opensAt <= now && closesAt > now)
  const pending = open.flatMap(({ expected, states }) => expected.filter((_, i) => states[i] === 'pending'))
  const { checkpoints } = await people.admin.call<Checkpoints>('GET', `/api/estates/${estateId()}/checkpoints`)
  const isPending = ({ id }: ListedCheckpoint) => pending.some(({ checkpoint }) => checkpoint === id)
  // A spot with meters of its own has a picture of its own.
  const spots = checkpoints.filter(({ checklist }) => checklist.extras === undefined)
  return spots.find(isPending) ?? spots[0]!
}

async function coverageWithCells(): Promise<Coverage> {
  return people.admin.call('GET', `/api/estates/${estateId()}/coverage?detail=cells`)
}

function estateId(): string {
  return people.admin.me.memberships[0]!.estate.id
}
