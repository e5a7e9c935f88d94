/** Every screen of the demo, checked with axe on a phone and at a desk, light and dark. */
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FindingState } from '../../checkpoints/finding.ts'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import type { Coverage } from '../../checkpoints/wire/coverage.ts'
import type { PairingOffered } from '../../checkpoints/wire/display.ts'
import type { Checkpoints, Rounds } from '../../checkpoints/wire/estate.ts'
import type { Findings } from '../../checkpoints/wire/finding.ts'
import type { Report } from '../../checkpoints/wire/report.ts'
import { words as account } from '../../client/words/account.zh-Hant.ts'
import { words as displays } from '../../client/words/displays.zh-Hant.ts'
import { words as emergency } from '../../client/words/emergency.zh-Hant.ts'
import { words } from '../../client/words/phone.zh-Hant.ts'
import { axeFaults } from '../support/axe.ts'
import { DESK, openBrowser, PHONE } from '../support/chromium.ts'
import { fillChecklist } from '../support/fill-checklist.ts'
import { type Product, startDemo } from '../support/product.ts'
import { signInOnScreen } from '../support/sign-in.ts'
import { type SignedIn, signInOverApi } from '../support/small-estate.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-axe-'))

let product: Product
let people: Record<string, SignedIn>

beforeAll(async () => {
  product = await startDemo(join(folder, 'data'))
  const { logins } = JSON.parse(readFileSync(join(folder, 'data', 'demo.json'), 'utf8'))
  people = {}
  for (const role of ['assistant', 'admin']) {
    const { username, password } = logins.find((login: { roles: string[] }) => login.roles.includes(role))
    people[role] = await signInOverApi(product, username, password)
  }
})
afterAll(() => product?.stop())

describe('in light and dark', () => {
  it.concurrent('the assistant’s phone has nothing in the way of a screen reader', async () => {
    const phone = await openBrowser(join(folder, 'phone'), PHONE)
    await expectClean(phone.pages()[0]!, '/sign-in')
    const atHand = people.admin!.me.memberships[0]!.estate.id
    const hanging = (await people.admin!.call<Checkpoints>('GET', `/api/estates/${atHand}/checkpoints`)).checkpoints
    const tag = `/s/${tagDigitsIn(hanging[0]?.tagUrl ?? '')}`
    for (const path of [tag, `${tag}?report`, '/s/123', '/report-status#token=none'])
      await expectClean(phone.pages()[0]!, path)
    const page = await signInOnScreen(phone, product, people.assistant!)
    const { id } = people.assistant!.me.memberships[0]!.estate
    const { rounds } = await people.assistant!.call<Rounds>('GET', `/api/estates/${id}/rounds`)
    const route = `/rounds/${rounds.at(-1)?.id}`
    for (const path of ['/', '/scan', route, '/outbox', '/hang', '/settings', '/findings', '/report', '/emergency'])
      await expectClean(page, path)
    for (const path of await problemsOnPhone(id)) await expectClean(page, path)
    // The form with the most kinds of questions: a meter room's, its defects described.
    const { checkpoints } = await people.admin!.call<Checkpoints>('GET', `/api/estates/${id}/checkpoints`)
    const meterRoom = checkpoints.find(({ checklist }) => checklist.extras !== undefined)
    const lift = checkpoints.find(({ kind, checklist }) => kind === 'lift' && checklist.extras === undefined)
    const tagOf = (spot: typeof lift) => spot?.tagUrl?.replace(/^.*(?=\/s\/)/, product.origin) ?? ''
    await page.goto(tagOf(meterRoom))
    await page.waitForURL('**/visit/**')
    await page.getByRole('radio', { name: words.checklist.defect }).first().check()
    await page.locator('#item-x-w-10604 input').fill('1')
    await page.getByText(words.checklist.meter.backwards).waitFor()
    await expectNothingFound(page, 'the form of a meter room')
    // After a form that asks little.
    await page.goto(tagOf(lift))
    await page.waitForURL('**/visit/**')
    await fillChecklist(page, 'lift')
    await page.getByRole('button', { name: words.checklist.submit }).click()
    await page.waitForURL('**/done/**')
    await page.locator('.notice').first().waitFor()
    await expectNothingFound(page, 'the end of a visit')
    await expectLockClean(page)
    await phone.close()
  })

  it.concurrent('the desk has nothing in the way of a screen reader', async () => {
    const desk = await openBrowser(join(folder, 'desk'), DESK)
    const page = await signInOnScreen(desk, product, people.admin!)
    const { id } = people.admin!.me.memberships[0]!.estate
    const { rounds } = await people.admin!.call<Coverage>('GET', `/api/estates/${id}/coverage?detail=cells`)
    const all = rounds.flatMap(({ cells = [] }) => cells)
    // Soon after midnight nobody has been anywhere yet.
    const spot = all.find((cell) => cell.visit) ?? all[0]
    const visit = spot?.visit
    const { from, to } = await people.admin!.call<Report>('GET', `/api/estates/${id}/report`)
    const cells = `from=${from}&to=${to}&state=missed`
    for (const path of [
      '/board',
      `/board/rounds/${rounds[0]?.round}`,
      ...(visit ? [`/visits/${visit}`] : []),
      '/checkpoints',
      '/labels',
      '/labels/chips',
      '/labels/hanging',
      '/plans',
      '/plans?open=new',
      '/teams?open=new',
      '/holidays',
      '/reports/mails',
      '/reports/mails?open=new',
      '/unsubscribe',
      '/calendar',
      '/calendar?view=month',
      '/checkpoints/import',
      `/checkpoints/${spot?.checkpoint}`,
      '/places',
      '/checklists',
      '/checklists/meter-room',
      '/reports?period=last-7-days',
      '/reports?from=2020-01-01&to=2020-01-02',
      `/reports/cells?${cells}`,
      '/staff',
      '/devices',
      '/reports/shares',
      '/reports/shares?open=new',
      '/shared',
      '/resident-reports',
      '/inbox',
      '/settings/notifications',
      '/labels/public',
    ]) {
      await expectClean(page, path)
    }
    await expectDisplayClean(page, `/api/estates/${id}/displays`, spot?.checkpoint)
    await desk.close()
  })
})

