/** The system's Chromium, quiet and with an empty profile; optionally with a picture file before its camera. */
import { readdirSync, readFileSync } from 'node:fs'
import { type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'
import { fakeCameraArgs } from './fake-camera.ts'

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** For one thing to appear; a loaded machine of two cores needs some. */
const PATIENCE_MS = 15_000

/** A phone as many guards have it: 360×740, finger, Hong Kong. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  locale: 'zh-HK',
  timezoneId: 'Asia/Hong_Kong',
}

export const DESK: BrowserContextOptions = {
  viewport: { width: 1280, height: 800 },
  locale: 'zh-HK',
  timezoneId: 'Asia/Hong_Kong',
}

/**
 * Opens a browser with a profile of its own in `profile`, so that it can be closed and opened again like a phone.
 * @param cameraFile as written by `showToFakeCamera`; absent: no camera
 */
export async function openBrowser(
  profile: string,
  options: BrowserContextOptions & { readonly env?: Record<string, string> },
  cameraFile?: string,
): Promise<BrowserContext> {
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: [...QUIET, ...(cameraFile ? fakeCameraArgs(cameraFile) : [])],
    ...options,
    ...(cameraFile && { permissions: ['camera'] }),
  })
  browser.setDefaultTimeout(PATIENCE_MS)
  return browser
}

/** Kills the browser of a profile as a system short of memory does: at once, whatever it is writing. */
export async function killBrowser(browser: BrowserContext, profile: string): Promise<void> {
  const closed = new Promise((resolve) => browser.once('close', resolve))
  // Its zygotes and renderers are named by the same profile, or end with their parent.
  for (const pid of readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)) {
    if (commandLineOf(pid).includes(`--user-data-dir=${profile}`)) process.kill(pid, 'SIGKILL')
  }
  await closed
}

function commandLineOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    // It has ended since it was listed.
    return []
  }
}
