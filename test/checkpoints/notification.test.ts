import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findingOf } from '../../checkpoints/finding.ts'
import type { Actor } from '../../checkpoints/finding-decision.ts'
import { goesOutAt, type News, type NewsKind, newsOf } from '../../checkpoints/notification.ts'
import { addDays, MINUTE_MS } from '../../checkpoints/time.ts'
import {
  type Act,
  AMY,
  amy,
  anAct,
  BEN,
  ben,
  contractor,
  MAX,
  max,
  SAM,
  type Story,
  sam,
  sue,
} from '../support/a-finding.ts'
import { at, hours, minutes, uuid } from '../support/builders.ts'
import {
  answer,
  CLOSED,
  classed,
  FIXED,
  failed,
  heard,
  IN_WORK,
  routedTo,
  story,
  toDay,
} from '../support/finding-story.ts'
import { wallClock } from '../support/wall-clock.ts'

function newsAbout(told: Story): News[] {
  return newsOf(told.finding, told.events.at(-1)!, findingOf(told.finding.id, told.events.slice(0, -1)))
}
const ASKED: [Actor, Act][] = [...IN_WORK, [amy, toDay('2026-03-16')]]

describe('what people are told', () => {
  it.each<[string, Story, NewsKind, News['audiences'], News['people']]>([
    ['a report', story({}), 'reported', ['supervisors'], []],
    [
      'a major problem, to the manager at once (9.3)',
      story({ severity: 'major' }),
      'major',
      ['managers', 'supervisors'],
      [],
    ],
    ['an emergency (4.5)', story({ severity: 'emergency' }), 'emergency', ['supervisors', 'managers'], []],
    ['that it is major after all', story({}, [sue, classed('major')]), 'major', ['managers', 'supervisors'], []],
    [
      'that it is an emergency after all',
      story({}, [sue, classed('emergency')]),
      'emergency',
      ['supervisors', 'managers'],
      [],
    ],
    ['a decision', story({}, [sue, routedTo(BEN)]), 'assigned', ['assignee'], []],
    ['a question for more time', story({}, ...ASKED), 'extension-asked', ['managers'], []],
    [
      'its answer, whoever had asked',
      story({}, ...ASKED, [max, answer(false)]),
      'extension-answered',
      ['assignee', 'supervisors'],
      [AMY],
    ],
    ['a fix', story({}, ...FIXED), 'fixed', ['supervisors', 'reporter'], []],
    [
      'a fix by a contractor',
      story({}, ...IN_WORK, [contractor, anAct('fix')]),
      'fixed',
      ['supervisors', 'reporter'],
      [],
    ],
    [
      'that it came back, to who fixed it',
      story({}, ...FIXED, [ben, failed]),
      'sent-back',
      ['assignee', 'supervisors'],
      [AMY],
    ],
    [
      'that the resident is not satisfied',
      story({ callBack: true }, ...CLOSED, [amy, heard('not-satisfied')]),
      'sent-back',
      ['assignee', 'supervisors'],
      [AMY],
    ],
    ['that it is closed', story({}, ...CLOSED), 'closed', ['reporter', 'supervisors'], []],
    [
      'that the resident is satisfied',
      story({ callBack: true }, ...CLOSED, [amy, heard('satisfied')]),
      'closed',
      ['reporter', 'supervisors'],
      [],
    ],
    [
      'that the resident is to be called',
      story({ callBack: true }, ...CLOSED),
      'to-call-back',
      ['supervisors', 'reporter'],
      [],
    ],
    [
      'that a major one was settled by the visit that reports it',
      story({ severity: 'emergency', settled: true }),
      'settled',
      ['managers', 'supervisors'],
      [],
    ],
    ['that it was settled', story({}, [ben, anAct('settle')]), 'closed', ['assignee', 'reporter', 'supervisors'], []],
    [
      'that a major one was settled',
      story({ severity: 'major' }, [ben, anAct('settle')]),
      'closed',
      ['assignee', 'reporter', 'supervisors', 'managers'],
      [],
    ],
    ['that it is none', story({}, [sue, anAct('dismiss')]), 'closed', ['assignee', 'reporter'], []],
    [
      'that a resident waits for a call about what was settled',
      story({ callBack: true }, [ben, anAct('settle')]),
      'to-call-back',
      ['supervisors', 'reporter'],
      [],
    ],
    ['that it is another one', story({}, [sue, anAct('merge')]), 'closed', ['assignee', 'reporter'], []],
    ['that it goes on', story({}, ...CLOSED, [sue, anAct('reopen')]), 'reopened', ['supervisors', 'assignee'], []],
    [
      'that an emergency goes on',
      story({ severity: 'emergency', settled: true }, [sue, anAct('reopen')]),
      'emergency',
      ['supervisors', 'managers'],
      [],
    ],
    ['a comment', story({}, [amy, anAct('comment')]), 'commented', ['assignee', 'reporter'], []],
  ])('%s', (_, told, kind, audiences, people) => expect(newsAbout(told)).toEqual([{ kind, audiences, people }]))

  it('that a resident waits for an answer about what is none, to the desk before others hear that it is over', () => {
    const told = story({ callBack: true, source: { by: 'resident', report: uuid(0xe2) } }, [sue, anAct('dismiss')])
    expect(newsAbout(told)).toEqual([
      { kind: 'to-answer', audiences: ['supervisors'], people: [] },
      { kind: 'closed', audiences: ['assignee', 'reporter'], people: [] },
    ])
  })

  it('a decision for somebody else, to him and to whoever had it before', () => {
    expect(newsAbout(story({}, [sue, routedTo(BEN)], [sue, routedTo(AMY)]))).toEqual([
      { kind: 'assigned', audiences: ['assignee'], people: [] },
      { kind: 'reassigned', audiences: [], people: [BEN] },
    ])
    expect(newsAbout(story({}, [sue, routedTo(BEN)], [sue, routedTo(BEN)]))).toHaveLength(1)
  })

  it('that somebody was mentioned, to him before it is told as a comment to others', () => {
    const told = story({}, [amy, anAct('comment', { mentions: [MAX, SAM] })])
    expect(newsAbout(told)).toEqual([
      { kind: 'mentioned', audiences: [], people: [MAX, SAM] },
      { kind: 'commented', audiences: ['assignee', 'reporter'], people: [] },
    ])
  })

  it.each(['fix', 'settle', 'comment'] as const)('a conflict, to the supervisors, whatever it was: %s', (kind) => {
    const { finding } = story({}, ...FIXED)
    expect(newsOf(finding, { act: anAct(kind), standing: 'conflicting' }, finding)).toEqual([
      { kind: 'conflict', audiences: ['supervisors'], people: [] },
    ])
  })

  it.each<[string, Story]>([
    ['settled by the visit that reports it', story({ settled: true })],
    ['called less bad', story({}, [sue, classed('minor')])],
    ['taken in hand', story({ severity: 'emergency' }, [sam, anAct('acknowledge')])],
    ['waiting for a resident who was not reached', story({ callBack: true }, ...CLOSED, [amy, heard('not-reached')])],
  ])('nothing about one that was %s', (_, told) => expect(newsAbout(told)).toEqual([]))
})

