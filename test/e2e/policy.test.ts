/**
 * A supervisor's morning and an assistant's afternoon: five hundred checkpoints brought in from a file with three bad rows, a plan made
 * of a rule, the phone's day without signal, and a meter that cannot be right.
 */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Item } from '../../checkpoints/checklist.ts'
import { shippedItems } from '../../checkpoints/checklists/shipped.ts'
import { startOfDay } from '../../checkpoints/plan-window.ts'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import { MINUTE_MS } from '../../checkpoints/time.ts'
import type { Checkpoints, ListedCheckpoint, Rounds } from '../../checkpoints/wire/estate.ts'
import type { Plans } from '../../checkpoints/wire/plan.ts'
import type { SpotHistory } from '../../checkpoints/wire/spot.ts'
import { words as editing } from '../../client/words/checklists.zh-Hant.ts'
import { words as importing } from '../../client/words/import.zh-Hant.ts'
import { words as office } from '../../client/words/office.zh-Hant.ts'
import { words } from '../../client/words/phone.zh-Hant.ts'
import { words as planning } from '../../client/words/plan.zh-Hant.ts'
import { words as route } from '../../client/words/route.zh-Hant.ts'
import { DESK, openBrowser, PHONE } from '../support/chromium.ts'
import { type Product, startProduct } from '../support/product.ts'
import { signInOnScreen } from '../support/sign-in.ts'
import { lately, type SmallEstate, setUpSmallEstate, timeOfDay, today, ZONE } from '../support/small-estate.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-policy-'))
const file = join(folder, 'checkpoints.csv')

let product: Product
let estate: SmallEstate
let desk: BrowserContext
let phone: BrowserContext
let page: Page
let meterRoom: ListedCheckpoint

beforeAll(async () => {
  product = await startProduct(join(folder, 'data'))
  estate = await setUpSmallEstate(product)
  desk = await openBrowser(join(folder, 'desk'), DESK)
  phone = await openBrowser(join(folder, 'phone'), PHONE)
})

afterAll(async () => {
  await desk?.close()
  await phone?.close()
  await product?.stop()
})

const api = (path: string) => `/api/estates/${estate.id}${path}`
const spots = async () => (await estate.admin.call<Checkpoints>('GET', api('/checkpoints'))).checkpoints

it('brings in 500 checkpoints from a file, says what is wrong with three of them, and writes nothing before that', async () => {
  const rows = Array.from({ length: 500 }, (_, i) => [
    `C-${i + 1}`,
    i % 10 === 0 ? 'meter-room' : 'stairwell',
    `點 ${i + 1}`,
    'C 座',
    `${1 + Math.floor(i / 10)}/F`,
  ])
  rows[99] = ['C-99', 'stairwell', '重複編號', 'C 座', '10/F']
  rows[199] = ['C-200', '密室', '不明類別', 'C 座', '20/F']
  rows[299] = ['C-300', 'stairwell', '', 'C 座', '30/F']
  const table = [['code', 'kind', 'name-zh-Hant', 'building', 'floor'], ...rows]
  writeFileSync(file, `\uFEFF${table.map((row) => row.join(',')).join('\r\n')}\r\n`)

  page = await signInOnScreen(desk, product, estate.admin)
  await page.goto(`${product.origin}/checkpoints/import`)
  await page.locator('input[type=file]').setInputFiles(file)
  // Both rows of one code are faulty: nobody can tell which of them was meant.
  await page.getByText(importing.counts.faulty('4')).waitFor()
  await page.getByText(importing.faults['kind-unknown']('', '密室', '')).waitFor()
  await page
    .getByText(importing.faults['code-twice']('編號', 'C-99', '100'))
    .or(page.getByText(importing.faults['code-twice']('編號', 'C-99', '101')))
    .first()
    .waitFor()
  await page.getByText(importing.missingName).waitFor()
  expect(await spots()).toHaveLength(3)

  await page.getByRole('button', { name: importing.confirmSome('496', '4') }).click()
  await page.getByText(importing.doneText('496', '0')).waitFor()
  expect(await spots()).toHaveLength(499)
  // Before the round opens, which freezes what its spots are asked.
  meterRoom = (await spots()).find(({ code }) => code === 'C-1')!
  await hangMeter()
})

