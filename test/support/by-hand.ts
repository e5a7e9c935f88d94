/** What people do with a finger on a phone's screen: a photo, a name under it. */
import type { Page } from 'playwright-core'
import { words } from '../../client/words/phone.zh-Hant.ts'
import { words as own } from '../../client/words/phone-findings.zh-Hant.ts'

/** Signs in the field of a deed and confirms. */
export async function signByHand(page: Page): Promise<void> {
  const pad = page.getByRole('img', { name: own.deed.signHere })
  await pad.scrollIntoViewIfNeeded()
  const { x, y, width, height } = (await pad.boundingBox())!
  await page.mouse.move(x + width / 5, y + height / 2)
  await page.mouse.down()
  await page.mouse.move(x + width / 2, y + height / 4, { steps: 4 })
  await page.mouse.move(x + width / 1.3, y + height / 1.6, { steps: 4 })
  await page.mouse.up()
  await page.getByRole('button', { name: own.deed.signed }).click()
  await page
    .getByRole('img', { name: words.checklist.photo('1') })
    .last()
    .waitFor()
}

/** Takes a photo of whatever the camera sees. */
export async function takePhoto(page: Page): Promise<void> {
  await page.getByRole('button', { name: words.checklist.addPhoto }).first().click()
  await page.getByRole('button', { name: words.camera.take }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}
