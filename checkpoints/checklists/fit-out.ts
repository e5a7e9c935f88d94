/** Fit-out works, against the fit-out rules (policy 7). */
import { condition, type Row, releasesOf } from './rows.ts'

// biome-ignore format: hand-aligned table
const ROWS: readonly Row[] = [
  ['permit-shown',        '7',      'fit-out',     ['look', 'ask'],    '已張貼裝修許可證',         '已张贴装修许可证',         'Permit displayed'],
  ['within-hours',        '7',      'fit-out',     ['listen', 'ask'],  '在准許時間內施工',         '在规定时间内施工',         'Work within permitted hours'],
  ['structure-untouched', '7',      'fit-out',     ['look', 'ask'],    '無拆改主力牆（承重牆）',   '无拆改承重墙',             'Load-bearing walls untouched'],
  ['waste-bagged',        '7',      'fit-out',     ['look'],           '裝修垃圾已入袋並清走',     '装修垃圾已装袋清运',       'Waste bagged and removed'],
  ['fire-safety',         '7',      'fire-safety', ['look'],           '備有滅火筒，用火用電安全', '配有灭火器，用火用电安全', 'Extinguisher at hand, fire and power safe'],
]

export const FIT_OUT = releasesOf(ROWS.map(condition))
