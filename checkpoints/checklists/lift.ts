/** Lifts (policy 4.4.4). */
import { condition, firstVersion, type Row } from './rows.ts'

// biome-ignore format: hand-aligned table
const ROWS: readonly Row[] = [
  ['runs-smoothly',       '4.4.4a', 'facilities',  ['listen', 'touch'],'運行平穩、無異響',         '运行平稳、无异响',         'Runs smoothly, no odd noise'],
  ['signs-and-buttons',   '4.4.4b', 'facilities',  ['look', 'touch'],  '安全標誌、內外按鈕',       '安全标识、内外按钮',       'Safety signs, buttons inside and out'],
  ['light-and-camera',    '4.4.4c', 'security',    ['look'],           '照明及閉路電視',           '照明及监控',               'Light and surveillance camera'],
  ['clean',               '4.4.4d', 'cleanliness', ['look'],           '清潔',                     '干净整洁',                 'Clean'],
  ['inner-walls',         '4.4.4e', 'facilities',  ['look'],           '內壁無塗鴉、刮花',         '轿厢内壁无涂鸦、划痕',     'Inner walls: no graffiti'],
]

export const LIFT = firstVersion('lift', ROWS.map(condition))
