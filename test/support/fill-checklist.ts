/** Filling a form in on the phone's screen, as an assistant does. */
import type { Page } from 'playwright-core'
import { SEVERITY_NAMES, type Severity } from '../../checkpoints/answer.ts'
import { shippedItems } from '../../checkpoints/checklists/shipped.ts'
import type { Kind } from '../../checkpoints/checkpoint.ts'
import { words } from '../../client/words/phone.zh-Hant.ts'

export type Defect = {
  readonly item: string
  readonly note: string
  readonly photo: boolean
  /** Major, unless it is said. */
  readonly severity?: Severity
}

/** Answers every condition of the open form of a kind: all in order, but for one defect. */
export async function fillChecklist(page: Page, kind: Kind, defect?: Defect): Promise<void> {
  for (const item of shippedItems(kind)) {
    if (item.type !== 'condition') continue
    const row = page.locator(`#item-${item.id}`)
    const isDefect = item.id === defect?.item
    await row.getByRole('radio', { name: isDefect ? words.checklist.defect : words.checklist.ok }).check()
    if (!isDefect) continue
    await row.getByLabel(words.checklist.note).fill(defect.note)
    await row.getByRole('radio', { name: SEVERITY_NAMES[defect.severity ?? 'major']['zh-Hant'] }).check()
    await row.getByRole('radio', { name: words.checklist.notSettled }).check()
    if (!defect.photo) continue
    await row.getByRole('button', { name: words.checklist.addPhoto }).click()
    await page.getByRole('button', { name: words.camera.take }).click()
    await row.locator('img').first().waitFor()
  }
}

/** Files the open form, and waits until the phone says that it has it. */
export async function fileChecklist(page: Page): Promise<void> {
  await page.getByRole('button', { name: words.checklist.submit }).click()
  // The form's own bar says the same words: only the next screen means that the visit is in the outbox.
  await page.waitForURL('**/done/**')
  // With a signal it may be on the server before anybody has read that it is on the phone.
  const { kept, onServer } = words.done
  await page.getByText(kept).or(page.getByText(onServer)).first().waitFor()
}
