import { describe, expect, it } from 'vitest'
import {
  stillListed,
  triageAct,
  triageFaults,
  triageOf,
  withDepartment,
} from '../../../client/models/finding-triage.ts'
import { uuid } from '../../support/builders.ts'

const [ANN, BOB] = [uuid(0xa1), uuid(0xb1)]
const [CLEANING, GARDEN, LIFTS] = [uuid(0xd1), uuid(0xd2), uuid(0xc1)]
const latestDue = { repair: '2026-12-05', department: '2026-12-02', violation: '2026-12-09' }
const supervisor = { latestDue, isManager: false, isMajor: false }
const blank = triageOf({ route: null, dueOn: null }, 'Dear resident')

describe('deciding who sees to a problem', () => {
  it('asks for what each way needs', () => {
    expect(triageFaults(blank, supervisor)).toEqual({ kind: 'routeMissing' })
    expect(triageFaults({ ...blank, kind: 'repair' }, supervisor)).toEqual({})
    expect(triageFaults({ ...blank, kind: 'repair', by: 'contractor' }, supervisor)).toEqual({
      contractor: 'contractorMissing',
    })
    expect(triageFaults({ ...blank, kind: 'department' }, supervisor)).toEqual({ department: 'departmentMissing' })
    expect(triageFaults({ ...blank, kind: 'violation', notice: ' ' }, supervisor)).toEqual({ notice: 'noticeMissing' })
  })

  it('takes no later day than the rules of the way allow, except from the manager', () => {
    const late = { ...blank, kind: 'repair' as const, dueOn: '2026-12-06' }
    expect(triageFaults(late, supervisor)).toEqual({ dueOn: 'due-too-late' })
    expect(triageFaults({ ...late, kind: 'violation' }, supervisor)).toEqual({})
    expect(triageFaults(late, { ...supervisor, isManager: true })).toEqual({})
  })

  it('wants the manager’s decision in words where it goes on record', () => {
    const given = { ...supervisor, isManager: true, isMajor: true }
    expect(triageFaults({ ...blank, kind: 'repair' }, given)).toEqual({ note: 'decisionMissing' })
    expect(triageFaults({ ...blank, kind: 'repair', note: 'close the lift' }, given)).toEqual({})
  })

  it('sends only what belongs to the way that was chosen in the end', () => {
    const strayed = { ...blank, kind: 'repair' as const, by: 'house' as const, contractor: LIFTS, department: CLEANING }
    expect(triageAct({ ...strayed, assignee: ANN, note: ' soon ' })).toEqual({
      kind: 'triage',
      route: { kind: 'repair', assignee: ANN, contractor: null },
      dueOn: null,
      note: 'soon',
    })
    expect(triageAct({ ...strayed, kind: 'department', dueOn: '2026-12-01' })).toEqual({
      kind: 'triage',
      route: { kind: 'department', assignee: null, department: CLEANING },
      dueOn: '2026-12-01',
      note: '',
    })
  })

  it('begins again with what had been decided', () => {
    const route = { kind: 'violation', assignee: BOB, unit: uuid(0x8d), notice: 'As agreed' } as const
    const draft = triageOf({ route, dueOn: '2026-12-01' }, 'Dear resident')
    expect(triageAct(draft)).toEqual({ kind: 'triage', route, dueOn: '2026-12-01', note: '' })
  })

  it('asks anew who does it when whoever it was given to has left the lists', () => {
    const lifts = { id: LIFTS, name: 'Lift Co', trade: '', phone: null, email: null }
    const cleaning = { id: CLEANING, names: { en: 'Cleaning' }, supervisor: null }
    const repair = { route: { kind: 'repair', assignee: null, contractor: LIFTS }, dueOn: null } as const
    const chore = { route: { kind: 'department', assignee: null, department: CLEANING }, dueOn: null } as const
    const faults = (given: Parameters<typeof triageOf>[0], lists: Parameters<typeof stillListed>[1]) =>
      triageFaults(stillListed(triageOf(given, ''), lists), supervisor)
    for (const lists of [{ departments: [cleaning], contractors: [lifts] }, undefined])
      expect([faults(repair, lists), faults(chore, lists)]).toEqual([{}, {}])
    const none = { departments: [], contractors: [] }
    expect(faults(repair, none)).toEqual({ contractor: 'contractorMissing' })
    expect(faults(chore, none)).toEqual({ department: 'departmentMissing' })
  })

  it('brings the supervisor of a department along, and nobody else’s choice to nothing', () => {
    const departments = [
      { id: CLEANING, names: { en: 'Cleaning' }, supervisor: ANN },
      { id: GARDEN, names: { en: 'Garden' }, supervisor: null },
    ]
    const chosen = { ...blank, ...withDepartment(blank, CLEANING, { departments }) }
    expect(chosen.assignee).toBe(ANN)
    expect(withDepartment(chosen, GARDEN, { departments })).toEqual({ department: GARDEN, assignee: '' })
    expect(withDepartment({ ...chosen, assignee: BOB }, GARDEN, { departments })).toEqual({ department: GARDEN })
  })
})
