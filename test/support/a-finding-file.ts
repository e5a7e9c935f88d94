/** A finding with a long life, as papers about it are made of: reported, extended, sent back, verified, called back. */
import type { Sha256 } from '../../checkpoints/ids.ts'
import type { PublicWorkOrder } from '../../checkpoints/wire/finding.ts'
import { drawPng } from '../../scripts/support/png.ts'
import type { WorkOrderFile } from '../../server/print/work-order-pdf.ts'
import type { FiledEvent, FindingFile } from '../../server/tables/finding-file.ts'
import { at, ESTATE, LOBBY, UNSIGNED_DIGITS, uuid } from './builders.ts'

export const [REPORTER, DECIDER, BOSS, FIXER] = [uuid(0xa1), uuid(0xa2), uuid(0xa3), uuid(0xa4)]
export const [LIFTS, UNIT] = [uuid(0xc1), uuid(0xb1)]

export function photo(number: number): Sha256 {
  return number.toString(16).padStart(64, '0')
}

/** 64 × 48, in colours. */
export const JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAwAEADASIAAhEBAxEB/8QAGQAAAwEBAQAAAAAAAAAAAAAAAQIDBAAF/8QAIxABAAICAgICAgMAAAAAAAAAAQACESEDMRJBE1EicWGBkf/EABgBAQADAQAAAAAAAAAAAAAAAAIBAwQA/8QAGxEAAwEBAQEBAAAAAAAAAAAAAAECESESAzH/2gAMAwEAAhEDEQA/AM1rYD9ynHzawkS1RMSSeLqHFS6Za+bZ6BfUlY8lMQcPIYBlRBhn54OVzGS+N6kuQ9Te1LUyZkr8RYZOuQ0Q4wwZJXGutRcFdRq2E/gnenSBnQWqYzEtxj6mjwWD43PUO5w2ytRGnG1dGv1K1roj0qusx/CwfcHtplb4DjcCRwLi4wwUrlzKVxX+51WyHGmbk4s+3/IteIDJv7mm7V7kLvj11FOv8DKwrjGGOflq0Xxa/eI9Ja5TWo0LiGrQtp7jAGocCZNTjJhX3KHLC5VAK76ncgMtTDX6htQfUH6yE3J596p1M9hBx17m2/ElnbiI8RZ6l0V5Lk5pH//Z',
  'base64',
)
export const PNG = drawPng(80, 60, (x, y) => [x * 3, y * 4, 120])
/** A stroke of the pen: what is not ink is clear, as a canvas has it. */
export const SIGNATURE = drawPng(200, 70, (x, y) => {
  const isInk = Math.abs(35 + 22 * Math.sin(x / 13) - y) < 2.2
  return isInk ? [10, 10, 10] : [255, 255, 255]
})

const BOXES = { 'zh-Hant': '1 號𨋢機房', 'zh-Hans': '1 号电梯机房', en: 'Lift 1 machine room' }

type GivenEvent = Pick<FiledEvent, 'sequence' | 'at' | 'act'> & Partial<FiledEvent>

export function anEvent(given: GivenEvent): FiledEvent {
  return {
    id: uuid(0xe000 + given.sequence),
    receivedAt: given.at,
    by: '陳大文',
    byContractor: false,
    standing: 'applied',
    resolved: false,
    device: null,
    presence: null,
    roles: ['assistant'],
    reasons: [],
    ...given,
  }
}

const phone = { id: uuid(0xd1), label: '阿文的手機' }
const desk = { by: '李美玲', roles: ['supervisor'] as const }
const manager = { by: '黃經理', roles: ['manager'] as const }
const evidence = { channel: 'camera', digits: UNSIGNED_DIGITS } as const
const beginning = {
  checkpoint: LOBBY,
  source: { by: 'visit', visit: uuid(0x51), item: 'runs', cause: 'defect' },
  category: 'facilities',
  severity: 'major',
  note: '𨋢門關上時有異響，並有燒焦氣味。',
  photos: [photo(1), photo(2)],
  signature: null,
  settled: false,
  callBack: true,
} as const

