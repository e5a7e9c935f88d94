/** The wall clock of a browser, set as its owner might set his phone's. */
import type { BrowserContext } from 'playwright-core'

/**
 * Puts `Date` wrong by so much in every page, those that are open and those to come, from their first script on. What
 * `performance` counts runs on, as it does in a phone; so does the time of workers, from which nothing of a visit comes.
 */
export async function setClockWrong(browser: BrowserContext, errorMs: number): Promise<void> {
  await browser.addInitScript(putWrong, errorMs)
  for (const page of browser.pages()) await page.evaluate(putWrong, errorMs)
}

/** Runs in the page, where there is nothing but itself. The last call counts. */
function putWrong(errorMs: number): void {
  const page = globalThis as { TrueDate?: DateConstructor; Date: DateConstructor }
  page.TrueDate ??= Date
  const { TrueDate } = page
  const now = () => TrueDate.now() + errorMs
  page.Date = new Proxy(TrueDate, {
    apply: () => new TrueDate(now()).toString(),
    construct: (_, given) => Reflect.construct(TrueDate, given.length === 0 ? [now()] : given),
    get: (_, name) => (name === 'now' ? now : Reflect.get(TrueDate, name)),
  })
}
