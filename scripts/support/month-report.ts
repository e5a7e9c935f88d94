/** A month's report of a large estate, computed by the domain from rounds made up for it: what is printed in benchmarks and tests. */
import type { Kind } from '../../checkpoints/checkpoint.ts'
import { complianceOf, type Tally } from '../../checkpoints/coverage.ts'
import { checkpointIdOfBytes, type Uuid } from '../../checkpoints/ids.ts'
import type { Names } from '../../checkpoints/language.ts'
import { figuresOf, type ReportRound } from '../../checkpoints/report.ts'
import { rollUp, type SettledCell } from '../../checkpoints/rollup.ts'
import { addDays, DAY_MS, HOUR_MS, MINUTE_MS } from '../../checkpoints/time.ts'
import type { Report } from '../../checkpoints/wire/report.ts'

export type MonthSize = {
  readonly checkpoints: number
  readonly days: number
  /** Of a thousand cells, so many are missed. */
  readonly missed: number
}

const FROM = '2026-03-01'
/** Midnight in Hong Kong, which has no clock changes. */
const START = Date.parse(`${FROM}T00:00:00+08:00`)
const ROUND_HOURS = [1, 7, 14, 21]
const WINDOW_MS = 2 * HOUR_MS
const GRACE_MS = 30 * MINUTE_MS
const TOWERS = ['A 座', 'B 座', 'C 座', 'D 座', 'E 座']
const TOWERS_EN = ['Tower A', 'Tower B', 'Tower C', 'Tower D', 'Tower E']
// biome-ignore format: hand-aligned table
const NAMES: readonly (Names & { readonly kind: Kind })[] = [
  { kind: 'meter-room', 'zh-Hant': '電錶房',         'zh-Hans': '电表房',   en: 'Electricity meter room' },
  { kind: 'lift',       'zh-Hant': '1 號𨋢',         'zh-Hans': '1 号电梯', en: 'Lift 1' },
  { kind: 'stairwell',  'zh-Hant': '後樓梯 A',       'zh-Hans': '楼梯间 A', en: 'Staircase A' },
  { kind: 'rooftop',    'zh-Hant': '走火通道及天台', 'zh-Hans': '消防通道', en: 'Fire corridor and rooftop' },
  { kind: 'lobby',      'zh-Hant': '升降機大堂',     'zh-Hans': '电梯大堂', en: 'Lift lobby' },
]
const PEOPLE = ['陳有福', '李美玲', '黃志強', '張小燕']
const PER_FLOOR = NAMES.length

/** Chance is a hash of what it decides: the same report every time. */
function chance(...of: readonly number[]): number {
  let hash = 2166136261
  for (const part of of) hash = Math.imul(hash ^ part, 16777619) ^ (hash >>> 13)
  return (hash >>> 0) % 1000
}

function id(group: number, index: number): Uuid {
  return `018f3c1e-7a00-7000-8000-${group.toString(16).padStart(4, '0')}${index.toString(16).padStart(8, '0')}`
}

export function monthReport({ checkpoints, days, missed }: MonthSize): Report {
  const directory = directoryOf(checkpoints)
  const rounds = roundsOf(directory.spots, days, missed)
  const to = addDays(FROM, days - 1)
  const now = START + days * DAY_MS + HOUR_MS
  const { spots } = directory
  const figures = figuresOf({ rounds, spots, filter: {}, from: FROM, to, zone: directory.estate.zone, now })
  const visits = figures.doubtful.map(({ visit, round, checkpoint }) => ({
    ...{ visit, round, checkpoint, person: id(4, 1), reasons: ['typed-code' as const] },
    occurredAt: (rounds.find((one) => one.id === round)?.opensAt ?? 0) + 20 * MINUTE_MS,
  }))
  return {
    ...{ now, from: FROM, to, filter: {} },
    ...part(figures.tally),
    previous: {
      from: addDays(FROM, -days),
      to: addDays(FROM, -1),
      ...part({ ...figures.tally, missed: figures.tally.missed * 2 }),
    },
    days: figures.days.map(({ day, tally }) => ({ day, ...part(tally) })),
    buildings: figures.buildings.map(({ building, tally }) => ({ building, ...part(tally) })),
    kinds: figures.kinds.map(({ kind, tally }) => ({ kind, ...part(tally) })),
    plans: figures.plans.map(({ plan, tally, startSpreadMs }) => ({ plan, ...part(tally), startSpreadMs })),
    people: [...figures.people],
    halfHours: [...figures.halfHours],
    rounds: [...figures.rounds],
    spots: figures.spots.map((spot) => ({ ...spot, compliance: complianceOf(spot.tally) })),
    gaps: [...figures.gaps],
    unvisited: spots.map(({ id: checkpoint }, i) => ({
      checkpoint,
      lastVisitAt: i < 3 ? null : now - (spots.length - i) * HOUR_MS,
    })),
    doubtful: visits,
    excused: figures.spots
      .filter(({ tally }) => tally.excused > 0)
      .map(({ checkpoint, tally }) => ({ checkpoint, cells: tally.excused, reasons: ['升降機更換主纜'] })),
    outOfPlan: spots.slice(0, 12).map(({ id: checkpoint }, i) => ({
      ...{ visit: id(6, i), checkpoint, person: id(4, 2), occurredAt: START + i * DAY_MS + 11 * HOUR_MS },
    })),
    acknowledged: figures.rounds.slice(0, 3).map(({ round, closesAt }, i) => ({
      ...{ round, kind: i === 0 ? ('closing' as const) : ('missed' as const) },
      ...{ reason: '已派員補巡，並提醒當值同事。', by: PEOPLE[1]!, at: closesAt + 10 * MINUTE_MS },
    })),
    anomalies: spots.slice(0, 2).map(({ id: checkpoint }, i) => ({
      ...{ visit: id(7, i), checkpoint, item: 'electricity-reading', value: 10_482.5 + i },
      words: { 'zh-Hant': '電錶讀數', 'zh-Hans': '电表读数', en: 'Electricity meter reading' },
      ...{ remark: i === 0 ? ('confirmed' as const) : ('runs-backwards' as const), occurredAt: START + HOUR_MS },
    })),
    directory,
  }
}

