/** A phone that hangs in the guard house: two people come and go with their PINs, with no signal, and nothing gets mixed up. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RoundVisits } from '../../checkpoints/wire/coverage.ts'
import type { Rounds } from '../../checkpoints/wire/estate.ts'
import { words as account } from '../../client/words/account.zh-Hant.ts'
import { words } from '../../client/words/phone.zh-Hant.ts'
import { words as shell } from '../../client/words/shell.zh-Hant.ts'
import { type Reached, startBehindProxy } from '../support/behind-proxy.ts'
import { openBrowser, PHONE } from '../support/chromium.ts'
import { fileChecklist, fillChecklist } from '../support/fill-checklist.ts'
import { visitsOnPhone } from '../support/phone-store.ts'
import { signInOnScreen } from '../support/sign-in.ts'
import { lately, type SignedIn } from '../support/small-estate.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-shared-'))
const CHANS_PIN = '271828'
const LEES_PIN = '314159'

let reached: Reached
let phone: BrowserContext
let page: Page
let chan: SignedIn
let lee: SignedIn

beforeAll(async () => {
  reached = await startBehindProxy(join(folder, 'data'))
  chan = reached.estate.assistant
  lee = reached.estate.supervisor
  const staff = `/api/estates/${reached.estate.id}/staff/${lee.me.person.id}`
  await reached.estate.admin.call('PATCH', staff, { roles: ['assistant'] })
  phone = await openBrowser(join(folder, 'phone'), PHONE)
  page = await signInOnScreen(phone, reached.product, chan)
  await page.getByText('0 / 3').first().waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
})

afterAll(async () => {
  await phone?.close()
  await reached?.stop()
})

it('is chosen in the settings, refuses what anybody guesses, and locks the phone', async () => {
  await page.goto(`${reached.proxy.origin}/settings`)
  await page.getByText(account.settings.phoneState.ready).waitFor()
  await page.getByRole('button', { name: account.people.choose }).click()
  await enterNewPin('123456')
  await page.getByText(account.people.easy).waitFor()
  await enterNewPin(CHANS_PIN)
  await page.getByText(account.people.kept).waitFor()
  await page.getByRole('button', { name: account.people.handOn }).click()
  await page.getByRole('heading', { name: account.people.title }).waitFor()

  await page.getByRole('button', { name: account.people.someoneElse }).click()
  await page.locator('input[name=username]').fill(lee.username)
  await page.locator('input[name=password]').fill(lee.password)
  await page.keyboard.press('Enter')
  await page.getByText(account.settings.phoneState.ready).waitFor()
  await page.getByRole('button', { name: account.people.choose }).click()
  await enterNewPin(LEES_PIN)
  await page.getByText(account.people.kept).waitFor()
})

it('without a signal: each files under his own name, and neither sees the form of the other', async () => {
  reached.proxy.fateOf = () => 'lost'
  await page.goto(reached.proxy.origin + reached.liftTag)
  await page.waitForURL('**/visit/**')
  await fillChecklist(page, 'lift')
  await fileChecklist(page)
  // One more, left unfinished.
  await page.goto(reached.proxy.origin + reached.liftTag)
  await page.waitForURL('**/visit/**')
  await page.getByRole('radio', { name: words.checklist.ok }).first().check()
  await page.getByText(words.checklist.kept).waitFor()
  const leesForm = new URL(page.url()).pathname
  // Handed on with the form open, from wherever he was.
  await handOn()
  await expect.poll(() => new URL(page.url()).pathname).toBe('/')

  await chooseName(chan)
  await typePin(LEES_PIN)
  await page.getByText(account.people.wrong('9')).waitFor()
  await typePin(CHANS_PIN)
  await page.getByRole('heading', { name: words.myDay.title }).waitFor()
  await expect.poll(() => page.locator('a[href^="/visit/"]').count()).toBe(0)
  await page.goto(reached.proxy.origin + leesForm)
  await page.getByText(words.checklist.gone).waitFor()

  await page.goto(reached.proxy.origin + reached.liftTag)
  await page.waitForURL('**/visit/**')
  await fillChecklist(page, 'lift')
  await fileChecklist(page)
  await page.goto(`${reached.proxy.origin}/outbox`)
  await page.getByText(words.outbox.others('1')).waitFor()

  // Killed and opened again, it is still his; then Lee finds his form as he left it.
  await page.reload()
  await page.getByText(words.outbox.others('1')).waitFor()
  await page.goto(reached.proxy.origin)
  await handOn()
  await chooseName(lee)
  await typePin(LEES_PIN)
  await page.locator(`a[href="${leesForm}"]`).click()
  await page.getByRole('radio', { name: words.checklist.ok }).first().waitFor()
  await expect.poll(() => page.getByRole('radio', { name: words.checklist.ok }).first().isChecked()).toBe(true)
})

it('with a signal again: everything goes up, each visit under the name of whoever filed it', async () => {
  reached.proxy.fateOf = () => 'passes'
  await page.reload()
  await expect
    .poll(async () => (await visitsOnPhone(page)).map(({ state }) => state), { timeout: 30_000 })
    .toEqual(['on-server', 'on-server'])
  const { admin, id } = reached.estate
  const { rounds } = await admin.call<Rounds>('GET', `/api/estates/${id}/rounds?${lately()}`)
  const walked = await Promise.all(
    rounds.map((round) => admin.call<RoundVisits>('GET', `/api/estates/${id}/rounds/${round.id}`)),
  )
  const visits = walked.flatMap((round) => round.visits)
  expect(visits.map(({ person }) => person).sort()).toEqual(['李美玲', '陳有福'].sort())
})

it('when one signs out, the other goes on', async () => {
  await page.goto(`${reached.proxy.origin}/settings`)
  await page.getByRole('button', { name: account.settings.signOut }).click()
  await page.getByRole('dialog').getByRole('button', { name: account.settings.signOut }).click()
  await page.getByRole('heading', { name: account.people.title }).waitFor()
  await expect.poll(() => page.getByText('李美玲').count()).toBe(0)
  await chooseName(chan)
  await typePin(CHANS_PIN)
  await page.getByRole('heading', { name: account.settings.title, exact: true }).waitFor()
  await page.reload()
  await page.getByText(account.settings.phoneState.ready).waitFor()
  await expect.poll(() => page.getByText(shell.notices.expired).count()).toBe(0)
})

async function enterNewPin(pin: string): Promise<void> {
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel(account.people.chosen).fill(pin)
  await sheet.getByLabel(account.people.again).fill(pin)
  await sheet.getByRole('button', { name: account.people.keep }).click()
}

async function handOn(): Promise<void> {
  await page.goto(reached.proxy.origin)
  await page.getByRole('button', { name: words.myDay.handOn }).click()
  await page.getByRole('heading', { name: account.people.title }).waitFor()
}

async function chooseName(person: SignedIn): Promise<void> {
  await page.getByRole('button', { name: person.me.person.name }).click()
}

async function typePin(pin: string): Promise<void> {
  await page.getByLabel(account.people.pin).pressSequentially(pin)
}