/** Its steps, in order of arrival. */
export const EVENTS: readonly FiledEvent[] = [
  anEvent({
    ...{ sequence: 1, at: at('08:10'), receivedAt: at('09:45'), device: phone, presence: 'verified' },
    act: { kind: 'begin', ...beginning, source: { ...beginning.source }, photos: [...beginning.photos] },
  }),
  anEvent({
    ...{ sequence: 2, at: at('10:00'), ...manager },
    act: {
      kind: 'triage',
      route: { kind: 'repair', assignee: FIXER, contractor: LIFTS },
      dueOn: '2026-03-05',
      note: '請先停用 1 號𨋢，檢查門機及控制箱。',
    },
  }),
  anEvent({
    ...{ sequence: 3, at: at('11:00'), ...desk },
    act: { kind: 'comment', text: '已通知 12/F 住戶。', mentions: [BOSS], photos: [photo(5)] },
  }),
  anEvent({
    ...{ sequence: 4, at: at('09:00', '2026-03-04'), ...desk },
    act: { kind: 'ask-extension', until: '2026-03-12', reason: '門機零件要由日本訂貨。' },
  }),
  anEvent({
    ...{ sequence: 5, at: at('12:00', '2026-03-04'), ...manager },
    act: { kind: 'answer-extension', approved: true, reason: '同意；期間每日巡視。' },
  }),
  anEvent({
    ...{ sequence: 6, at: at('15:00', '2026-03-09'), by: '永安升降機 何師傅', byContractor: true, roles: [] },
    act: { kind: 'fix', note: '已換門機皮帶。', photos: [photo(6)] },
  }),
  anEvent({
    ...{ sequence: 7, at: at('16:00', '2026-03-09'), device: phone, presence: 'doubtful', reasons: ['typed-code'] },
    act: {
      ...{ kind: 'verify', passed: false, note: '仍有異響。', photos: [photo(7)], signature: photo(9) },
      ...{ evidence, position: null },
    },
  }),
  anEvent({
    ...{
      sequence: 8,
      at: at('16:05', '2026-03-09'),
      receivedAt: at('18:30', '2026-03-09'),
      by: '張小明',
      device: phone,
    },
    ...{ standing: 'conflicting', resolved: true },
    act: { kind: 'fix', note: '已加潤滑油。', photos: [] },
  }),
  anEvent({
    ...{ sequence: 9, at: at('19:00', '2026-03-09'), ...desk },
    act: { kind: 'resolve', event: uuid(0xe008), reason: '加油不能解決問題，等承辦商再來。' },
  }),
  anEvent({
    ...{ sequence: 10, at: at('14:00', '2026-03-11'), by: '永安升降機 何師傅', byContractor: true, roles: [] },
    act: { kind: 'fix', note: '已換門機馬達，並更換燒焦的接線。', photos: [photo(3), photo(4)] },
  }),
  anEvent({
    ...{ sequence: 11, at: at('17:00', '2026-03-11'), device: phone, presence: 'verified' },
    act: {
      ...{ kind: 'verify', passed: true, note: '運行正常。', photos: [photo(8)], signature: photo(9) },
      ...{ evidence, position: null },
    },
  }),
  anEvent({
    ...{ sequence: 12, at: at('10:00', '2026-03-12'), ...desk },
    act: { kind: 'call-back', outcome: 'satisfied', note: '住戶表示已無異響。' },
  }),
]

export const PLACE = [
  { 'zh-Hant': 'B 座', 'zh-Hans': 'B 栋', en: 'Tower B' },
  { 'zh-Hant': '天台', 'zh-Hans': '天台', en: 'Roof' },
]

export const PHOTOS: ReadonlyMap<Sha256, Uint8Array> = new Map<Sha256, Uint8Array>([
  ...[1, 3, 5, 6, 7, 8].map((number) => [photo(number), JPEG] as const),
  ...[2, 4].map((number) => [photo(number), PNG] as const),
  [photo(9), SIGNATURE],
])

