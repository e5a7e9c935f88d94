import { describe, expect, it } from 'vitest'
import { NO_CELLS } from '../../checkpoints/coverage.ts'
import { type Figures, type ReportRound, statesOf } from '../../checkpoints/report.ts'
import type { SettledCell } from '../../checkpoints/rollup.ts'
import { at, hours, minutes, TODAY, uuid } from '../support/builders.ts'
import {
  ANNA,
  aReportRound,
  BEN,
  came,
  DAY_AFTER,
  EVENING,
  excused,
  figures,
  GARAGE,
  LIFT,
  LOBBY,
  NIGHT,
  nobody,
  ROOF,
  SPOTS,
  TOMORROW,
  TOWER,
  tally,
} from '../support/report-rounds.ts'

/** Two evenings and a night of Ben's: one cell in every state that is over. */
const DOUBT = uuid(0xd0)
const THREE = [
  aReportRound(TODAY, [
    came(LOBBY, at('20:10')),
    came(LIFT, at('20:20'), { state: 'doubtful', visit: DOUBT }),
    nobody(ROOF),
  ]),
  aReportRound(TODAY, [nobody(LOBBY), came(ROOF, at('23:05'), { person: BEN, state: 'late' })], {
    id: uuid(0x20),
    plan: NIGHT,
    opensAt: at('22:00'),
    closesAt: at('23:00'),
    graceMs: minutes(10),
    assignees: [BEN],
  }),
  aReportRound(TOMORROW, [came(LOBBY, at('21:00', TOMORROW), { person: BEN }), excused(LIFT), nobody(ROOF)]),
]

describe('a report of three rounds', () => {
  const all = figures(THREE)

  it('counts every cell once: in all, by round, day, plan, building, kind and spot', () => {
    const tower = tally({ done: 2, doubtful: 1, missed: 1, excused: 1 })
    expect(all.tally).toEqual(tally({ done: 2, doubtful: 1, late: 1, missed: 3, excused: 1 }))
    expect(all.compliance).toBeCloseTo(4 / 7)
    expect(all.rounds.map(({ tally }) => tally)).toEqual([
      tally({ done: 1, doubtful: 1, missed: 1 }),
      tally({ late: 1, missed: 1 }),
      tally({ done: 1, missed: 1, excused: 1 }),
    ])
    expect(all.days).toEqual([
      { day: TODAY, tally: tally({ done: 1, doubtful: 1, late: 1, missed: 2 }) },
      { day: TOMORROW, tally: tally({ done: 1, missed: 1, excused: 1 }) },
      { day: DAY_AFTER, tally: NO_CELLS },
    ])
    expect(all.plans.map(({ plan, tally }) => [plan, tally])).toEqual([
      [EVENING, tally({ done: 2, doubtful: 1, missed: 2, excused: 1 })],
      [NIGHT, tally({ late: 1, missed: 1 })],
    ])
    expect(all.buildings).toEqual([
      { building: TOWER, tally: tower },
      { building: GARAGE, tally: tally({ late: 1, missed: 2 }) },
    ])
    expect(all.kinds).toEqual([
      { kind: 'lobby', tally: tally({ done: 2, missed: 1 }) },
      { kind: 'lift', tally: tally({ doubtful: 1, excused: 1 }) },
      { kind: 'rooftop', tally: tally({ late: 1, missed: 2 }) },
    ])
    expect(all.spots.map(({ checkpoint, tally }) => [checkpoint, tally])).toEqual([
      [LOBBY, tally({ done: 2, missed: 1 })],
      [LIFT, tally({ doubtful: 1, excused: 1 })],
      [ROOF, tally({ late: 1, missed: 2 })],
    ])
  })

  it('says of each person what he visited, and blames nobody for what nobody did', () => {
    expect(all.people).toEqual([
      { person: ANNA, done: 1, late: 0, doubtful: 1 },
      { person: BEN, done: 1, late: 1, doubtful: 0 },
    ])
  })

  it('names the gaps one by one, in order of opening, then of walking', () => {
    expect(all.gaps).toEqual([
      { round: uuid(2), checkpoint: ROOF },
      { round: uuid(0x20), checkpoint: LOBBY },
      { round: uuid(3), checkpoint: ROOF },
    ])
  })

  it('names the doubtful visits with their rounds', () => {
    expect(all.doubtful).toEqual([{ visit: DOUBT, round: uuid(2), checkpoint: LIFT }])
  })

  it('names the right visit where a filter leaves out another doubtful one before it', () => {
    const other = uuid(0xd1)
    const both = [
      came(LOBBY, at('20:10'), { state: 'doubtful', visit: other }),
      came(LIFT, at('20:20'), { state: 'doubtful', visit: DOUBT }),
    ]
    const { doubtful } = figures([aReportRound(TODAY, both)], { filter: { kind: 'lift' } })
    expect(doubtful).toEqual([{ visit: DOUBT, round: uuid(2), checkpoint: LIFT }])
  })
})

