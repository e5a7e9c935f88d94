import { describe, expect, it } from 'vitest'
import {
  columnsOf,
  daysOver,
  deedInto,
  dueCalendar,
  grouped,
  mine,
  monthBeside,
  waitingOf,
} from '../../../client/models/finding-groups.ts'
import { uuid } from '../../support/builders.ts'
import { aListedFinding } from './a-listed-finding.ts'

const DAY = 86_400_000
const ME = uuid(0xa1)
const extension = { until: '2026-12-09', reason: 'parts', askedBy: uuid(0xa2), askedAt: 5 }
const repair = (assignee: string | null) => ({ kind: 'repair' as const, assignee, contractor: null })

describe('problems by what waits for whom', () => {
  it('puts each into one group, what rings first and what is over last', () => {
    const findings = [
      aListedFinding({ number: 1, state: 'closed' }),
      aListedFinding({ number: 2, state: 'call-back' }),
      aListedFinding({ number: 3, state: 'fixed' }),
      aListedFinding({ number: 4, state: 'in-work', standing: 'in-time' }),
      aListedFinding({ number: 5, state: 'in-work', standing: 'overdue' }),
      aListedFinding({ number: 6, state: 'in-work', conflicts: [uuid(1)] }),
      aListedFinding({ number: 7, state: 'in-work', standing: 'overdue', extension }),
      aListedFinding({ number: 8, state: 'reported' }),
      aListedFinding({ number: 9, state: 'reported', severity: 'major' }),
      aListedFinding({ number: 10, state: 'reported', severity: 'emergency', alarmedAt: 1 }),
    ]
    expect(grouped(findings).map(({ kind, findings }) => [kind, findings.map(({ number }) => number)])).toEqual([
      ['alarm', [10]],
      ['decide-major', [9]],
      ['decide', [8]],
      ['extension', [7]],
      ['conflict', [6]],
      ['overdue', [5]],
      ['in-work', [4]],
      ['verify', [3]],
      ['call-back', [2]],
      ['over', [1]],
    ])
  })

  it('lists the worst first, then what is due first, then what was reported first', () => {
    const at = (number: number, given: object) =>
      aListedFinding({ number, state: 'in-work', standing: 'in-time', ...given })
    const [group] = grouped([
      at(1, { dueOn: '2026-12-02', reportedAt: 1 }),
      at(2, { dueOn: '2026-12-01', reportedAt: 2 }),
      at(3, { dueOn: '2026-12-01', reportedAt: 1 }),
      at(4, { dueOn: null, reportedAt: 0 }),
      at(5, { dueOn: '2026-12-09', reportedAt: 9, severity: 'major' }),
    ])
    expect(group?.findings.map(({ number }) => number)).toEqual([5, 3, 2, 1, 4])
  })

  it('shows each what is his: decisions to those who decide, repairs to whom they were given, a look to whoever has not fixed it', () => {
    const findings = [
      aListedFinding({ number: 1, state: 'reported' }),
      aListedFinding({ number: 2, state: 'reported', severity: 'major' }),
      aListedFinding({ number: 3, state: 'in-work', route: repair(ME) }),
      aListedFinding({ number: 4, state: 'in-work', route: repair(uuid(0xa2)) }),
      aListedFinding({ number: 5, state: 'fixed', fixers: [ME] }),
      aListedFinding({ number: 6, state: 'fixed', fixers: [uuid(0xa2)] }),
      aListedFinding({ number: 7, state: 'in-work', route: repair(ME), extension }),
      aListedFinding({ number: 8, state: 'closed' }),
    ]
    const of = (role: 'assistant' | 'supervisor' | 'manager') =>
      mine(findings, { by: 'staff', person: ME, roles: [role] }).map(({ kind, findings }) => [
        kind,
        findings.map(({ number }) => number),
      ])
    expect(of('assistant')).toEqual([
      ['fix', [3, 7]],
      ['verify', [6]],
    ])
    expect(of('supervisor')).toEqual([
      ['triage', [1]],
      ['fix', [3, 7]],
      ['verify', [6]],
    ])
    expect(of('manager')).toEqual([
      ['triage', [2, 1]],
      ['answer-extension', [7]],
      ['fix', [3]],
      ['verify', [6]],
    ])
  })

  it('counts for the board what waits', () => {
    const findings = [
      aListedFinding({ state: 'reported', alarmedAt: 1 }),
      aListedFinding({ state: 'reported' }),
      aListedFinding({ state: 'in-work', standing: 'overdue' }),
      aListedFinding({ state: 'fixed', standing: 'overdue' }),
    ]
    expect(waitingOf(findings)).toEqual({ alarms: 1, undecided: 2, overdue: 1 })
  })
})

