/** Surroundings (policy 6). */
import { condition, type Row, releasesOf } from './rows.ts'

// biome-ignore format: hand-aligned table
const ROWS: readonly Row[] = [
  ['no-bills-or-wires',   '6.1',    'cleanliness', ['look'],           '無街招、無亂拉電線',       '无乱张贴、无乱拉线',       'No bills posted, no loose wires'],
  ['property-undamaged',  '6.2',    'security',    ['look', 'ask'],    '公物無損毀',               '公物无损坏',               'Public property undamaged'],
  ['no-nuisance',         '6.2',    'residents',   ['listen', 'ask'],  '無噪音、污染、高空擲物',   '无噪音、污染、高空抛物',   'No noise, pollution, thrown objects'],
  ['no-livestock',        '6.3',    'cleanliness', ['look', 'listen'], '無飼養家禽牲畜',           '无饲养家禽家畜',           'No poultry or livestock'],
  ['clean',               '6.4',    'cleanliness', ['look'],           '清潔',                     '干净整洁',                 'Clean'],
]

export const PERIMETER = releasesOf(ROWS.map(condition))
