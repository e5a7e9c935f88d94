import type { CheckpointId, Sha256, Uuid } from '../../checkpoints/ids.ts'
import type { Names } from '../../checkpoints/language.ts'
import type { Hanging, Install, OldLabelRead, ReportDamage } from '../../checkpoints/wire/hanging.ts'
import type { Problem } from '../../checkpoints/wire/problem.ts'
import { database, writeDurably } from './database.ts'
import type { KeptPhoto } from './photos.ts'

/**
 * What somebody says of a label, on its way to the server. `on-server`: it has arrived, and is kept until a list of the server's
 * says the same.
 */
export type LabelWord = {
  readonly id: Uuid
  readonly person: Uuid
  readonly estate: Uuid
  readonly checkpoint: CheckpointId
  /** As it was called, so that the list can be read without a pack. */
  readonly names: Names
  readonly photos: readonly Sha256[]
} & (
  | { readonly kind: 'installed'; readonly body: Install }
  | { readonly kind: 'damaged'; readonly body: ReportDamage }
  /** One that has been replaced was read here. */
  | { readonly kind: 'old'; readonly body: OldLabelRead }
) &
  (
    | { readonly state: 'saved' | 'on-server' }
    /** The server will not have it as it is. */
    | { readonly state: 'refused'; readonly problem: Problem }
  )

/** In the order in which they were said. */
export async function keptWords(): Promise<LabelWord[]> {
  return (await database()).getAll('labelWords')
}

/** @param photos that it names: all of it is there or nothing is */
export async function keepWord(word: LabelWord, photos: readonly KeptPhoto[]): Promise<void> {
  await writeDurably(['labelWords', 'photos'], async (tx) => {
    const writes = photos.map((photo) => tx.objectStore('photos').put(photo))
    await Promise.all([...writes, tx.objectStore('labelWords').put(word)])
  })
}

/** Notes what became of it; one that is gone stays gone. */
export async function markWord(id: Uuid, change: Fate): Promise<void> {
  await writeDurably(['labelWords'], async (tx) => {
    const word = await tx.objectStore('labelWords').get(id)
    if (word) await tx.objectStore('labelWords').put({ ...word, ...change })
  })
}
type Fate = { readonly state: 'saved' | 'on-server' } | { readonly state: 'refused'; readonly problem: Problem }

export async function dropWords(ids: readonly Uuid[]): Promise<void> {
  await writeDurably(['labelWords'], async (tx) => {
    await Promise.all(ids.map((id) => tx.objectStore('labelWords').delete(id)))
  })
}

/** How the labels of an estate stood when the server was last asked. */
export async function keptHanging(estate: Uuid): Promise<Hanging | undefined> {
  return (await (await database()).get('hanging', estate))?.hanging
}

export async function keepHanging(estate: Uuid, hanging: Hanging): Promise<void> {
  await (await database()).put('hanging', { estate, hanging })
}
