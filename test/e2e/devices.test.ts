/**
 * A phone is lost, or thought so: revoked at the desk while a record still waits on it, registered again in a minute, and
 * nothing that was filed is gone.
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Devices } from '../../checkpoints/wire/estate.ts'
import type { VisitRecord } from '../../checkpoints/wire/visit.ts'
import { words as account } from '../../client/words/account.zh-Hant.ts'
import { words as office } from '../../client/words/office.zh-Hant.ts'
import { words } from '../../client/words/phone.zh-Hant.ts'
import { DESK, openBrowser, PHONE } from '../support/chromium.ts'
import { fileChecklist, fillChecklist } from '../support/fill-checklist.ts'
import { type Product, startProduct } from '../support/product.ts'
import { signInOnScreen } from '../support/sign-in.ts'
import { type SmallEstate, setUpSmallEstate } from '../support/small-estate.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-devices-'))
const MINUTE = 60_000

let product: Product
let estate: SmallEstate
let phone: BrowserContext
let desk: BrowserContext
let page: Page
let filedBefore: string

beforeAll(async () => {
  product = await startProduct(join(folder, 'data'))
  estate = await setUpSmallEstate(product)
  phone = await openBrowser(join(folder, 'phone'), PHONE)
  desk = await openBrowser(join(folder, 'desk'), DESK)
  page = await signInOnScreen(phone, product, estate.assistant)
})

afterAll(async () => {
  await phone?.close()
  await desk?.close()
  await product?.stop()
})

describe('a phone that is revoked and registered again', () => {
  it('is revoked at the desk with a reason, and not without one', async () => {
    await page.goto(estate.spots[0]!.tagUrl!)
    await page.waitForURL('**/visit/**')
    await fillChecklist(page, 'lift')
    await phone.setOffline(true)
    await fileChecklist(page)
    filedBefore = page.url().split('/').at(-1)!

    const at = await signInOnScreen(desk, product, estate.supervisor)
    await at.goto(`${product.origin}/devices`)
    await at.getByRole('list', { name: '陳有福' }).getByRole('button', { name: office.devices.revoke }).click()
    const sheet = at.getByRole('dialog')
    await sheet.getByRole('button', { name: office.devices.revoke }).click()
    await sheet.getByText(office.devices.reasonMissing).waitFor()
    await sheet.getByLabel(office.devices.reason).fill('遺失手機')
    await sheet.getByRole('button', { name: office.devices.revoke }).click()
    await at.getByText(office.devices.revokedWhy('李美玲', '遺失手機')).waitFor()
  })

  it('still sends what was filed before, which is doubtful and not lost', async () => {
    await phone.setOffline(false)
    await page.goto(`${product.origin}/outbox`)
    await page.getByText(words.outbox.reason['device-revoked']).waitFor()
    const { verdict } = await estate.supervisor.call<VisitRecord>('GET', `/api/visits/${filedBefore}`)
    expect(verdict).toEqual({ outcome: 'doubtful', reasons: ['device-revoked'] })
  })

  it('says so when the app opens, is registered again within a minute, and files as another phone', async () => {
    const begun = Date.now()
    await page.goto(`${product.origin}/`)
    await page.getByText(words.myDay.phoneRefused).waitFor()
    await page.getByRole('link', { name: words.myDay.settings }).last().click()
    await page.getByRole('button', { name: account.settings.enrolAgain }).click()
    await page.getByText(account.settings.phoneState.ready).waitFor()
    expect(Date.now() - begun).toBeLessThan(MINUTE)

    await page.goto(estate.spots[1]!.tagUrl!)
    await page.waitForURL('**/visit/**')
    await fillChecklist(page, 'stairwell')
    await page.getByRole('button', { name: words.checklist.submit }).click()
    await page.waitForURL('**/done/**')
    await page.getByText(words.done.onServer).waitFor()
    const filed = page.url().split('/').at(-1)!
    const { verdict, claims } = await estate.supervisor.call<VisitRecord>('GET', `/api/visits/${filed}`)
    expect(verdict).toEqual({ outcome: 'verified' })
    expect(claims).toMatchObject({ sequence: 1, previous: null })

    const { devices } = await estate.supervisor.call<Devices>('GET', `/api/estates/${estate.id}/devices`)
    const [now, before] = devices.filter(({ person }) => person.name === '陳有福')
    expect(now).toMatchObject({ revokedAt: null, bound: true, lastSequence: 1, holes: [], forkedAt: null })
    expect(before).toMatchObject({ revocation: { by: '李美玲', reason: '遺失手機' }, lastSequence: 1, holes: [] })
  })
})