describe('a filter', () => {
  it.each([
    ['a building', { building: TOWER }, { done: 2, doubtful: 1, missed: 1, excused: 1 }, 3],
    ['a kind', { kind: 'rooftop' }, { late: 1, missed: 2 }, 3],
    ['a plan', { plan: NIGHT }, { late: 1, missed: 1 }, 1],
    ['a spot', { checkpoint: LIFT }, { doubtful: 1, excused: 1 }, 2],
    ['a building and a plan', { building: GARAGE, plan: EVENING }, { missed: 2 }, 2],
    ['a building and a kind that it has not', { building: GARAGE, kind: 'lobby' }, {}, 0],
    ['somebody whose rounds these are not', { person: ANNA }, { done: 1, doubtful: 1 }, 1],
    ['somebody with a round of his own', { person: BEN }, { done: 1, late: 1, missed: 1 }, 2],
    ['somebody who has never been there', { person: uuid(0xa9) }, {}, 0],
  ] as const)('by %s counts its cells, the rounds that have one, and no others', (_, filter, counted, rounds) => {
    const some = figures(THREE, { filter })
    expect(some.tally).toEqual(tally(counted))
    expect(some.rounds).toHaveLength(rounds)
    expect(some.gaps).toHaveLength(some.tally.missed)
    expect(some.people.reduce((sum, { done, late, doubtful }) => sum + done + late + doubtful, 0)).toBe(
      some.tally.done + some.tally.late + some.tally.doubtful,
    )
  })

  it('by person leaves out what a colleague visited in the same round, and what is excused in rounds of others', () => {
    const shared = aReportRound(
      TODAY,
      [came(LOBBY, at('20:10')), came(LIFT, at('20:20'), { person: BEN }), nobody(ROOF)],
      {
        assignees: [ANNA, BEN],
      },
    )
    const theirs = aReportRound(TOMORROW, [excused(LOBBY)], { assignees: [BEN] })
    const { tally: own, people } = figures([shared, theirs], { filter: { person: ANNA } })
    expect([own, people]).toEqual([tally({ done: 1, missed: 1 }), [{ person: ANNA, done: 1, late: 0, doubtful: 0 }]])
  })

  it('lists the very cells that it counts', () => {
    const asked = { spots: SPOTS, zone: 'Asia/Hong_Kong', now: at('12:00', '2026-03-09') }
    expect(statesOf(THREE[1]!, { ...asked, filter: {} })).toEqual([
      { checkpoint: LOBBY, state: 'missed' },
      { checkpoint: ROOF, state: 'late' },
    ])
    expect(statesOf(THREE[1]!, { ...asked, filter: { building: GARAGE } })).toEqual([
      { checkpoint: ROOF, state: 'late' },
    ])
    expect(statesOf(THREE[1]!, { ...asked, filter: { plan: EVENING } })).toEqual([])
    expect(statesOf(THREE[1]!, { ...asked, filter: { person: ANNA } })).toEqual([])
    expect(statesOf(THREE[0]!, { ...asked, filter: { person: ANNA } })).toEqual([
      { checkpoint: LOBBY, state: 'done' },
      { checkpoint: LIFT, state: 'doubtful' },
    ])
  })
})

