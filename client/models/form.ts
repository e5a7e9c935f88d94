/** A form being filled in. Every tap is on the disk before the next one; what it would take to file it is always known. */
import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { type Answer, askedItems, type Shortcoming, shortcomings, unsigned } from '../../checkpoints/answer.ts'
import type { Checklist, Item } from '../../checkpoints/checklist.ts'
import type { Sha256, Uuid } from '../../checkpoints/ids.ts'
import { type MeterQuestion, questionsAbout, type ReadingItem, unsaid } from '../../checkpoints/meter.ts'
import { type Draft, type Entry, keepDraft, keptDraft } from '../local/drafts.ts'
import type { KeptPhoto } from '../local/photos.ts'
import { NOTHING_KNOWN, type SpotKnown } from './questions.ts'
import { estimatedNow } from './server-time.ts'
import { me } from './session.ts'

/** `unreadable`: what was typed for a number is none. `meter`: a reading that cannot be right has not been explained. */
export type Missing = { readonly item: string; readonly why: Shortcoming['why'] | 'unreadable' | 'meter' }

/** Whatever pictures are added to, by the name of the place in it. */
export type PhotoHolder = {
  readonly entry: (name: string) => { readonly photos: readonly Sha256[] }
  readonly addPhoto: (name: string, photo: KeptPhoto) => void
  readonly removePhoto: (name: string, sha256: Sha256) => void
  /** Another one in the same place: taken again, or with a mark on it. */
  readonly replacePhoto: (name: string, sha256: Sha256, by: KeptPhoto) => void
}

export type Form = Omit<PhotoHolder, 'entry'> & {
  readonly draft: ReadonlySignal<Draft>
  /** Everything that may be asked; {@link asked} is what is asked now. */
  readonly checklist: Checklist
  readonly known: SpotKnown
  readonly asked: ReadonlySignal<readonly Item[]>
  /** In the checklist's order; empty: it can be filed. */
  readonly missing: ReadonlySignal<readonly Missing[]>
  /** `failed`: the phone's store refuses, most likely because it is full. */
  readonly keeping: ReadonlySignal<'kept' | 'keeping' | 'failed'>
  readonly entry: (item: string) => Entry
  readonly change: (item: string, change: Change) => void
  /** His hand under what he settled on the spot; undefined takes it back. */
  readonly sign: (item: string, hand: KeptPhoto | undefined) => void
  /** Resolves when the last change is on the disk. */
  readonly kept: () => Promise<void>
}

/** Undefined takes an entry back. */
export type Change = { readonly [Name in keyof Omit<Entry, 'item'>]?: Entry[Name] | undefined }

/** How many photos one answer may name. */
export const PHOTOS_PER_ITEM = 6

/**
 * @param questionsFor the questions of a draft that an older version of the app began, which did not keep them
 * @returns the form, or why not: there is no such draft of this person on the phone, or its checklist is not
 */
export async function openForm(
  id: Uuid,
  questionsFor: (draft: Draft) => Checklist | undefined,
  knownFor: (draft: Draft) => SpotKnown = () => NOTHING_KNOWN,
): Promise<Form | 'gone' | 'no-checklist'> {
  const draft = await keptDraft(id)
  // On a shared phone somebody else's is none of his business.
  if (!draft || draft.person !== me.peek()?.person.id) return 'gone'
  const questions = draft.questions ?? questionsFor(draft)
  return questions ? formOf(draft, questions, knownFor(draft)) : 'no-checklist'
}

function formOf(kept: Draft, checklist: Checklist, known: SpotKnown): Form {
  const draft = signal(kept)
  const keeping = signal<'kept' | 'keeping' | 'failed'>('kept')
  let onDisk = kept
  // A write that fails leaves its photos to the next one: no draft on the disk names a photo that is not.
  const unkept = new Map<Sha256, KeptPhoto>()
  let lastWrite = Promise.resolve()

  function entry(item: string): Entry {
    return draft.value.entries.find((entry) => entry.item === item) ?? { ...NOTHING, item }
  }

  function change(item: string, change: Change): void {
    const others = draft.value.entries.filter((entry) => entry.item !== item)
    const entries = [...others, changedEntry(entry(item), change)]
    draft.value = { ...draft.value, entries, changedAt: estimatedNow() }
    void keep()
  }

  function keep(): Promise<void> {
    keeping.value = 'keeping'
    lastWrite = lastWrite.then(write)
    return lastWrite
  }

  async function write(): Promise<void> {
    const { value: latest } = draft
    // The write before this one has taken the newest state along.
    if (latest === onDisk) return
    const photos = [...unkept.values()]
    try {
      await keepDraft(latest, photos)
      onDisk = latest
      for (const { sha256 } of photos) unkept.delete(sha256)
      if (draft.value === latest) keeping.value = 'kept'
    } catch (error) {
      console.warn('the draft could not be kept', error)
      keeping.value = 'failed'
    }
  }

  return {
    draft,
    checklist,
    known,
    keeping,
    asked: computed(() => askedOf(checklist, draft.value.entries, known)),
    missing: computed(() => missingFrom(checklist, draft.value, known)),
    entry,
    change,
    addPhoto(item, photo) {
      const { photos } = entry(item)
      if (photos.includes(photo.sha256) || photos.length >= PHOTOS_PER_ITEM) return
      unkept.set(photo.sha256, photo)
      change(item, { photos: [...photos, photo.sha256] })
    },
    removePhoto(item, sha256) {
      change(item, { photos: entry(item).photos.filter((kept) => kept !== sha256) })
    },
    replacePhoto(item, sha256, by) {
      const photos = entry(item).photos.map((kept) => (kept === sha256 ? by.sha256 : kept))
      if (new Set(photos).size < photos.length) return
      unkept.set(by.sha256, by)
      change(item, { photos })
    },
    sign(item, hand) {
      if (hand) unkept.set(hand.sha256, hand)
      change(item, { signature: hand?.sha256 })
    },
    async kept() {
      await lastWrite
      // There may be room again.
      if (keeping.value === 'failed') await keep()
      if (keeping.value === 'failed') throw new Error('the draft is not on the disk')
    },
  }
}

