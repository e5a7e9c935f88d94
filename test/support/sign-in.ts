/** Signing in through the screen, as people do. */
import type { BrowserContext, Page } from 'playwright-core'
import type { Product } from './product.ts'
import type { SignedIn } from './small-estate.ts'

/** Opens the browser's page at the sign-in, enters, and waits until the app lets him in. The language is whatever it is. */
export async function signInOnScreen(
  browser: BrowserContext,
  { origin }: Product,
  { username, password }: SignedIn,
): Promise<Page> {
  const page = browser.pages()[0] ?? (await browser.newPage())
  await page.goto(`${origin}/sign-in`)
  await page.locator('input[name=username]').fill(username)
  await page.locator('input[name=password]').fill(password)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  return page
}
