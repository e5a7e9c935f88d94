/** The demo estate as tables: 翠湖花園, three towers over a two-level car park. Read by the seed alone. */
import type { Kind } from '../../checkpoints/checkpoint.ts'
import type { Language, Names } from '../../checkpoints/language.ts'
import type { MailingDraft } from '../../checkpoints/mailing.ts'
import type { Role } from '../../checkpoints/people.ts'
import type { Occupancy } from '../../checkpoints/place.ts'
import type { PlanDraft } from '../../checkpoints/plan.ts'
import { weekly } from '../support/plan.ts'

export const ESTATE = {
  code: 'jade-lake',
  names: { 'zh-Hant': '翠湖花園', 'zh-Hans': '翠湖花园', en: 'Jade Lake Garden' },
  zone: 'Asia/Hong_Kong',
}

export type DemoPerson = {
  readonly username: string
  readonly name: string
  readonly language: Language
  readonly roles: readonly [Role, ...Role[]]
}

// biome-ignore format: hand-aligned table
export const ADMIN: DemoPerson = { username: 'wong', name: '黃志強 Wong Chi Keung', language: 'zh-Hant', roles: ['admin', 'supervisor'] }
// biome-ignore format: hand-aligned table
export const STAFF: readonly DemoPerson[] = [
  { username: 'chan',   name: '陳有福 Chan Yau Fuk',    language: 'zh-Hant', roles: ['assistant'] },
  { username: 'ho',     name: '何淑芬 Ho Suk Fan',      language: 'zh-Hant', roles: ['assistant'] },
  { username: 'lee',    name: '李美玲 Lee Mei Ling',    language: 'zh-Hant', roles: ['supervisor'] },
  { username: 'cheung', name: '張家明 Cheung Ka Ming',  language: 'zh-Hant', roles: ['manager'] },
  { username: 'lam',    name: '林秀英 Lam Sau Ying',    language: 'zh-Hant', roles: ['auditor'] },
]

export type DemoPlace = {
  readonly key: string
  readonly parent: string | null
  readonly kind: 'building' | 'floor' | 'zone'
  readonly names: Names
  /** Makes it a unit. */
  readonly occupancy?: Occupancy
}
export type DemoSpot = { readonly code: string; readonly kind: Kind; readonly place: string; readonly names: Names }

const TOWERS = [1, 2, 3] as const
const CHINESE_DIGITS = ['', '一', '二', '三']

function tower(number: (typeof TOWERS)[number]): { places: DemoPlace[]; spots: DemoSpot[] } {
  const t = `T${number}`
  const floor = (name: string): DemoPlace => ({
    key: `${t}-${name}`,
    parent: t,
    kind: 'floor',
    names: {
      'zh-Hant': name === 'RF' ? '天台' : name === 'GF' ? '地下' : `${name} 樓`,
      'zh-Hans': name === 'RF' ? '天台' : name === 'GF' ? '首层' : `${name} 层`,
      en: name === 'RF' ? 'Roof' : name === 'GF' ? 'G/F' : `${name}/F`,
    },
  })
  const spot = (code: string, kind: Kind, on: string, hant: string, hans: string, en: string): DemoSpot => ({
    code: `${t}-${code}`,
    kind,
    place: `${t}-${on}`,
    names: { 'zh-Hant': hant, 'zh-Hans': hans, en },
  })
  // biome-ignore format: hand-aligned table
  const spots: DemoSpot[] = [
    spot('GF-LOB', 'lobby',      'GF', '大堂',         '大堂',       'Lobby'),
    spot('LIFT-1', 'lift',       'GF', '1 號𨋢',       '1 号电梯',   'Lift 1'),
    spot('LIFT-2', 'lift',       'GF', '2 號𨋢',       '2 号电梯',   'Lift 2'),
    spot('GF-WTR', 'meter-room', 'GF', '總水錶房',     '总水表房',   'Main water meter room'),
    spot('06-MTR', 'meter-room', '6',  '電錶房',       '电表房',     'Electricity meter room'),
    spot('12-MTR', 'meter-room', '12', '電錶房',       '电表房',     'Electricity meter room'),
    spot('18-MTR', 'meter-room', '18', '電錶房',       '电表房',     'Electricity meter room'),
    spot('06-STA', 'stairwell',  '6',  '後樓梯 A',     '楼梯间 A',   'Staircase A'),
    spot('06-STB', 'stairwell',  '6',  '後樓梯 B',     '楼梯间 B',   'Staircase B'),
    spot('12-STA', 'stairwell',  '12', '後樓梯 A',     '楼梯间 A',   'Staircase A'),
    spot('12-STB', 'stairwell',  '12', '後樓梯 B',     '楼梯间 B',   'Staircase B'),
    spot('18-STA', 'stairwell',  '18', '後樓梯 A',     '楼梯间 A',   'Staircase A'),
    spot('18-STB', 'stairwell',  '18', '後樓梯 B',     '楼梯间 B',   'Staircase B'),
    spot('RF-ROF', 'rooftop',    'RF', '天台及走火通道', '天台及消防通道', 'Rooftop and fire corridor'),
  ]
  const building: DemoPlace = {
    key: t,
    parent: null,
    kind: 'building',
    names: {
      'zh-Hant': `第${CHINESE_DIGITS[number]}座`,
      'zh-Hans': `${number} 栋`,
      en: `Tower ${number}`,
    },
  }
  return { places: [building, ...['GF', '6', '12', '18', 'RF'].map(floor)], spots }
}