/** What still keeps a form from being filed. */
export function missingFrom(
  checklist: Checklist,
  { entries, scannedAt }: Pick<Draft, 'entries' | 'scannedAt'>,
  known: SpotKnown,
): Missing[] {
  const answers = answersFrom(checklist, entries, known)
  const gaps: readonly Missing[] = [...shortcomings(checklist, answers, known.occupancy), ...unsigned(answers)]
  return askedOf(checklist, entries, known).flatMap((item): Missing[] => {
    const entry = entries.find((entry) => entry.item === item.id)
    // Also where a number may be left out: what somebody typed is never passed over in silence.
    if (isNumber(item) && entry && isUnreadable(entry)) return [{ item: item.id, why: 'unreadable' }]
    const gap = gaps.filter((gap) => gap.item === item.id)
    if (gap.length > 0 || !entry || item.type !== 'reading') return gap
    const open = unsaid(meterQuestions(item, entry, scannedAt, known), entry)
    return open.length > 0 ? [{ item: item.id, why: 'meter' }] : []
  })
}

/** What the meter's rules ask about what has been typed; nothing, as long as it is no number. */
export function meterQuestions(item: ReadingItem, entry: Entry, at: number, known: SpotKnown): MeterQuestion[] {
  const value = entry.result === 'not-applicable' ? undefined : readingOf(entry.reading)
  return value === undefined ? [] : questionsAbout(item, { value, at }, known.meter(item))
}

/** The items that are asked now: what depends on another answer comes and goes with it. */
export function askedOf(checklist: Checklist, entries: readonly Entry[], known: SpotKnown): readonly Item[] {
  return askedItems(checklist, allAnswers(checklist, entries), known.occupancy)
}

/** The entries as answers, in the checklist's order; what has not been answered, or is not asked any more, is left out. */
export function answersFrom(checklist: Checklist, entries: readonly Entry[], known: SpotKnown): Answer[] {
  const asked = new Set(askedOf(checklist, entries, known).map(({ id }) => id))
  return allAnswers(checklist, entries).filter(({ item }) => asked.has(item))
}

/** Reads a number off what was typed: full-width digits and thousands commas are nobody's mistake. */
export function readingOf(typed: string): number | undefined {
  const plain = typed.normalize('NFKC').trim().replace(/^[−–]/, '-')
  if (!/^-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/.test(plain)) return undefined
  const value = Number(plain.replaceAll(',', ''))
  return Math.abs(value) <= 1e12 ? value : undefined
}

const NOTHING: Omit<Entry, 'item'> = { result: null, note: '', reading: '', photos: [] }

function changedEntry(entry: Entry, change: Change): Entry {
  const merged = Object.entries({ ...entry, ...change }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(merged) as Entry
}

function allAnswers(checklist: Checklist, entries: readonly Entry[]): Answer[] {
  return checklist.items.flatMap((item) => {
    const entry = entries.find((entry) => entry.item === item.id)
    const answer = entry && answerFrom(item, entry)
    return answer ? [answer] : []
  })
}

function answerFrom(item: Item, entry: Entry): Answer | undefined {
  const note = entry.note.trim()
  const about = { item: item.id, photos: [...entry.photos], ...(note && { note }) }
  if (entry.result === 'not-applicable') return { item: item.id, photos: [], result: 'not-applicable' }
  switch (item.type) {
    case 'text':
      return note ? { item: item.id, photos: [...entry.photos], result: 'text', text: note } : undefined
    case 'reading':
    case 'number':
      return numberFrom(item, entry, about)
    case 'choice':
      return entry.chosen?.length ? { ...about, result: 'choice', chosen: [...entry.chosen] } : undefined
    case 'photo':
    case 'signature':
      return entry.photos.length > 0 ? { ...about, result: item.type } : undefined
    case 'condition':
      return conditionFrom(item, entry, { ...about, note })
  }
}

type About = { readonly item: string; readonly photos: string[]; readonly note?: string }

function numberFrom({ type }: Item, { reading, remark, valve }: Entry, about: About): Answer | undefined {
  const value = readingOf(reading)
  if (value === undefined) return undefined
  if (type === 'number') return { ...about, result: 'number', value }
  return { ...about, result: 'reading', value, ...(remark && { remark }), ...(valve && { valve }) }
}

function conditionFrom(
  item: Extract<Item, { type: 'condition' }>,
  { result, severity, settled, signature }: Entry,
  { note, ...about }: About & { readonly note: string },
): Answer | undefined {
  // What was said and shown of a defect that turned out to be none goes, unless it is always asked for.
  if (result === 'ok') {
    const photos = item.photo === 'always' ? about.photos : []
    return { item: item.id, photos, ...(note && item.note === 'always' && { note }), result: 'ok' }
  }
  if (result !== 'defect') return undefined
  const hand = settled === true && signature !== undefined ? { signature } : {}
  const worth = { ...(severity && { severity }), ...(settled !== undefined && { settled }), ...hand }
  return { ...about, result: 'defect', note, ...worth }
}

function isNumber(item: Item): boolean {
  return item.type === 'reading' || item.type === 'number'
}

function isUnreadable({ result, reading }: Entry): boolean {
  return result !== 'not-applicable' && reading.trim() !== '' && readingOf(reading) === undefined
}