/** A problem in each state that a phone does something about, and what it does. */
async function problemsOnPhone(estate: string): Promise<string[]> {
  const { findings } = await people.admin!.call<Findings>('GET', `/api/estates/${estate}/findings`)
  const one = (state: FindingState) => `/findings/${findings.find((finding) => finding.state === state)?.id}`
  return [
    ...[
      one('reported'),
      `${one('reported')}/settle`,
      `${one('reported')}/comment`,
      one('in-work'),
      `${one('in-work')}/fix`,
    ],
    ...[one('fixed'), `${one('fixed')}/verify`, one('call-back'), `${one('call-back')}/call-back`, one('closed')],
    ...[`${one('closed')}/fix`, '/findings/none', '/inbox', '/settings/notifications'],
  ]
}

/** A PIN is chosen, and the phone handed on. */
async function expectLockClean(page: Page): Promise<void> {
  await page.goto(`${product.origin}/settings`)
  await page.getByText(account.settings.phoneState.ready).waitFor()
  await page.getByRole('button', { name: account.people.choose }).click()
  const sheet = page.getByRole('dialog')
  await expectNothingFound(page, 'choosing a PIN')
  for (const label of [account.people.chosen, account.people.again]) await sheet.getByLabel(label).fill('271828')
  await sheet.getByRole('button', { name: account.people.keep }).click()
  await page.getByText(account.people.kept).waitFor()
  await page.getByRole('button', { name: account.people.handOn }).click()
  await page.getByRole('heading', { name: account.people.title }).waitFor()
  await expectNothingFound(page, 'a locked phone')
  await page.getByRole('link', { name: words.emergency, exact: true }).click()
  await page.getByText(emergency.tell.signIn).waitFor()
  await expectNothingFound(page, 'an emergency on a locked phone')
  await page.getByRole('link', { name: emergency.back }).click()
  await page.getByRole('button', { name: people.assistant!.me.person.name }).click()
  await page.getByLabel(account.people.pin).pressSequentially('000000')
  await page.getByText(account.people.wrong('9')).waitFor()
  await expectNothingFound(page, 'a wrong PIN')
}

/** From a display's pairing to its list at the desk. */
async function expectDisplayClean(page: Page, path: string, checkpoint: string | undefined): Promise<void> {
  const { code } = await people.admin!.call<PairingOffered>('POST', path, { checkpoint })
  await expectClean(page, '/display')
  await page.getByLabel(displays.tablet.code).fill(code)
  await page.keyboard.press('Enter')
  await page.locator('svg.qr-picture').waitFor()
  await expectNothingFound(page, 'a display')
  await expectClean(page, '/labels/displays')
  await page.getByRole('button', { name: displays.pair }).click()
  await expectNothingFound(page, 'pairing a display')
}

async function expectClean(page: Page, path: string): Promise<void> {
  await page.goto(product.origin + path)
  await page.waitForLoadState('networkidle')
  await page.locator('h1').first().waitFor()
  await expectNothingFound(page, path)
}

/** In light by every rule, in dark by those about colours. */
async function expectNothingFound(page: Page, path: string): Promise<void> {
  expect((await axeFaults(page)).map((fault) => `${path}: ${fault}`)).toEqual([])
  // Colours that are on their way from one to the other are nobody's to judge.
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  expect((await axeFaults(page, 'colours')).map((fault) => `${path}, dark: ${fault}`)).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
}