const place = (
  key: string,
  parent: string | null,
  kind: DemoPlace['kind'],
  hant: string,
  hans: string,
  en: string,
): DemoPlace => ({ key, parent, kind, names: { 'zh-Hant': hant, 'zh-Hans': hans, en } })

const unit = (
  key: string,
  parent: string,
  occupancy: Occupancy,
  hant: string,
  hans: string,
  en: string,
): DemoPlace => ({ ...place(key, parent, 'zone', hant, hans, en), occupancy })

const spotAt = (code: string, kind: Kind, on: string, hant: string, hans: string, en: string): DemoSpot => ({
  code,
  kind,
  place: on,
  names: { 'zh-Hant': hant, 'zh-Hans': hans, en },
})

const towers = TOWERS.map(tower)

// biome-ignore format: hand-aligned table
export const PLACES: readonly DemoPlace[] = [
  ...towers.flatMap(({ places }) => places),
  place('T2-15', 'T2', 'floor',    '15 樓',    '15 层',    '15/F'),
  place('T3-8',  'T3', 'floor',    '8 樓',     '8 层',     '8/F'),
  unit('T2-15B', 'T2-15', 'vacant',   'B 室', '1502 室', 'Flat 15B'),
  unit('T3-8A',  'T3-8',  'vacant',   'A 室', '801 室', 'Flat 8A'),
  unit('T3-8D',  'T3-8',  'fit-out',  'D 室', '804 室', 'Flat 8D'),
  unit('T1-6C',  'T1-6',  'vacant',   'C 室', '603 室', 'Flat 6C'),
  unit('T1-6D',  'T1-6',  'occupied', 'D 室', '604 室', 'Flat 6D'),
  place('CP',    null, 'building', '停車場',   '地下车库', 'Car park'),
  place('CP-B1', 'CP', 'floor',    'B1 層',    '负一层',   'B1'),
  place('CP-B2', 'CP', 'floor',    'B2 層',    '负二层',   'B2'),
  place('PD',    null, 'zone',     '平台花園', '中心花园', 'Podium garden'),
  place('EX',    null, 'zone',     '屋苑外圍', '小区外围', 'Grounds'),
]

