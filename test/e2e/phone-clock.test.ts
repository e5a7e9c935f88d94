/**
 * A phone whose clock is two days wrong, is set to two days wrong the other way during the round, and right at its end, all
 * without signal: the visits stand where and in the order they happened, and nobody is left in the dark about the clock.
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Kind } from '../../checkpoints/checkpoint.ts'
import { DAY_MS, type Instant } from '../../checkpoints/time.ts'
import type { Coverage } from '../../checkpoints/wire/coverage.ts'
import type { Checkpoints } from '../../checkpoints/wire/estate.ts'
import type { VisitRecord } from '../../checkpoints/wire/visit.ts'
import { words as board } from '../../client/words/board.zh-Hant.ts'
import { words } from '../../client/words/phone.zh-Hant.ts'
import { type Reached, startBehindProxy } from '../support/behind-proxy.ts'
import { DESK, openBrowser, PHONE } from '../support/chromium.ts'
import { fileChecklist, fillChecklist } from '../support/fill-checklist.ts'
import { signInOnScreen } from '../support/sign-in.ts'
import { lately } from '../support/small-estate.ts'
import { setClockWrong } from '../support/wrong-clock.ts'

const SECOND = 1000
/** A page counts as of its first script, and keeps its count every quarter of a minute. */
const UNCOUNTED = 30 * SECOND
const TWO_DAYS = '2 日'
const folder = mkdtempSync(join(tmpdir(), 'waymark-clock-'))

let reached: Reached
let proxy: Reached['proxy']
let product: Reached['product']
let estate: Reached['estate']
let phone: BrowserContext
let desk: BrowserContext
let page: Page

beforeAll(async () => {
  reached = await startBehindProxy(join(folder, 'data'))
  ;({ proxy, product, estate } = reached)
  phone = await openBrowser(join(folder, 'phone'), PHONE)
  desk = await openBrowser(join(folder, 'desk'), DESK)
})

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail' || !process.env.SHOTS) return
  for (const [i, page] of [...phone.pages(), ...desk.pages()].entries()) {
    await page.screenshot({ path: join(process.env.SHOTS, `clock-${i}.png`) })
  }
})

afterAll(async () => {
  await phone?.close()
  await desk?.close()
  await reached?.stop()
})

describe('a phone whose clock is two days wrong', () => {
  const filed: { readonly id: string; readonly from: Instant; readonly to: Instant }[] = []

  it('says so as soon as it has heard the server, and from where the times are taken', async () => {
    await setClockWrong(phone, 2 * DAY_MS)
    page = await signInOnScreen(phone, product, estate.assistant)
    await page.getByText('0 / 3').first().waitFor()
    await page.getByText(words.myDay.clockAhead(TWO_DAYS)).waitFor()
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  })

  it('files without signal, is set back by four days and filed with again, is put right and filed with once more', async () => {
    // No signal for the service worker either, which sends too.
    proxy.fateOf = () => 'lost'
    await file(0, 'lift')

    await setClockWrong(phone, -2 * DAY_MS)
    await page.goto(proxy.origin)
    await page.getByText(words.myDay.clockBehind(TWO_DAYS)).waitFor()
    await file(1, 'stairwell')

    await setClockWrong(phone, 0)
    await page.goto(proxy.origin)
    await page.getByRole('link', { name: words.myDay.scan }).waitFor()
    await expect.poll(() => page.getByText(/手機時鐘/).count()).toBe(0)
    await file(2, 'car-park')
  })

  it('has its visits on the server at their true times, in their true order, covering the round, none in doubt', async () => {
    proxy.fateOf = () => 'passes'
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await untilDone(3)
    const records = await Promise.all(
      filed.map(({ id }) => estate.supervisor.call<VisitRecord>('GET', `/api/visits/${id}`)),
    )
    expect(records.map(({ claims }) => [claims.sequence, claims.follows])).toEqual([
      [1, 0],
      [2, 1],
      [3, 2],
    ])
    for (const [i, { occurredAt, notBefore, notAfter, verdict }] of records.entries()) {
      const { from, to } = filed[i]!
      expect(occurredAt).toBeGreaterThanOrEqual(from - UNCOUNTED)
      expect(occurredAt).toBeLessThanOrEqual(to)
      expect(notBefore).toBeLessThanOrEqual(occurredAt)
      expect(notAfter).toBeGreaterThanOrEqual(occurredAt)
      expect(verdict).toEqual({ outcome: 'verified' })
    }
    const times = records.map(({ occurredAt }) => occurredAt)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    // What the phone's clock said is kept as it was signed.
    const said = records.map(({ claims }, i) => Math.round((claims.scannedAt - filed[i]!.from) / DAY_MS))
    expect(said).toEqual([2, -2, 0])
  })

  it('is told to have been wrong at the desk, beside each visit that it was wrong for', async () => {
    const at = await signInOnScreen(desk, product, estate.supervisor)
    for (const [i, sentence] of [
      board.visit.clockAhead(TWO_DAYS),
      board.visit.clockBehind(TWO_DAYS),
      undefined,
    ].entries()) {
      await at.goto(`${product.origin}/visits/${filed[i]!.id}`)
      await at.getByText(board.visit.verified).waitFor()
      if (sentence !== undefined) await at.getByText(sentence).waitFor()
      else await expect.poll(() => at.getByText(/手機時鐘/).count()).toBe(0)
    }
  })

  async function file(spot: number, kind: Kind): Promise<void> {
    const from = Date.now()
    await page.goto(proxy.origin + (await tagOf(spot)))
    await page.waitForURL('**/visit/**')
    const to = Date.now()
    await fillChecklist(page, kind)
    await fileChecklist(page)
    filed.push({ id: page.url().split('/').at(-1)!, from, to })
  }
})

/** What the phone's own camera would open. */
async function tagOf(spot: number): Promise<string> {
  const { checkpoints } = await estate.admin.call<Checkpoints>('GET', `/api/estates/${estate.id}/checkpoints`)
  return new URL(checkpoints.find(({ id }) => id === estate.spots[spot]!.id)!.tagUrl!).pathname
}

async function untilDone(count: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const { tally } = await estate.supervisor.call<Coverage>('GET', `/api/estates/${estate.id}/coverage?${lately()}`)
    if (tally.done >= count) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`never saw ${count} visits`)
}