it('makes a plan of a rule, shows its rounds before it is saved, and then makes them', async () => {
  const now = Date.now()
  await page.goto(`${product.origin}/plans?open=new`)
  await page.getByLabel('繁體中文').fill('電錶房巡查')
  const window = page.getByRole('group', { name: office.plans.window('1') })
  await window
    .getByLabel(office.plans.startsAt)
    .fill(timeOfDay(Math.max(now - 5 * MINUTE_MS, startOfDay(today(), ZONE))))
  await window.getByLabel(office.plans.endsAt).fill(timeOfDay(now + 60 * MINUTE_MS))
  // Nothing to visit yet: that is said, and nothing is lost.
  await page.getByRole('button', { name: planning.previewNew }).click()
  await page.getByText(office.faults['no-checkpoints']).waitFor()

  await page.getByRole('button', { name: planning.addRule }).click()
  const rule = page.getByRole('group', { name: planning.rule('1'), exact: true })
  await rule.getByRole('checkbox', { name: '電錶／水錶房' }).check()
  await rule.getByText(planning.matches('50')).waitFor()
  await page.getByRole('button', { name: planning.previewNew }).click()
  await page.getByText(planning.total('50')).waitFor()
  expect((await estate.admin.call<Plans>('GET', api('/plans'))).plans).toEqual([])
  await page.getByRole('button', { name: planning.add }).click()
  await page.getByText(office.plans.added('電錶房巡查')).waitFor()
})

it('shows the phone its day, its route and the week ahead without signal', async () => {
  const walker = await signInOnScreen(phone, product, estate.assistant)
  await walker.getByText('0 / 50').first().waitFor()
  await walker.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await phone.setOffline(true)
  await walker.reload()
  await walker.getByText('0 / 50').first().waitFor()
  await walker.getByText(route.week).waitFor()
  await walker.getByRole('link', { name: new RegExp(route.open) }).click()
  await walker.getByText('1. 點 1', { exact: true }).waitFor()
  await walker.getByText(route.here, { exact: true }).waitFor()
  await expect.poll(() => walker.locator('.route-leg').count()).toBe(50)
})

it('asks about a meter that reads less than last time, offline, with the last reading in hand', async () => {
  const walker = phone.pages().at(-1)!
  await phone.setOffline(false)
  await openForm(walker)
  await answerConditions(walker)
  await meter(walker).fill('812.4')
  await submit(walker)
  await untilReadings(1)

  await walker.goto(`${product.origin}/`)
  await walker.getByText('1 / 50').first().waitFor()
  await phone.setOffline(true)
  await openForm(walker)
  await answerConditions(walker)
  await meter(walker).fill('800')
  await walker.getByText(words.checklist.meter.backwards).waitFor()
  await expect.poll(() => walker.getByRole('button', { name: words.checklist.submit }).count()).toBe(0)
  // Misread: the field is empty again. Then it has moved, though nobody lives there.
  await walker.getByRole('button', { name: words.checklist.meter.misread }).click()
  await expect.poll(() => meter(walker).inputValue()).toBe('')
  await meter(walker).fill('812.9')
  await walker.getByText(words.checklist.meter.vacant).waitFor()
  await walker.getByRole('radio', { name: words.checklist.meter.shut, exact: true }).check()
  await submit(walker)

  await phone.setOffline(false)
  const history = await untilReadings(2)
  expect(history.sightings).toMatchObject([{ item: 'x-w-1', cause: 'meter-vacant', settled: true }])
  expect(history.meters[0]?.points.map(({ value }) => value)).toEqual([812.4, 812.9])
})