// biome-ignore format: hand-aligned table
export const SPOTS: readonly DemoSpot[] = [
  ...towers.flatMap(({ spots }) => spots),
  spotAt('CP-B1-A',  'car-park',          'CP-B1', 'A 區車位',       'A 区车位',       'Bays A'),
  spotAt('CP-B1-B',  'car-park',          'CP-B1', 'B 區車位',       'B 区车位',       'Bays B'),
  spotAt('CP-B1-E',  'car-park',          'CP-B1', '出入口閘機',     '出入口道闸',     'Entrance barrier'),
  spotAt('CP-B1-BK', 'car-park',          'CP-B1', '單車房',         '非机动车库',     'Bicycle room'),
  spotAt('CP-B2-C',  'car-park',          'CP-B2', 'C 區車位',       'C 区车位',       'Bays C'),
  spotAt('CP-B2-D',  'car-park',          'CP-B2', 'D 區車位',       'D 区车位',       'Bays D'),
  spotAt('CP-B2-EV', 'car-park',          'CP-B2', '充電車位',       '充电车位',       'Charging bays'),
  spotAt('PD-PLAY',  'recreation',        'PD',    '兒童遊樂場',     '儿童游乐场',     'Playground'),
  spotAt('PD-GYM',   'recreation',        'PD',    '長者健身角',     '老人健身角',     'Senior fitness corner'),
  spotAt('PD-LAKE',  'recreation',        'PD',    '翠湖及雕塑',     '翠湖及雕塑',     'Lake and sculptures'),
  spotAt('EX-SQ',    'grounds',           'EX',    '正門廣場',       '正门广场',       'Main gate square'),
  spotAt('EX-RD',    'grounds',           'EX',    '環迴車路',       '环形车道',       'Ring road'),
  spotAt('EX-N',     'perimeter',         'EX',    '北面圍牆',       '北侧围墙',       'North wall'),
  spotAt('EX-E',     'perimeter',         'EX',    '東面圍牆',       '东侧围墙',       'East wall'),
  spotAt('EX-S',     'perimeter',         'EX',    '南面圍牆',       '南侧围墙',       'South wall'),
  spotAt('EX-W',     'perimeter',         'EX',    '西面圍牆',       '西侧围墙',       'West wall'),
  spotAt('EX-WTR',   'outdoor-utilities', 'EX',    '戶外水掣及消防栓', '室外水阀及消火栓', 'Outdoor valves and hydrants'),
  spotAt('EX-GAS',   'outdoor-utilities', 'EX',    '煤氣調壓站',     '燃气调压站',     'Gas regulator station'),
  spotAt('T2-15B',   'vacant-unit',       'T2-15B', '空置單位檢查',  '空置单元检查',   'Vacant flat check'),
  spotAt('T3-8A',    'vacant-unit',       'T3-8A', '空置單位檢查',   '空置单元检查',   'Vacant flat check'),
  spotAt('T3-8D',    'fit-out',           'T3-8D', '裝修巡查',       '装修巡查',       'Fit-out check'),
]

export type DemoPlan = Pick<PlanDraft, 'names' | 'recurrence' | 'windows' | 'graceMinutes' | 'focus'> &
  Partial<PlanDraft> & {
    /** Which spots, by kind. */
    readonly kinds: readonly Kind[]
  }

