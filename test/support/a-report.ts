/** A report as the server answers it, of an estate and a period as large as a test wants them; made by the core from made-up rounds. */
import { type CellState, complianceOf, NO_CELLS, type Tally } from '../../checkpoints/coverage.ts'
import type { CheckpointId } from '../../checkpoints/ids.ts'
import type { Place } from '../../checkpoints/place.ts'
import { figuresOf, type ReportRound } from '../../checkpoints/report.ts'
import { rollUp, type SettledCell } from '../../checkpoints/rollup.ts'
import { addDays, type CivilDate, daysFrom } from '../../checkpoints/time.ts'
import type { Directory, Report, Trend } from '../../checkpoints/wire/report.ts'
import { aRound, at, checkpointId, ESTATE, hours, minutes, TODAY, uuid } from './builders.ts'

const ZONE = 'Asia/Hong_Kong'
const NIGHT = uuid(0xa7)
const WALKERS = [uuid(0xa1), uuid(0xa2)]
const FLOORS = 25
const SPOTS_ON_A_FLOOR = 4

export type ReportSize = {
  readonly spots?: number
  readonly from?: CivilDate
  readonly to?: CivilDate
  /** What a spot's cell came to; left out: some missed, some late, some doubtful, the same at every run. */
  readonly state?: (spot: number, day: number) => CellState
}

/** Of {@link TODAY}'s month, twelve spots on three floors, unless it says otherwise; one round a night. */
export function aReport({
  spots = 12,
  from = '2026-03-01',
  to = '2026-03-31',
  state = madeUp,
}: ReportSize = {}): Report {
  const directory = aDirectory(spots)
  const now = at('12:00', addDays(to, 1))
  const rounds = daysFrom(from, to).map((day, i) => nightRound(directory, { day, index: i, state }))
  const listed = directory.spots.map(({ id, kind, building }) => ({ id, kind, building }))
  const figures = figuresOf({ rounds, spots: listed, filter: {}, from, to, zone: ZONE, now })
  return {
    ...{ now, from, to, filter: {} },
    ...part(figures.tally),
    previous: { from: addDays(from, -31), to: addDays(from, -1), ...part(figures.tally) },
    days: figures.days.map(({ day, tally }) => ({ day, ...part(tally) })),
    buildings: figures.buildings.map(({ building, tally }) => ({ building, ...part(tally) })),
    kinds: figures.kinds.map(({ kind, tally }) => ({ kind, ...part(tally) })),
    plans: figures.plans.map(({ tally, ...plan }) => ({ ...plan, ...part(tally) })),
    people: [...figures.people],
    halfHours: [...figures.halfHours],
    rounds: [...figures.rounds],
    spots: figures.spots.map((spot) => ({ ...spot, compliance: complianceOf(spot.tally) })),
    gaps: [...figures.gaps],
    unvisited: [],
    doubtful: [],
    excused: [],
    outOfPlan: [],
    acknowledged: [],
    anomalies: [],
    directory,
  }
}

/** Compliance day by day: `missed` of ten cells, from {@link TODAY} on unless it says otherwise; null: nothing was due. */
export function aTrend(missed: readonly (number | null)[], from: CivilDate = TODAY): Trend {
  return {
    days: missed.map((count, i) => ({
      day: addDays(from, i),
      ...part(count === null ? NO_CELLS : { ...NO_CELLS, done: 10 - count, missed: count }),
    })),
  }
}

