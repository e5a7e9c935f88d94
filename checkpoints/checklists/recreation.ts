/** Cultural and sports facilities (policy 5.2). */
import { condition, type Row, releasesOf } from './rows.ts'

// biome-ignore format: hand-aligned table
const ROWS: readonly Row[] = [
  ['sculptures',          '5.2.1',  'facilities',  ['look', 'touch'],  '雕塑、裝飾擺設完好安全',   '雕塑、小品完好安全',       'Sculptures and ornaments intact and safe'],
  ['play-equipment',      '5.2.2',  'facilities',  ['look', 'touch'],  '兒童遊樂設施完好安全',     '儿童游乐设施完好安全',     'Play equipment intact and safe'],
  ['plants-growing',      '5.2.3',  'landscaping', ['look'],           '草地、樹籬、樹木生長良好', '草坪、绿篱、树木长势良好', 'Lawns, hedges, trees growing well'],
  ['no-withering',        '5.2.3',  'landscaping', ['look'],           '無枯萎、發霉、泥土外露',   '无枯萎、霉病、黄土裸露',   'No withering, mildew or bare soil'],
]

export const RECREATION = releasesOf(ROWS.map(condition))
