import { describe, expect, it } from 'vitest'
import { FINDING_STATES, type Finding, type FindingState } from '../../checkpoints/finding.ts'
import { ACTS, type Actor, refusalOf } from '../../checkpoints/finding-decision.ts'
import { ROLES, type Role } from '../../checkpoints/people.ts'
import { AMY, aFinding, amy, anAct, aStory, BEN, ben, contractor, DUE, max, staff, sue } from '../support/a-finding.ts'
import { at, uuid } from '../support/builders.ts'
import { applied, classed, other, refused, routedTo, story } from '../support/finding-story.ts'

const STATES = Object.keys(FINDING_STATES) as FindingState[]
const KINDS = Object.keys(ACTS) as (keyof typeof ACTS)[]

/** One that wants for nothing but the right state: whatever else a deed needs is there. */
function standing(state: FindingState, kind: (typeof KINDS)[number], given: Partial<Finding> = {}): Finding {
  const extension = { until: '2026-03-16', reason: 'No tiles', askedBy: BEN, askedAt: at('22:00') }
  return aFinding({
    state,
    dueOn: DUE,
    extension: kind === 'answer-extension' ? extension : null,
    alarmedAt: at('21:00'),
    conflicts: [uuid(0xc0)],
    fixers: [BEN],
    ...given,
  })
}

/** Who may do what in which state: assistant, supervisor, manager, admin (d), contractor (c); '.' nobody. */
// biome-ignore format: hand-aligned table
const WHO: Record<(typeof KINDS)[number], string> = {
  //                  reported in-work fixed call-back closed settled dismissed merged
  settle:             'as      .       .     .         .      .       .         .',
  triage:             'sm      sm      .     .         .      .       .         .',
  'ask-extension':    '.       asm     .     .         .      .       .         .',
  'answer-extension': '.       m       .     .         .      .       .         .',
  fix:                '.       asmc    .     .         .      .       .         .',
  verify:             '.       .       asm   .         .      .       .         .',
  'call-back':        '.       .       .     asmd      .      .       .         .',
  comment:            'asmd    asmd    asmd  asmd      asmd   asmd    asmd      asmd',
  reclassify:         'sm      sm      sm    .         .      .       .         .',
  merge:              'sm      sm      .     .         .      .       .         .',
  dismiss:            'sm      sm      .     .         .      .       .         .',
  reopen:             '.       .       .     .         sm     sm      sm        sm',
  acknowledge:        'smd     smd     smd   smd       smd    smd     smd       smd',
  resolve:            'sm      sm      sm    sm        sm     sm      sm        sm',
}
const LETTERS: Record<Role, string> = { assistant: 'a', supervisor: 's', manager: 'm', admin: 'd', auditor: 'u' }
const ACTORS: [string, Actor][] = [
  ...ROLES.map((role): [string, Actor] => [LETTERS[role], staff(AMY, role)]),
  ['c', contractor],
]

describe('who may do what, and when', () => {
  it.each(KINDS)('%s', (kind) => {
    const cells = WHO[kind].split(/ +/)
    for (const [i, state] of STATES.entries()) {
      const may = ACTORS.filter(([, actor]) => !refusalOf(standing(state, kind), anAct(kind), actor, { into: other }))
      expect(may.map(([letter]) => letter).join('') || '.', `${kind} when ${state}`).toBe(cells[i])
    }
  })

  it.each(KINDS)('%s, refused: to the wrong people whatever the state, to the right ones by the state', (kind) => {
    const ever = WHO[kind].replaceAll(/[ .]/g, '')
    for (const state of STATES) {
      const isTime = WHO[kind].split(/ +/)[STATES.indexOf(state)] !== '.'
      for (const [letter, actor] of ACTORS) {
        const expected = !ever.includes(letter) ? 'role' : isTime ? undefined : 'wrong-state'
        const why = refusalOf(standing(state, kind), anAct(kind), actor, { into: other })
        expect(why, `${kind} when ${state} by ${letter}`).toBe(expected)
      }
    }
  })

  it('somebody with two roles may do what either may', () => {
    const both = staff(AMY, 'auditor', 'supervisor')
    expect(refusalOf(aFinding(), anAct('triage'), both)).toBeUndefined()
  })
})

describe.each(['major', 'emergency'] as const)('a problem that is %s (policy 9.3)', (severity) => {
  it.each([
    ['is routed', routedTo(null)],
    ['is dismissed', anAct('dismiss')],
    ['is called less bad', classed('normal')],
    ['is merged into a lesser one', anAct('merge')],
  ])('%s by the manager only', (_, act) => {
    const told = aStory({ severity })
    expect(told.tries(sue, act, { given: { into: other } })).toEqual(refused('manager-decides'))
    expect(told.tries(max, act, { given: { into: other } })).toEqual(applied)
  })

  it('may be merged by the supervisor into one that is as bad', () => {
    const told = aStory({ severity })
    expect(told.tries(sue, anAct('merge'), { given: { into: { ...other, severity: 'emergency' } } })).toEqual(applied)
  })

  it('is refused for what cannot be done at all before anybody is sent to the manager', () => {
    expect(aStory({ severity }).tries(amy, anAct('dismiss'))).toEqual(refused('role'))
  })

  it('is settled, fixed and verified like any other, once it has been decided', () => {
    expect(story({ severity }, [amy, anAct('settle')]).finding.state).toBe('settled')
    const done = story({ severity }, [max, routedTo(null)], [amy, anAct('fix')], [ben, anAct('verify')])
    expect(done.finding.state).toBe('closed')
  })
})

it('a supervisor who calls a problem major has given it away', () => {
  const told = story({}, [sue, classed('major')])
  expect(told.tries(sue, classed('minor'))).toEqual(refused('manager-decides'))
  expect(told.tries(sue, routedTo(null))).toEqual(refused('manager-decides'))
})
