import { describe, expect, it } from 'vitest'
import type { CheckpointId } from '../../../checkpoints/ids.ts'
import type { OutboxItem } from '../../../client/local/outbox.ts'
import { dayOf, legsOf, minutesLeft, progressOf, roundFor, weekAhead } from '../../../client/models/rounds.ts'
import { at, checkpointId, DEVICE, days, ESTATE, hours, minutes, PERSON, uuid } from '../../support/builders.ts'
import { aRoundInProgress } from './page.ts'

const SPOTS = [1, 2, 3, 4].map(checkpointId)
const [FIRST, SECOND, THIRD, FOURTH] = SPOTS as [CheckpointId, CheckpointId, CheckpointId, CheckpointId]
const expected = SPOTS.map((checkpoint) => ({ checkpoint, checklist: { kind: 'lobby' as const, version: 1 } }))
const round = aRoundInProgress({ expected, states: ['done', 'pending', 'pending', 'pending'] })

function filed(checkpoint: CheckpointId, given: object = {}): OutboxItem {
  return {
    id: uuid(0x51),
    person: PERSON,
    estate: ESTATE,
    device: DEVICE,
    sequence: 1,
    checkpoint,
    round: round.id,
    names: {},
    scannedAt: at('21:00'),
    jws: '',
    sha256: '',
    photos: [],
    state: 'saved',
    ...given,
  } as OutboxItem
}

const receipt = (outcome: 'verified' | 'doubtful', time: string) => ({
  state: 'on-server',
  receipt: {
    id: uuid(0x51),
    sha256: '',
    receivedAt: at('23:00'),
    occurredAt: at(time),
    verdict: { outcome, reasons: [] },
  },
})

describe('progress', () => {
  it('adds what is on this phone, marked as not yet sent', () => {
    expect(progressOf(round, [filed(SECOND)])).toMatchObject({
      states: ['done', 'awaiting', 'pending', 'pending'],
      covered: 2,
    })
  })

  it('shows a receipt as the server judged it, before the next pack comes', () => {
    const states = (item: OutboxItem) => progressOf(round, [item]).states[1]
    expect(states(filed(SECOND, receipt('verified', '21:00')))).toBe('done')
    expect(states(filed(SECOND, receipt('verified', '22:01')))).toBe('late')
    expect(states(filed(SECOND, receipt('doubtful', '21:00')))).toBe('doubtful')
  })

  it('counts no refused visit, and none that names another round', () => {
    expect(progressOf(round, [filed(SECOND, { state: 'refused' })]).covered).toBe(1)
    expect(progressOf(round, [filed(SECOND, { round: uuid(0xb9) })]).covered).toBe(1)
  })

  it('counts a visit that names no round if it was scanned inside the window', () => {
    expect(progressOf(round, [filed(SECOND, { round: null })]).covered).toBe(2)
    expect(progressOf(round, [filed(SECOND, { round: null, scannedAt: at('22:01') })]).covered).toBe(1)
  })

  it('goes on from the last spot visited, then back to those left out', () => {
    expect(progressOf(round, []).next).toBe(SECOND)
    expect(progressOf(round, [filed(THIRD)]).next).toBe(FOURTH)
    expect(progressOf(round, [filed(THIRD), filed(FOURTH)]).next).toBe(SECOND)
    expect(
      progressOf(
        round,
        [SECOND, THIRD, FOURTH].map((spot) => filed(spot)),
      ).next,
    ).toBeUndefined()
    expect(FIRST).toBe(checkpointId(1))
  })

  it('still shows a missed spot as awaiting when its visit is on this phone', () => {
    const closed = { ...round, states: ['done', 'missed', 'missed', 'missed'] as const }
    expect(progressOf({ ...closed, states: [...closed.states] }, [filed(SECOND)]).states).toEqual([
      'done',
      'awaiting',
      'missed',
      'missed',
    ])
  })
})

