import { describe, expect, it } from 'vitest'
import {
  type Acknowledgement,
  type AlertKind,
  type AlertRound,
  alertKey,
  alertsFrom,
  alertsOf,
} from '../../checkpoints/alert.ts'
import { phaseOf } from '../../checkpoints/round.ts'
import { at, checkpointId, minutes, uuid } from '../support/builders.ts'

const [LOBBY, LIFT, ROOF] = [checkpointId(1), checkpointId(2), checkpointId(3)]

describe('the first alert of a round', () => {
  it.each([
    ['20:00', '22:00', '21:40'],
    ['20:00', '21:00', '20:40'],
    ['20:00', '20:59', '20:39:20'],
    ['20:00', '20:30', '20:20'],
    ['20:00', '20:03', '20:02'],
    ['20:00', '20:00:00.100', '20:00:00.067'],
  ])('from %s to %s is due at %s: twenty minutes before its end, or a third of it', (opens, closes, due) => {
    expect(alertsFrom({ opensAt: at(opens), closesAt: at(closes) })).toBe(at(due))
  })
})

/** A round from 20:00 to 22:00 with ten minutes of grace, as it stands at a moment. */
function aRound(now: string, states: readonly string[], given: Partial<AlertRound> = {}): AlertRound {
  const round = { round: uuid(1), opensAt: at('20:00'), closesAt: at('22:00'), graceMs: minutes(10), ...given }
  const cells = states.map((state, i) => ({ checkpoint: [LOBBY, LIFT, ROOF][i]!, state }))
  return { ...round, phase: phaseOf(round, at(now)), cells }
}
const alerts = (now: string, ...rounds: readonly AlertRound[]) => alertsOf(rounds, new Map(), at(now))

describe('a round', () => {
  it.each([
    ['21:39:59.999', []],
    ['21:40', [{ kind: 'closing', until: at('22:00') }]],
    ['22:00', [{ kind: 'closing', until: at('22:00') }]],
    ['22:00:00.001', [{ kind: 'closing', until: at('22:10') }]],
    ['22:10', [{ kind: 'closing', until: at('22:10') }]],
  ])('with spots left at %s', (now, expected) => {
    const left = alerts(now, aRound(now, ['pending', 'done', 'pending']))
    expect(left).toEqual(expected.map((one) => ({ ...one, round: uuid(1), spots: [LOBBY, ROOF], acknowledged: null })))
  })

  it('that is over is alerted for what was missed, by when it was', () => {
    const gone = alerts('22:10:00.001', aRound('22:10:00.001', ['missed', 'late', 'missed']))
    expect(gone).toEqual([
      { kind: 'missed', round: uuid(1), spots: [LOBBY, ROOF], until: at('22:10'), acknowledged: null },
    ])
  })

  it.each([
    ['21:50', ['done', 'late', 'doubtful']],
    ['21:50', ['awaiting', 'excused']],
    ['23:00', ['awaiting', 'excused']],
    ['23:00', ['done', 'late', 'doubtful']],
    ['23:00', []],
  ])('is quiet at %s with nothing left to visit but %j', (now, states) => {
    expect(alerts(now, aRound(now, states))).toEqual([])
  })

  it('names only what is to be visited, not what is awaited or excused', () => {
    expect(alerts('21:50', aRound('21:50', ['awaiting', 'pending', 'excused']))).toMatchObject([{ spots: [LIFT] }])
    expect(alerts('23:00', aRound('23:00', ['missed', 'awaiting', 'excused']))).toMatchObject([{ spots: [LOBBY] }])
  })
})

describe('alerts', () => {
  it('stand in the order in which rounds close, then those that were missed, the latest first', () => {
    const now = '21:50'
    const of = (number: number, closes: string, states: string[]) =>
      aRound(now, states, { round: uuid(number), opensAt: at('19:00'), closesAt: at(closes) })
    const ordered = alerts(
      now,
      of(1, '20:00', ['missed']),
      of(2, '22:05', ['pending']),
      of(3, '21:00', ['missed']),
      of(4, '21:55', ['pending']),
      of(5, '20:30', ['missed']),
    )
    expect(ordered.map(({ kind, round }) => [kind, round])).toEqual([
      ['closing', uuid(4)],
      ['closing', uuid(2)],
      ['missed', uuid(3)],
      ['missed', uuid(5)],
      ['missed', uuid(1)],
    ])
  })
})

describe('what was said of an alert', () => {
  const said = (spots: number): Acknowledgement => ({ reason: 'Ben is on his way', by: 'Anna', at: at('21:45'), spots })
  const acknowledged = (now: string, states: string[], kind: AlertKind, spots: number, round = uuid(1)) =>
    alertsOf([aRound(now, states)], new Map([[alertKey(round, kind), said(spots)]]), at(now))[0]?.acknowledged

  it('keeps it quiet while there are as many spots or fewer, and no longer', () => {
    expect(acknowledged('21:50', ['pending', 'pending'], 'closing', 2)).toEqual(said(2))
    expect(acknowledged('21:50', ['pending', 'done'], 'closing', 2)).toEqual(said(2))
    expect(acknowledged('21:50', ['pending', 'pending', 'pending'], 'closing', 2)).toBe(null)
  })

  it('is not said of the gaps that are left when the round is over', () => {
    expect(acknowledged('23:00', ['missed'], 'closing', 3)).toBe(null)
    expect(acknowledged('23:00', ['missed'], 'missed', 1)).toEqual(said(1))
  })

  it('is not said of another round', () => {
    expect(acknowledged('21:50', ['pending'], 'closing', 3, uuid(2))).toBe(null)
  })
})
