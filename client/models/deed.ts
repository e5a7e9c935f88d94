/** A deed that is being filled in. Like a checklist's form: every change is on the disk before it counts, and its photos with it. */
import { type ReadonlySignal, signal } from '@preact/signals'
import type { Sha256, Uuid } from '../../checkpoints/ids.ts'
import { type DeedDraft, draftKey, keepDeed, keptDeed } from '../local/deed-drafts.ts'
import type { KeptPhoto } from '../local/photos.ts'
import { PHOTOS_PER_ITEM, type PhotoHolder } from './form.ts'

/** Where pictures are put: those of the deed, or the handwritten signature. */
export type Slot = 'photos' | 'signature'

export type Deed = PhotoHolder & {
  readonly draft: ReadonlySignal<DeedDraft>
  readonly keeping: ReadonlySignal<'kept' | 'keeping' | 'failed'>
  /** What was typed or chosen; empty: nothing. */
  readonly field: (name: string) => string
  readonly set: (name: string, value: string) => void
  /** Resolves when the last change is on the disk. */
  readonly kept: () => Promise<void>
}

/**
 * The one that was left unfinished, else a new one.
 * @param about the finding, or whatever else tells one deed of a person from the next
 */
export async function openDeed(person: Uuid, deed: string, about: string): Promise<Deed> {
  const key = draftKey(person, deed, about)
  const kept = await keptDeed(key).catch(() => undefined)
  return deedOf(kept ?? { key, person, fields: {}, photos: [], signature: [] })
}

function deedOf(opened: DeedDraft): Deed {
  const draft = signal(opened)
  const keeping = signal<'kept' | 'keeping' | 'failed'>('kept')
  const unkept = new Map<Sha256, KeptPhoto>()
  let onDisk = opened
  let lastWrite = Promise.resolve()

  function change(next: DeedDraft): void {
    draft.value = next
    keeping.value = 'keeping'
    lastWrite = lastWrite.then(write)
  }

  async function write(): Promise<void> {
    const { value: latest } = draft
    // The write before this one has taken the newest state along.
    if (latest === onDisk) return
    const photos = [...unkept.values()]
    try {
      await keepDeed(latest, photos)
      onDisk = latest
      for (const { sha256 } of photos) unkept.delete(sha256)
      if (draft.value === latest) keeping.value = 'kept'
    } catch (error) {
      console.warn('the deed could not be kept', error)
      keeping.value = 'failed'
    }
  }

  const slot = (name: string): Slot => (name === 'signature' ? 'signature' : 'photos')
  return {
    draft,
    keeping,
    field: (name) => draft.value.fields[name] ?? '',
    set(name, value) {
      change({ ...draft.value, fields: { ...draft.value.fields, [name]: value } })
    },
    entry: (name) => ({ photos: draft.value[slot(name)] }),
    addPhoto(name, photo) {
      const there = draft.value[slot(name)]
      if (there.includes(photo.sha256) || there.length >= (slot(name) === 'signature' ? 1 : PHOTOS_PER_ITEM)) return
      unkept.set(photo.sha256, photo)
      change({ ...draft.value, [slot(name)]: [...there, photo.sha256] })
    },
    removePhoto(name, sha256) {
      change({ ...draft.value, [slot(name)]: draft.value[slot(name)].filter((one) => one !== sha256) })
    },
    replacePhoto(name, sha256, by) {
      const photos = draft.value[slot(name)].map((one) => (one === sha256 ? by.sha256 : one))
      if (new Set(photos).size < photos.length) return
      unkept.set(by.sha256, by)
      change({ ...draft.value, [slot(name)]: photos })
    },
    async kept() {
      await lastWrite
      // There may be room again.
      if (keeping.value === 'failed') change({ ...draft.value })
      await lastWrite
      if (keeping.value === 'failed') throw new Error('the deed is not on the disk')
    },
  }
}