describe('a day', () => {
  const day = (now: number) =>
    dayOf(
      [
        aRoundInProgress({ id: uuid(1), opensAt: at('14:00'), closesAt: at('16:00') }),
        aRoundInProgress({ id: uuid(2), opensAt: at('20:00'), closesAt: at('22:00'), graceMs: hours(1) }),
        aRoundInProgress({ id: uuid(3), opensAt: at('20:00'), closesAt: at('21:00') }),
        aRoundInProgress({ id: uuid(4), opensAt: at('23:00'), closesAt: at('23:59') }),
        aRoundInProgress({ id: uuid(5), opensAt: at('20:00'), closesAt: at('21:00'), assignees: [uuid(0xa9)] }),
        aRoundInProgress({ id: uuid(6), opensAt: at('20:00') + hours(48), closesAt: at('21:00') + hours(48) }),
      ],
      [],
      { person: PERSON, now },
    )
  const ids = (progress: readonly { readonly round: { readonly id: string } }[]) =>
    progress.map(({ round }) => round.id)

  it('puts what closes first on top, and leaves out the rounds of others and of another day', () => {
    const { due, upcoming, past } = day(at('20:30'))
    expect([ids(due), ids(upcoming), ids(past)]).toEqual([[uuid(3), uuid(2)], [uuid(4)], [uuid(1)]])
  })

  it('keeps a round due as long as late visits count', () => {
    expect(ids(day(at('22:30')).due)).toEqual([uuid(2)])
    expect(ids(day(at('23:01')).due)).toEqual([uuid(4)])
  })
})

describe('the round a visit is meant for', () => {
  it('is named only when it is the only one', () => {
    const other = { ...round, id: uuid(0xb9) }
    const context = { person: PERSON, now: at('21:00') }
    expect(roundFor(FIRST, [round], context)).toBe(round)
    expect(roundFor(FIRST, [round, other], context)).toBeUndefined()
    expect(roundFor(FIRST, [round], { person: PERSON, now: at('22:01') })).toBeUndefined()
  })
})

describe('the way through a round', () => {
  it.each([
    ['free', FOURTH],
    ['advised', SECOND],
    ['strict', SECOND],
  ] as const)('that is %s goes on after the third spot', (order, next) => {
    expect(progressOf({ ...round, order }, [filed(THIRD)]).next).toBe(next)
  })

  it('leaves out what is out of service: it is neither next nor counted', () => {
    const out = { ...round, states: ['done', 'excused', 'pending', 'pending'] as const }
    const progress = progressOf({ ...out, states: [...out.states] }, [])
    expect([progress.next, progress.covered, progress.asked]).toEqual([THIRD, 1, 3])
  })

  it('goes from place to place, each spot with its number', () => {
    const place = (spot: CheckpointId) => (spot === THIRD ? uuid(2) : uuid(1))
    const legs = legsOf(progressOf(round, []), place)
    expect(legs.map(({ spots }) => spots.map(({ number }) => number))).toEqual([[1, 2], [3], [4]])
    expect(legs[0]?.spots[0]).toEqual({ checkpoint: FIRST, state: 'done', number: 1 })
  })
})

describe('time that is left', () => {
  const frame = { closesAt: at('22:00'), graceMs: minutes(10) }
  it.each([
    ['21:25', 35],
    ['21:59:30', 1],
    ['22:00', 0],
    ['22:04', 6],
    ['22:11', 0],
  ])('at %s is %d minutes, of the window, then of the grace', (now, left) => {
    expect(minutesLeft(frame, at(now))).toBe(left)
  })
})

describe('the week ahead', () => {
  const on = (day: number, given: object = {}) =>
    aRoundInProgress({ id: uuid(day), opensAt: at('20:00') + days(day), closesAt: at('22:00') + days(day), ...given })
  const ahead = (rounds: ReturnType<typeof on>[]) =>
    weekAhead(rounds, [], { person: PERSON, now: at('21:00'), zone: 'Asia/Hong_Kong' })

  it('is seven days from tomorrow, each with the rounds that open on it', () => {
    const week = ahead([on(0), on(1), on(7), on(8)])
    expect(week.map(({ day, rounds }) => [day, rounds.length])).toEqual([
      ['2026-03-03', 1],
      ['2026-03-04', 0],
      ['2026-03-05', 0],
      ['2026-03-06', 0],
      ['2026-03-07', 0],
      ['2026-03-08', 0],
      ['2026-03-09', 1],
    ])
  })

  it('leaves out rounds that have been handed over to somebody else', () => {
    expect(ahead([on(1, { assignees: [uuid(0xbad)] })])[0]?.rounds).toEqual([])
  })
})
