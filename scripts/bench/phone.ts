/** What a walker waits for with the phone in his hand: from the camera to the verdict, to the checklist, to "saved". */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright-core'
import { runnerImport } from 'vite'
import { shippedItems } from '../../checkpoints/checklists/shipped.ts'
import type { Checkpoints } from '../../checkpoints/wire/estate.ts'
import type { Me } from '../../checkpoints/wire/session.ts'
import { apiClientAt } from '../support/api-client.ts'
import { startServerProcess } from '../support/server-process.ts'
import { makeBenchEstate } from './estate.ts'
import { type Measure, percentile } from './measure.ts'

const RUNS = 20

type Camera = {
  readonly qrPicture: (text: string, modulePixels: number) => object
  readonly showToFakeCamera: (file: string, picture: object) => void
  readonly fakeCameraArgs: (file: string) => string[]
}

/** When each thing was first seen on the page, by its own clock. */
type Seen = { readonly opened: number; readonly live: number; readonly verdict: number; readonly form: number }

export async function measurePhone(): Promise<Measure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-bench-phone-'))
  const dataDir = join(folder, 'data')
  const { id, admin, assistants } = await makeBenchEstate(dataDir, { checkpoints: 300, assistants: 1, days: 1 })
  const server = await startServerProcess(dataDir)
  const { module: camera } = await runnerImport<Camera>(
    fileURLToPath(new URL('../../../test/support/fake-camera.ts', import.meta.url)),
  )
  const desk = apiClientAt(server.origin)
  await desk.call<Me>('POST', '/api/session', admin)
  const { checkpoints } = await desk.call<Checkpoints>('GET', `/api/estates/${id}/checkpoints`)
  const lobby = checkpoints.find(({ kind }) => kind === 'lobby')
  const file = join(folder, 'camera.y4m')
  camera.showToFakeCamera(file, camera.qrPicture(lobby?.tagUrl ?? '', 8))
  const browser = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', ...camera.fakeCameraArgs(file)],
    permissions: ['camera'],
    viewport: { width: 360, height: 740 },
    isMobile: true,
    hasTouch: true,
    locale: 'en',
  })
  try {
    const page = browser.pages()[0] ?? (await browser.newPage())
    await page.addInitScript(watch)
    await page.goto(`${server.origin}/sign-in`)
    await page.locator('input[name=username]').fill(assistants[0]?.username ?? '')
    await page.locator('input[name=password]').fill(assistants[0]?.password ?? '')
    await page.keyboard.press('Enter')
    await page.locator('a[href="/scan"]').first().waitFor()
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    const runs: (Seen & { readonly saved: number })[] = []
    for (let i = 0; i <= RUNS; i++) runs.push(await oneVisit(page))
    // The first one also loads what the others have at hand.
    return measuresOf(runs.slice(1))
  } finally {
    await browser.close()
    await server.stop()
    await rm(folder, { recursive: true })
  }
}

function measuresOf(runs: readonly (Seen & { readonly saved: number })[]): Measure[] {
  const how = `${RUNS} visits in Chromium, 720p fake camera, label in view`
  const median = (of: (run: (typeof runs)[number]) => number) => percentile(runs.map(of), 0.5)
  return [
    {
      name: 'camera live to verdict, median',
      value: median(({ live, verdict }) => verdict - live),
      unit: 'ms',
      goal: { atMost: 300 },
      how,
    },
    { name: '  scan pressed to verdict, median', value: median(({ opened, verdict }) => verdict - opened), unit: 'ms' },
    {
      name: 'verdict to checklist, median',
      value: median(({ verdict, form }) => form - verdict),
      unit: 'ms',
      goal: { atMost: 50 },
    },
    { name: 'submit to saved, median', value: median(({ saved }) => saved), unit: 'ms', goal: { atMost: 100 } },
  ]
}

async function oneVisit(page: Page): Promise<Seen & { readonly saved: number }> {
  await page.evaluate(() => {
    ;(globalThis as unknown as Watching).seen = {}
  })
  await page.locator('a[href="/scan"]').first().click()
  await page.waitForURL('**/visit/**')
  await page.locator('.checklist-item').first().waitFor()
  for (const { id, type } of shippedItems('lobby')) {
    if (type === 'condition') await page.locator(`#item-${id} input[type=radio]`).first().check({ force: true })
  }
  await page.locator('.bottom-bar .button').last().click()
  await page.waitForURL('**/done/**')
  await page.locator('.notice').first().waitFor()
  const seen = await page.evaluate(() => (globalThis as unknown as Watching).seen)
  const { opened = Number.NaN, live = Number.NaN, verdict = Number.NaN, form = Number.NaN } = seen
  return { opened, live, verdict, form, saved: (seen.done ?? Number.NaN) - (seen.pressed ?? Number.NaN) }
}

type Watching = { seen: Partial<Record<'opened' | 'live' | 'verdict' | 'form' | 'pressed' | 'done', number>> }

/** Runs in the page: notes when things are first seen after `seen` has been emptied. */
function watch(): void {
  const watching = globalThis as unknown as Watching
  watching.seen = {}
  const note = (name: keyof Watching['seen']) => {
    watching.seen[name] ??= performance.now()
  }
  addEventListener('playing', () => note('live'), true)
  addEventListener(
    'click',
    ({ target }) => {
      if (!(target instanceof Element)) return
      if (target.closest('a[href="/scan"]')) note('opened')
      // The last press is the one that files the form.
      if (!target.closest('.bottom-bar .button')) return
      watching.seen.pressed = performance.now()
      delete watching.seen.done
    },
    true,
  )
  new MutationObserver(() => {
    if (document.querySelector('[data-found]')) note('verdict')
    if (document.querySelector('.checklist-item')) note('form')
    if (location.pathname.startsWith('/done/') && document.querySelector('.notice')) note('done')
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-found'] })
}