describe('a spot that a phone has told a visit of', () => {
  it('is awaiting: neither a gap nor a visit, and compliance does without it', () => {
    const awaited = new Set([LIFT])
    const all = figures([aReportRound(TODAY, [came(LOBBY, at('20:10')), nobody(LIFT), nobody(ROOF)], { awaited })])
    expect(all.tally).toEqual(tally({ done: 1, awaiting: 1, missed: 1 }))
    expect([all.compliance, all.gaps]).toEqual([0.5, [{ round: uuid(2), checkpoint: ROOF }]])
    expect(all.people).toEqual([{ person: ANNA, done: 1, late: 0, doubtful: 0 }])
  })
})

describe('a round', () => {
  const roundOf = (cells: readonly SettledCell[], given?: Partial<ReportRound>, now = at('12:00', TOMORROW)) =>
    figures([aReportRound(TODAY, cells, given)], { now }).rounds[0]

  it.each([
    ['20:40', false],
    ['20:40:00.001', true],
    ['21:30', true],
  ])('begun at %s of a window from 20:00 to 22:00: started late %s', (time, startedLate) => {
    expect(roundOf([nobody(LIFT), came(LOBBY, at(time))])).toMatchObject({ firstAt: at(time), startedLate })
  })

  it('begins with the earliest visit, wherever that stands in walking order', () => {
    const cells = [came(LOBBY, at('21:30')), came(LIFT, at('20:05')), came(ROOF, at('21:00'))]
    expect(roundOf(cells)).toMatchObject({ firstAt: at('20:05'), startedLate: false })
  })

  it.each([
    ['is over', [nobody(LOBBY)], '22:00:00.001', true],
    ['is open still', [nobody(LOBBY)], '22:00', false],
    ['had nothing in service', [excused(LOBBY)], '23:00', false],
  ] as const)('to which nobody came, and which %s', (_, cells, now, startedLate) => {
    expect(roundOf(cells, {}, at(now))).toMatchObject({ firstAt: null, startedLate })
  })

  it('has not started late if all that is left of it is on a phone', () => {
    expect(roundOf([nobody(LOBBY)], { awaited: new Set([LOBBY]) })).toMatchObject({ startedLate: false })
  })

  it('counts how often it was rushed: by the pace of each walker, where the plan says one', () => {
    const cells = [came(LOBBY, at('20:00')), came(LIFT, at('20:00:59')), came(ROOF, at('20:01:30'), { person: BEN })]
    expect(roundOf(cells, { minGapMs: minutes(1) })).toMatchObject({ rushed: 1, outOfOrder: 0 })
    expect(roundOf(cells, { minGapMs: minutes(0) })).toMatchObject({ rushed: 0, outOfOrder: 0 })
  })

  it('counts what was walked out of order, where the plan says one', () => {
    const cells = [came(LOBBY, at('20:20')), came(LIFT, at('20:10')), came(ROOF, at('20:00'))]
    expect(roundOf(cells, { order: 'strict' })).toMatchObject({ rushed: 0, outOfOrder: 2 })
    expect(roundOf(cells, { order: 'free', minGapMs: minutes(1) })).toMatchObject({ rushed: 0, outOfOrder: 0 })
  })
})

describe('how much the starts of a plan vary', () => {
  const startsAt = (...times: readonly (string | null)[]) =>
    figures(
      times.map((time, i) => {
        const day = `2026-03-${String(i + 2).padStart(2, '0')}`
        return aReportRound(day, [time ? came(LOBBY, at(time, day)) : nobody(LOBBY)])
      }),
      { to: '2026-03-20' },
    ).plans[0]?.startSpreadMs

  it('is not said of fewer than five rounds that somebody came to', () => {
    expect(startsAt('20:00', '20:10', '20:20', '20:30')).toBe(null)
    expect(startsAt('20:00', '20:10', '20:20', '20:30', null)).toBe(null)
    expect(startsAt('20:00', '20:10', '20:20', '20:30', '20:40')).toBe(minutes(40))
  })

  it('is nothing where he always comes at the same minute', () => {
    expect(startsAt('20:10', '20:10', '20:10', '20:10', '20:10')).toBe(0)
  })

  it('leaves out the tenth that came first and the tenth that came last', () => {
    const regular = ['20:10', '20:11', '20:12', '20:13', '20:14', '20:15', '20:16', '20:17', '20:18']
    expect(startsAt('21:59', ...regular, '20:00')).toBe(minutes(8))
  })
})

