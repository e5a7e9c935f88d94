import { describe, expect, it } from 'vitest'
import {
  after,
  FINDING_STATES,
  type Finding,
  type FindingState,
  findingOf,
  isOpenFinding,
} from '../../checkpoints/finding.ts'
import type { Actor, ActRefusal } from '../../checkpoints/finding-decision.ts'
import {
  type Act,
  AMY,
  amy,
  anAct,
  aStory,
  BEN,
  ben,
  contractor,
  DUE,
  FINDING,
  max,
  mia,
  sam,
  sue,
} from '../support/a-finding.ts'
import { at, uuid } from '../support/builders.ts'
import {
  answer,
  applied,
  CLOSED,
  classed,
  FIXED,
  failed,
  heard,
  IN_WORK,
  other,
  refused,
  routedTo,
  story,
  toDay,
} from '../support/finding-story.ts'

const STATES = Object.keys(FINDING_STATES) as FindingState[]

describe('verifying (policy 9.4)', () => {
  it('is for somebody else than who fixed it, and than who was to', () => {
    const told = story({}, [sue, routedTo(BEN)], [amy, anAct('fix')])
    expect(told.tries(amy, anAct('verify'))).toEqual(refused('own-work'))
    expect(told.tries(ben, anAct('verify'))).toEqual(refused('own-work'))
    expect(told.tries(sam, anAct('verify'))).toEqual(applied)
  })

  it('of a contractor’s work is for anybody but whoever was to see to it', () => {
    const told = story({}, [sue, routedTo(BEN)], [contractor, anAct('fix')])
    expect(told.finding.fixers).toEqual([BEN])
    expect(told.tries(ben, anAct('verify'))).toEqual(refused('own-work'))
    expect(told.tries(amy, anAct('verify'))).toEqual(applied)
  })

  it('that sends it back leaves the next fix to be judged anew: its fixer may not, the first one may', () => {
    const told = story({}, ...FIXED, [ben, failed])
    expect(told.finding).toMatchObject({ state: 'in-work', sentBack: 1, fixedAt: null, verifiedBy: null })
    story({}, ...FIXED, [ben, failed], [ben, anAct('fix')], [amy, anAct('verify')])
    told.does(ben, anAct('fix'))
    expect(told.tries(ben, anAct('verify'))).toEqual(refused('own-work'))
  })

  it('closes it, and says who did', () => {
    const { finding } = story({}, ...CLOSED)
    expect(finding).toMatchObject({ state: 'closed', verifiedBy: BEN, fixers: [AMY], closedAt: at('21:03') })
    expect(isOpenFinding(finding)).toBe(false)
  })
})

describe('more time', () => {
  it('is asked for, refused, asked for again and approved; the day moves once', () => {
    const told = story({}, ...IN_WORK, [amy, toDay('2026-03-20')], [max, answer(false)])
    expect(told.finding).toMatchObject({ dueOn: DUE, extension: null, extended: 0 })
    told.does(amy, toDay('2026-03-16'))
    expect(told.finding.extension).toEqual({
      ...{ until: '2026-03-16', reason: 'No tiles', askedBy: AMY, askedAt: at('21:04') },
    })
    told.does(max, answer(true))
    expect(told.finding).toMatchObject({ dueOn: '2026-03-16', extension: null, extended: 1 })
  })

  it('that is granted again is counted again', () => {
    const deeds: [Actor, Act][] = [10, 11, 12].flatMap((day): [Actor, Act][] => [
      [amy, toDay(`2026-03-${day}`)],
      [max, answer(true)],
    ])
    expect(story({}, ...IN_WORK, ...deeds).finding).toMatchObject({ dueOn: '2026-03-12', extended: 3 })
  })

  it.each<[string, [Actor, Act][], Actor, Act, ActRefusal]>([
    ['twice at a time', [[amy, toDay('2026-03-16')]], ben, toDay('2026-03-17'), 'extension-asked'],
    ['that ends on the day that is due anyway', [], amy, toDay(DUE), 'extension-not-later'],
    ['that ends before', [], amy, toDay('2026-03-08'), 'extension-not-later'],
  ])('cannot be asked for %s', (_, before, actor, act, why) => {
    expect(story({}, ...IN_WORK, ...before).tries(actor, act)).toEqual(refused(why))
  })

  it('is for another manager to answer, and only if it was asked for', () => {
    const told = story({}, ...IN_WORK)
    expect(told.tries(max, answer(true))).toEqual(refused('extension-not-asked'))
    told.does(max, toDay('2026-03-16'))
    expect(told.tries(max, answer(true))).toEqual(refused('own-extension'))
    expect(told.tries(max, answer(false))).toEqual(refused('own-extension'))
    expect(told.tries(mia, answer(true))).toEqual(applied)
  })

  it.each<[string, Actor, Act]>([
    ['it is fixed', amy, anAct('fix')],
    ['it is decided anew', sue, routedTo(BEN)],
    ['it is dismissed', sue, anAct('dismiss')],
  ])('is asked for no longer once %s', (_, actor, act) => {
    expect(story({}, ...IN_WORK, [amy, toDay('2026-03-16')], [actor, act]).finding.extension).toBeNull()
  })

  it('beyond the rules is the manager’s to give at once', () => {
    const late = anAct('triage', { dueOn: '2026-03-10' })
    const given = { latestDue: DUE }
    expect(aStory().tries(sue, late, { given })).toEqual(refused('due-too-late'))
    expect(aStory().tries(sue, { ...late, dueOn: DUE }, { given })).toEqual(applied)
    expect(aStory().tries(sue, { ...late, dueOn: null }, { given })).toEqual(applied)
    expect(aStory().tries(max, late, { given })).toEqual(applied)
  })

  it('is taken back by a manager who decides on an earlier day', () => {
    const told = story({}, ...IN_WORK, [amy, toDay('2026-03-16')], [max, answer(true)])
    told.does(max, anAct('triage', { dueOn: '2026-03-05' }))
    expect(told.finding).toMatchObject({ dueOn: '2026-03-05', extended: 1 })
    expect(told.tries(amy, toDay('2026-03-06'))).toEqual(applied)
  })
})

