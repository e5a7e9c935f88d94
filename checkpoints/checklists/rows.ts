/** How the checklist tables are written down: one hand-aligned row an item. */
import { type Category, EMERGENCY_ITEM, type Item, type ItemId, type Method } from '../checklist.ts'
import type { Names } from '../language.ts'

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

type Base = Pick<Item, 'id' | 'clause' | 'category' | 'methods'> & { words: Names }

function baseOf([id, clause, category, methods, hant, hans, en]: Row): Base {
  return { id, clause, category, methods: [...methods], words: { 'zh-Hant': hant, 'zh-Hans': hans, en } }
}

/** A row is answered ok / defect / not applicable, so it names a state that is right, never one that is wrong. */
export function condition(row: Row): Item {
  return { ...baseOf(row), type: 'condition' }
}

/** A meter's number; may be left out where the spot has no such meter. */
export function reading(row: Row, unit: 'm³' | 'kWh'): Item {
  return { ...baseOf(row), type: 'reading', unit, decimals: unit === 'm³' ? 3 : 1, optional: true }
}

/** Anywhere (policy 4.5): gas or burning smell. In every checklist. */
// biome-ignore format: hand-aligned table
const EMERGENCY = condition(
  [EMERGENCY_ITEM, '4.5', 'fire-safety', ['look', 'ask'], '沒有煤氣或燒焦氣味', '没有燃气或烧焦气味', 'No smell of gas or burning'],
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

/** A kind's checklist as the product ships it: every release of it, the first one first. None is ever edited. */
export type Releases = readonly (readonly Item[])[]

/**
 * The first release: its own items, then what every spot is asked. The second asks of a defect how bad it is and whether it was
 * settled on the spot (policy 9.1, 9.3).
 * @param second the kind's own items in the second release, where they are not those of the first
 */
export function releasesOf(first: readonly Item[], second: readonly Item[] = first): Releases {
  return [
    [...first, EMERGENCY, REMARKS],
    [...second, EMERGENCY, REMARKS].map((item) => (item.type === 'condition' ? { ...item, followUp: true } : item)),
  ]
}
