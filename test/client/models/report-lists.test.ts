import { describe, expect, it } from 'vitest'
import { NO_CELLS } from '../../../checkpoints/coverage.ts'
import type { CheckpointId } from '../../../checkpoints/ids.ts'
import type { CivilDate } from '../../../checkpoints/time.ts'
import type { Report, ReportedSpot } from '../../../checkpoints/wire/report.ts'
import { choicesOf } from '../../../client/models/report-choices.ts'
import { byDay, gapsLatestFirst, longestGaps, repeatGaps, roundsWith } from '../../../client/models/report-lists.ts'
import { reportNames } from '../../../client/models/report-names.ts'
import { aPlace, at, checkpointId, ESTATE, hours, LOBBY, uuid } from '../../support/builders.ts'

const ROOF = checkpointId(2)
const ZONE = 'Asia/Hong_Kong'

function aRound(number: number, time: string, day: CivilDate, given: Partial<Report['rounds'][number]> = {}) {
  const opensAt = at(time, day)
  const figures = { tally: NO_CELLS, firstAt: null, startedLate: false, rushed: 0, outOfOrder: 0 }
  return { round: uuid(number), plan: uuid(0xa7), opensAt, closesAt: opensAt + hours(2), ...figures, ...given }
}

function aSpot(checkpoint: CheckpointId, given: Partial<ReportedSpot>): ReportedSpot {
  const figures = { tally: NO_CELLS, compliance: null, longestGapMs: null, promisedGapMs: null, longestRun: 0 }
  return { checkpoint, ...figures, days: '', ...given }
}

describe('the gaps', () => {
  const rounds = [aRound(1, '20:00', '2026-03-01'), aRound(2, '08:00', '2026-03-02'), aRound(3, '20:00', '2026-03-02')]
  const gaps = [
    { round: uuid(1), checkpoint: LOBBY },
    { round: uuid(2), checkpoint: LOBBY },
    { round: uuid(2), checkpoint: ROOF },
    { round: uuid(3), checkpoint: ROOF },
  ]
  const said = { round: uuid(2), kind: 'missed' as const, reason: 'black rain', by: 'Lee', at: at('10:00') }

  it('begin with the latest day; within it they stand as the rounds opened', () => {
    const days = byDay(gapsLatestFirst({ gaps, rounds, acknowledged: [] }, ZONE))
    expect(days.map(({ day, gaps }) => [day, gaps.map(({ round }) => round)])).toEqual([
      ['2026-03-02', [uuid(2), uuid(2), uuid(3)]],
      ['2026-03-01', [uuid(1)]],
    ])
  })

  it('carry what was said about their round once, at its last gap', () => {
    const found = gapsLatestFirst({ gaps, rounds, acknowledged: [said] }, ZONE)
    expect(found.map(({ said }) => said.map(({ reason }) => reason))).toEqual([[], ['black rain'], [], []])
  })

  it('lie on the estate’s day, not on that of the reader', () => {
    const early = aRound(4, '00:30', '2026-03-02')
    const [gap] = gapsLatestFirst(
      { gaps: [{ round: uuid(4), checkpoint: LOBBY }], rounds: [early], acknowledged: [] },
      ZONE,
    )
    expect(gap?.day).toBe('2026-03-02')
  })
})

it('lists first what was left alone longer than its plans let pass, by how much', () => {
  const spots = [
    aSpot(checkpointId(1), { longestGapMs: hours(90), promisedGapMs: hours(100) }),
    aSpot(checkpointId(2), { longestGapMs: hours(30), promisedGapMs: hours(24) }),
    aSpot(checkpointId(3), { longestGapMs: hours(60), promisedGapMs: hours(48) }),
    aSpot(checkpointId(4), {}),
    aSpot(checkpointId(5), { longestGapMs: hours(95), promisedGapMs: hours(100) }),
  ]
  expect(longestGaps(spots).map(({ checkpoint, beyondMs }) => [checkpoint, beyondMs / hours(1)])).toEqual([
    [checkpointId(3), 12],
    [checkpointId(2), 6],
    [checkpointId(5), 0],
    [checkpointId(1), 0],
  ])
})

it('calls it a repeat from the second round in a row', () => {
  const spots = [1, 2, 4].map((longestRun) => aSpot(checkpointId(longestRun), { longestRun }))
  expect(repeatGaps(spots).map(({ longestRun }) => longestRun)).toEqual([4, 2])
})

it('asks about the latest rounds first', () => {
  const rounds = [aRound(1, '08:00', '2026-03-01', { rushed: 1 }), aRound(2, '08:00', '2026-03-02', { rushed: 2 })]
  expect(roundsWith(rounds, ({ rushed }) => rushed > 0).map(({ round }) => round)).toEqual([uuid(2), uuid(1)])
})

describe('the choices of a filter', () => {
  const tower = aPlace({ id: uuid(0xb1), names: { en: 'Tower 1' } })
  const garden = aPlace({ id: uuid(0xb2), names: { en: 'Garden' } })
  const directory: Report['directory'] = {
    estate: { id: ESTATE, code: 'jade-lake', names: { en: 'Jade Lake' }, zone: ZONE },
    spots: [
      { id: LOBBY, code: 'T1-LOB', kind: 'lobby', names: { en: 'Lobby' }, place: tower.id, building: tower.id },
      { id: ROOF, code: 'T1-ROOF', kind: 'rooftop', names: { en: 'Roof' }, place: tower.id, building: tower.id },
      {
        id: checkpointId(3),
        code: 'G-1',
        kind: 'grounds',
        names: { en: 'Pond' },
        place: garden.id,
        building: garden.id,
      },
    ],
    places: [tower, garden],
    plans: [{ id: uuid(1), names: { en: 'Night' } }],
    people: [],
  }
  const known = { directory, names: reportNames(directory, 'en'), filter: {}, plans: [], people: [] }

  it('are the buildings and the kinds that have spots, each once', () => {
    expect(choicesOf('building', known).map(({ label }) => label)).toEqual(['Tower 1', 'Garden'])
    expect(choicesOf('kind', known)).toHaveLength(3)
  })

  it('are, of spots, only those in the building and of the kind that are chosen', () => {
    const labels = (filter: Report['filter']) => choicesOf('checkpoint', { ...known, filter }).map(({ label }) => label)
    expect(labels({})).toEqual(['Tower 1 Lobby', 'Tower 1 Roof', 'Garden Pond'])
    expect(labels({ building: tower.id, kind: 'rooftop' })).toEqual(['Tower 1 Roof'])
  })

  it('are all plans of the estate, and those of which only the report still speaks', () => {
    const plans = [{ id: uuid(2), label: 'Day' }]
    expect(choicesOf('plan', { ...known, plans }).map(({ label }) => label)).toEqual(['Day', 'Night'])
  })
})