function directoryOf(count: number): Report['directory'] {
  const floors = Math.ceil(count / PER_FLOOR)
  const towers = TOWERS.map((hant, i) => ({
    ...{ id: id(1, i), parent: null, kind: 'building' as const, position: i, occupancy: null },
    names: { 'zh-Hant': hant, en: TOWERS_EN[i]! },
  }))
  const levels = Array.from({ length: floors }, (_, i) => ({
    ...{ id: id(2, i), kind: 'floor' as const, position: i, occupancy: null },
    ...{ parent: towers[towerOf(i, floors)]!.id, names: { 'zh-Hant': `${1 + (i % 12)}/F` } },
  }))
  const spots = Array.from({ length: count }, (_, i) => {
    const { kind, ...names } = NAMES[i % PER_FLOOR]!
    const floor = Math.floor(i / PER_FLOOR)
    const code = `${TOWERS_EN[towerOf(floor, floors)]!.at(-1)}-${1 + (floor % 12)}F-${i % PER_FLOOR}`
    const building = towers[towerOf(floor, floors)]!.id
    return {
      id: checkpointIdOfBytes(Uint8Array.of(0, 0, 0, 1, i >> 8, i & 255)),
      code,
      kind,
      names,
      place: levels[floor]!.id,
      building,
    }
  })
  const estate = {
    id: id(0, 1),
    code: 'jade-lake',
    names: { 'zh-Hant': '翠湖花園', en: 'Jade Lake Gardens' },
    zone: 'Asia/Hong_Kong',
  }
  return {
    ...{ estate, spots, places: [...towers, ...levels] },
    plans: [{ id: id(3, 1), names: { 'zh-Hant': '每日四巡', en: 'Four a day' } }],
    people: PEOPLE.map((name, i) => ({ id: id(4, i), name })),
  }
}

function towerOf(floor: number, floors: number): number {
  return Math.min(TOWERS.length - 1, Math.floor((floor * TOWERS.length) / floors))
}

function roundsOf(spots: Report['directory']['spots'], days: number, missed: number): ReportRound[] {
  return Array.from({ length: days * ROUND_HOURS.length }, (_, i): ReportRound => {
    const opensAt = START + Math.floor(i / ROUND_HOURS.length) * DAY_MS + ROUND_HOURS[i % ROUND_HOURS.length]! * HOUR_MS
    const [closesAt, startsMs] = [opensAt + WINDOW_MS, chance(i, 1) * 0.05 * MINUTE_MS]
    const cells = spots.map(({ id: checkpoint }, at): SettledCell => {
      const luck = chance(i, at, 7)
      const isExcused = at % 97 === 5 && i % 30 < 4
      if (isExcused || luck < missed || (at % 89 === 11 && i % 40 < 5))
        return { checkpoint, excused: isExcused, cover: null }
      const state =
        luck < missed + 15 ? ('doubtful' as const) : luck < missed + 40 ? ('late' as const) : ('done' as const)
      const walkedMs = startsMs + (at / spots.length) * HOUR_MS
      const occurredAt = state === 'late' ? closesAt + MINUTE_MS : opensAt + Math.floor(walkedMs)
      return {
        checkpoint,
        excused: false,
        cover: { visit: id(5, i * 1000 + at), person: id(4, i % PEOPLE.length), occurredAt, state },
      }
    })
    return {
      ...{ id: id(8, i), plan: id(3, 1), opensAt, closesAt, graceMs: GRACE_MS, order: 'free', minGapMs: 5000 },
      ...{ assignees: [], rollup: rollUp({ opensAt }, cells), awaited: new Set() },
    }
  })
}

function part(tally: Tally): { tally: Tally; compliance: number | null } {
  return { tally, compliance: complianceOf(tally) }
}
