/** Fire corridors and escape rooftops (policy 4.4.3). */
import { condition, type Row, releasesOf } from './rows.ts'

// biome-ignore format: hand-aligned table
const ROWS: readonly Row[] = [
  ['fire-corridor-free',  '4.4.3a', 'fire-safety', ['look'],           '走火通道無佔用、無阻塞',   '消防通道无占用、无堵塞',   'Fire corridor not occupied or blocked'],
  ['roof-door',           '4.4.3b', 'fire-safety', ['look', 'touch'],  '天台門開關正常',           '天台门开关正常',           'Rooftop door works'],
  ['rail-and-rod',        '4.4.3c', 'facilities',  ['look', 'touch'],  '欄河、避雷針、天線穩固',   '护栏、避雷针、天线牢固',   'Parapet rail, lightning rod, antenna firm'],
  ['insulation',          '4.4.3c', 'facilities',  ['look'],           '隔熱層完好',               '隔热层完好',               'Heat-insulation layer whole'],
  ['no-illegal-use',      '4.4.3d', 'security',    ['look', 'ask'],    '天台無僭建或佔用',         '天台无违建或占用',         'No illegal structure or use'],
  ['rainwater-pipes',     '4.4.3e', 'facilities',  ['look'],           '雨水渠暢通',               '雨水管畅通',               'Rainwater pipes clear'],
  ['clean',               '4.4.3f', 'cleanliness', ['look'],           '清潔',                     '干净整洁',                 'Clean'],
]

export const ROOFTOP = releasesOf(ROWS.map(condition))
