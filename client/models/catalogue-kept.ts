import type { Uuid } from '../../checkpoints/ids.ts'
import type { Reply } from '../request.ts'
import * as server from '../server.ts'
import { type Catalogue, catalogue } from './catalogue.ts'
import { type Polled, polled } from './polled.ts'

/** The catalogue of an estate, the same one for every screen that asks. */
export function catalogueOf(estate: Uuid): Polled<Catalogue> {
  const known = catalogues.get(estate) ?? polled(() => fetchCatalogue(estate))
  catalogues.set(estate, known)
  return known
}
const catalogues = new Map<Uuid, Polled<Catalogue>>()

async function fetchCatalogue(estate: Uuid): Promise<Reply<Catalogue>> {
  const [places, checkpoints] = await Promise.all([server.getPlaces(estate), server.getCheckpoints(estate)])
  if (!places.ok) return places
  if (!checkpoints.ok) return checkpoints
  return { ok: true, value: catalogue(places.value.places, checkpoints.value.checkpoints) }
}
