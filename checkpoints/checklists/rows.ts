/** How the checklist tables are written down: one hand-aligned row an item. */
import type { Category, Checklist, Item, ItemId, Method } from '../checklist.ts'
import type { Kind } from '../checkpoint.ts'

/** id · clause · category · methods · 繁體（香港） · 简体（内地） · English */
export type Row = readonly [
  id: ItemId,
  clause: string,
  category: Category,
  methods: readonly [Method, ...Method[]],
  hant: string,
  hans: string,
  en: string,
]

/** A row is answered ok / defect / not applicable, so it names a state that is right, never one that is wrong. */
export function condition([id, clause, category, methods, hant, hans, en]: Row): Item {
  return { id, clause, category, methods, type: 'condition', words: { 'zh-Hant': hant, 'zh-Hans': hans, en } }
}

/** A meter's number; may be left out where the spot has no such meter. */
export function reading([id, clause, category, methods, hant, hans, en]: Row, unit: 'm³' | 'kWh'): Item {
  const words = { 'zh-Hant': hant, 'zh-Hans': hans, en }
  return {
    id,
    clause,
    category,
    methods,
    type: 'reading',
    unit,
    decimals: unit === 'm³' ? 3 : 1,
    optional: true,
    words,
  }
}

/** Anywhere (policy 4.5): gas or burning smell. In every checklist. */
// biome-ignore format: hand-aligned table
const EMERGENCY = condition(
  ['no-gas-or-burning-smell', '4.5', 'fire-safety', ['look', 'ask'], '沒有煤氣或燒焦氣味', '没有燃气或烧焦气味', 'No smell of gas or burning'],
)

/** Whatever the assistant wants to add to the record (policy 10). In every checklist. */
const REMARKS: Item = {
  id: 'remarks',
  clause: '10',
  category: 'residents',
  methods: ['ask'],
  type: 'text',
  words: { 'zh-Hant': '備註（住戶意見等）', 'zh-Hans': '备注（住户意见等）', en: 'Remarks, residents’ comments' },
}

/** Version 1 of a kind's checklist: its own items, then what every spot is asked. */
export function firstVersion(kind: Kind, items: readonly Item[]): Checklist {
  return { kind, version: 1, items: [...items, EMERGENCY, REMARKS] }
}
