/** Stairwells (policy 4.4.2). */
import { condition, firstVersion, type Row } from './rows.ts'

// biome-ignore format: hand-aligned table
const ROWS: readonly Row[] = [
  ['lights-and-switches', '4.4.2a', 'facilities',  ['look', 'touch'],  '走廊及梯間燈、開關',       '走廊及楼道灯、开关',       'Corridor and stair lights, switches'],
  ['doors-and-windows',   '4.4.2a', 'facilities',  ['look', 'touch'],  '門窗完好',                 '门窗完好',                 'Doors and windows'],
  ['walls-and-handrail',  '4.4.2b', 'facilities',  ['look', 'touch'],  '牆身、天花、扶手無剝落',   '墙面、天花、扶手无脱落',   'Walls, ceiling, handrail: no peeling'],
  ['tiles-whole',         '4.4.2b', 'facilities',  ['look'],           '牆磚、地磚完整',           '墙砖、地砖完整',           'Wall and floor tiles whole'],
  ['hydrant-complete',    '4.4.2c', 'fire-safety', ['look'],           '消防喉轆標誌及配件齊全',   '消火栓标识及配件齐全',     'Hydrant: sign and parts complete'],
  ['extinguisher-good',   '4.4.2c', 'fire-safety', ['look', 'touch'],  '滅火筒無漏、未過期',       '灭火器无泄漏、未过期',     'Extinguisher: no leak, in date'],
  ['fire-door-closed',    '4.4.2c', 'fire-safety', ['look', 'touch'],  '防煙門關妥',               '防火门关好',               'Fire door closed'],
  ['exit-lights',         '4.4.2c', 'fire-safety', ['look'],           '逃生指示燈亮着',           '疏散指示灯亮着',           'Evacuation lights on'],
  ['escape-way-free',     '4.4.2c', 'fire-safety', ['look'],           '走火通道暢通',             '疏散通道畅通',             'Escape way free'],
  ['alarms-intact',       '4.4.2c', 'security',    ['look'],           '防盜及火警警報裝置完好',   '防盗及火灾报警装置完好',   'Burglar and fire alarms intact'],
  ['wiring-covers',       '4.4.2d', 'facilities',  ['look'],           '閉路電視、電訊、寬頻箱蓋好', '监控、电信、宽带箱盖好', 'CCTV, telecom, broadband covers closed'],
  ['clean',               '4.4.2e', 'cleanliness', ['look'],           '清潔',                     '干净整洁',                 'Clean'],
  ['lift-doors',          '4.4.2f', 'facilities',  ['look'],           '升降機門無刮花、塗鴉',     '电梯门无划痕、涂鸦',       'Lift doors: no scratches or graffiti'],
  ['louvres-and-risers',  '4.4.2g', 'facilities',  ['look', 'touch'],  '排煙百葉、電房及弱電房門', '排烟百叶、强弱电井门',     'Smoke louvres, riser doors'],
]

export const STAIRWELL = firstVersion('stairwell', ROWS.map(condition))
