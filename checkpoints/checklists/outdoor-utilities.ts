/** Outdoor water, power, gas, telecoms (policy 5.1). */
import { condition, type Row, releasesOf } from './rows.ts'

// biome-ignore format: hand-aligned table
const ROWS: readonly Row[] = [
  ['no-damage',           '5.1.1',  'facilities',  ['look', 'listen'], '水電煤及電訊設施無損壞',   '水电气及通信设施无损坏',   'Water, power, gas, telecoms undamaged'],
  ['pipes-dry',           '5.1.1',  'facilities',  ['look', 'touch'],  '喉管無滲、漏、滴、溢',     '管道无渗、漏、滴、溢',     'Pipes: no seep, leak, drip or spill'],
  ['no-rust',             '5.1.2',  'facilities',  ['look'],           '無鏽蝕、無剝漆，標誌清楚', '无锈蚀、无掉漆，标识清楚', 'No rust or flaking paint; signs clear'],
  ['outdoor-fire',        '5.1.3',  'fire-safety', ['look', 'touch'],  '戶外消防配件及標誌齊全',   '室外消防配件及标识齐全',   'Outdoor fire equipment: parts, signs complete'],
]

export const OUTDOOR_UTILITIES = releasesOf(ROWS.map(condition))
