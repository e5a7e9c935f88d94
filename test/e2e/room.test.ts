/** What must be seen is neither cut off nor covered, on narrow screens and in the language with the longest words. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../checkpoints/language.ts'
import { DESK, openBrowser, PHONE } from '../support/chromium.ts'
import { type Product, startProduct } from '../support/product.ts'
import { signInOnScreen } from '../support/sign-in.ts'
import { type SmallEstate, setUpSmallEstate } from '../support/small-estate.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-room-'))

let product: Product
let estate: SmallEstate
const browsers: BrowserContext[] = []

beforeAll(async () => {
  product = await startProduct(join(folder, 'data'))
  estate = await setUpSmallEstate(product)
})
afterAll(async () => {
  for (const browser of browsers) await browser.close()
  await product?.stop()
})

describe('the main menu', () => {
  it('shows all of itself at a desk, whatever the language', async () => {
    const page = await open('desk', DESK, 'admin')
    for (const language of LANGUAGES)
      for (const width of [1024, 1152, 1280]) {
        await page.setViewportSize({ width, height: 800 })
        await show(page, '/board', language)
        const last = page.locator('.desk-nav a[href="/settings"]')
        await last.waitFor()
        const seen = await last.evaluate((link) => link.getBoundingClientRect().right)
        expect(seen, `${language}, ${width} px`).toBeLessThanOrEqual(width)
      }
  })

  it('is scrolled on a phone to where one is', async () => {
    const page = await open('pocket-desk', PHONE, 'admin')
    await show(page, '/settings', 'en')
    const here = page.locator('.desk-nav [aria-current="page"]')
    await here.waitFor()
    await expect.poll(() => here.evaluate((link) => link.getBoundingClientRect().right)).toBeLessThanOrEqual(360)
  })
})

describe('the scanner', () => {
  it('leaves its frame free of the emergency button, however low the screen', async () => {
    const page = await open('phone', PHONE, 'assistant')
    for (const height of [740, 640, 560]) {
      await page.setViewportSize({ width: 360, height })
      await show(page, '/scan', 'en')
      await page.locator('.scanner-emergency .button').waitFor()
      const { frame, button } = await page.evaluate(() => {
        const view = document.querySelector('.scanner-view')!
        const { top, marginTop } = getComputedStyle(view, '::after')
        return {
          frame: view.getBoundingClientRect().top + Number.parseFloat(top) + Number.parseFloat(marginTop),
          button: document.querySelector('.scanner-emergency .button')!.getBoundingClientRect().bottom,
        }
      })
      expect(button, `${height} px`).toBeLessThan(frame)
    }
  })
})

describe('the wall screen', () => {
  it('makes smaller what would run over its edge, and leaves as it is what is far too long', async () => {
    const page = await open('wall', { ...DESK, viewport: { width: 1366, height: 2000 } }, 'admin')
    await show(page, '/board/wall', 'en')
    await page.locator('.wall-columns').waitFor()
    const needed = await page.evaluate(() => {
      const wall = document.querySelector('.wall')!
      const bottoms = [...wall.children].map((part) => part.getBoundingClientRect().bottom)
      return Math.max(...bottoms) + Number.parseFloat(getComputedStyle(wall).paddingBottom)
    })
    const heightAt = async (height: number) => {
      await page.setViewportSize({ width: 1366, height: Math.round(height) })
      return page.evaluate(() => document.documentElement.scrollHeight - innerHeight)
    }
    await expect.poll(() => heightAt(needed - 10)).toBe(0)
    await expect.poll(() => heightAt(needed * 0.5)).toBeGreaterThan(needed * 0.45)
  })
})

async function open(profile: string, options: Parameters<typeof openBrowser>[1], who: 'admin' | 'assistant') {
  const browser = await openBrowser(join(folder, profile), options)
  browsers.push(browser)
  return signInOnScreen(browser, product, estate[who])
}

async function show(page: Page, path: string, language: string): Promise<void> {
  await page.evaluate((chosen) => localStorage.setItem('language', chosen), language)
  await page.goto(product.origin + path)
}
