import { describe, expect, it } from 'vitest'
import type { Actor } from '../../checkpoints/finding-decision.ts'
import { type Act, amy, anAct, aStory, BEN, ben, contractor, max, mia, sam, sue } from '../support/a-finding.ts'
import { uuid } from '../support/builders.ts'
import {
  answer,
  applied,
  CLOSED,
  classed,
  conflicting,
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

describe('what comes too late', () => {
  it('is kept as a conflict if it could be done when its author looked, and changes nothing', () => {
    const told = story({}, ...FIXED)
    const before = told.finding
    expect(told.does(ben, anAct('fix'), { basis: 2 })).toEqual(conflicting)
    expect(told.finding).toEqual({ ...before, version: 4, conflicts: [uuid(0xe04)] })
  })

  it('is refused if he could have known', () => {
    expect(story({}, ...FIXED).tries(ben, anAct('fix'))).toEqual(refused('wrong-state'))
    expect(story({}, ...FIXED).tries(ben, anAct('fix'), { basis: 99 })).toEqual(refused('wrong-state'))
  })

  it('is refused if it was no different when he looked', () => {
    expect(story({}, ...FIXED, [ben, failed], [amy, anAct('fix')]).tries(amy, anAct('verify'), { basis: 3 })).toEqual(
      refused('own-work'),
    )
    expect(story({}, ...FIXED).tries(amy, anAct('settle'), { basis: 2 })).toEqual(refused('wrong-state'))
  })

  it.each<[string, [Actor, Act][], number, Actor, Act]>([
    ['settled, but somebody was sent', IN_WORK, 1, ben, anAct('settle')],
    ['fixed, but it was merged', [...IN_WORK, [sue, anAct('merge')]], 2, amy, anAct('fix')],
    ['verified, but it was sent back', [...FIXED, [ben, failed]], 3, sam, anAct('verify')],
    ['asked for time, but so had another', [...IN_WORK, [ben, toDay('2026-03-16')]], 2, amy, toDay('2026-03-16')],
    [
      'asked for less time than was decided',
      [...IN_WORK, [max, anAct('triage', { dueOn: '2026-03-20' })]],
      2,
      amy,
      toDay('2026-03-16'),
    ],
    ['called back, but another had', [...CLOSED, [amy, heard('satisfied')]], 4, ben, heard('not-satisfied')],
    ['decided, but it has become major', [[sam, classed('major')]], 1, sue, routedTo(null)],
  ])('%s', (_, before, basis, actor, act) => {
    const told = aStory({ callBack: before.length === 4 })
    for (const [who, deed] of before) expect(told.does(who, deed, { given: { into: other } })).toEqual(applied)
    expect(told.tries(actor, act, { basis })).toEqual(conflicting)
  })

  it('by a contractor is kept too, and nobody else’s deeds are taken for his', () => {
    expect(story({}, ...FIXED).tries(contractor, anAct('fix'), { basis: 2 })).toEqual(conflicting)
    expect(story({}, ...IN_WORK, [contractor, anAct('fix')]).tries(contractor, anAct('fix'), { basis: 2 })).toEqual(
      conflicting,
    )
  })

  it('of a merge, a late day, an alarm or a conflict is refused: it has been seen to, or never could be', () => {
    const told = story({ severity: 'emergency' }, [sue, anAct('acknowledge')])
    expect(told.tries(max, anAct('acknowledge'), { basis: 1 })).toEqual(refused('no-alarm'))
    expect(told.tries(max, anAct('merge'), { basis: 1 })).toEqual(refused('merge-impossible'))
    expect(told.tries(max, anAct('resolve'), { basis: 1 })).toEqual(refused('conflict-unknown'))
  })
})

describe('what could still be done, but answers what its author has not seen', () => {
  it.each<[string, [Actor, Act][], number, Actor, Act]>([
    ['a decision over another’s decision', IN_WORK, 1, sam, routedTo(BEN)],
    ['the end of what another has decided to do', IN_WORK, 1, sam, anAct('dismiss')],
    ['a severity over another’s', [[sue, classed('minor')]], 1, sam, classed('major')],
    ['a verification of the fix before', [...FIXED, [ben, failed], [amy, anAct('fix')]], 3, sam, anAct('verify')],
    ['a fix that was done before the last one was sent back', [...FIXED, [ben, failed]], 2, sam, anAct('fix')],
    ['a fix from before it was reopened', [...CLOSED, [sue, anAct('reopen')]], 2, sam, anAct('fix')],
    [
      'an answer to the question before',
      [...IN_WORK, [amy, toDay('2026-03-10')], [max, answer(false)], [amy, toDay('2026-03-30')]],
      ...([3, mia, answer(true)] as [number, Actor, Act]),
    ],
  ])('%s is a conflict', (_, before, basis, actor, act) => {
    const told = story({}, ...before)
    expect(told.tries(actor, act, { basis })).toEqual(conflicting)
    expect(told.tries(actor, act)).toEqual(applied)
  })

  it('a fix by who does not know yet that another was to do it counts: it is fixed', () => {
    expect(story({}, ...IN_WORK, [sam, routedTo(BEN)]).tries(amy, anAct('fix'), { basis: 2 })).toEqual(applied)
  })

  it('does not include what he has done himself: a phone knows its own deeds before they have a number', () => {
    const told = story({}, [sue, routedTo(null)])
    expect(told.tries(sue, routedTo(BEN), { basis: 1 })).toEqual(applied)
    const own = aStory()
    own.does(sue, routedTo(null))
    // Reported and settled without a signal; in between somebody was sent.
    expect(own.tries(amy, anAct('settle'), { basis: 0 })).toEqual(conflicting)
    expect(own.tries(ben, anAct('settle'), { basis: 0 })).toEqual(refused('wrong-state'))
  })

  it('does not include talk: a comment always counts', () => {
    const told = story({}, ...FIXED, [ben, failed])
    expect(told.tries(sam, anAct('comment'), { basis: 1 })).toEqual(applied)
  })
})

describe('a conflict', () => {
  const told = () => {
    const one = story({}, ...FIXED)
    one.does(ben, anAct('fix'), { basis: 2 })
    one.does(sam, routedTo(null), { basis: 1 })
    return one
  }

  it('stands there, closed or not, until somebody says what to make of it', () => {
    const one = told()
    one.does(sam, anAct('verify'))
    expect(one.finding).toMatchObject({ state: 'closed', conflicts: [uuid(0xe04), uuid(0xe05)] })
    expect(one.does(sue, anAct('resolve', { event: uuid(0xe04) }))).toEqual(applied)
    expect(one.finding).toMatchObject({ state: 'closed', conflicts: [uuid(0xe05)] })
  })

  it('is resolved once, and nothing else is', () => {
    const one = told()
    one.does(sue, anAct('resolve', { event: uuid(0xe05) }))
    expect(one.tries(sam, anAct('resolve', { event: uuid(0xe05) }))).toEqual(refused('conflict-unknown'))
    expect(one.tries(sam, anAct('resolve', { event: uuid(0xe02) }))).toEqual(refused('conflict-unknown'))
  })
})
