/** Roads, squares, gathering places (policy 5.3). */
import { condition, type Row, releasesOf } from './rows.ts'

// biome-ignore format: hand-aligned table
const ROWS: readonly Row[] = [
  ['equipment-intact',    '5.3.1',  'facilities',  ['look', 'touch'],  '設施設備完好',             '设施设备完好',             'Equipment intact'],
  ['no-illegal-use',      '5.3.1',  'security',    ['look', 'ask'],    '無違例佔用',               '无违规占用',               'No illegal occupation'],
  ['signs',               '5.3.2',  'facilities',  ['look'],           '標誌、路牌、警告牌清楚',   '标识、路牌、警示牌清楚',   'Signs, road signs, warnings clear'],
  ['manholes',            '5.3.3',  'facilities',  ['look', 'listen'], '雨水、污水沙井蓋穩妥',     '雨水、污水井盖完好稳固',   'Rain and sewer manhole covers firm'],
  ['street-lights',       '5.3.3',  'facilities',  ['look'],           '路燈、裝飾燈正常',         '路灯、装饰灯正常',         'Street and decorative lights work'],
  ['clean',               '5.3.4',  'cleanliness', ['look'],           '清潔',                     '干净整洁',                 'Clean'],
]

export const GROUNDS = releasesOf(ROWS.map(condition))
