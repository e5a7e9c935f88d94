/** The board of the desk while others walk: it hears of a scan by itself, warns before a round closes, and is told what is done. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STATE_NAMES } from '../../checkpoints/coverage.ts'
import { MINUTE_MS } from '../../checkpoints/time.ts'
import { words } from '../../client/words/board.zh-Hant.ts'
import { DESK, openBrowser, PHONE } from '../support/chromium.ts'
import { fileChecklist, fillChecklist } from '../support/fill-checklist.ts'
import { type Product, startProduct } from '../support/product.ts'
import { signInOnScreen } from '../support/sign-in.ts'
import { openRound, type SmallEstate, setUpSmallEstate } from '../support/small-estate.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-live-'))
const { board: own } = words

let product: Product
let estate: SmallEstate
let phone: BrowserContext
let desk: BrowserContext
let walker: Page
let board: Page

beforeAll(async () => {
  product = await startProduct(join(folder, 'data'))
  estate = await setUpSmallEstate(product)
  // Of a window of six or seven minutes the last third is worth an alert: two minutes, and it closes in one or two.
  await openRound(estate, MINUTE_MS)
  phone = await openBrowser(join(folder, 'phone'), PHONE)
  desk = await openBrowser(join(folder, 'desk'), DESK)
  walker = await signInOnScreen(phone, product, estate.assistant)
  board = await signInOnScreen(desk, product, estate.supervisor)
})
afterAll(async () => {
  await phone?.close()
  await desk?.close()
  await product?.stop()
})

describe('a board that nobody touches', () => {
  it('warns before the round closes: how many spots, how many minutes', async () => {
    await board.goto(`${product.origin}/board`)
    await board.getByRole('link', { name: /：尚餘 3 個未巡，剩 [12] 分鐘/ }).waitFor()
    await board.getByText(own.live).waitFor()
  })

  it('shows a visit within two seconds of its being filed in another browser', async () => {
    await walker.goto(estate.spots[0]!.tagUrl!.replace(/^.*(?=\/s\/)/, product.origin))
    await walker.waitForURL('**/visit/**')
    await fillChecklist(walker, 'lift')
    const cell = board.getByRole('link', { name: new RegExp(`1 號𨋢.*${STATE_NAMES.done['zh-Hant']}`) })
    await expect.poll(() => cell.count()).toBe(0)
    await fileChecklist(walker)
    const filedAt = performance.now()
    await cell.first().waitFor()
    expect(performance.now() - filedAt).toBeLessThan(2000)
    await board.getByText('尚餘 2 個未巡').first().waitFor()
    // Who was last where.
    const who = board.getByRole('region', { name: own.walkers })
    await who.getByText(estate.assistant.me.person.name).waitFor()
  })

  it('takes up the stream again after the server was restarted', async () => {
    await product.stop()
    await board.getByText(own.notLive).waitFor()
    product = await startProduct(product.dataDir, Number(new URL(product.origin).port))
    await walker.goto(estate.spots[2]!.tagUrl!.replace(/^.*(?=\/s\/)/, product.origin))
    await walker.waitForURL('**/visit/**')
    await fillChecklist(walker, 'car-park')
    await fileChecklist(walker)
    await board
      .getByRole('link', { name: new RegExp(`停車場入口.*${STATE_NAMES.done['zh-Hant']}`) })
      .first()
      .waitFor()
    await board.getByText(own.live).waitFor()
  })
})

describe('an alert', () => {
  it('is seen to with a reason, not without one, and every other screen knows', async () => {
    const wall = await desk.newPage()
    await wall.goto(`${product.origin}/board/wall`)
    await wall.getByText('尚餘 1 個未巡').first().waitFor()
    await board.bringToFront()
    await board.getByRole('button', { name: own.acknowledge }).click()
    const sheet = board.getByRole('dialog')
    await sheet.getByRole('button', { name: own.acknowledgeSave }).click()
    await sheet.getByText(own.acknowledgeMissing).waitFor()
    await sheet.getByLabel(own.acknowledgeReason).fill('已派陳有福前往')
    await sheet.getByRole('button', { name: own.acknowledgeSave }).click()
    await sheet.waitFor({ state: 'detached' })
    await board.getByText('已派陳有福前往').waitFor()
    await expect.poll(() => board.getByRole('button', { name: own.acknowledge }).count()).toBe(0)
    await wall.bringToFront()
    await wall.getByText('已派陳有福前往').waitFor()
  })
})
