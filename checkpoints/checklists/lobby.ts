/** Lobby, entrance hall, corridors (policy 4.4.5). */
import { condition, type Row, releasesOf } from './rows.ts'

// biome-ignore format: hand-aligned table
const ROWS: readonly Row[] = [
  ['safety-signs',        '4.4.5a', 'security',    ['look'],           '安全標誌齊全',             '安全标识齐全',             'Safety signs in place'],
  ['lights',              '4.4.5b', 'facilities',  ['look', 'touch'],  '燈光正常',                 '灯光正常',                 'Lights work'],
  ['facilities-and-bins', '4.4.5b', 'facilities',  ['look', 'touch'],  '公共設施、垃圾桶完好',     '公共设施、垃圾桶完好',     'Public facilities and bins intact'],
  ['clean',               '4.4.5c', 'cleanliness', ['look'],           '清潔',                     '干净整洁',                 'Clean'],
]

export const LOBBY = releasesOf(ROWS.map(condition))