it('changes nothing in an open form or an open round when a new checklist is published (design.md §3 "Versions")', async () => {
  const walker = phone.pages().at(-1)!
  const other = (await spots()).find(({ code }) => code === 'C-11')!
  await walker.goto(`${product.origin}/s/${tagDigitsIn(other.tagUrl ?? '')}`)
  await walker.waitForURL('**/visit/**')
  await walker.locator('#item-valves-dry').getByRole('radio', { name: words.checklist.ok }).check()

  await page.goto(`${product.origin}/checklists/meter-room`)
  await page.getByRole('button', { name: `${editing.remove} 水掣乾爽，無滲漏滿溢` }).click()
  await page.getByRole('button', { name: editing.publish }).click()
  await page.getByText(editing.publishText).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: editing.publish }).click()
  await page.getByText(editing.publishedNow('3')).waitFor()

  await walker.reload()
  await walker.locator('#item-valves-dry').getByRole('radio', { name: words.checklist.ok, checked: true }).waitFor()
  await answerConditions(walker)
  await submit(walker)
  const { rounds } = await estate.supervisor.call<Rounds>('GET', api(`/rounds?${lately()}`))
  const open = rounds.find(({ expected }) => expected.length === 50)
  expect(new Set(open?.expected.map(({ checklist }) => checklist.version))).toEqual(new Set([2]))
  await expect
    .poll(async () => {
      const { visits } = await estate.supervisor.call<SpotHistory>('GET', api(`/checkpoints/${other.id}/history`))
      return visits.map(({ round }) => round)
    })
    .toEqual([open?.id])
  // What is begun outside of that round is asked in the new wording.
  expect((await spots()).find(({ id }) => id === other.id)?.checklist.version).toBe(3)
})

/** A flat's water meter in the meter room; nobody lives there. */
async function hangMeter(): Promise<void> {
  const flat = await estate.admin.call<{ id: string }>('POST', api('/places'), {
    ...{ parent: meterRoom.place, kind: 'zone', names: { 'zh-Hant': 'A 室' }, occupancy: 'vacant' },
  })
  const item: Item = {
    ...{ id: 'x-w-1', clause: '4.4.1b', category: 'facilities', methods: ['look'], words: { 'zh-Hant': 'A 室水錶' } },
    ...{ type: 'reading', unit: 'm³', decimals: 3, optional: false },
    meter: { serial: 'W-1', supply: 'water', dwelling: flat.id },
  }
  await estate.supervisor.call('PUT', api(`/checkpoints/${meterRoom.id}/extras`), {
    basis: null,
    items: [item],
    focus: null,
  })
}

/** As the phone's own camera does: the tag's address. */
async function openForm(walker: Page): Promise<void> {
  await walker.goto(`${product.origin}/s/${tagDigitsIn(meterRoom.tagUrl ?? '')}`)
  await walker.waitForURL('**/visit/**')
  await walker.getByRole('heading', { name: '點 1' }).waitFor()
}

async function answerConditions(walker: Page): Promise<void> {
  for (const { id, type } of shippedItems('meter-room')) {
    if (type === 'condition')
      await walker.locator(`#item-${id}`).getByRole('radio', { name: words.checklist.ok }).check()
  }
}

function meter(walker: Page) {
  return walker.locator('#item-x-w-1').getByLabel('A 室水錶')
}

async function submit(walker: Page): Promise<void> {
  await walker.getByRole('button', { name: words.checklist.submit }).click()
  await walker.waitForURL('**/done/**')
}

async function untilReadings(count: number): Promise<SpotHistory> {
  for (let tries = 0; tries < 100; tries++) {
    const history = await estate.supervisor.call<SpotHistory>('GET', api(`/checkpoints/${meterRoom.id}/history`))
    if ((history.meters[0]?.points.length ?? 0) >= count) return history
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`never saw ${count} readings`)
}