describe('a resident’s report', () => {
  const called = (...outcomes: Parameters<typeof heard>[0][]) =>
    story({ callBack: true }, ...CLOSED, ...outcomes.map((outcome): [Actor, Act] => [amy, heard(outcome)])).finding

  it('is not closed before he has been called back', () => {
    expect(called()).toMatchObject({ state: 'call-back', closedAt: null, verifiedBy: BEN })
    expect(called('satisfied')).toMatchObject({ state: 'closed', calledBack: 'satisfied', closedAt: at('21:04') })
  })

  it('waits when he is not reached, and is closed when he is not reached again', () => {
    expect(called('not-reached')).toMatchObject({ state: 'call-back', calledBack: 'not-reached' })
    expect(called('not-reached', 'satisfied')).toMatchObject({ state: 'closed', calledBack: 'satisfied' })
    expect(called('not-reached', 'not-reached')).toMatchObject({ state: 'closed', calledBack: 'not-reached' })
  })

  it('settled on the spot is over once he has been called back, and is decided upon if he is not satisfied', () => {
    const settled = (...outcomes: Parameters<typeof heard>[0][]) =>
      story({ callBack: true }, [ben, anAct('settle')], ...outcomes.map((one): [Actor, Act] => [amy, heard(one)]))
        .finding
    expect(settled()).toMatchObject({ state: 'call-back', fixers: [BEN], closedAt: null })
    expect(settled('satisfied')).toMatchObject({ state: 'settled', calledBack: 'satisfied', closedAt: at('21:02') })
    expect(settled('not-satisfied')).toMatchObject({ state: 'reported', sentBack: 1, fixedAt: null })
  })

  it('goes back to work when he is not satisfied, and he is called again about what is done then', () => {
    const back = called('not-satisfied')
    expect(back).toMatchObject({ state: 'in-work', sentBack: 1, fixedAt: null, verifiedBy: null })
    const again = story({ callBack: true }, ...CLOSED, [amy, heard('not-satisfied')], ...FIXED.slice(1))
    again.does(ben, anAct('verify'))
    expect(again.finding).toMatchObject({ state: 'call-back', calledBack: null })
  })
})

describe('two that are one', () => {
  it('are merged: the other goes on, this one is over', () => {
    const told = aStory()
    expect(told.does(sue, anAct('merge'), { given: { into: other } })).toEqual(applied)
    expect(told.finding).toMatchObject({ state: 'merged', mergedInto: other.id, closedAt: at('21:01') })
  })

  it.each([
    ['one that is not there', undefined],
    ['itself', { ...other, id: FINDING }],
    ...STATES.filter((state) => !FINDING_STATES[state].open).map((state) => [
      `one that is ${state}`,
      { ...other, state },
    ]),
  ] as [string, Finding | undefined][])('cannot be merged into %s', (_, into) => {
    expect(aStory().tries(sue, anAct('merge'), { given: { into } })).toEqual(refused('merge-impossible'))
  })

  it('are merged also if a resident is to be called: the one that goes on is told that it owes it', () => {
    expect(aStory({ callBack: true }).tries(sue, anAct('merge'), { given: { into: other } })).toEqual(applied)
    const owing = (owed: boolean, before: Finding) =>
      after(FINDING, before, {
        ...{ id: uuid(0xe0f), sequence: before.version + 1, at: at('23:00'), by: sue.person, standing: 'applied' },
        act: { kind: 'owe-call-back', of: other.id, owed },
      })
    expect(owing(true, story({}, ...FIXED).finding)).toMatchObject({ state: 'fixed', callBack: true })
    const waiting = story({ callBack: true }, ...CLOSED).finding
    expect(owing(false, waiting)).toMatchObject({ state: 'closed', callBack: false, closedAt: at('23:00') })
  })

  it('are two again when it is reopened', () => {
    const told = aStory()
    told.does(sue, anAct('merge'), { given: { into: other } })
    told.does(sam, anAct('reopen'))
    expect(told.finding).toMatchObject({ state: 'reported', mergedInto: null, closedAt: null })
  })
})

