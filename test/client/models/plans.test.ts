import { parse } from 'valibot'
import { describe, expect, it } from 'vitest'
import { PlanDraft } from '../../../checkpoints/plan.ts'
import type { StaffMember } from '../../../checkpoints/wire/session.ts'
import {
  assignable,
  draftOfPlan,
  endsNextDay,
  fieldsOfPlan,
  NEW_PLAN,
  type PlanFields,
  planFaults,
  windowFault,
  withSpots,
} from '../../../client/models/plans.ts'
import { aPlan, checkpointId, uuid } from '../../support/builders.ts'

const SPOTS = [1, 2, 3, 4].map((number) => ({ id: checkpointId(number) }))
const [A, B, C, D] = SPOTS.map(({ id }) => id) as [string, string, string, string]

const SOUND: PlanFields = {
  ...NEW_PLAN,
  names: { ...NEW_PLAN.names, 'zh-Hant': '夜更' },
  windows: [{ startsAt: '22:00', endsAt: '02:00' }],
  checkpoints: [A],
}

describe('a plan that is written', () => {
  it('is what the API takes', () => {
    const draft = draftOfPlan({ ...SOUND, weekdays: [7, 1], graceMinutes: ' 0 ', focus: ' 渠口 ' })
    expect(parse(PlanDraft, draft)).toEqual({
      names: { 'zh-Hant': '夜更' },
      weekdays: [1, 7],
      windows: [{ startsAt: '22:00', endsAt: '02:00' }],
      graceMinutes: 0,
      checkpoints: [A],
      assignees: [],
      focus: '渠口',
    })
  })

  it('comes back as it was when nothing is changed', () => {
    const { id: _, state: __, ...plan } = aPlan({ graceMinutes: 15, assignees: [uuid(1)] })
    expect(draftOfPlan(fieldsOfPlan({ ...plan, id: uuid(9), state: 'active' }))).toEqual(plan)
  })

  it.each([
    ['nothing wrong', {}, {}],
    ['no name', { names: NEW_PLAN.names }, { names: 'name' }],
    ['no day', { weekdays: [] }, { weekdays: 'weekdays' }],
    ['a window half filled in', { windows: [{ startsAt: '22:00', endsAt: '' }] }, { windows: 'window-time' }],
    ['grace left empty', { graceMinutes: '' }, { graceMinutes: 'grace' }],
    ['grace of half a minute', { graceMinutes: '0.5' }, { graceMinutes: 'grace' }],
    ['more than four hours of grace', { graceMinutes: '241' }, { graceMinutes: 'grace' }],
    ['nothing to visit', { checkpoints: [] }, { checkpoints: 'no-checkpoints' }],
    ['too long a focus', { focus: '水'.repeat(501) }, { focus: 'focus' }],
  ] as const)('%s', (_, change, faults) => {
    expect(planFaults({ ...SOUND, ...change })).toEqual(faults)
  })
})

describe('windows', () => {
  it('may end on the next day, but not where they begin', () => {
    expect(endsNextDay({ startsAt: '22:00', endsAt: '02:00' })).toBe(true)
    expect(endsNextDay({ startsAt: '02:00', endsAt: '22:00' })).toBe(false)
    expect(endsNextDay({ startsAt: '22:00', endsAt: '' })).toBe(false)
    expect(windowFault([{ startsAt: '22:00', endsAt: '22:00' }], 0)).toBe('window-empty')
  })

  it('of one plan start at different times', () => {
    const windows = [
      { startsAt: '08:00', endsAt: '10:00' },
      { startsAt: '08:00', endsAt: '12:00' },
    ]
    expect([windowFault(windows, 0), windowFault(windows, 1)]).toEqual([undefined, 'window-twice'])
  })
})

describe('ticking spots', () => {
  it('keeps a plan that goes in walking order in walking order', () => {
    expect(withSpots([A, D], [C, B], { ticked: true, estate: SPOTS })).toEqual([A, B, C, D])
  })

  it('leaves an order of its own alone: new spots come last', () => {
    expect(withSpots([D, A], [C, B], { ticked: true, estate: SPOTS })).toEqual([D, A, B, C])
  })

  it('takes out what is unticked, and adds nothing twice', () => {
    expect(withSpots([D, A, B], [A, C], { ticked: false, estate: SPOTS })).toEqual([D, B])
    expect(withSpots([A, B], [A, B], { ticked: true, estate: SPOTS })).toEqual([A, B])
  })
})

describe('who can be named', () => {
  const member = (number: number, roles: StaffMember['roles']): StaffMember => ({
    person: { id: uuid(number), username: `u${number}`, name: `${number}`, language: 'en' },
    roles,
    ready: true,
  })

  it('is whoever files visits, and whoever is named already', () => {
    const staff = [member(1, ['assistant']), member(2, ['manager']), member(3, ['admin', 'supervisor'])]
    expect(assignable(staff, [])).toEqual([staff[0], staff[2]])
    expect(assignable(staff, [uuid(2)])).toEqual(staff)
  })
})
