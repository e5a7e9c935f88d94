import { describe, expect, it } from 'vitest'
import type { ReportInput, ReportRound } from '../../checkpoints/report.ts'
import { at, days, hours, minutes, TODAY, uuid } from '../support/builders.ts'
import {
  aReportRound,
  came,
  DAY_AFTER,
  excused,
  figures,
  LIFT,
  LOBBY,
  nobody,
  spot,
  TOMORROW,
} from '../support/report-rounds.ts'

describe('the longest time without a visit', () => {
  const gapOf = (rounds: readonly ReportRound[], given?: Partial<ReportInput>) =>
    spot(figures(rounds, given), LOBBY)?.longestGapMs

  it.each([
    ['runs from the first round that expected it', [['21:50'], ['20:10']], hours(22) + minutes(20)],
    ['starts with that round, not with the period', [['21:50']], hours(1) + minutes(50)],
    ['goes on across rounds that missed it', [['20:10'], [], ['20:30']], days(2) + minutes(20)],
    ['goes on to the end of the last round', [['20:10'], [], []], days(2) + minutes(110)],
    ['is all the time where nobody ever came', [[], [], []], days(2) + hours(2)],
    ['is that of a single round', [[]], hours(2)],
  ] as const)('%s', (_, times, longest) => {
    const rounds = times.map(([time], i) => {
      const day = [TODAY, TOMORROW, DAY_AFTER][i]!
      return aReportRound(day, [time ? came(LOBBY, at(time, day)) : nobody(LOBBY)])
    })
    expect(gapOf(rounds)).toBe(longest)
  })

  it('counts the grace, in which a visit could still have come', () => {
    expect(gapOf([aReportRound(TODAY, [nobody(LOBBY)], { graceMs: minutes(10) })])).toBe(hours(2) + minutes(10))
  })

  it('does not go on into a round that is not over', () => {
    const rounds = [aReportRound(TODAY, [came(LOBBY, at('20:10'))]), aReportRound(TOMORROW, [nobody(LOBBY)])]
    expect(gapOf(rounds, { now: at('21:59', TOMORROW) })).toBe(minutes(110))
    expect(gapOf(rounds, { now: at('22:00:00.001', TOMORROW) })).toBe(days(1) + minutes(110))
  })

  it('does not go on into a round whose visit a phone holds', () => {
    const rounds = [
      aReportRound(TODAY, [came(LOBBY, at('20:10'))]),
      aReportRound(TOMORROW, [nobody(LOBBY)], { awaited: new Set([LOBBY]) }),
    ]
    expect(gapOf(rounds)).toBe(minutes(110))
  })

  it('is nothing for a spot that was only ever excused, and such shifts bring it nothing', () => {
    expect(gapOf([aReportRound(TODAY, [excused(LOBBY)])])).toBe(null)
    const back = [aReportRound(TODAY, [excused(LOBBY)]), aReportRound(TOMORROW, [nobody(LOBBY)])]
    expect(gapOf(back)).toBe(hours(2))
    const out = [aReportRound(TODAY, [nobody(LOBBY)]), aReportRound(TOMORROW, [excused(LOBBY)])]
    expect(gapOf(out)).toBe(hours(2))
  })
})

describe('the time that plans let pass', () => {
  const promisedBy = (rounds: readonly ReportRound[]) => spot(figures(rounds), LOBBY)?.promisedGapMs

  it('is from the opening of a round to the end of the next, grace included', () => {
    const given = { graceMs: minutes(10) }
    const rounds = [aReportRound(TODAY, [nobody(LOBBY)], given), aReportRound(TOMORROW, [nobody(LOBBY)], given)]
    expect(promisedBy(rounds)).toBe(days(1) + hours(2) + minutes(10))
  })

  it('is the longest of those, whether anybody came or not', () => {
    const rounds = [
      aReportRound(TODAY, [came(LOBBY, at('20:10'))]),
      aReportRound(DAY_AFTER, [came(LOBBY, at('20:10', DAY_AFTER))]),
      aReportRound(DAY_AFTER, [nobody(LOBBY)], {
        id: uuid(9),
        opensAt: at('22:00', DAY_AFTER),
        closesAt: at('23:00', DAY_AFTER),
      }),
    ]
    expect(promisedBy(rounds)).toBe(days(2) + hours(2))
  })

  it('is the length of the only round, and nothing of one that was excused', () => {
    expect(promisedBy([aReportRound(TODAY, [nobody(LOBBY)])])).toBe(hours(2))
    expect(promisedBy([aReportRound(TODAY, [excused(LOBBY)])])).toBe(null)
    expect(promisedBy([aReportRound(TODAY, [excused(LOBBY)]), aReportRound(DAY_AFTER, [nobody(LOBBY)])])).toBe(hours(2))
  })
})

