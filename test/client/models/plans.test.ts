import { parse } from 'valibot'
import { describe, expect, it } from 'vitest'
import { PlanDraft } from '../../../checkpoints/plan.ts'
import type { StaffMember } from '../../../checkpoints/wire/session.ts'
import {
  assignable,
  copyOfPlan,
  draftOfPlan,
  endsNextDay,
  fieldsOfPlan,
  newPlan,
  type PlanFields,
  planFaults,
  windowFault,
  withSpots,
} from '../../../client/models/plans.ts'
import { aPlan, checkpointId, uuid } from '../../support/builders.ts'

const SPOTS = [1, 2, 3, 4].map((number) => ({ id: checkpointId(number) }))
const [A, B, C, D] = SPOTS.map(({ id }) => id) as [string, string, string, string]

const NEW_PLAN = newPlan('2026-03-02')
const SOUND: PlanFields = {
  ...NEW_PLAN,
  names: { ...NEW_PLAN.names, 'zh-Hant': '夜更' },
  windows: [{ startsAt: '22:00', endsAt: '02:00' }],
  checkpoints: [A],
}

describe('a plan that is written', () => {
  it('is what the API takes', () => {
    const draft = draftOfPlan({
      ...{ ...SOUND, graceMinutes: ' 0 ', focus: ' 渠口 ', randomStart: ' 45 ', minGapSeconds: '30', order: 'strict' },
      recurrence: { ...NEW_PLAN.recurrence, weekdays: [7, 1] },
      rules: [{ kinds: ['lift'], places: [] }],
    })
    expect(parse(PlanDraft, draft)).toEqual({
      names: { 'zh-Hant': '夜更' },
      recurrence: 'DTSTART;VALUE=DATE:20260302\nRRULE:FREQ=WEEKLY;BYDAY=MO,SU',
      holidays: 'as-usual',
      windows: [{ startsAt: '22:00', endsAt: '02:00' }],
      randomStart: 45,
      graceMinutes: 0,
      order: 'strict',
      minGapSeconds: 30,
      checkpoints: [A],
      rules: [{ kinds: ['lift'], places: [] }],
      assignees: [],
      team: null,
      focus: '渠口',
    })
  })

  it('comes back as it was when nothing is changed', () => {
    const { id: _, state: __, ...plan } = aPlan({ graceMinutes: 15, assignees: [uuid(1)] })
    const fields = fieldsOfPlan({ ...plan, id: uuid(9), state: 'active' }, '2026-03-02')
    expect(draftOfPlan(fields)).toEqual(plan)
  })

  it.each<[string, Partial<PlanFields>, object]>([
    ['nothing wrong', {}, {}],
    ['no name', { names: NEW_PLAN.names }, { names: 'name' }],
    ['no day', { recurrence: { ...NEW_PLAN.recurrence, weekdays: [] } }, { recurrence: 'weekdays' }],
    ['rules instead of spots', { checkpoints: [], rules: [{ kinds: [], places: [] }] }, {}],
    ['a round of four minutes', { randomStart: '4' }, { randomStart: 'random-start' }],
    ['more than an hour between two spots', { minGapSeconds: '3601' }, { minGapSeconds: 'min-gap' }],
    ['a window half filled in', { windows: [{ startsAt: '22:00', endsAt: '' }] }, { windows: 'window-time' }],
    ['grace left empty', { graceMinutes: '' }, { graceMinutes: 'grace' }],
    ['grace of half a minute', { graceMinutes: '0.5' }, { graceMinutes: 'grace' }],
    ['more than four hours of grace', { graceMinutes: '241' }, { graceMinutes: 'grace' }],
    ['nothing to visit', { checkpoints: [] }, { checkpoints: 'no-checkpoints' }],
    ['too long a focus', { focus: '水'.repeat(501) }, { focus: 'focus' }],
  ])('%s', (_, change, faults) => {
    expect(planFaults({ ...SOUND, ...change })).toEqual(faults)
  })
})

describe('a copy', () => {
  it('has everything of the plan but its name, in the languages it has one in', () => {
    const plan = aPlan({ names: { 'zh-Hant': '夜更' }, order: 'advised' })
    const copy = copyOfPlan(plan, '2026-03-02', (name) => `${name}（副本）`)
    expect(copy).toEqual({
      ...fieldsOfPlan(plan, '2026-03-02'),
      names: { ...NEW_PLAN.names, 'zh-Hant': '夜更（副本）' },
    })
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