export const PLANS: readonly DemoPlan[] = [
  {
    names: {
      'zh-Hant': '早更：大堂、升降機及園林',
      'zh-Hans': '早班：大堂、电梯及园林',
      en: 'Morning: lobbies, lifts, garden',
    },
    kinds: ['lobby', 'lift', 'recreation', 'grounds'],
    recurrence: weekly(),
    windows: [{ startsAt: '06:00', endsAt: '10:00' }],
    graceMinutes: 15,
    focus: '留意升降機運行聲音及大堂地面濕滑',
  },
  {
    names: {
      'zh-Hant': '日更：停車場及戶外設施',
      'zh-Hans': '白班：车库及室外设施',
      en: 'Day: car park and utilities',
    },
    kinds: ['car-park', 'outdoor-utilities'],
    recurrence: weekly(),
    windows: [{ startsAt: '10:00', endsAt: '14:00' }],
    graceMinutes: 15,
    focus: '雨季：檢查渠口及水浸情況',
  },
  {
    names: { 'zh-Hant': '午更：電錶房及水錶房', 'zh-Hans': '午班：电表房及水表房', en: 'Afternoon: meter rooms' },
    kinds: [],
    rules: [{ kinds: ['meter-room'], places: [] }],
    order: 'advised',
    recurrence: weekly(),
    windows: [{ startsAt: '14:00', endsAt: '18:00' }],
    graceMinutes: 0,
    focus: '',
  },
  {
    names: { 'zh-Hant': '晚更：後樓梯及天台', 'zh-Hans': '晚班：楼梯间及天台', en: 'Evening: stairwells and rooftops' },
    kinds: ['stairwell', 'rooftop'],
    order: 'strict',
    minGapSeconds: 30,
    recurrence: weekly(),
    windows: [{ startsAt: '18:00', endsAt: '22:00' }],
    graceMinutes: 30,
    focus: '防煙門必須關閉，走火通道不得阻塞',
  },
  {
    names: { 'zh-Hant': '夜更：大堂及圍牆', 'zh-Hans': '夜班：大堂及围墙', en: 'Night: lobbies and walls' },
    kinds: ['lobby', 'perimeter'],
    recurrence: weekly(),
    windows: [
      { startsAt: '22:00', endsAt: '02:00' },
      { startsAt: '02:00', endsAt: '06:00' },
    ],
    graceMinutes: 15,
    focus: '',
  },
  {
    names: { 'zh-Hant': '空置及裝修單位', 'zh-Hans': '空置及装修单元', en: 'Vacant and fit-out units' },
    kinds: ['vacant-unit', 'fit-out'],
    holidays: 'skip',
    recurrence: weekly(1, 2, 4, 6),
    windows: [{ startsAt: '10:00', endsAt: '17:00' }],
    graceMinutes: 0,
    focus: '關水掣、窗戶及大門',
  },
]

/** Teams with their areas of responsibility. */
export const TEAMS: readonly { names: Names; members: readonly string[]; places: readonly string[] }[] = [
  {
    names: { 'zh-Hant': '大廈組', 'zh-Hans': '楼栋组', en: 'Towers' },
    members: ['chan', 'ho'],
    places: ['T1', 'T2', 'T3'],
  },
  {
    names: { 'zh-Hant': '停車場及外圍組', 'zh-Hans': '车库及外围组', en: 'Car park and grounds' },
    members: ['ho'],
    places: ['CP', 'EX'],
  },
]

/** With no mail server at hand they become files beside the data. */
// biome-ignore format: hand-aligned table
export const MAILINGS: readonly MailingDraft[] = [
  { rhythm: { kind: 'daily' },              at: '08:00', language: 'zh-Hant', recipients: ['lee@jade-lake.example', 'cheung@jade-lake.example'] },
  { rhythm: { kind: 'weekly', weekday: 1 }, at: '09:00', language: 'en',      recipients: ['cheung@jade-lake.example'] },
  { rhythm: { kind: 'monthly' },            at: '09:00', language: 'zh-Hant', recipients: ['owners@jade-lake.example'] },
]

/** General holidays of Hong Kong that are to come. */
export const HOLIDAYS: readonly { on: string; names: Names }[] = [
  { on: '2026-12-25', names: { 'zh-Hant': '聖誕節', 'zh-Hans': '圣诞节', en: 'Christmas Day' } },
  {
    on: '2026-12-26',
    names: { 'zh-Hant': '聖誕節後第一個周日', 'zh-Hans': '圣诞节翌日', en: 'The first weekday after Christmas' },
  },
  { on: '2027-01-01', names: { 'zh-Hant': '一月一日', 'zh-Hans': '元旦', en: 'New Year’s Day' } },
]

/** Flats' water meters in a meter room: spot, serial number, unit, cubic metres a day. */
export const METERS: readonly { spot: string; serial: string; unit: string; name: Names; perDay: number }[] = [
  {
    spot: 'T1-06-MTR',
    serial: 'W-10603',
    unit: 'T1-6C',
    name: { 'zh-Hant': '6 樓 C 室水錶', 'zh-Hans': '603 室水表', en: 'Water meter of flat 6C' },
    perDay: 0,
  },
  {
    spot: 'T1-06-MTR',
    serial: 'W-10604',
    unit: 'T1-6D',
    name: { 'zh-Hant': '6 樓 D 室水錶', 'zh-Hans': '604 室水表', en: 'Water meter of flat 6D' },
    perDay: 0.42,
  },
]

