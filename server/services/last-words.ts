/** Keeps what was said last about the items of a spot, in whatever order its visits arrive. */
import { EMERGENCY_ITEM } from '../../checkpoints/checklist.ts'
import { isOpen, type Sighting, saidIn, sightingsIn } from '../../checkpoints/sighting.ts'
import { readKeptVisit, type VisitClaims } from '../../checkpoints/visit.ts'
import type { LastWord } from '../store/records.ts'
import type { Stores } from '../store/stores.ts'

type Spoken = { readonly id: string; readonly checkpoint: string; readonly occurredAt: number }

/** What a visit saw wrong, as the server counts it. */
export function sightingsOf({ answers }: Pick<VisitClaims, 'answers'>): Sighting[] {
  return sightingsIn(answers, { isEmergency: (item) => item === EMERGENCY_ITEM })
}

/** A visit has been stored. Where nothing was and is wrong, that is one question to the store. */
export async function noteWords(stores: Stores, claims: VisitClaims, visit: Spoken): Promise<void> {
  const sightings = sightingsOf(claims)
  const known = await stores.records.lastWordsAt(visit.checkpoint)
  if (known.length === 0 && sightings.length === 0) return
  for (const [item, said] of saidIn(claims.answers, sightings)) {
    const last = known.find((word) => word.item === item)
    const own = { item, visit: visit.id, at: visit.occurredAt, open: isOpen(said) }
    if (last && isLater(own, last)) await stores.records.putLastWord(visit.checkpoint, own)
    // Visits that had nothing to report left no word: one that has arrived before may have been made after.
    else if (!last && own.open) await listenAgain(stores, visit.checkpoint, item)
  }
}

/** A visit has come to be at another time. */
export async function moveWords(stores: Stores, checkpoint: string): Promise<void> {
  for (const { item } of await stores.records.lastWordsAt(checkpoint)) await listenAgain(stores, checkpoint, item)
}

async function listenAgain(stores: Stores, checkpoint: string, item: string): Promise<void> {
  let before: { occurredAt: number; id: string } | undefined
  for (;;) {
    const visits = await stores.visits.newestAt(checkpoint, before, PAGE)
    for (const { id, occurredAt, jws } of visits) {
      const read = readKeptVisit(jws)
      const said = read.ok ? saidIn(read.claims.answers, sightingsOf(read.claims)).get(item) : undefined
      if (said === undefined) continue
      await stores.records.putLastWord(checkpoint, { item, visit: id, at: occurredAt, open: isOpen(said) })
      return
    }
    before = visits.at(-1)
    if (visits.length < PAGE) return
  }
}
const PAGE = 20

function isLater(a: LastWord, b: LastWord): boolean {
  return a.at > b.at || (a.at === b.at && a.visit > b.visit)
}
