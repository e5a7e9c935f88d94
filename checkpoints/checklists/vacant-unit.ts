/** Vacant units (policy 8). */
import { condition, type Row, releasesOf } from './rows.ts'

// biome-ignore format: hand-aligned table
const ROWS: readonly Row[] = [
  ['doors-and-windows',   '8.1',    'security',    ['look', 'touch'],  '門窗、露台趟門關妥',       '门窗、阳台推拉门关好',     'Doors, windows, balcony door shut'],
  ['taps-and-lights',     '8.1',    'facilities',  ['look', 'touch'],  '水龍頭、電燈已關',         '水龙头、电灯已关',         'Taps and lights off'],
  ['nothing-missing',     '8.2',    'security',    ['look'],           '物品無遺失',               '物品无缺失',               'Nothing missing'],
  ['no-intruders',        '8.3',    'security',    ['look', 'ask'],    '無異常、無人留宿跡象',     '无异常、无人留宿迹象',     'Nothing odd, nobody slept here'],
]

export const VACANT_UNIT = releasesOf(ROWS.map(condition))