describe('the half hours of a day', () => {
  const filled = (all: Figures) => all.halfHours.flatMap((count, i) => (count > 0 ? [[i / 2, count]] : []))

  it('are 48, and count each visit in its own', () => {
    const cells = [came(LOBBY, at('20:00')), came(LIFT, at('20:29:59.999')), came(ROOF, at('20:30'))]
    const all = figures([aReportRound(TODAY, cells)])
    expect(all.halfHours).toHaveLength(48)
    expect(filled(all)).toEqual([
      [20, 2],
      [20.5, 1],
    ])
  })

  it('lead to the very cells that they count, and to none that nobody came to', () => {
    const round = aReportRound(TODAY, [came(LOBBY, at('20:00')), nobody(LIFT), came(ROOF, at('20:30'))])
    const listed = (halfHour: number) =>
      statesOf(round, { spots: SPOTS, filter: {}, zone: 'Asia/Hong_Kong', now: at('12:00', '2026-03-09'), halfHour })
    expect(listed(40)).toEqual([{ checkpoint: LOBBY, state: 'done' }])
    expect(listed(41)).toEqual([{ checkpoint: ROOF, state: 'done' }])
    expect(listed(42)).toEqual([])
  })

  it('begin again at midnight', () => {
    const night = { opensAt: at('23:00'), closesAt: at('05:00', TOMORROW) }
    const cells = [came(LOBBY, at('23:59')), came(LIFT, at('00:00', TOMORROW)), came(ROOF, at('04:45', TOMORROW))]
    expect(filled(figures([aReportRound(TODAY, cells, night)]))).toEqual([
      [0, 1],
      [4.5, 1],
      [23.5, 1],
    ])
  })

  it.each([
    // The hour from one to two is left out: 00:55 is followed by 02:05.
    ['Europe/London', '2026-03-28T23:30:00Z', '2026-03-29T03:00:00Z', ['00:55', '01:05', '02:50'], [0.5, 2, 3.5]],
    // It comes twice: both times it is half past one.
    ['Europe/London', '2026-10-24T22:30:00Z', '2026-10-25T03:00:00Z', ['00:35', '01:35', '02:35'], [1.5, 1.5, 2.5]],
    // Half an hour is left out: 01:55 is followed by 02:35.
    ['Australia/Lord_Howe', '2026-10-03T14:00:00Z', '2026-10-03T18:00:00Z', ['15:25', '15:35'], [1.5, 2.5]],
    // It comes twice.
    ['Australia/Lord_Howe', '2026-04-04T13:00:00Z', '2026-04-04T18:00:00Z', ['14:40', '15:10', '15:40'], [1.5, 1.5, 2]],
  ] as const)(
    'are those on the walls of %s, in a night in which the clocks change',
    (zone, opens, closes, utc, halves) => {
      const [opensAt, closesAt] = [Date.parse(opens), Date.parse(closes)]
      const day = zone === 'Europe/London' ? closes.slice(0, 10) : opens.slice(0, 10)
      const cells = utc.map((time, i) => came([LOBBY, LIFT, ROOF][i]!, Date.parse(`${day}T${time}:00Z`)))
      const period = { from: '2026-01-01', to: '2026-12-31', zone, now: closesAt + hours(1) }
      const { halfHours } = figures([aReportRound(TODAY, cells, { opensAt, closesAt })], period)
      expect(halfHours.flatMap((count, i) => new Array(count).fill(i / 2))).toEqual(halves)
    },
  )
})

describe('a period without rounds', () => {
  it('has nothing to say, and no compliance', () => {
    expect(figures([])).toEqual({
      tally: NO_CELLS,
      compliance: null,
      rounds: [],
      gaps: [],
      doubtful: [],
      spots: [],
      days: [TODAY, TOMORROW, DAY_AFTER].map((day) => ({ day, tally: NO_CELLS })),
      plans: [],
      buildings: [],
      kinds: [],
      people: [],
      halfHours: new Array(48).fill(0),
    })
  })
})
