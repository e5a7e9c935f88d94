/** A form being filled in. Every tap is on the disk before the next one; what it would take to file it is always known. */
import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { type Answer, type Shortcoming, shortcomings } from '../../checkpoints/answer.ts'
import type { Checklist } from '../../checkpoints/checklist.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { ChecklistOnWire } from '../../checkpoints/wire/estate.ts'
import { type Draft, type Entry, keepDraft, keptDraft } from '../local/drafts.ts'
import type { KeptPhoto } from '../local/photos.ts'
import { estimatedNow } from './server-time.ts'

/** `unreadable`: what was typed for a reading is no number. */
export type Missing = { readonly item: string; readonly why: Shortcoming['why'] | 'unreadable' }

export type Form = {
  readonly draft: ReadonlySignal<Draft>
  readonly checklist: ChecklistOnWire
  /** In the checklist's order; empty: it can be filed. */
  readonly missing: ReadonlySignal<readonly Missing[]>
  /** `failed`: the phone's store refuses, most likely because it is full. */
  readonly keeping: ReadonlySignal<'kept' | 'keeping' | 'failed'>
  readonly entry: (item: string) => Entry
  readonly change: (item: string, change: Partial<Omit<Entry, 'item'>>) => void
  readonly addPhoto: (item: string, photo: KeptPhoto) => void
  readonly removePhoto: (item: string, sha256: string) => void
  /** Resolves when the last change is on the disk. */
  readonly kept: () => Promise<void>
}

/** How many photos one answer may name. */
export const PHOTOS_PER_ITEM = 6

/** @returns the form, or why not: there is no such draft on the phone, or its checklist is not */
export async function openForm(
  id: Uuid,
  checklists: readonly ChecklistOnWire[],
): Promise<Form | 'gone' | 'no-checklist'> {
  const draft = await keptDraft(id)
  if (!draft) return 'gone'
  const checklist = checklists.find((listed) => isSame(listed, draft.checklist))
  return checklist ? formOf(draft, checklist) : 'no-checklist'
}

export function formOf(kept: Draft, checklist: ChecklistOnWire): Form {
  const draft = signal(kept)
  const keeping = signal<'kept' | 'keeping' | 'failed'>('kept')
  let lastWrite = Promise.resolve()

  function entry(item: string): Entry {
    return draft.value.entries.find((entry) => entry.item === item) ?? { ...NOTHING, item }
  }

  function change(item: string, change: Partial<Entry>, photo?: KeptPhoto): void {
    const others = draft.value.entries.filter((entry) => entry.item !== item)
    const entries = [...others, { ...entry(item), ...change }]
    const changed = { ...draft.value, entries, changedAt: estimatedNow() }
    draft.value = changed
    keeping.value = 'keeping'
    lastWrite = lastWrite
      // A newer state is waiting behind this one: that one is enough, unless this one brings a photo.
      .then(() => (photo || draft.value === changed ? keepDraft(changed, photo) : undefined))
      .then(
        () => {
          if (draft.value === changed) keeping.value = 'kept'
        },
        (error: unknown) => {
          console.warn('the draft could not be kept', error)
          keeping.value = 'failed'
        },
      )
  }

  return {
    draft,
    checklist,
    keeping,
    missing: computed(() => missingFrom(checklist, draft.value.entries)),
    entry,
    change,
    addPhoto(item, photo) {
      const { photos } = entry(item)
      if (photos.includes(photo.sha256) || photos.length >= PHOTOS_PER_ITEM) return
      change(item, { photos: [...photos, photo.sha256] }, photo)
    },
    removePhoto(item, sha256) {
      change(item, { photos: entry(item).photos.filter((kept) => kept !== sha256) })
    },
    async kept() {
      await lastWrite
      if (keeping.value === 'failed') throw new Error('the draft is not on the disk')
    },
  }
}

/** What still keeps a form from being filed. */
export function missingFrom(checklist: ChecklistOnWire, entries: readonly Entry[]): Missing[] {
  // All the wire's type does not say is that no item is without a method.
  const gaps: readonly Missing[] = shortcomings(checklist as unknown as Checklist, answersFrom(checklist, entries))
  return checklist.items.flatMap((item) => {
    const entry = entries.find((entry) => entry.item === item.id)
    // Also where a reading may be left out: what somebody typed is never passed over in silence.
    if (item.type === 'reading' && entry && isUnreadable(entry)) return [{ item: item.id, why: 'unreadable' as const }]
    return gaps.filter((gap) => gap.item === item.id)
  })
}

/** The entries as answers, in the checklist's order; what has not been answered is left out. */
export function answersFrom(checklist: ChecklistOnWire, entries: readonly Entry[]): Answer[] {
  return checklist.items.flatMap((item) => {
    const entry = entries.find((entry) => entry.item === item.id)
    const answer = entry && answerFrom(item, entry)
    return answer ? [answer] : []
  })
}

/** Reads a number off what was typed: full-width digits and thousands commas are nobody's mistake. */
export function readingOf(typed: string): number | undefined {
  const plain = typed.normalize('NFKC').trim()
  if (!/^(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/.test(plain)) return undefined
  const value = Number(plain.replaceAll(',', ''))
  return value <= 1e12 ? value : undefined
}

const NOTHING: Omit<Entry, 'item'> = { result: null, note: '', reading: '', photos: [] }

function answerFrom(item: ChecklistOnWire['items'][number], entry: Entry): Answer | undefined {
  const bare = { item: item.id, photos: [] }
  if (entry.result === 'not-applicable') return { ...bare, result: 'not-applicable' }
  if (item.type === 'text') return entry.note.trim() ? { ...bare, result: 'text', text: entry.note.trim() } : undefined
  if (item.type === 'reading') {
    const value = readingOf(entry.reading)
    return value === undefined ? undefined : { ...bare, result: 'reading', value }
  }
  if (entry.result === 'defect')
    return { item: item.id, result: 'defect', note: entry.note.trim(), photos: [...entry.photos] }
  return entry.result === 'ok' ? { ...bare, result: 'ok' } : undefined
}

function isUnreadable({ result, reading }: Entry): boolean {
  return result !== 'not-applicable' && reading.trim() !== '' && readingOf(reading) === undefined
}

function isSame(a: Draft['checklist'], b: Draft['checklist']): boolean {
  return a.kind === b.kind && a.version === b.version
}
