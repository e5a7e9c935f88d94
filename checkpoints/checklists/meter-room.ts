/** Meter rooms (policy 4.4.1). */
import { condition, type Row, reading, releasesOf } from './rows.ts'

// biome-ignore format: hand-aligned table
const CONDITIONS: readonly Row[] = [
  ['meters-working',     '4.4.1a', 'facilities',  ['look', 'listen'],   '水錶、電錶正常、無損壞',   '水表、电表正常、无损坏',   'All meters work, none damaged'],
  ['no-flow-when-vacant','4.4.1b', 'facilities',  ['look', 'ask'],      '空置單位水錶沒有轉動',     '空置单元水表没有转动',     'No water flows to vacant flats'],
  ['no-odd-electricity', '4.4.1b', 'security',    ['look', 'listen'],   '電錶無倒轉、無偷電跡象',   '电表无倒转、无窃电迹象',   'No electricity meter reversed, no sign of theft'],
  ['valves-dry',         '4.4.1c', 'facilities',  ['look', 'touch'],    '水掣乾爽，無滲漏滿溢',     '阀门干燥，无渗漏外溢',     'Valves dry, no leak or overflow'],
]

// biome-ignore format: hand-aligned table
const WATER: Row =
  ['water-reading',      '4.4.1a', 'facilities',  ['look'],             '總水錶讀數（如有）',       '总水表读数（如有）',       'Main water meter reading, if any']
// biome-ignore format: hand-aligned table
const ELECTRICITY: Row =
  ['electricity-reading','4.4.1a', 'facilities',  ['look'],             '公用電錶讀數（如有）',     '公共电表读数（如有）',     'Common electricity meter reading, if any']

const FIRST = [...CONDITIONS.map(condition), reading(WATER, 'm³'), reading(ELECTRICITY, 'kWh')]

/**
 * The second release knows what a building may use in a day: more has to be looked at twice. A tower of 200 flats takes about
 * 120 m³ and, for its corridors, 600 kWh a day. The meters of households, shops, gym and clubhouse are a spot's own items, each
 * with its serial number.
 */
const SECOND = [
  ...CONDITIONS.map(condition),
  { ...reading(WATER, 'm³'), plausible: { least: 0, perDay: 400 } },
  { ...reading(ELECTRICITY, 'kWh'), plausible: { least: 0, perDay: 3000 } },
]

export const METER_ROOM = releasesOf(FIRST, SECOND)