/** Towers of {@link FLOORS} floors, walked from the ground up. */
function aDirectory(count: number): Directory {
  const places: Place[] = []
  const spots = Array.from({ length: count }, (_, i): Directory['spots'][number] => {
    const floorsUp = Math.floor(i / SPOTS_ON_A_FLOOR)
    const [tower, floor] = [Math.floor(floorsUp / FLOORS), floorsUp % FLOORS]
    const building = uuid(0xb00 + tower)
    const place = uuid(0xf000 + floorsUp)
    if (i % (FLOORS * SPOTS_ON_A_FLOOR) === 0) {
      const names = { 'zh-Hant': `第 ${tower + 1} 座`, 'zh-Hans': `${tower + 1} 栋`, en: `Tower ${tower + 1}` }
      places.push({ ...aPlaceAt(building, null, tower), kind: 'building', names })
    }
    if (i % SPOTS_ON_A_FLOOR === 0) {
      const names = { 'zh-Hant': `${floor + 1} 樓`, 'zh-Hans': `${floor + 1} 层`, en: `${floor + 1}/F` }
      places.push({ ...aPlaceAt(place, building, floor), names })
    }
    return { id: checkpointId(i + 1), code: `S-${i + 1}`, ...kindAt(i), place, building }
  })
  return {
    estate: { id: ESTATE, code: 'test-court', names: { 'zh-Hant': '測試苑', en: 'Test Court' }, zone: ZONE },
    spots,
    places,
    plans: [{ id: NIGHT, names: { 'zh-Hant': '夜更', 'zh-Hans': '夜班', en: 'Night round' } }],
    people: [],
  }
}

function aPlaceAt(id: string, parent: string | null, position: number): Place {
  return { id, parent, kind: 'floor', names: {}, position, occupancy: null }
}

function kindAt(spot: number): Pick<Directory['spots'][number], 'kind' | 'names'> {
  return (
    [
      { kind: 'lobby', names: { 'zh-Hant': '升降機大堂', 'zh-Hans': '电梯厅', en: 'Lift lobby' } },
      { kind: 'meter-room', names: { 'zh-Hant': '電錶房', 'zh-Hans': '电表房', en: 'Meter room' } },
      { kind: 'stairwell', names: { 'zh-Hant': '後樓梯 A', 'zh-Hans': '楼梯间 A', en: 'Stairwell A' } },
      { kind: 'stairwell', names: { 'zh-Hant': '後樓梯 B', 'zh-Hans': '楼梯间 B', en: 'Stairwell B' } },
    ] as const
  )[spot % SPOTS_ON_A_FLOOR]!
}

type Night = {
  readonly day: CivilDate
  readonly index: number
  readonly state: (spot: number, day: number) => CellState
}

/** 21:00 to 23:00, begun within ten minutes. */
function nightRound({ spots }: Directory, { day, index, state }: Night): ReportRound {
  const opensAt = at('21:00', day)
  const awaited = new Set<CheckpointId>()
  const cells = spots.map(({ id }, i): SettledCell => {
    const is = state(i, index)
    if (is === 'awaiting') awaited.add(id)
    const covered = is === 'done' || is === 'late' || is === 'doubtful' ? is : undefined
    const afterMs = is === 'late' ? hours(2) + minutes(5) : minutes((index % 10) + (i % 100))
    const [visit, person] = [uuid(0x510000 + index * 1000 + i), WALKERS[i % 2]!]
    return {
      checkpoint: id,
      excused: is === 'excused',
      cover: covered ? { visit, person, occurredAt: opensAt + afterMs, state: covered } : null,
    }
  })
  const { expected: _, names: __, focus: ___, ...round } = aRound({ plan: NIGHT, graceMs: minutes(15) })
  return {
    ...round,
    id: uuid(0xb000 + index),
    ...{ opensAt, closesAt: opensAt + hours(2) },
    rollup: rollUp({ opensAt }, cells),
    awaited,
  }
}

function madeUp(spot: number, day: number): CellState {
  const dice = (spot * 7919 + day * 104_729 + spot * day * 31) % 97
  if (dice < 3 || (spot % 41 === 5 && day % 3 === 0)) return 'missed'
  if (dice < 5) return 'late'
  if (dice < 7) return 'doubtful'
  return dice === 7 ? 'excused' : 'done'
}

function part(tally: Tally): { tally: Tally; compliance: number | null } {
  return { tally, compliance: complianceOf(tally) }
}
