/** Stairwells (policy 4.4.2). */
import { condition, type Row, releasesOf } from './rows.ts'

// biome-ignore format: hand-aligned table
const ROWS: readonly Row[] = [
  ['lights-and-switches', '4.4.2a', 'facilities',  ['look', 'touch'],  '走廊及梯間燈、燈掣正常',       '走廊、楼梯灯及开关正常',       'Corridor and stair lights, switches work'],
  ['doors-and-windows',   '4.4.2a', 'facilities',  ['look', 'touch'],  '門窗完好',                     '门窗完好',                     'Doors and windows intact'],
  ['walls-and-handrail',  '4.4.2b', 'facilities',  ['look', 'touch'],  '牆身、天花、扶手無剝落',       '墙面、顶棚、扶手无剥落',       'Walls, ceiling, handrail: no peeling'],
  ['tiles-whole',         '4.4.2b', 'facilities',  ['look'],           '牆磚、地磚完整',               '墙砖、地砖完整',               'Wall and floor tiles whole'],
  ['hydrant-complete',    '4.4.2c', 'fire-safety', ['look'],           '消防栓、喉轆標誌及配件齊全',   '消火栓标识及配件齐全',         'Hydrant: sign and parts complete'],
  ['extinguisher-good',   '4.4.2c', 'fire-safety', ['look', 'touch'],  '滅火筒無洩漏、未過期失效',     '灭火器无泄漏、未过期失效',     'Extinguisher: no leak, charged, in date'],
  ['fire-door-closed',    '4.4.2c', 'fire-safety', ['look', 'touch'],  '防煙門關妥',                   '防火门关好',                   'Fire door closed'],
  ['exit-lights',         '4.4.2c', 'fire-safety', ['look'],           '出口指示燈、應急燈正常',       '疏散指示灯、应急灯正常',       'Exit signs and emergency lights work'],
  ['escape-way-free',     '4.4.2c', 'fire-safety', ['look'],           '走火通道暢通',                 '疏散通道畅通',                 'Escape way free'],
  ['alarms-intact',       '4.4.2c', 'security',    ['look'],           '防盜及火警警報裝置完好',       '防盗及火灾报警装置完好',       'Burglar and fire alarms intact'],
  ['wiring-covers',       '4.4.2d', 'facilities',  ['look'],           '閉路電視、電訊及寬頻箱蓋關妥', '监控、电信、宽带箱盖完好关闭', 'CCTV, telecom, broadband covers whole and closed'],
  ['clean',               '4.4.2e', 'cleanliness', ['look'],           '清潔',                         '干净整洁',                     'Clean'],
  ['lift-doors',          '4.4.2f', 'facilities',  ['look'],           '升降機門無刮花、塗鴉',         '电梯门无划痕、涂鸦',           'Lift doors: no scratches or graffiti'],
  ['louvres-and-risers',  '4.4.2g', 'facilities',  ['look', 'touch'],  '排煙百葉、強弱電房門完好',     '排烟百叶、强弱电井门完好',     'Smoke louvres and riser doors intact'],
]

export const STAIRWELL = releasesOf(ROWS.map(condition))
