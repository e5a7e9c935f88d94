/** What axe has to say of the page as it stands. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * One line for each kind of fault, with the elements that have it.
 * @param rules all of them; `colours` those that another colour scheme may break, of a page whose others have been looked at
 */
export async function axeFaults(page: Page, rules: 'all' | 'colours' = 'all'): Promise<string[]> {
  // By the debugger's hand: the content security policy lets no page bring a script of its own.
  await page.evaluate(axe)
  const only = rules === 'all' ? {} : { runOnly: ['color-contrast', 'link-in-text-block'] }
  const { violations } = await page.evaluate(
    (options) => (window as unknown as { axe: { run(given: object): Promise<AxeResults> } }).axe.run(options),
    only,
  )
  return violations.map(({ id, nodes }) => `${id} — ${nodes.map(({ html }) => html).join(' | ')}`)
}
