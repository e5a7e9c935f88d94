import { type ReadonlySignal, signal } from '@preact/signals'

/** Below it a table of many columns cannot be read. */
const TABLE_WIDTH = '(min-width: 700px)'

/** Whether the page is wide enough for a table of many columns; follows the window. */
export const wideEnough: ReadonlySignal<boolean> = followed(matchMedia(TABLE_WIDTH))

function followed(query: MediaQueryList): ReadonlySignal<boolean> {
  const matches = signal(query.matches)
  query.addEventListener('change', () => {
    matches.value = query.matches
  })
  return matches
}
