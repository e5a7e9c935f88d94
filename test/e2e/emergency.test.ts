/**
 * An emergency on a phone without a signal (policy 4.5): what to do and whom to call within one press from anywhere, before any
 * form; the desk is told as soon as it can be; and the form that was open is as it was.
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { FindingRulesRecord, Findings } from '../../checkpoints/wire/finding.ts'
import { words as account } from '../../client/words/account.zh-Hant.ts'
import { words as emergency } from '../../client/words/emergency.zh-Hant.ts'
import { words } from '../../client/words/phone.zh-Hant.ts'
import { axeFaults } from '../support/axe.ts'
import { openBrowser, PHONE } from '../support/chromium.ts'
import { showToFakeCamera } from '../support/fake-camera.ts'
import { labelPicture } from '../support/label-picture.ts'
import { type Product, startProduct } from '../support/product.ts'
import { signInOnScreen } from '../support/sign-in.ts'
import { openRound, type SmallEstate, setUpSmallEstate } from '../support/small-estate.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-emergency-'))
const camera = join(folder, 'camera.y4m')

let product: Product
let estate: SmallEstate
let phone: BrowserContext
let page: Page

beforeAll(async () => {
  product = await startProduct(join(folder, 'data'))
  estate = await setUpSmallEstate(product)
  await openRound(estate, 3_600_000)
  holdBefore(undefined)
  phone = await openBrowser(join(folder, 'phone'), PHONE, camera)
  page = await signInOnScreen(phone, product, estate.assistant)
  await page.getByText('0 / 3').first().waitFor()
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
})

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail' || !process.env.SHOTS) return
  await page.screenshot({ path: join(process.env.SHOTS, 'emergency-failed.png') })
})

afterAll(async () => {
  await phone?.close()
  await product?.stop()
})

const button = () => page.getByRole('link', { name: words.emergency, exact: true })
const steps = () => page.getByText(emergency.steps[0]!)
const call = () => page.locator('a[href^="tel:"]')

function holdBefore(picture: Parameters<typeof showToFakeCamera>[1]): void {
  showToFakeCamera(camera, picture, { scale: 2 })
}

/** Nothing a reader of any kind would stumble over, by day and by night. */
async function isSound(name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    // Colours that are on their way from one to the other are nobody's to judge.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await axeFaults(page, colorScheme === 'dark' ? 'colours' : 'all')).toEqual([])
    if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${name}-${colorScheme}.png`) })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

describe('an emergency', () => {
  it('says what to do from the day’s page in one press, and that no number was given', async () => {
    await phone.setOffline(true)
    await button().click()
    await steps().waitFor()
    await page.getByText(emergency.noNumber).waitFor()
    await expect.poll(() => call().count()).toBe(0)
    await isSound('emergency-no-number')
    await phone.setOffline(false)
  })

  it('is called about in one press from the scanner, on a phone opened without a signal', async () => {
    const path = `/api/estates/${estate.id}/finding-rules`
    const { rules } = await estate.admin.call<FindingRulesRecord>('GET', path)
    await estate.admin.call('PUT', path, { ...rules, securityPhone: '+852 2345 6789' })
    await page.goto(`${product.origin}/emergency`)
    await call().waitFor()
    await phone.setOffline(true)
    await page.goto(`${product.origin}/scan`)
    await button().click()
    await steps().waitFor()
    await expect.poll(() => call().getAttribute('href')).toBe('tel:+85223456789')
    await page.getByRole('link', { name: emergency.back }).click()
    await page.getByText(words.scan.aim).waitFor()
  })

  it('breaks into a form and leaves it as it was; the desk is told once there is a signal, and the phone says so', async () => {
    await phone.setOffline(false)
    const pdf = await estate.admin.bytes(`/api/estates/${estate.id}/labels.pdf?sheet=l7160`)
    await phone.setOffline(true)
    holdBefore(await labelPicture(pdf, 'l7160', 0))
    await page.waitForURL('**/visit/**')
    holdBefore(undefined)
    const row = page.locator('#item-runs-smoothly')
    await row.getByRole('radio', { name: words.checklist.defect }).check()
    await row.getByLabel(words.checklist.note).fill('關門時有異響')
    const smell = page.locator('#item-no-gas-or-burning-smell')
    await smell.getByRole('radio', { name: words.checklist.defect }).check()
    // At the item itself, before anything more is asked.
    await expect.poll(() => smell.locator('a[href="tel:+85223456789"]').count()).toBe(1)

    await page.getByRole('banner').getByRole('link', { name: words.emergency, exact: true }).click()
    await steps().waitFor()
    await call().waitFor()
    // The spot of the form is known: one choice, one press.
    await page.getByRole('radio', { name: emergency.tell.kinds.gas }).check()
    await page.getByRole('button', { name: emergency.tell.send }).click()
    await page.getByText(emergency.tell.saved).waitFor()
    await isSound('emergency-told')

    await page.getByRole('link', { name: emergency.back, exact: true }).click()
    await row.getByLabel(words.checklist.note).waitFor()
    await expect.poll(() => row.getByLabel(words.checklist.note).inputValue()).toBe('關門時有異響')
    await expect.poll(() => smell.getByRole('radio', { name: words.checklist.defect }).isChecked()).toBe(true)

    await phone.setOffline(false)
    await page.getByRole('banner').getByRole('link', { name: words.emergency, exact: true }).click()
    await page.getByText(/^管理處於 .+ 收到$/).waitFor()
    const { findings } = await estate.supervisor.call<Findings>('GET', `/api/estates/${estate.id}/findings`)
    expect(findings).toMatchObject([
      { severity: 'emergency', note: emergency.tell.kinds.gas, state: 'reported', checkpoint: estate.spots[0]!.id },
    ])
    expect(findings[0]?.alarmedAt).not.toBeNull()
  }, 120_000)

  it('is reported from elsewhere at the nearest spot, and outlives a killed page', async () => {
    await phone.setOffline(true)
    await page.goto(`${product.origin}/emergency`)
    await page.getByRole('button', { name: emergency.tell.again }).click()
    await page.getByRole('button', { name: emergency.tell.elsewhere }).click()
    await page.getByRole('button', { name: /停車場入口/ }).click()
    await page.getByRole('button', { name: emergency.tell.send }).click()
    await page.getByText(emergency.tell.saved).waitFor()
    await page.close()
    page = await phone.newPage()
    await page.goto(`${product.origin}/emergency`)
    await page.getByText(emergency.tell.saved).waitFor()
    await phone.setOffline(false)
    await page.reload()
    await expect
      .poll(
        async () => {
          const path = `/api/estates/${estate.id}/findings?severity=emergency`
          const { findings } = await estate.supervisor.call<Findings>('GET', path)
          return findings.map(({ checkpoint }) => checkpoint).sort()
        },
        { timeout: 15_000 },
      )
      .toEqual([estate.spots[0]!.id, estate.spots[2]!.id].sort())
  }, 60_000)

  it('is one press away on whatever page somebody has open on his feet', async () => {
    const { rounds } = await estate.assistant.call<{ rounds: { id: string }[] }>(
      'GET',
      `/api/estates/${estate.id}/pack`,
    )
    const pages = [
      '/inbox',
      '/outbox',
      '/settings',
      '/settings/notifications',
      `/s/${'1'.repeat(174)}`,
      '/hang',
      '/hang/blank',
    ]
    for (const path of [...pages, `/rounds/${rounds[0]!.id}`, '/done/0', `/hang/${estate.spots[0]!.id}`]) {
      await page.goto(`${product.origin}${path}`)
      await button().waitFor()
    }
  }, 60_000)

  it('is called about on a locked phone without a signal, which says nothing of whose it is', async () => {
    await page.goto(`${product.origin}/settings`)
    await page.getByRole('button', { name: account.people.choose }).click()
    const sheet = page.getByRole('dialog')
    for (const label of [account.people.chosen, account.people.again]) await sheet.getByLabel(label).fill('271828')
    await sheet.getByRole('button', { name: account.people.keep }).click()
    await page.getByRole('button', { name: account.people.handOn }).click()
    await page.getByRole('heading', { name: account.people.title }).waitFor()
    await phone.setOffline(true)
    await page.goto(`${product.origin}/`)
    await page.getByRole('button', { name: /陳有福/ }).click()
    await page.getByLabel(account.people.pin).waitFor()
    await page.getByRole('button', { name: account.people.usePassword }).click()
    await page.locator('input[name=password]').waitFor()
    await isSound('password-locked')
    await button().click()
    await steps().waitFor()
    await expect.poll(() => call().getAttribute('href')).toBe('tel:+85223456789')
    await expect.poll(() => page.locator('body').innerText()).not.toContain('陳有福')
    await expect.poll(() => page.getByRole('button', { name: emergency.tell.send }).count()).toBe(0)
    await isSound('emergency-locked')
    await page.getByRole('link', { name: emergency.back, exact: true }).click()
    await page.getByRole('heading', { name: account.people.title }).waitFor()
    await phone.setOffline(false)
  }, 60_000)
})
