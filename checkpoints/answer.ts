/** What the assistant answers to the items of a checklist (design.md §2), and what is still missing before it can be filed. */
import * as v from 'valibot'
import { type Checklist, type Item, ItemId } from './checklist.ts'
import { Sha256 } from './ids.ts'
import type { Words } from './language.ts'
import type { Occupancy } from './place.ts'

const Note = v.pipe(v.string(), v.maxLength(2000))
const about = {
  item: ItemId,
  /** Each addressed by the SHA-256 of its bytes; they go up before the visit that names them. */
  photos: v.pipe(v.array(Sha256), v.maxLength(6)),
  /** Words to any answer; what an item says a note has to be stands here. */
  note: v.optional(Note),
}
const Value = v.pipe(v.number(), v.minValue(-1e12), v.maxValue(1e12))

/** How bad a defect is (policy 9): `major` goes to the public-affairs manager at once, `emergency` to the security desk. */
export const SEVERITIES = ['minor', 'normal', 'major', 'emergency'] as const
export const Severity = v.picklist(SEVERITIES)
export type Severity = v.InferOutput<typeof Severity>

// biome-ignore format: hand-aligned table
export const SEVERITY_NAMES: Readonly<Record<Severity, Words>> = {
  minor:     { 'zh-Hant': '輕微', 'zh-Hans': '轻微', en: 'Minor' },
  normal:    { 'zh-Hant': '一般', 'zh-Hans': '一般', en: 'Normal' },
  major:     { 'zh-Hant': '嚴重', 'zh-Hans': '严重', en: 'Major' },
  emergency: { 'zh-Hant': '緊急', 'zh-Hans': '紧急', en: 'Emergency' },
}

/** Whether one is not as bad as the other. */
export function isLess(a: Severity, b: Severity): boolean {
  return SEVERITIES.indexOf(a) < SEVERITIES.indexOf(b)
}

/** The manager's own (policy 9.3). */
export function isMajor(severity: Severity): boolean {
  return !isLess(severity, 'major')
}

/**
 * What the walker says about a reading that cannot be right (meter.ts): the meter runs backwards, it was replaced since, or
 * he has looked again and it says so.
 */
export const ReadingRemark = v.picklist(['runs-backwards', 'replaced', 'confirmed'])
export type ReadingRemark = v.InferOutput<typeof ReadingRemark>

export const Answer = v.variant('result', [
  v.strictObject({ ...about, result: v.literal('ok') }),
  v.strictObject({
    ...about,
    result: v.literal('defect'),
    note: Note,
    severity: v.optional(Severity),
    /** Settled on the spot (policy 9.1); the note says how. */
    settled: v.optional(v.boolean()),
    /** The walker's hand under what he settled, a picture like the photos. Since version 5 of visits. */
    signature: v.optional(Sha256),
  }),
  v.strictObject({ ...about, result: v.literal('not-applicable') }),
  v.strictObject({
    ...about,
    result: v.literal('reading'),
    value: Value,
    remark: v.optional(ReadingRemark),
    /** Water runs into a vacant unit: whether the walker has shut the unit's valve (policy 4.4.1b). */
    valve: v.optional(v.picklist(['shut', 'not-shut'])),
  }),
  v.strictObject({
    ...about,
    result: v.literal('choice'),
    chosen: v.pipe(v.array(ItemId), v.minLength(1), v.maxLength(20)),
  }),
  v.strictObject({ ...about, result: v.literal('number'), value: Value }),
  v.strictObject({ ...about, result: v.literal('text'), text: Note }),
  v.strictObject({ ...about, result: v.literal('photo') }),
  v.strictObject({ ...about, result: v.literal('signature') }),
])
export type Answer = v.InferOutput<typeof Answer>

export type Shortcoming = {
  readonly item: ItemId
  readonly why:
    | 'unanswered'
    | 'defect-unexplained'
    | 'severity-missing'
    | 'settled-missing'
    | 'signature-missing'
    | 'photo-missing'
    | 'note-missing'
    | 'option-unknown'
    | 'out-of-range'
    | 'not-asked'
    | 'wrong-type'
    | 'unknown-item'
    | 'answered-twice'
}

/**
 * The items that are asked, given what has been answered so far and how the unit is used in which the spot lies.
 * @param occupancy undefined: not known here, so items that depend on it may be answered and need not be
 */
export function askedItems(
  checklist: Checklist,
  answers: readonly Answer[],
  occupancy?: Occupancy | null,
): readonly Item[] {
  const byItem = new Map(answers.map((answer) => [answer.item, answer]))
  const asked = new Set<ItemId>()
  for (const item of checklist.items) {
    const { when } = item
    if (when && !(asked.has(when.item) && resultsOf(byItem.get(when.item)).some((one) => when.is.includes(one))))
      continue
    if (item.occupancy && occupancy !== undefined && (occupancy === null || !item.occupancy.includes(occupancy)))
      continue
    asked.add(item.id)
  }
  return checklist.items.filter(({ id }) => asked.has(id))
}

