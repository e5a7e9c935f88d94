/**
 * Pulls the battery out of a browser: what it opens with afterwards is what had been synced to the disk, no more. A browser
 * that is merely killed loses nothing it has handed to the system.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BrowserContext } from 'playwright-core'
import { killBrowser } from './chromium.ts'

const SOURCE = fileURLToPath(new URL('power-cut/synced-only.c', import.meta.url))

export type Battery = {
  /** For the browser's environment. */
  readonly env: Record<string, string>
  /** @returns the profile as it is after the cut */
  readonly pull: (browser: BrowserContext) => Promise<string>
}

/**
 * @param profile as it is now counts as safe: it has been there for longer than a system keeps anything in memory
 * @param folder for the shim and the second profile; must not exist
 */
export function batteryFor(profile: string, folder: string): Battery {
  const synced = join(folder, 'synced')
  const shim = join(folder, 'synced-only.so')
  mkdirSync(profile, { recursive: true })
  mkdirSync(folder)
  // The locks of a running browser are links to nowhere.
  cpSync(profile, synced, { recursive: true, filter: (path) => !/\/Singleton\w+$/.test(path) })
  execFileSync('cc', ['-shared', '-fPIC', '-O1', '-Wall', '-o', shim, SOURCE, '-ldl'])
  return {
    env: {
      ...(process.env as Record<string, string>),
      LD_PRELOAD: shim,
      POWER_CUT_FOLDER: profile,
      POWER_CUT_SYNCED: synced,
    },
    async pull(browser) {
      await killBrowser(browser, profile)
      return synced
    },
  }
}
