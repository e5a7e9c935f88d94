/** Car parks, garages, bicycle and motorcycle sheds (policy 5.4). */
import { condition, type Row, releasesOf } from './rows.ts'

// biome-ignore format: hand-aligned table
const ROWS: readonly Row[] = [
  ['anti-theft',          '5.4.1',  'security',    ['look', 'touch'],  '防盜設備正常',             '防盗设备正常',             'Anti-theft equipment works'],
  ['vehicles-undamaged',  '5.4.2',  'security',    ['look', 'ask'],    '停泊車輛無損毀',           '停放车辆无损坏',           'Parked vehicles undamaged'],
  ['signs',               '5.4.3',  'facilities',  ['look'],           '標誌、指示牌清楚',         '标识、指示牌清楚',         'Signs clear'],
  ['clean',               '5.4.4',  'cleanliness', ['look'],           '清潔',                     '干净整洁',                 'Clean'],
]

export const CAR_PARK = releasesOf(ROWS.map(condition))