export function aFile(given: Partial<FindingFile> = {}): FindingFile {
  return {
    estate: {
      id: ESTATE,
      code: 'jade',
      names: { 'zh-Hant': '翠湖花園', en: 'Jade Lake Gardens' },
      zone: 'Asia/Hong_Kong',
    },
    now: at('11:00', '2026-03-12'),
    finding: aFinding(),
    clause: '4.4.4a',
    place: PLACE,
    units: new Map(),
    events: EVENTS,
    partners: { departments: [], contractors: [CONTRACTOR] },
    names: new Map([
      [FIXER, '周師傅'],
      [BOSS, '黃經理'],
    ]),
    numbers: new Map(),
    merged: [],
    photos: PHOTOS,
    ...given,
  }
}

export const CONTRACTOR = {
  id: LIFTS,
  name: '永安升降機工程有限公司',
  trade: '升降機',
  phone: '2345 6789',
  email: null,
}

export function aFinding(given: Partial<FindingFile['finding']> = {}): FindingFile['finding'] {
  return {
    ...{ id: uuid(0xf1), ...beginning, source: { ...beginning.source }, photos: [...beginning.photos] },
    ...{ reportedAt: at('08:10'), reportedBy: REPORTER, state: 'closed', stateSince: at('10:00', '2026-03-12') },
    ...{ version: 12, route: { kind: 'repair', assignee: FIXER, contractor: LIFTS }, dueOn: '2026-03-12' },
    ...{ extension: null, extended: 1, fixers: [FIXER], fixedAt: at('14:00', '2026-03-11'), sentBack: 1 },
    ...{ verifiedBy: REPORTER, calledBack: 'satisfied', closedAt: at('10:00', '2026-03-12') },
    ...{ mergedInto: null, alarmedAt: null, conflicts: [], number: 27 },
    spot: { id: LOBBY, kind: 'lift', code: 'B-RF-LMR', names: BOXES, place: uuid(0xb0) },
    itemWords: { 'zh-Hant': '運行平穩，無異響', 'zh-Hans': '运行平稳，无异响', en: 'Runs smoothly, no odd noise' },
    ...{ reporter: '陳大文', assignee: { id: FIXER, name: '周師傅' }, standing: 'in-time', workOrder: 'WO-2026-0012' },
    ...given,
  }
}

export const NOTICE = '請於限期前拆除走廊雜物，並恢復原狀。\n如有困難，請致電管理處商討。'

export const FLAT = [...PLACE.slice(0, 1), { 'zh-Hant': '12 樓 C 室', 'zh-Hans': '12 楼 C 室', en: 'Flat 12C' }]

/** Of a flat whose fit-out blocks the corridor. */
export function aViolation(given: Partial<FindingFile> = {}): FindingFile {
  return aFile({
    finding: aFinding({
      ...{ category: 'fit-out', severity: 'normal', note: '裝修物料阻塞走廊走火通道。', workOrder: null },
      ...{ state: 'in-work', closedAt: null, standing: 'in-time' },
      route: { kind: 'violation', assignee: null, unit: UNIT, notice: NOTICE },
    }),
    clause: '7',
    units: new Map([[UNIT, FLAT]]),
    ...given,
  })
}

export function anOrder(given: Partial<PublicWorkOrder> = {}): WorkOrderFile {
  return {
    now: at('11:00'),
    order: {
      number: 'WO-2026-0012',
      estate: { names: { 'zh-Hant': '翠湖花園', en: 'Jade Lake Gardens' }, zone: 'Asia/Hong_Kong' },
      spot: { names: BOXES, code: 'B-RF-LMR', place: PLACE },
      severity: 'major',
      note: beginning.note,
      itemWords: { 'zh-Hant': '運行平穩，無異響', 'zh-Hans': '运行平稳，无异响', en: 'Runs smoothly, no odd noise' },
      photos: [photo(1), photo(2)],
      dueOn: '2026-03-05',
      instructions: '請先停用 1 號𨋢，檢查門機及控制箱。',
      sentBack: null,
      state: 'to-do',
      issuedAt: at('10:00'),
      ...given,
    },
    contractor: CONTRACTOR,
    link: undefined,
    photos: PHOTOS,
  }
}
