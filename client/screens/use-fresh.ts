import { useEffect } from 'preact/hooks'
import { type Catalogue, catalogueOf } from '../models/catalogue.ts'
import { estate } from '../models/estate.ts'
import { keepFresh, type Polled } from '../models/polled.ts'

/** Fetches what a screen shows, and keeps it fresh for as long as the screen is there. */
export function useFresh(shown: Polled<unknown>): void {
  useEffect(() => keepFresh(shown), [shown])
}

/** The checkpoints and places of the estate he is looking at, fetched anew whenever a screen opens. */
export function useCatalogue(): Polled<Catalogue> | undefined {
  const id = estate.value?.id
  useEffect(() => {
    if (id) void catalogueOf(id).refresh()
  }, [id])
  return id ? catalogueOf(id) : undefined
}
