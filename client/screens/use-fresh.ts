import { useEffect } from 'preact/hooks'
import type { Uuid } from '../../checkpoints/ids.ts'
import { MINUTE_MS } from '../../checkpoints/time.ts'
import type { Catalogue } from '../models/catalogue.ts'
import { catalogueOf } from '../models/catalogue-kept.ts'
import { keepLive } from '../models/live.ts'
import { keepFresh, type Polled } from '../models/polled.ts'

/** How old a board may get while somebody looks at it. */
const BOARD_MS = 15_000
/** Names and places change on few days of a year, but a board may hang on a wall for weeks. */
const CATALOGUE_MS = 5 * MINUTE_MS

/** Fetches what a screen shows, and keeps it fresh for as long as the screen is there. */
export function useFresh(shown: Polled<unknown>, everyMs = BOARD_MS): void {
  useEffect(() => keepFresh(shown, everyMs), [shown, everyMs])
}

/** The same for what changes of an estate as it happens. */
export function useLive(estate: Uuid, shown: Polled<unknown>): void {
  useEffect(() => keepLive(estate, shown), [estate, shown])
}

/** The checkpoints and places of an estate, kept fresh at their own slow pace. */
export function useCatalogue(estate: Uuid): Polled<Catalogue> {
  const catalogue = catalogueOf(estate)
  useFresh(catalogue, CATALOGUE_MS)
  return catalogue
}
