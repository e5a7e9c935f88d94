/**
 * The versioned questions of a kind (policy 4.2–4.5, 5–8). A version, once published, never changes; a visit names the
 * version it was filed under, forever. The shipped tables stand in `checklists/`; an estate publishes its own versions,
 * and a single spot may be asked more than its kind.
 */
import * as v from 'valibot'
import { Kind } from './checkpoint.ts'
import { Uuid } from './ids.ts'
import { Names, type Words } from './language.ts'
import { Occupancy } from './place.ts'

/** What a patrol looks at (policy 4.2). */
// biome-ignore format: hand-aligned table
export const CATEGORIES = {
  security:      { clause: '4.2.1', names: { 'zh-Hant': '治安隱患', 'zh-Hans': '治安隐患', en: 'Security' } },
  facilities:    { clause: '4.2.2', names: { 'zh-Hant': '公共設施設備', 'zh-Hans': '公共设施设备', en: 'Facilities' } },
  cleanliness:   { clause: '4.2.3', names: { 'zh-Hant': '清潔衞生', 'zh-Hans': '清洁卫生', en: 'Cleanliness' } },
  landscaping:   { clause: '4.2.4', names: { 'zh-Hant': '園林綠化', 'zh-Hans': '园林绿化', en: 'Landscaping' } },
  'fit-out':     { clause: '4.2.5', names: { 'zh-Hant': '裝修違章', 'zh-Hans': '装修违章', en: 'Fit-out' } },
  'fire-safety': { clause: '4.2.6', names: { 'zh-Hant': '消防設施', 'zh-Hans': '消防设施', en: 'Fire safety' } },
  residents:     { clause: '4.2.7', names: { 'zh-Hant': '與住戶溝通', 'zh-Hans': '与住户沟通', en: 'Residents' } },
} as const satisfies Readonly<Record<string, { readonly clause: string; readonly names: Words }>>
export const Category = v.picklist(Object.keys(CATEGORIES) as [keyof typeof CATEGORIES])
export type Category = v.InferOutput<typeof Category>

/** How it looks (policy 4.3): look 看, listen 聽, touch 摸, ask 調查了解. */
export const METHODS = {
  look: { 'zh-Hant': '看', 'zh-Hans': '看', en: 'Look' },
  listen: { 'zh-Hant': '聽', 'zh-Hans': '听', en: 'Listen' },
  touch: { 'zh-Hant': '摸', 'zh-Hans': '摸', en: 'Touch' },
  ask: { 'zh-Hant': '問', 'zh-Hans': '问', en: 'Ask' },
} as const satisfies Readonly<Record<string, Words>>
export const Method = v.picklist(Object.keys(METHODS) as [keyof typeof METHODS])
export type Method = v.InferOutput<typeof Method>

/** Kebab-case, unique within its checklist and stable across versions, so that a spot's history can be followed. */
export const ItemId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,39}$/))
export type ItemId = v.InferOutput<typeof ItemId>

/** What runs through a meter. */
export const Supply = v.picklist(['water', 'electricity', 'gas'])
export type Supply = v.InferOutput<typeof Supply>

/** One physical meter. `dwelling`: the unit it supplies, whose occupancy decides whether it may move at all (policy 4.4.1b). */
export const Meter = v.strictObject({
  serial: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40)),
  supply: Supply,
  dwelling: v.optional(Uuid),
})
export type Meter = v.InferOutput<typeof Meter>

const Number12 = v.pipe(v.number(), v.minValue(-1e12), v.maxValue(1e12))
const Decimals = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6))
const Unit = v.pipe(v.string(), v.trim(), v.maxLength(12))

export const ChoiceOption = v.strictObject({ id: ItemId, words: Names })
export type ChoiceOption = v.InferOutput<typeof ChoiceOption>

const base = {
  id: ItemId,
  /** The policy's own number, e.g. `4.4.2c`: a supervisor finds the rule behind the question. Empty: the estate's own. */
  clause: v.pipe(v.string(), v.regex(/^(\d{1,2}(\.\d{1,2}){0,3}[a-z]?)?$/)),
  category: Category,
  methods: v.pipe(v.array(Method), v.minLength(1), v.maxLength(4)),
  /** Short enough for a phone: what to check, not a question mark in sight. */
  words: Names,
  /** Asked only after an earlier item got one of these: results of a condition, options of a choice. */
  when: v.optional(v.strictObject({ item: ItemId, is: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(20)) })),
  /** Asked only while the unit that the spot lies in is in one of these states (policy 7, 8). */
  occupancy: v.optional(v.pipe(v.array(Occupancy), v.minLength(1))),
  /** A photo, or words, that have to be there: with a defect only, or always. */
  photo: v.optional(v.picklist(['on-defect', 'always'])),
  note: v.optional(v.picklist(['on-defect', 'always'])),
}

/**
 * `condition`: ok / defect / not applicable; with `followUp` a defect is also asked how bad it is, and whether it was settled
 * on the spot (policy 9.1, 9.3). `reading`: a number off a meter, compared with its last one (meter.ts). `choice`: one
 * option, or with `many` several. `number`: a count or a measurement that has no history. `text`: free words. `photo`: a picture is
 * the answer. `signature`: drawn on the screen, kept like a photo.
 */
