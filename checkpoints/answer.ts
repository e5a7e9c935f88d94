/** What the assistant answers to the items of a checklist (design.md §2), and what is still missing before it can be filed. */
import * as v from 'valibot'
import { type Checklist, type Item, ItemId } from './checklist.ts'
import { Sha256 } from './ids.ts'

const Note = v.pipe(v.string(), v.maxLength(2000))
const about = {
  item: ItemId,
  /** Each addressed by the SHA-256 of its bytes; they go up before the visit that names them. */
  photos: v.pipe(v.array(Sha256), v.maxLength(6)),
}

export const Answer = v.variant('result', [
  v.strictObject({ ...about, result: v.literal('ok') }),
  v.strictObject({ ...about, result: v.literal('defect'), note: Note }),
  v.strictObject({ ...about, result: v.literal('not-applicable') }),
  v.strictObject({
    ...about,
    result: v.literal('reading'),
    value: v.pipe(v.number(), v.minValue(0), v.maxValue(1e12)),
  }),
  v.strictObject({ ...about, result: v.literal('text'), text: Note }),
])
export type Answer = v.InferOutput<typeof Answer>

export type Shortcoming = {
  readonly item: ItemId
  readonly why: 'unanswered' | 'defect-unexplained' | 'wrong-type' | 'unknown-item' | 'answered-twice'
}

/**
 * Everything that keeps a set of answers from being filed, in the checklist's order: the phone jumps to the first.
 * A defect needs words or a photo; a reading may be left out only where the item says so; text may stay empty.
 */
export function shortcomings(checklist: Checklist, answers: readonly Answer[]): Shortcoming[] {
  const byItem = new Map(answers.map((answer) => [answer.item, answer]))
  const known = new Set(checklist.items.map((item) => item.id))
  const strays = answers.flatMap((answer, i): Shortcoming[] => {
    if (!known.has(answer.item)) return [{ item: answer.item, why: 'unknown-item' }]
    const twice = answers.findIndex((other) => other.item === answer.item) !== i
    return twice ? [{ item: answer.item, why: 'answered-twice' }] : []
  })
  const gaps = checklist.items.flatMap((item): Shortcoming[] => {
    const why = shortcomingOf(item, byItem.get(item.id))
    return why ? [{ item: item.id, why }] : []
  })
  return [...gaps, ...strays]
}

function shortcomingOf(item: Item, answer: Answer | undefined): Shortcoming['why'] | undefined {
  if (!answer) return item.type === 'text' || (item.type === 'reading' && item.optional) ? undefined : 'unanswered'
  if (!RESULTS_OF[item.type].includes(answer.result)) return 'wrong-type'
  if (answer.result === 'defect' && answer.note.trim() === '' && answer.photos.length === 0) return 'defect-unexplained'
  return undefined
}

// biome-ignore format: hand-aligned table
const RESULTS_OF: Readonly<Record<Item['type'], readonly Answer['result'][]>> = {
  condition: ['ok', 'defect', 'not-applicable'],
  reading:   ['reading', 'not-applicable'],
  text:      ['text'],
}