describe('quiet hours', () => {
  const zone = 'Asia/Hong_Kong'
  const night = { quiet: { from: '22:00', to: '07:00' } }
  const goes = (now: number, settings: Parameters<typeof goesOutAt>[1] = night, kind: NewsKind = 'assigned') =>
    goesOutAt(kind, settings, { now, zone })

  it.each([
    ['21:59:59.999', '2026-03-02', '21:59:59.999', '2026-03-02'],
    ['22:00', '2026-03-02', '07:00', '2026-03-03'],
    ['23:59:59.999', '2026-03-02', '07:00', '2026-03-03'],
    ['00:00', '2026-03-03', '07:00', '2026-03-03'],
    ['06:59:59.999', '2026-03-03', '07:00', '2026-03-03'],
    ['07:00', '2026-03-03', '07:00', '2026-03-03'],
  ])('over midnight: what happens at %s on %s goes out at %s on %s', (time, day, goesAt, goesOn) => {
    expect(goes(at(time, day))).toBe(at(goesAt, goesOn))
  })

  it('at noon: what happens at lunch waits until it is over', () => {
    const lunch = { quiet: { from: '12:00', to: '13:30' } }
    expect(['11:59', '12:00', '13:29', '13:30'].map((time) => goes(at(time), lunch))).toEqual(
      ['11:59', '13:30', '13:30', '13:30'].map((time) => at(time)),
    )
  })

  it('of no length are none, as is their absence', () => {
    const now = at('23:00')
    expect(goes(now, { quiet: { from: '22:00', to: '22:00' } })).toBe(now)
    expect(goes(now, { quiet: null })).toBe(now)
  })

  it('hold back neither an emergency nor what goes to the manager at once', () => {
    expect(goes(at('23:00'), night, 'emergency')).toBe(at('23:00'))
    expect(goes(at('23:00'), night, 'major')).toBe(at('23:00'))
    expect(goes(at('23:00'), night, 'escalated')).toBe(at('07:00', '2026-03-03'))
  })

  it.each([
    ['Europe/London', 'an hour shorter', '2026-03-28T23:00Z', '2026-03-29T06:00Z'],
    ['Europe/London', 'an hour longer', '2026-10-24T22:00Z', '2026-10-25T07:00Z'],
    ['Australia/Lord_Howe', 'half an hour shorter', '2026-10-03T12:30Z', '2026-10-03T20:00Z'],
    ['Australia/Lord_Howe', 'half an hour longer', '2026-04-04T12:00Z', '2026-04-04T20:30Z'],
  ])('end at seven by the wall in %s, though the night is %s', (zone, _, now, goesAt) => {
    expect(goesOutAt('fixed', night, { now: Date.parse(now), zone })).toBe(Date.parse(goesAt))
  })

  const anyTime = fc.integer({ min: 0, max: 1439 }).map((minute) => {
    const [hour, rest] = [Math.floor(minute / 60), minute % 60]
    return `${String(hour).padStart(2, '0')}:${String(rest).padStart(2, '0')}`
  })
  const anyQuiet = fc.record({ from: anyTime, to: anyTime }).filter(({ from, to }) => from !== to)
  const anyNow = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2026, 11, 31) })
  const anyZone = fc.constantFrom(zone, 'Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu')

  it('keep what happens from going out in them, for less than a day, and nothing else', () => {
    fc.assert(
      fc.property(anyQuiet, anyNow, anyZone, (quiet, now, zone) => {
        const isQuiet = (instant: number) => {
          const time = wallClock(instant, zone).slice(11)
          return quiet.from < quiet.to ? quiet.from <= time && time < quiet.to : quiet.from <= time || time < quiet.to
        }
        const goesAt = goesOutAt('reported', { quiet }, { now, zone })
        expect(goesAt).toBeGreaterThanOrEqual(now)
        expect(goesAt - now).toBeLessThanOrEqual(hours(25))
        expect(goesAt === now).toBe(!isQuiet(now))
        if (goesAt === now || clocksChangeNear(now, zone)) return
        expect(goesAt - now).toBeLessThanOrEqual(hours(24))
        expect(wallClock(goesAt, zone).slice(11)).toBe(quiet.to)
        expect(goesAt % MINUTE_MS).toBe(0)
        // It is the first such time, and quiet up to it.
        expect(isQuiet(goesAt - minutes(1))).toBe(true)
        expect(isQuiet(goesAt)).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })
})

function clocksChangeNear(now: number, zone: string): boolean {
  const day = wallClock(now, zone).slice(0, 10)
  const offset = (instant: number) => Date.parse(`${wallClock(instant, zone)}Z`) - (instant - (instant % MINUTE_MS))
  const around = [Date.parse(addDays(day, -2)), Date.parse(addDays(day, 3))] as const
  return offset(around[0]) !== offset(around[1])
}
