/** Forms that have been begun on this phone. Apart from drafts.ts, which the first page does not need. */
import { signal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import { type Draft, dropDraft, keptDrafts } from '../local/drafts.ts'

/** The signed-in person's unfinished forms, the one touched last first; undefined until they have been read. */
export const drafts = signal<readonly Draft[] | undefined>(undefined)

export async function readDrafts(person: Uuid): Promise<void> {
  drafts.value = await keptDrafts(person).catch(() => [])
}

/** The walker has decided that it is not needed. */
export async function discardDraft(draft: Pick<Draft, 'id' | 'person'>): Promise<void> {
  await dropDraft(draft.id)
  await readDrafts(draft.person)
}
