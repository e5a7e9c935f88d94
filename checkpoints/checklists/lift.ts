/** Lifts (policy 4.4.4). */
import { condition, type Row, releasesOf } from './rows.ts'

// biome-ignore format: hand-aligned table
const ROWS: readonly Row[] = [
  ['runs-smoothly',       '4.4.4a', 'facilities',  ['listen', 'touch'],'運行暢順、無異聲',         '运行平稳、无异响',         'Runs smoothly, no odd noise'],
  ['signs-and-buttons',   '4.4.4b', 'facilities',  ['look', 'touch'],  '安全標誌及內外按鈕完好',   '安全标识及内外按钮完好',   'Safety signs, buttons inside and out intact'],
  ['light-and-camera',    '4.4.4c', 'security',    ['look'],           '照明及閉路電視正常',       '照明及监控正常',           'Light and surveillance camera work'],
  ['clean',               '4.4.4d', 'cleanliness', ['look'],           '清潔',                     '干净整洁',                 'Clean'],
  ['inner-walls',         '4.4.4e', 'facilities',  ['look'],           '機廂內壁無塗鴉、刮花',     '轿厢内壁无涂鸦、划痕',     'Inner walls: no graffiti or scratches'],
]

export const LIFT = releasesOf(ROWS.map(condition))
