import type { Uuid } from '../../checkpoints/ids.ts'
import type { Reply } from '../request.ts'
import * as server from '../server.ts'
import { type Catalogue, catalogue } from './catalogue.ts'
import { perEstate } from './polled.ts'

/** The catalogue of an estate, the same one for every screen that asks. */
export const catalogueOf = perEstate(fetchCatalogue)

async function fetchCatalogue(estate: Uuid): Promise<Reply<Catalogue>> {
  const [places, checkpoints] = await Promise.all([server.getPlaces(estate), server.getCheckpoints(estate)])
  if (!places.ok) return places
  if (!checkpoints.ok) return checkpoints
  return { ok: true, value: catalogue(places.value.places, checkpoints.value.checkpoints) }
}
