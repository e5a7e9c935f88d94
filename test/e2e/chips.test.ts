/** A chip that cannot be copied, from the admin's desk to the visit that it gave proof for; and its address opened a second time. */
import { mkdtempSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readChip } from '../../checkpoints/chip.ts'
import { words as board } from '../../client/words/board.zh-Hant.ts'
import { words } from '../../client/words/chips.zh-Hant.ts'
import { DESK, openBrowser, PHONE } from '../support/chromium.ts'
import { type FakeChip, fakeChip } from '../support/fake-chip.ts'
import { fileChecklist, fillChecklist } from '../support/fill-checklist.ts'
import { type Product, startProduct } from '../support/product.ts'
import { signInOnScreen } from '../support/sign-in.ts'
import { openRound, type SmallEstate, setUpSmallEstate } from '../support/small-estate.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-chips-'))
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const UID = '04DE5F1EACC040'

let product: Product
let estate: SmallEstate
let desk: BrowserContext
let phone: BrowserContext
let page: Page
let walker: Page
let chip: FakeChip

beforeAll(async () => {
  product = await startProduct(join(folder, 'data'))
  estate = await setUpSmallEstate(product)
  await openRound(estate, 600_000)
  desk = await openBrowser(join(folder, 'desk'), DESK)
  phone = await openBrowser(join(folder, 'phone'), PHONE)
  page = await signInOnScreen(desk, product, estate.admin)
  walker = await signInOnScreen(phone, product, estate.assistant)
})
afterAll(async () => {
  await desk?.close()
  await phone?.close()
  await product?.stop()
})

describe('a chip', () => {
  it('is registered at the desk, which shows once what to write to it', async () => {
    await page.goto(`${product.origin}/labels/chips`)
    await expectNothingFound()
    const form = page.locator('form')
    await form.getByRole('button', { name: words.secure.submit }).click()
    await form.getByText(words.secure.uidMissing).waitFor()
    await form.getByLabel(words.secure.uid).fill('04:de:5f:1e:ac:c0:40')
    await form.getByLabel(words.spot).selectOption({ index: 1 })
    await form.getByRole('button', { name: words.secure.submit }).click()
    await page.getByText(words.setUp.once).waitFor()
    await expectNothingFound()
    const shown = (label: string) => page.getByLabel(label, { exact: true }).inputValue()
    const [url, master, file, meta] = [
      await shown(words.setUp.url),
      await shown(words.setUp.master),
      await shown(words.setUp.file1),
      await shown(words.setUp.meta),
    ]
    chip = fakeChip(UID, { url, keys: { master, file, meta } })
    await page.reload()
    await page.getByText(words.secure.neverRead).waitFor()
    await expect.poll(() => page.getByText(master).count()).toBe(0)
  })

  it('opens the form of its spot in the browser of any phone, and proves that it was touched there', async () => {
    expect(await visitBy(chip.url(chip.touch()))).toBe(board.visit.verified)
  })

  it('gives itself away when its address is opened a second time', async () => {
    const address = chip.url(chip.touch())
    expect(await visitBy(address)).toBe(board.visit.verified)
    expect(await visitBy(address)).toBe(board.visit.doubtful)
    await page.goto(`${product.origin}/labels/chips`)
    await page.getByText(words.secure.touches('2')).waitFor()
    await expectNothingFound()
  })

  it('is taken out of use with a reason', async () => {
    await page.getByRole('button', { name: words.secure.revoke }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('button', { name: words.secure.revoke }).click()
    await sheet.getByText(words.secure.reasonMissing).waitFor()
    await sheet.getByLabel(words.secure.reason).fill('被人撕走')
    await expectNothingFound()
    await sheet.getByRole('button', { name: words.secure.revoke }).click()
    await page.getByText('被人撕走').waitFor()
    expect(await visitBy(chip.url(chip.touch()))).toBe(board.visit.doubtful)
  })
})

/** Holds the phone to the chip, fills in the form and files it. @returns what the desk is told of the visit */
async function visitBy(address: string): Promise<string> {
  const said = readChip(address)
  await walker.goto(address)
  await walker.waitForURL('**/visit/**')
  const spot = estate.spots.find(({ tagUrl }) => tagUrl?.endsWith(said?.digits ?? '?'))
  await fillChecklist(walker, spot!.kind)
  await fileChecklist(walker)
  const id = walker.url().split('/').at(-1)
  await expect
    .poll(
      () =>
        estate.supervisor.call('GET', `/api/visits/${id}`).then(
          () => 'arrived',
          () => 'not yet',
        ),
      { timeout: 20_000 },
    )
    .toBe('arrived')
  const { verdict } = await estate.supervisor.call<{ verdict: { outcome: 'verified' | 'doubtful' } }>(
    'GET',
    `/api/visits/${id}`,
  )
  return board.visit[verdict.outcome]
}

async function expectNothingFound(): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  )
  expect(violations.map(({ id, nodes }) => `${id} — ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
}