/** What goes wrong where: the item of the kind's checklist, what an assistant writes about it, and what was done about it. */
// biome-ignore format: hand-aligned table
export const DEFECTS: Readonly<Record<Kind, readonly (readonly [item: string, note: string, fixed: string])[]>> = {
  'meter-room':        [['valves-dry', '3 號水掣接口滲水，已放水桶', '已更換接口膠墊，觀察兩小時沒有再滲水。'], ['meters-working', '2 號錶玻璃破裂', '已通知水務公司換錶，2 號錶玻璃已換新。'], ['no-odd-electricity', '12C 電錶轉動異常，已報主管', '電工已檢查，屬接線鬆脫，已收緊，讀數回復正常。']],
  stairwell:           [['fire-door-closed', '門鼓損壞，關不緊', '已更換門鼓，防火門可自動關妥。'], ['lights-and-switches', '梯間燈一支不亮', '已更換光管及起動器，全部亮着。'], ['escape-way-free', '有住戶擺放鞋架及雜物', '已與住戶面談，雜物已全部搬走。']],
  rooftop:             [['roof-door', '天台門鎖鬆', '已更換門鎖，鎖得穩。'], ['rainwater-pipes', '去水口有樹葉淤塞', '已清走樹葉，試水暢通。'], ['rail-and-rod', '避雷針拉線鬆脫', '已重新拉緊及固定拉線。']],
  lift:                [['runs-smoothly', '關門時有異響', '承辦商已調校門機，試用三次沒有異響。'], ['inner-walls', '轎廂內有塗鴉', '已清除塗鴉，廂壁回復乾淨。'], ['signs-and-buttons', '6 樓外按鈕不亮', '已更換按鈕燈，試用正常。']],
  lobby:               [['facilities-and-bins', '地磚鬆動，垃圾桶滿', '地磚已重新鋪穩，垃圾桶已清。'], ['lights', '大堂燈一組不亮', '已更換火牛，燈全部亮着。']],
  'outdoor-utilities': [['no-rust', '消防栓蓋鏽蝕', '已除鏽並重新上漆。'], ['pipes-dry', '水掣位輕微滴水', '已更換水掣墊圈，沒有再滴水。']],
  recreation:          [['play-equipment', '鞦韆鐵鏈鏽', '已更換鐵鏈，試坐穩妥。'], ['no-withering', '草地有一處枯黃', '已補種草皮，並調校灑水時間。']],
  grounds:             [['manholes', '沙井蓋鬆動，車過有聲', '已加墊並重新蓋穩，車過無聲。'], ['signs', '路牌歪斜', '已扶正並重新固定。']],
  'car-park':          [['anti-theft', '閉路電視鏡頭蒙塵', '已清潔鏡頭並調校角度，畫面清晰。'], ['clean', '車位 52 有漏油', '已用吸油粉清理並沖洗地面，車主已知會。'], ['signs', '出口指示牌不亮', '已更換燈箱及後備電池，指示牌亮着。']],
  perimeter:           [['no-bills-or-wires', '圍牆有街招', '已清除，並張貼告示。'], ['clean', '有雜物棄置', '已清走雜物並清洗地面，加派清潔員每日多巡一次。']],
  'fit-out':           [['waste-bagged', '裝修垃圾未入袋', '住戶已把垃圾入袋清走，現場恢復原狀。'], ['fire-safety', '未見滅火筒', '住戶已放回滅火筒，並在有效期內。']],
  'vacant-unit':       [['doors-and-windows', '露台趟門未關妥', '已關妥並上鎖，單位內無異樣。'], ['taps-and-lights', '廚房水龍頭滴水', '已更換水龍頭，沒有再滴水。']],
}