/**
 * Everything that keeps a set of answers from being filed, in the checklist's order: the phone jumps to the first.
 * A defect needs words or a photo; what is optional may be left out; text may stay empty unless it is required.
 * @param occupancy as in {@link askedItems}
 */
export function shortcomings(
  checklist: Checklist,
  answers: readonly Answer[],
  occupancy?: Occupancy | null,
): Shortcoming[] {
  const byItem = new Map(answers.map((answer) => [answer.item, answer]))
  const asked = askedItems(checklist, answers, occupancy)
  const known = new Set(checklist.items.map((item) => item.id))
  const askedIds = new Set(asked.map((item) => item.id))
  const strays = answers.flatMap((answer, i): Shortcoming[] => {
    if (!known.has(answer.item)) return [{ item: answer.item, why: 'unknown-item' }]
    if (!askedIds.has(answer.item)) return [{ item: answer.item, why: 'not-asked' }]
    const twice = answers.findIndex((other) => other.item === answer.item) !== i
    return twice ? [{ item: answer.item, why: 'answered-twice' }] : []
  })
  const gaps = asked.flatMap((item): Shortcoming[] => {
    const answer = byItem.get(item.id)
    const why = answer ? shortcomingOf(item, answer) : mayBeLeftOut(item, occupancy) ? undefined : 'unanswered'
    return why ? [{ item: item.id, why }] : []
  })
  return [...gaps, ...strays]
}

/**
 * What keeps defects that were settled on the spot from being filed since version 5 of visits: what was done, in words, and the
 * hand of who did it (policy 9.1).
 */
export function unsigned(answers: readonly Answer[]): Shortcoming[] {
  return answers.flatMap((answer): Shortcoming[] => {
    if (answer.result !== 'defect' || answer.settled !== true) return []
    const { item, note, signature } = answer
    return [
      ...(note.trim() === '' ? [{ item, why: 'note-missing' as const }] : []),
      ...(signature === undefined ? [{ item, why: 'signature-missing' as const }] : []),
    ]
  })
}

function mayBeLeftOut(item: Item, occupancy: Occupancy | null | undefined): boolean {
  if (item.occupancy && occupancy === undefined) return true
  if (item.type === 'condition') return false
  return item.type === 'text' ? !item.required : item.optional
}

function shortcomingOf(item: Item, answer: Answer): Shortcoming['why'] | undefined {
  if (!RESULTS_OF[item.type].includes(answer.result)) return 'wrong-type'
  if (answer.result === 'not-applicable') return undefined
  const isEmpty = (text: string | undefined) => (text ?? '').trim() === ''
  if (answer.result === 'defect') {
    if (isEmpty(answer.note) && answer.photos.length === 0) return 'defect-unexplained'
    if (item.type === 'condition' && item.followUp && !answer.severity) return 'severity-missing'
    if (item.type === 'condition' && item.followUp && answer.settled === undefined) return 'settled-missing'
  }
  if (answer.result === 'choice' && item.type === 'choice') {
    const options = new Set(item.options.map(({ id }) => id))
    const chosen = new Set(answer.chosen)
    if (chosen.size !== answer.chosen.length || !answer.chosen.every((id) => options.has(id))) return 'option-unknown'
    if (!item.many && chosen.size > 1) return 'option-unknown'
  }
  if (answer.result === 'number' && item.type === 'number') {
    if (answer.value < (item.least ?? -Infinity) || answer.value > (item.most ?? Infinity)) return 'out-of-range'
  }
  if (answer.result === 'text' && isEmpty(answer.text) && item.type === 'text' && item.required) return 'unanswered'
  const isDrawn = answer.result === 'photo' || answer.result === 'signature'
  if ((isDrawn || isDue(item.photo, answer)) && answer.photos.length === 0) return 'photo-missing'
  if (isDue(item.note, answer) && isEmpty(answer.note)) return 'note-missing'
  return undefined
}

function isDue(rule: Item['photo'], answer: Answer): boolean {
  return rule === 'always' || (rule === 'on-defect' && answer.result === 'defect')
}

/** What a later item may be asked after. */
function resultsOf(answer: Answer | undefined): readonly string[] {
  if (!answer) return []
  return answer.result === 'choice' ? answer.chosen : [answer.result]
}

// biome-ignore format: hand-aligned table
const RESULTS_OF: Readonly<Record<Item['type'], readonly Answer['result'][]>> = {
  condition: ['ok', 'defect', 'not-applicable'],
  reading:   ['reading', 'not-applicable'],
  choice:    ['choice'],
  number:    ['number', 'not-applicable'],
  text:      ['text'],
  photo:     ['photo'],
  signature: ['signature'],
}
