/** Rounds rolled up, and reports of them: three spots in two buildings, two people, two plans, three days. */
import { NO_CELLS, type Tally } from '../../checkpoints/coverage.ts'
import type { CheckpointId } from '../../checkpoints/ids.ts'
import { type Figures, figuresOf, type ReportInput, type ReportRound } from '../../checkpoints/report.ts'
import { rollUp, type SettledCell } from '../../checkpoints/rollup.ts'
import type { CivilDate } from '../../checkpoints/time.ts'
import { at, checkpointId, freshUuid, TODAY, uuid } from './builders.ts'

export const [LOBBY, LIFT, ROOF] = [checkpointId(1), checkpointId(2), checkpointId(3)]
export const [TOWER, GARAGE] = [uuid(0xb1), uuid(0xb2)]
export const [ANNA, BEN] = [uuid(0xa1), uuid(0xa2)]
export const [EVENING, NIGHT] = [uuid(0xe0), uuid(0xe1)]
export const SPOTS = [
  { id: LOBBY, kind: 'lobby', building: TOWER },
  { id: LIFT, kind: 'lift', building: TOWER },
  { id: ROOF, kind: 'rooftop', building: GARAGE },
] as const
export const [TOMORROW, DAY_AFTER] = ['2026-03-03', '2026-03-04']

export const nobody = (checkpoint: CheckpointId): SettledCell => ({ checkpoint, excused: false, cover: null })
export const excused = (checkpoint: CheckpointId): SettledCell => ({ checkpoint, excused: true, cover: null })
export function came(
  checkpoint: CheckpointId,
  occurredAt: number,
  { person = ANNA, state = 'done' as 'done' | 'late' | 'doubtful', visit = freshUuid() } = {},
): SettledCell {
  return { checkpoint, excused: false, cover: { visit, person, occurredAt, state } }
}

/** A round of the evening plan, from 20:00 to 22:00 without grace, for anybody. */
export function aReportRound(
  day: CivilDate,
  cells: readonly SettledCell[],
  given: Partial<ReportRound> = {},
): ReportRound {
  const opensAt = given.opensAt ?? at('20:00', day)
  return {
    id: uuid(Number(day.slice(8))),
    plan: EVENING,
    opensAt,
    closesAt: at('22:00', day),
    graceMs: 0,
    order: 'free',
    minGapMs: 0,
    assignees: [],
    rollup: rollUp({ opensAt }, cells),
    awaited: new Set(),
    ...given,
  }
}

/** Of three days, read when they are over. */
export function figures(rounds: readonly ReportRound[], given: Partial<ReportInput> = {}): Figures {
  return figuresOf({
    rounds,
    spots: SPOTS,
    filter: {},
    from: TODAY,
    to: DAY_AFTER,
    zone: 'Asia/Hong_Kong',
    now: at('12:00', '2026-03-09'),
    ...given,
  })
}
export const tally = (given: Partial<Tally>): Tally => ({ ...NO_CELLS, ...given })
export const spot = (all: Figures, id: CheckpointId) => all.spots.find(({ checkpoint }) => checkpoint === id)
