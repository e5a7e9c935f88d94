/**
 * Everything said to be saved is saved: twenty visits with photos filed without signal by a browser that is killed, sent by a
 * browser that is killed, over a way that loses requests and answers. Each must be on the server once, with its photos.
 */
import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Devices } from '../../checkpoints/wire/estate.ts'
import type { VisitRecord } from '../../checkpoints/wire/visit.ts'
import { type Reached, startBehindProxy } from '../support/behind-proxy.ts'
import { killBrowser, openBrowser, PHONE } from '../support/chromium.ts'
import { qrPicture, showToFakeCamera } from '../support/fake-camera.ts'
import { fileChecklist, fillChecklist } from '../support/fill-checklist.ts'
import { type KeptVisit, visitsOnPhone } from '../support/phone-store.ts'
import { signInOnScreen } from '../support/sign-in.ts'

const VISITS = 20
/** In turn: five in seven come to nothing that the phone hears of. A browser itself repeats what breaks on a kept connection. */
const FATES = ['answer-lost', 'answer-lost', 'lost', 'passes', 'lost', 'answer-lost', 'passes'] as const
const folder = mkdtempSync(join(tmpdir(), 'waymark-kill-'))
const profile = join(folder, 'phone')
const camera = join(folder, 'camera.y4m')

let reached: Reached
let proxy: Reached['proxy']
let product: Reached['product']
let estate: Reached['estate']
let phone: BrowserContext
let page: Page
let liftTag: string

beforeAll(async () => {
  reached = await startBehindProxy(join(folder, 'data'))
  ;({ proxy, product, estate, liftTag } = reached)
  showToFakeCamera(camera, undefined)
  await openPhone()
  await signInOnScreen(phone, product, estate.assistant)
  await page.getByText('0 / 3').first().waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  // Chromium writes a cookie down within half a minute, or when it is closed: he signed in longer ago than that.
  await phone.close()
  await openPhone()
})

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail' || !process.env.SHOTS) return
  await page.screenshot({ path: join(process.env.SHOTS, 'kill.png') })
})

afterAll(async () => {
  await phone?.close()
  await reached?.stop()
})

describe('twenty visits with photos, a browser that is killed and a way that loses answers', () => {
  let filed: readonly KeptVisit[]

  it('keeps every visit that the phone said it had saved, though the browser is killed after each tenth', async () => {
    proxy.fateOf = () => 'lost'
    const saved: string[] = []
    while (saved.length < VISITS) {
      // Another picture each time.
      showToFakeCamera(camera, qrPicture(`${saved.length}`, 8))
      await page.goto(proxy.origin + liftTag)
      await page.waitForURL('**/visit/**')
      await fillChecklist(page, 'lift', { item: 'runs-smoothly', note: `第 ${saved.length + 1} 次`, photo: true })
      await fileChecklist(page)
      saved.push(page.url().split('/').at(-1)!)
      if (saved.length % 10 === 0) await killPhone()
    }
    filed = await visitsOnPhone(page)
    expect(filed.map(({ id }) => id)).toEqual(saved)
    expect(filed.map(({ sequence }) => sequence)).toEqual(saved.map((_, i) => i + 1))
    for (const { photos } of filed) expect(photos).toHaveLength(1)
    expect(new Set(filed.flatMap(({ photos }) => photos.map(({ ofBytes }) => ofBytes))).size).toBe(VISITS)
  }, 300_000)

  it('sends each of them, though it is killed three times at it and most requests or their answers are lost', async () => {
    const killAfter = [4, 15, 27]
    let lostAnswers = 0
    let turn = 0
    let killing: Promise<void> | undefined
    proxy.onLostAnswer = ({ method }) => {
      if (method === 'GET') return
      lostAnswers++
      // The server has it and the phone will never know: the worst moment to die.
      if (killing || lostAnswers < (killAfter[0] ?? Number.POSITIVE_INFINITY)) return
      killAfter.shift()
      killing = killBrowser(phone, profile)
    }
    proxy.fateOf = ({ method, path }) => {
      if (!/^\/api\/(photos|visits)/.test(path) || method === 'GET') return 'passes'
      return FATES[turn++ % FATES.length]!
    }
    for (let tries = 0; tries < 600; tries++) {
      if (killing) {
        await killing
        killing = undefined
        await openPhone()
        await page.goto(`${proxy.origin}/outbox`)
      }
      if ((await waitingOnPhone()) === 0) break
      // The signal comes and goes: each time the phone tries anew, rather than wait out its pause.
      await page.evaluate(() => dispatchEvent(new Event('online'))).catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    expect(killAfter).toEqual([])
    expect(lostAnswers).toBeGreaterThan(VISITS)
  }, 300_000)

  it('has put each on the server exactly once, with its photos byte for byte', async () => {
    for (const { id, sha256, photos } of filed) {
      const record = await estate.supervisor.call<VisitRecord>('GET', `/api/visits/${id}`)
      expect(record.sha256).toBe(sha256)
      for (const photo of photos) {
        const bytes = await estate.supervisor.bytes(`/api/photos/${photo.sha256}`)
        expect(sha256Of(bytes)).toBe(photo.ofBytes)
      }
    }
    // Numbered through, each naming the one before: the killed browser neither burnt a number nor used one twice.
    const { devices } = await estate.supervisor.call<Devices>('GET', `/api/estates/${estate.id}/devices`)
    expect(devices).toMatchObject([{ lastSequence: VISITS, holes: [], forkedAt: null }])
    await product.stop()
    const db = new Database(join(product.dataDir, 'waymark.db'), { readonly: true })
    expect(db.prepare('select id from visits order by id').pluck().all()).toEqual(filed.map(({ id }) => id).sort())
    db.close()
  })
})

async function openPhone(): Promise<void> {
  phone = await openBrowser(profile, PHONE, camera)
  page = phone.pages()[0] ?? (await phone.newPage())
}

async function killPhone(): Promise<void> {
  await killBrowser(phone, profile)
  await openPhone()
  await page.goto(`${proxy.origin}/outbox`)
}

/** NaN while the page is between two lives. */
async function waitingOnPhone(): Promise<number> {
  const visits = await visitsOnPhone(page).catch(() => undefined)
  return visits?.filter(({ state }) => state !== 'on-server').length ?? Number.NaN
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