describe('one that is reopened', () => {
  it('is in work where it had been decided, with the day it was due', () => {
    const { finding } = story({}, ...CLOSED, [sue, anAct('reopen')])
    expect(finding).toMatchObject({ state: 'in-work', dueOn: DUE, closedAt: null, fixedAt: null })
    expect(finding).toMatchObject({ verifiedBy: null, fixers: [], calledBack: null })
  })

  it('waits for a decision where there was none', () => {
    expect(story({ settled: true }, [sue, anAct('reopen')]).finding).toMatchObject({
      state: 'reported',
      settled: false,
    })
    expect(story({}, [sue, anAct('dismiss')], [sue, anAct('reopen')]).finding.state).toBe('reported')
  })

  it('may be verified by whoever had fixed it the time before', () => {
    const told = story({}, ...CLOSED, [sue, anAct('reopen')], [ben, anAct('fix')])
    expect(told.tries(amy, anAct('verify'))).toEqual(applied)
  })
})

describe('settled on the spot (policy 9.1)', () => {
  it('is over: by the visit that reports it, or by somebody who comes by', () => {
    expect(aStory({ settled: true }).finding).toMatchObject({
      state: 'settled',
      closedAt: at('21:00'),
      alarmedAt: null,
    })
    const { finding } = story({}, [ben, anAct('settle')])
    expect(finding).toMatchObject({ state: 'settled', fixers: [BEN], fixedAt: at('21:01'), closedAt: at('21:01') })
  })

  it('is not for one that somebody has been sent to already', () => {
    expect(story({}, ...IN_WORK).tries(amy, anAct('settle'))).toEqual(refused('wrong-state'))
  })
})

describe('the alarm of an emergency (policy 4.5)', () => {
  const emergency = { severity: 'emergency' } as const

  it('rings from the report until somebody takes it in hand, through whatever else is done', () => {
    const told = story(emergency, [amy, anAct('comment')], [max, routedTo(BEN)])
    expect(told.finding.alarmedAt).toBe(at('21:00'))
    told.does(sue, anAct('acknowledge'))
    expect(told.finding.alarmedAt).toBeNull()
    expect(told.tries(max, anAct('acknowledge'))).toEqual(refused('no-alarm'))
  })

  it.each<[string, Actor, Act]>([
    ['settled', amy, anAct('settle')],
    ['dismissed', max, anAct('dismiss')],
    ['merged', max, anAct('merge')],
    ['called less bad', max, classed('major')],
  ])('stops when it is %s', (_, actor, act) => {
    const told = aStory(emergency)
    expect(told.does(actor, act, { given: { into: other } })).toEqual(applied)
    expect(told.finding.alarmedAt).toBeNull()
  })

  it('rings when something turns out to be one, and when one is reopened', () => {
    expect(story({}, [sue, classed('emergency')]).finding.alarmedAt).toBe(at('21:01'))
    const again = story({ ...emergency, settled: true }, [sue, anAct('reopen')])
    expect(again.finding.alarmedAt).toBe(at('21:01'))
    expect(story({ settled: true }, [sue, anAct('reopen')]).finding.alarmedAt).toBeNull()
  })

  it('neither begins anew nor stops when only the category is put right', () => {
    const told = story(emergency, [sue, anAct('reclassify', { severity: 'emergency', category: 'security' })])
    expect(told.finding).toMatchObject({ alarmedAt: at('21:00'), category: 'security' })
    told.does(sue, anAct('acknowledge'))
    told.does(sue, anAct('reclassify', { severity: 'emergency', category: 'fire-safety' }))
    expect(told.finding.alarmedAt).toBeNull()
  })

  it('that nobody has heard yet is not stopped by who heard the one before', () => {
    const told = story(emergency, [sue, anAct('acknowledge')], [max, classed('minor')], [sue, classed('emergency')])
    expect(told.tries(mia, anAct('acknowledge'), { basis: 1 })).toEqual(refused('no-alarm'))
    expect(told.tries(mia, anAct('acknowledge'), { basis: 4 })).toEqual(applied)
  })
})

describe('events', () => {
  it('make nothing of nothing: a finding begins with its beginning', () => {
    const { events } = story({}, ...CLOSED)
    expect(findingOf(FINDING, [])).toBeUndefined()
    expect(findingOf(FINDING, events.slice(1))).toBeUndefined()
    expect(findingOf(FINDING, events)?.state).toBe('closed')
  })

  it('that come before the beginning are refused', () => {
    const told = story({})
    told.events.length = 0
    expect(told.tries(sue, anAct('triage'))).toEqual(refused('wrong-state'))
  })
})