describe('the board', () => {
  it('has every column, also an empty one, and lets go of what was done a fortnight ago', () => {
    const now = 100 * DAY
    const columns = columnsOf(
      [
        aListedFinding({ number: 1, state: 'reported' }),
        aListedFinding({ number: 2, state: 'closed', closedAt: now - 13 * DAY }),
        aListedFinding({ number: 3, state: 'settled', closedAt: now - DAY }),
        aListedFinding({ number: 4, state: 'closed', closedAt: now - 15 * DAY }),
        aListedFinding({ number: 5, state: 'dismissed', closedAt: now - DAY }),
      ],
      now,
    )
    expect(columns.map(({ kind, findings }) => [kind, findings.map(({ number }) => number)])).toEqual([
      ['reported', [1]],
      ['in-work', []],
      ['fixed', []],
      ['call-back', []],
      ['done', [3, 2]],
    ])
  })

  it('moves a card by a deed only, and where none leads it stays', () => {
    expect(deedInto('in-work', { state: 'reported' })).toBe('triage')
    expect(deedInto('fixed', { state: 'in-work' })).toBe('fix')
    expect(deedInto('in-work', { state: 'fixed' })).toBe('verify')
    expect(deedInto('done', { state: 'call-back' })).toBe('call-back')
    expect(deedInto('fixed', { state: 'reported' })).toBeUndefined()
    expect(deedInto('call-back', { state: 'reported' })).toBeUndefined()
  })
})

describe('due days', () => {
  it('puts what is overdue in front, the oldest day first, and what has no day apart', () => {
    const { overdue, byDay, undated } = dueCalendar([
      aListedFinding({ number: 1, state: 'in-work', standing: 'overdue', dueOn: '2026-11-26' }),
      aListedFinding({ number: 2, state: 'in-work', standing: 'overdue', dueOn: '2026-11-20' }),
      aListedFinding({ number: 3, state: 'in-work', standing: 'in-time', dueOn: '2026-12-01' }),
      aListedFinding({ number: 4, state: 'fixed', standing: 'overdue', dueOn: '2026-11-20' }),
      aListedFinding({ number: 5, state: 'reported' }),
      aListedFinding({ number: 6, state: 'closed', dueOn: '2026-12-01' }),
    ])
    expect(overdue.map(({ number }) => number)).toEqual([2, 1])
    expect(byDay.get('2026-12-01')?.map(({ number }) => number)).toEqual([3])
    expect(byDay.get('2026-11-20')?.map(({ number }) => number)).toEqual([2, 4])
    expect(undated.map(({ number }) => number)).toEqual([5])
  })

  it('counts days over the end of a month and a change of the clock', () => {
    expect(daysOver('2026-10-31', '2026-11-02')).toBe(2)
    expect(daysOver('2026-03-28', '2026-03-30')).toBe(2)
    expect(daysOver('2026-12-01', '2026-11-30')).toBe(-1)
  })

  it('goes from month to month, whatever day is chosen', () => {
    expect(monthBeside('2026-01-31', 1)).toBe('2026-02-01')
    expect(monthBeside('2026-03-01', -1)).toBe('2026-02-01')
    expect(monthBeside('2026-12-15', 1)).toBe('2027-01-01')
  })
})
