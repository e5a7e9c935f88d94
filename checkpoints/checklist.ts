/**
 * The versioned questions of a kind (policy 4.2–4.5, 5–8). A version, once published, never changes; a visit names the
 * version it was filed under, forever. The shipped tables stand in `checklists/`.
 */
import * as v from 'valibot'
import type { Kind } from './checkpoint.ts'
import type { Words } from './language.ts'

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
export type Category = keyof typeof CATEGORIES

/** How it looks (policy 4.3): look 看, listen 聽, touch 摸, ask 調查了解. */
export const METHODS = {
  look: { 'zh-Hant': '看', 'zh-Hans': '看', en: 'Look' },
  listen: { 'zh-Hant': '聽', 'zh-Hans': '听', en: 'Listen' },
  touch: { 'zh-Hant': '摸', 'zh-Hans': '摸', en: 'Touch' },
  ask: { 'zh-Hant': '問', 'zh-Hans': '问', en: 'Ask' },
} as const satisfies Readonly<Record<string, Words>>
export type Method = keyof typeof METHODS

/** Kebab-case, unique within its checklist and stable across versions, so that a spot's history can be followed. */
export const ItemId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,39}$/))
export type ItemId = v.InferOutput<typeof ItemId>

type ItemBase = {
  readonly id: ItemId
  /** The policy's own number, e.g. `4.4.2c`: a supervisor finds the rule behind the question. */
  readonly clause: string
  readonly category: Category
  readonly methods: readonly [Method, ...Method[]]
  /** Short enough for a phone: what to check, not a question mark in sight. */
  readonly words: Words
}
/** `condition`: ok / defect / not applicable. `reading`: a number off a meter. `text`: free words, may stay empty. */
export type Item = ItemBase &
  (
    | { readonly type: 'condition' }
    | { readonly type: 'reading'; readonly unit: 'm³' | 'kWh'; readonly decimals: number; readonly optional: boolean }
    | { readonly type: 'text' }
  )

export type Checklist = {
  readonly kind: Kind
  /** From 1. */
  readonly version: number
  readonly items: readonly Item[]
}
