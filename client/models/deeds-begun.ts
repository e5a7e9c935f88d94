/** Deeds about findings that have been begun on this phone and not sent. */
import { signal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import { dropDeed, isBegun, keptDeeds, partsOfKey } from '../local/deed-drafts.ts'
import type { Deed } from './deed.ts'
import { PHONE_DEEDS, type PhoneDeed } from './finding-work.ts'

export type BegunDeed = {
  readonly person: Uuid
  readonly deed: PhoneDeed
  readonly finding: Uuid
  /** What has been written so far; empty: nothing has. */
  readonly note: string
}

/** Of whoever was last asked for. */
export const begunDeeds = signal<readonly BegunDeed[]>([])

export async function readBegunDeeds(person: Uuid): Promise<void> {
  const drafts = await keptDeeds(person).catch(() => [])
  begunDeeds.value = drafts.filter(isBegun).flatMap(({ key, fields }) => {
    const { deed: kind, about: finding } = partsOfKey(key)
    const deed = PHONE_DEEDS.find((one) => one === kind)
    return deed ? [{ person, deed, finding, note: fields.note ?? '' }] : []
  })
}

/** Whoever began it has decided that it is not needed. */
export async function discardDeed(deed: Deed): Promise<void> {
  // A write that is still on its way would bring it back.
  await deed.kept().catch(() => undefined)
  await dropDeed(deed.draft.value.key)
  await readBegunDeeds(deed.draft.value.person)
}
