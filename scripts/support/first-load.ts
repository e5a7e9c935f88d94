/** How much JavaScript a phone fetches before anyone has tapped anything. */
import { gzipSync } from 'node:zlib'
import { chromium, type Page } from 'playwright-core'

export type FirstLoad = { readonly bytes: number; readonly files: readonly string[] }

/**
 * Opens `/` in a browser that has never been here and adds up every script it runs, gzipped, until the network is quiet. The
 * service worker is kept from registering: what it stores for later is no part of the first screen.
 * @param login who signs in before; absent: the sign-in screen of a new visitor
 */
export async function firstLoad(
  origin: string,
  login?: { readonly username: string; readonly password: string },
): Promise<FirstLoad> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  })
  try {
    const context = await browser.newContext({ serviceWorkers: 'block', locale: 'zh-HK' })
    if (login) await signIn(await context.newPage(), origin, login)
    const page = await context.newPage()
    const sizes = new Map<string, Promise<number>>()
    page.on('response', (response) => {
      const { pathname } = new URL(response.url())
      if (pathname.endsWith('.js'))
        sizes.set(
          pathname,
          response.body().then((body) => gzipSync(body).length),
        )
    })
    await page.goto(origin, { waitUntil: 'networkidle' })
    await page.locator('h1').first().waitFor()
    await page.waitForLoadState('networkidle')
    const bytes = (await Promise.all(sizes.values())).reduce((sum, size) => sum + size, 0)
    return { bytes, files: [...sizes.keys()] }
  } finally {
    await browser.close()
  }
}

async function signIn(page: Page, origin: string, login: { username: string; password: string }): Promise<void> {
  await page.goto(`${origin}/sign-in`)
  await page.locator('input[name=username]').fill(login.username)
  await page.locator('input[name=password]').fill(login.password)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}