export const Item = v.variant('type', [
  v.strictObject({ ...base, type: v.literal('condition'), followUp: v.optional(v.boolean()) }),
  v.strictObject({
    ...base,
    type: v.literal('reading'),
    unit: Unit,
    decimals: Decimals,
    optional: v.boolean(),
    meter: v.optional(Meter),
    /** `free`: it may fall as well, a pressure gauge for instance. Left out: it only rises. */
    runs: v.optional(v.picklist(['rises', 'free'])),
    /** What is outside has to be confirmed, never is it refused. `perDay`: the most it changes in 24 hours. */
    plausible: v.optional(
      v.strictObject({ least: v.optional(Number12), most: v.optional(Number12), perDay: v.optional(Number12) }),
    ),
  }),
  v.strictObject({
    ...base,
    type: v.literal('choice'),
    options: v.pipe(v.array(ChoiceOption), v.minLength(2), v.maxLength(20)),
    many: v.boolean(),
    optional: v.boolean(),
  }),
  v.strictObject({
    ...base,
    type: v.literal('number'),
    unit: Unit,
    decimals: Decimals,
    optional: v.boolean(),
    least: v.optional(Number12),
    most: v.optional(Number12),
  }),
  v.strictObject({ ...base, type: v.literal('text'), required: v.optional(v.boolean()) }),
  v.strictObject({ ...base, type: v.literal('photo'), optional: v.boolean() }),
  v.strictObject({ ...base, type: v.literal('signature'), optional: v.boolean() }),
])
export type Item = v.InferOutput<typeof Item>
export const ITEM_TYPES = ['condition', 'reading', 'choice', 'number', 'text', 'photo', 'signature'] as const

export const Items = v.pipe(v.array(Item), v.minLength(1), v.maxLength(80))

export const Checklist = v.strictObject({
  kind: Kind,
  /** From 1, counted per estate and kind. */
  version: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1e6)),
  items: v.array(Item),
})
export type Checklist = v.InferOutput<typeof Checklist>

/** What a single spot is asked beyond its kind, versioned like a checklist. */
export const Extras = v.strictObject({
  version: Checklist.entries.version,
  items: v.pipe(v.array(Item), v.maxLength(40)),
})
export type Extras = v.InferOutput<typeof Extras>

/** Which questions a visit answers; `extras` left out: those of the kind alone. */
export const ChecklistRef = v.strictObject({
  kind: Kind,
  version: Checklist.entries.version,
  extras: v.optional(Checklist.entries.version),
})
export type ChecklistRef = v.InferOutput<typeof ChecklistRef>

/** Gas or burning smell (policy 4.5): always asked, whatever an estate publishes. */
export const EMERGENCY_ITEM: ItemId = 'no-gas-or-burning-smell'
/** A spot's own items start with this, so that they never meet an item of the kind. */
export const EXTRA_PREFIX = 'x-'

/** The questions of one spot: its kind's, then its own, and what every spot is asked stays last. */
export function withExtras(checklist: Checklist, extras: Pick<Extras, 'items'> | undefined): Checklist {
  if (!extras || extras.items.length === 0) return checklist
  const at = checklist.items.findIndex(({ id }) => id === EMERGENCY_ITEM)
  const end = at < 0 ? checklist.items.length : at
  return { ...checklist, items: [...checklist.items.slice(0, end), ...extras.items, ...checklist.items.slice(end)] }
}

export type ItemFault = {
  readonly item: ItemId
  readonly why: 'twice' | 'prefix' | 'when-unknown' | 'option-twice' | 'range-empty' | 'emergency-missing'
}

/** What keeps the items of a kind from being published; their shapes have been checked already. */
export function checklistFaults(items: readonly Item[]): ItemFault[] {
  const faults = items.flatMap((item, i) => faultsOf(item, items.slice(0, i)))
  const strays = items
    .filter(({ id }) => id.startsWith(EXTRA_PREFIX))
    .map(({ id }) => ({ item: id, why: 'prefix' }) as const)
  const emergency = items.find(({ id }) => id === EMERGENCY_ITEM)
  const isAlwaysAsked = emergency?.type === 'condition' && !emergency.when && !emergency.occupancy
  return [...faults, ...strays, ...(isAlwaysAsked ? [] : [{ item: EMERGENCY_ITEM, why: 'emergency-missing' } as const])]
}

/** What keeps a spot's own items from being published. */
export function extrasFaults(items: readonly Item[]): ItemFault[] {
  const strays = items
    .filter(({ id }) => !id.startsWith(EXTRA_PREFIX))
    .map(({ id }) => ({ item: id, why: 'prefix' }) as const)
  return [...items.flatMap((item, i) => faultsOf(item, items.slice(0, i))), ...strays]
}

function faultsOf(item: Item, earlier: readonly Item[]): ItemFault[] {
  const { id } = item
  const faults: ItemFault['why'][] = []
  if (earlier.some((other) => other.id === id)) faults.push('twice')
  const asked = item.when && earlier.find((other) => other.id === item.when?.item)
  if (item.when && !item.when.is.every((one) => asked && resultsToAskFor(asked).includes(one)))
    faults.push('when-unknown')
  if (item.type === 'choice' && new Set(item.options.map((option) => option.id)).size < item.options.length)
    faults.push('option-twice')
  const range = item.type === 'reading' ? item.plausible : item.type === 'number' ? item : undefined
  if (range && (range.least ?? -Infinity) > (range.most ?? Infinity)) faults.push('range-empty')
  return faults.map((why) => ({ item: id, why }))
}

/** What a later item may depend on: nothing that is typed or drawn. */
export function resultsToAskFor(item: Item): readonly string[] {
  if (item.type === 'condition') return ['ok', 'defect', 'not-applicable']
  return item.type === 'choice' ? item.options.map(({ id }) => id) : []
}

/** What is asked now, of the versions of one kind, the newest first: the first that has not been taken back. */
export function askedNow<Version extends { readonly withdrawnAt: number | null }>(
  versions: readonly Version[],
): Version | undefined {
  return versions.find(({ withdrawnAt }) => withdrawnAt === null)
}
