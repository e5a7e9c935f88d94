/** What Lighthouse says of the phone's screens, as a phone of the middle class would have them on a slow network. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import type { Checkpoints } from '../../checkpoints/wire/estate.ts'
import { configFrom } from '../../server/config.ts'
import { type Login, seedDemo } from '../demo/seed.ts'
import { apiClientAt } from '../support/api-client.ts'
import { freePort } from '../support/free-port.ts'
import { startServerProcess } from '../support/server-process.ts'
import type { Measure } from './measure.ts'

/** Fetched when it is asked for: 187 packages are too many for everybody to install who only wants to run the tests. */
const LIGHTHOUSE = 'lighthouse@12.8.2'
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const

export async function measureLighthouse(): Promise<Measure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-bench-lighthouse-'))
  const dataDir = join(folder, 'data')
  const logins = (await seedDemo(configFrom({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }))) ?? []
  const server = await startServerProcess(dataDir)
  const port = await freePort()
  const browser = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      `--remote-debugging-port=${port}`,
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
    permissions: ['camera'],
    locale: 'zh-HK',
  })
  try {
    const measures = await measuresOf('sign-in', `${server.origin}/sign-in`, port)
    const screens = await openScreens(browser, server.origin, logins)
    for (const [name, url] of screens) measures.push(...(await measuresOf(name, url, port)))
    return measures
  } finally {
    await browser.close()
    await server.stop()
    await rm(folder, { recursive: true })
  }
}

/** Signs in on the phone and gets it as far as each screen once, as its address names what is on the phone. */
async function openScreens(
  browser: BrowserContext,
  origin: string,
  logins: readonly Login[],
): Promise<[name: string, url: string][]> {
  const [admin, assistant] = (['admin', 'assistant'] as const).map((role) =>
    logins.find(({ roles }) => roles.includes(role)),
  )
  if (!admin || !assistant) throw new Error('the demo has nobody in these roles')
  const desk = apiClientAt(origin)
  const me = await desk.call<{ memberships: { estate: { id: string } }[] }>('POST', '/api/session', {
    username: admin.username,
    password: admin.password,
  })
  const path = `/api/estates/${me.memberships[0]?.estate.id}/checkpoints`
  const { checkpoints } = await desk.call<Checkpoints>('GET', path)
  const tag = checkpoints.find(({ kind }) => kind === 'lobby')?.tagUrl ?? ''
  const page = browser.pages()[0] ?? (await browser.newPage())
  await signIn(page, origin, assistant)
  await page.goto(origin + new URL(tag).pathname)
  await page.waitForURL('**/visit/**')
  const form = page.url()
  return [
    ['my day', `${origin}/`],
    ['scanner', `${origin}/scan`],
    ['checklist', form],
    ['outbox', `${origin}/outbox`],
    ['settings', `${origin}/settings`],
  ]
}

async function signIn(page: Page, origin: string, { username, password }: Login): Promise<void> {
  await page.goto(`${origin}/sign-in`)
  await page.locator('input[name=username]').fill(username)
  await page.locator('input[name=password]').fill(password)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

/** As far as it is read here. */
type Report = {
  readonly categories: Readonly<
    Record<
      string,
      { readonly score: number | null; readonly auditRefs: readonly { readonly id: string; readonly weight: number }[] }
    >
  >
  readonly audits: Readonly<Record<string, { readonly score: number | null }>>
}

/** One run of a loaded machine says little: of each score the middle one. */
const RUNS = 3

async function measuresOf(name: string, url: string, port: number): Promise<Measure[]> {
  const reports: Report[] = []
  for (let run = 0; run < RUNS; run++) reports.push(await reportOn(url, port))
  return CATEGORIES.map((category): Measure => {
    const scores = reports.map(({ categories }) => Math.round((categories[category]?.score ?? Number.NaN) * 100))
    const short = new Set(reports.flatMap((report) => shortIn(report, category)))
    return {
      name: `${name}: ${category}`,
      value: scores.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN,
      unit: 'of 100',
      goal: { atLeast: 98 },
      ...(short.size > 0 && { how: `${scores.join(', ')}: ${[...short].join(', ')}` }),
    }
  })
}

function shortIn({ categories, audits }: Report, category: string): string[] {
  const refs = categories[category]?.auditRefs ?? []
  return refs.filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9).map(({ id }) => id)
}

async function reportOn(url: string, port: number): Promise<Report> {
  const { stdout } = await promisify(execFile)(
    'npx',
    [
      '--yes',
      LIGHTHOUSE,
      url,
      `--port=${port}`,
      `--only-categories=${CATEGORIES.join()}`,
      // Signing in and the offline copy are what is there on the second day.
      '--disable-storage-reset',
      '--output=json',
      '--quiet',
    ],
    { maxBuffer: 64 * 1024 * 1024 },
  )
  return JSON.parse(stdout) as Report
}