describe('the longest run of rounds that missed a spot', () => {
  const [MISSED, CAME, EXCUSED, AWAITED] = ['missed', 'came', 'excused', 'awaited'] as const
  it.each([
    [[MISSED, MISSED, CAME, MISSED], 2],
    [[MISSED, CAME, MISSED, MISSED], 2],
    [[CAME, CAME], 0],
    [[MISSED, EXCUSED, MISSED], 2],
    [[MISSED, AWAITED, MISSED], 2],
    [[EXCUSED, AWAITED], 0],
  ])('%j: %i', (evenings, longest) => {
    const rounds = evenings.map((what, i) => {
      const day = `2026-03-0${i + 2}`
      const cell = what === CAME ? came(LOBBY, at('20:10', day)) : what === EXCUSED ? excused(LOBBY) : nobody(LOBBY)
      return aReportRound(day, [cell], { awaited: new Set(what === AWAITED ? [LOBBY] : []) })
    })
    expect(spot(figures(rounds, { to: '2026-03-05' }), LOBBY)?.longestRun).toBe(longest)
  })
})

describe('the days of a spot', () => {
  const nightly = { id: uuid(0x99), opensAt: at('22:00'), closesAt: at('23:00') }
  const IN = {
    done: came(LOBBY, at('22:10')),
    late: came(LOBBY, at('22:10'), { state: 'late' }),
    doubtful: came(LOBBY, at('22:10'), { state: 'doubtful' }),
    excused: excused(LOBBY),
    nobody: nobody(LOBBY),
  }

  it.each([
    ['excused', 'done', 'd'],
    ['done', 'late', 'l'],
    ['late', 'doubtful', '?'],
    ['doubtful', 'nobody', 'x'],
    ['nobody', 'excused', 'x'],
    ['excused', 'excused', '-'],
  ] as const)('on which it was %s and %s says %s, the worst of both, whichever came first', (one, other, code) => {
    for (const [first, second] of [
      [one, other],
      [other, one],
    ] as const) {
      const rounds = [aReportRound(TODAY, [IN[first]]), aReportRound(TODAY, [IN[second]], nightly)]
      expect(spot(figures(rounds), LOBBY)?.days).toBe(`${code}  `)
    }
  })

  it('are as many as the period has, with a space where no round expects it', () => {
    const rounds = [aReportRound(TODAY, [nobody(LIFT)]), aReportRound(TOMORROW, [came(LOBBY, at('20:10', TOMORROW))])]
    const all = figures(rounds, { to: '2026-03-06' })
    expect(all.spots.map(({ checkpoint, days }) => [checkpoint, days])).toEqual([
      [LOBBY, ' d   '],
      [LIFT, 'x    '],
    ])
  })

  it('tell what is to come from what is awaited and what was missed', () => {
    const rounds = [
      aReportRound(TODAY, [nobody(LOBBY)]),
      aReportRound(TOMORROW, [nobody(LOBBY)], { awaited: new Set([LOBBY]) }),
      aReportRound(DAY_AFTER, [nobody(LOBBY)]),
    ]
    expect(spot(figures(rounds, { now: at('21:00', DAY_AFTER) }), LOBBY)?.days).toBe('xao')
  })

  it.each([
    ['Asia/Hong_Kong', ' x '],
    ['Europe/London', 'x  '],
  ])('are those of the estate: a round at half past midnight in Hong Kong, read in %s', (zone, days) => {
    const night = { opensAt: at('00:30', TOMORROW), closesAt: at('02:00', TOMORROW) }
    const all = figures([aReportRound(TOMORROW, [nobody(LOBBY)], night)], { zone })
    expect(spot(all, LOBBY)?.days).toBe(days)
    expect(all.days.map(({ tally }) => tally.missed)).toEqual([...days].map((code) => (code === 'x' ? 1 : 0)))
  })

  it('are those on which rounds open, also of rounds that go on into the next', () => {
    const night = { opensAt: at('23:00'), closesAt: at('05:00', TOMORROW) }
    const all = figures([aReportRound(TODAY, [came(LOBBY, at('04:00', TOMORROW))], night)])
    expect(spot(all, LOBBY)?.days).toBe('d  ')
  })
})
