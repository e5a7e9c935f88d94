/** The supervisor's week: a round handed to a colleague, one that starts at random, and a round right now. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays } from '../../checkpoints/time.ts'
import type { Calendar } from '../../checkpoints/wire/plan.ts'
import { words as board } from '../../client/words/board.zh-Hant.ts'
import { words } from '../../client/words/calendar.zh-Hant.ts'
import { planDraft } from '../../scripts/support/plan.ts'
import { DESK, openBrowser, PHONE } from '../support/chromium.ts'
import { type Product, startProduct } from '../support/product.ts'
import { signInOnScreen } from '../support/sign-in.ts'
import { type SmallEstate, setUpSmallEstate, timeOfDay, today } from '../support/small-estate.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-calendar-'))

let product: Product
let estate: SmallEstate
let desk: BrowserContext
let page: Page
const tomorrow = addDays(today(), 1)

beforeAll(async () => {
  product = await startProduct(join(folder, 'data'))
  estate = await setUpSmallEstate(product)
  const checkpoints = estate.spots.map(({ id }) => id)
  const path = `/api/estates/${estate.id}/plans`
  await estate.admin.call('POST', path, planDraft({ names: { 'zh-Hant': '早更' }, checkpoints }))
  const random = { windows: [{ startsAt: '10:00', endsAt: '18:00' }], randomStart: 30 }
  await estate.admin.call('POST', path, planDraft({ names: { 'zh-Hant': '突擊巡查' }, checkpoints, ...random }))
  desk = await openBrowser(join(folder, 'desk'), DESK)
  page = await signInOnScreen(desk, product, estate.supervisor)
})

afterAll(async () => {
  await desk?.close()
  await product?.stop()
})

const openDay = (day: string) => page.goto(`${product.origin}/calendar?view=day&day=${day}`)
const roundNamed = (name: string) => page.locator('a.calendar-round', { hasText: name })

it('hands a round over, and the round itself tells who did and why', async () => {
  await openDay(tomorrow)
  await roundNamed('早更').click()
  await page.getByRole('button', { name: words.handOver.title }).click()
  await page.getByRole('checkbox', { name: '陳有福' }).check()
  await page.getByLabel(words.handOver.reason).fill('病假替更')
  await page.getByRole('button', { name: words.handOver.submitGive, exact: true }).click()
  await page.getByText(words.handOver.given).waitFor()
  await roundNamed('早更').getByText('陳有福').waitFor()

  await roundNamed('早更').click()
  await page.getByRole('link', { name: words.round.open }).click()
  await page.getByText(board.round.handover('李美玲', board.round.anyone, '陳有福')).waitFor()
  await page.getByText('病假替更').waitFor()
})

it('complains beside the question when nobody is chosen, and keeps what was typed', async () => {
  await openDay(tomorrow)
  await roundNamed('早更').click()
  await page.getByRole('button', { name: words.handOver.title }).click()
  await page.getByLabel(words.handOver.reason).fill('調更')
  await page.getByRole('button', { name: words.handOver.submitGive, exact: true }).click()
  await page.getByText(words.handOver.faults.nobody).waitFor()
  await expect.poll(() => page.getByLabel(words.handOver.reason).inputValue()).toBe('調更')
})

it('does not show when a round starts that is to start at random', async () => {
  const path = `/api/estates/${estate.id}/calendar?from=${tomorrow}&to=${tomorrow}`
  const { rounds } = await estate.supervisor.call<Calendar>('GET', path)
  const random = rounds.find(({ randomStart }) => randomStart)!
  const starts = timeOfDay(random.opensAt)
  await openDay(tomorrow)
  await roundNamed('突擊巡查').click()
  await page.getByText(words.randomText).waitFor()
  await expect.poll(() => page.locator('dialog').innerText()).not.toContain(starts)
})

it('moves through the month by arrow keys, over its edge, and opens the day', async () => {
  await page.goto(`${product.origin}/calendar?view=month&day=2026-11-30`)
  await page.locator('[data-day="2026-11-30"]').focus()
  await page.keyboard.press('ArrowRight')
  await page.waitForURL((url) => url.searchParams.get('day') === '2026-12-01')
  await page.locator('[data-day="2026-12-01"]:focus').waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.searchParams.get('view') === 'day')
})

it('starts a round right now, on the phone of whoever may walk it', async () => {
  await page.goto(`${product.origin}/board`)
  await page.getByRole('button', { name: words.adHoc.button }).click()
  await page.getByLabel(words.adHoc.name).fill('水浸後巡查')
  await page.getByRole('searchbox').fill('停車場')
  await page.getByRole('checkbox', { name: '停車場入口' }).check()
  await page.getByRole('button', { name: words.adHoc.submit }).click()
  await page.waitForURL('**/board/rounds/**')
  await page.getByRole('heading', { name: '水浸後巡查' }).waitFor()
  await page.getByText(board.round.outOf('0', '1')).waitFor()

  const phone = await openBrowser(join(folder, 'phone'), PHONE)
  const walker = await signInOnScreen(phone, product, estate.assistant)
  await walker.getByText('水浸後巡查').first().waitFor()
  await phone.close()
})
