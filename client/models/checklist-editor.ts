/** A checklist while it is being edited: items made, moved, compared, kept until they are published. Pure but for the keeping. */
import { is } from 'valibot'
import { EMERGENCY_ITEM, type Item, Items, resultsToAskFor } from '../../checkpoints/checklist.ts'
import { LANGUAGES, type Language, type Names } from '../../checkpoints/language.ts'
import { dropText, keepText, keptText } from '../device/kept-text.ts'

export type ItemType = Item['type']

/** An item of a type with nothing said yet: its words are still to be written. */
export function newItem(type: ItemType, id: string): Item {
  const base: Pick<Item, 'id' | 'clause' | 'category' | 'methods' | 'words'> = {
    ...{ id, clause: '', category: 'facilities', methods: ['look'], words: {} as Names },
  }
  switch (type) {
    case 'condition':
      return { ...base, type, followUp: true }
    case 'reading':
      return { ...base, type, unit: 'm³', decimals: 3, optional: false }
    case 'number':
      return { ...base, type, unit: '', decimals: 0, optional: false }
    case 'choice': {
      const options = ['option-1', 'option-2'].map((id) => ({ id, words: {} as Names }))
      return { ...base, type, options, many: false, optional: false }
    }
    case 'text':
      return { ...base, type }
    case 'photo':
    case 'signature':
      return { ...base, type, optional: false }
  }
}

/** The item with another type: what all types share stays. */
export function withType(item: Item, type: ItemType): Item {
  const { id, clause, category, methods, words, when, occupancy, photo, note } = item
  const kept = {
    ...(when && { when }),
    ...(occupancy && { occupancy }),
    ...(photo && { photo }),
    ...(note && { note }),
  }
  return { ...newItem(type, id), clause, category, methods, words, ...kept } as Item
}

/** An id that nobody types: out of the English words, unlike any other, and the same for good once it is published. */
export function freshId(words: Names, taken: ReadonlySet<string>, prefix = ''): string {
  const plain = (words.en ?? '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
  const stem = `${prefix}${plain || 'item'}`.slice(0, 32).replace(/-+$/, '')
  for (let n = 1; ; n++) {
    const id = n === 1 && stem.length > 1 ? stem : `${stem}-${n}`
    if (!taken.has(id)) return id
  }
}

/** What an item is called until it is published; `freshId` never makes two hyphens in a row, so that no published id is one. */
const DRAFT = /^new--\d+$/

/** An id for an item that has just been made: unlike those of the others, also after a page was left and opened again. */
export function draftId(items: readonly Item[]): string {
  const taken = new Set(items.map(({ id }) => id))
  for (let n = 1; ; n++) if (!taken.has(`new--${n}`)) return `new--${n}`
}

/**
 * Gives every item that is new an id out of its words, and lets whatever depends on it follow. All others keep theirs: an
 * item taken out once and restored goes on with its history.
 * @param known the ids that were published last: what was taken out since does not lend its id to another
 */
export function withIds(items: readonly Item[], known: ReadonlySet<string>, prefix = ''): Item[] {
  const taken = new Set([...known, ...items.map(({ id }) => id)])
  const renamed = new Map<string, string>()
  for (const { id, words } of items) {
    if (!DRAFT.test(id)) continue
    const fresh = freshId(words, taken, prefix)
    taken.add(fresh)
    renamed.set(id, fresh)
  }
  return items.map((item) => {
    const { when } = item
    const follows = when && { when: { ...when, item: renamed.get(when.item) ?? when.item } }
    return { ...item, id: renamed.get(item.id) ?? item.id, ...follows }
  })
}

/** Earlier items that an item may depend on. */
export function askable(items: readonly Item[], index: number): Item[] {
  return items.slice(0, index).filter((item) => resultsToAskFor(item).length > 0)
}

/** The languages in which an item, or one of its options, has no words. */
export function untranslated(item: Item): Language[] {
  const names = [item.words, ...(item.type === 'choice' ? item.options.map(({ words }) => words) : [])]
  return LANGUAGES.filter((language) => names.some((words) => !words[language]?.trim()))
}

/** Whether it can be published as far as its shape goes: words in some language, numbers where they belong. */
export function isWellFormed(item: Item): boolean {
  return is(Items, [item])
}

export type ItemChange =
  | { readonly id: string; readonly change: 'added' | 'moved'; readonly after: Item }
  | { readonly id: string; readonly change: 'removed'; readonly before: Item }
  | {
      readonly id: string
      readonly change: 'changed'
      readonly before: Item
      readonly after: Item
      readonly fields: readonly string[]
    }

/** What differs between two versions, item by item, in the order of the later one; what is gone comes last. */
export function changesBetween(before: readonly Item[], after: readonly Item[]): ItemChange[] {
  const old = new Map(before.map((item, i) => [item.id, { item, i }]))
  const kept = after.flatMap(({ id }) => old.get(id) ?? [])
  const still = longestRising(kept.map(({ i }) => i))
  const changes = after.flatMap((item): ItemChange[] => {
    const earlier = old.get(item.id)?.item
    if (!earlier) return [{ id: item.id, change: 'added', after: item }]
    const fields = differing(earlier, item)
    if (fields.length > 0) return [{ id: item.id, change: 'changed', before: earlier, after: item, fields }]
    return !still.has(old.get(item.id)?.i ?? -1) ? [{ id: item.id, change: 'moved', after: item }] : []
  })
  const gone = before.filter(({ id }) => !after.some((item) => item.id === id))
  return [...changes, ...gone.map((item) => ({ id: item.id, change: 'removed', before: item }) as const)]
}

/** The most places that can stay as they are, so that moving one item does not make all others look moved. */
function longestRising(places: readonly number[]): Set<number> {
  const ending: number[][] = []
  for (const place of places) {
    const before = ending.filter((run) => (run.at(-1) ?? place) < place)
    const longest = before.reduce<number[]>((best, run) => (run.length > best.length ? run : best), [])
    ending.push([...longest, place])
  }
  return new Set(ending.reduce((best, run) => (run.length > best.length ? run : best), []))
}

function differing(before: Item, after: Item): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  const at = (item: Item, key: string) => spelt((item as Readonly<Record<string, unknown>>)[key])
  return [...keys].filter((key) => at(before, key) !== at(after, key))
}

/** Whether both ask the same: the order of an item's fields, and blanks around its words, are nothing to publish. */
export function isSame(before: readonly Item[], after: readonly Item[]): boolean {
  return spelt(before) === spelt(after)
}

/** One spelling of what is the same to the server, which trims texts and has an order of fields of its own. */
function spelt(value: unknown): string | undefined {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'string') return part.trim()
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}

/** Whether it may be taken out: gas and burning smell are asked everywhere (policy 4.5). */
export function isRemovable({ id }: Item): boolean {
  return id !== EMERGENCY_ITEM
}

export type KeptEdit = { readonly basis: number | null; readonly items: readonly Item[] }

/** Edits that have not been published, in this browser. @param of what is edited, such as an estate and a kind */
export function keepEdit(of: string, edit: KeptEdit): void {
  keepText(`checklist ${of}`, JSON.stringify(edit))
}

export function keptEdit(of: string): KeptEdit | undefined {
  const text = keptText(`checklist ${of}`)
  if (text === null) return undefined
  try {
    const kept = JSON.parse(text)
    return Array.isArray(kept?.items) ? kept : undefined
  } catch {
    // Somebody else wrote there; what is published is still to be had.
    return undefined
  }
}

export function dropEdit(of: string): void {
  dropText(`checklist ${of}`)
}
