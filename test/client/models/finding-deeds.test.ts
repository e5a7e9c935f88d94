import { describe, expect, it } from 'vitest'
import { deedsOf } from '../../../client/models/finding-deeds.ts'
import { uuid } from '../../support/builders.ts'
import { aListedFinding } from './a-listed-finding.ts'

const ME = uuid(0xa1)
const as = (role: 'assistant' | 'supervisor' | 'manager' | 'admin' | 'auditor') =>
  ({ by: 'staff', person: ME, roles: [role] }) as const

describe('what a reader is offered', () => {
  it('is one deed that leads on, the others behind it', () => {
    const { primary, others } = deedsOf(aListedFinding({ state: 'reported' }), as('supervisor'))
    expect(primary).toBe('triage')
    expect(others).toEqual(['comment', 'reclassify', 'merge', 'dismiss'])
  })

  it('is, in an emergency that rings, to take it in hand before all else', () => {
    const ringing = aListedFinding({ state: 'reported', severity: 'emergency', alarmedAt: 1 })
    expect(deedsOf(ringing, as('manager')).primary).toBe('acknowledge')
    expect(deedsOf(ringing, as('manager')).others).toContain('triage')
  })

  it('says to a supervisor why a major problem is not his to decide', () => {
    const major = aListedFinding({ state: 'reported', severity: 'major' })
    const { primary, others, refused } = deedsOf(major, as('supervisor'))
    expect(primary).toBeUndefined()
    expect(others).not.toContain('dismiss')
    expect(refused).toEqual([{ kind: 'triage', why: 'manager-decides' }])
  })

  it('says to who fixed it that somebody else has to look', () => {
    const { primary, refused } = deedsOf(aListedFinding({ state: 'fixed', fixers: [ME] }), as('assistant'))
    expect(primary).toBeUndefined()
    expect(refused).toEqual([{ kind: 'verify', why: 'own-work' }])
  })

  it('lets work go on while more time is asked for, and the manager answer', () => {
    const extension = { until: '2026-12-09', reason: 'parts', askedBy: uuid(0xa2), askedAt: 5 }
    const waiting = aListedFinding({ state: 'in-work', extension, dueOn: '2026-12-01' })
    expect(deedsOf(waiting, as('manager')).primary).toBe('answer-extension')
    const supervisor = deedsOf(waiting, as('supervisor'))
    expect(supervisor.primary).toBe('fix')
    expect(supervisor.others).not.toContain('ask-extension')
  })

  it('is nothing to an auditor, and to an admin a remark', () => {
    const finding = aListedFinding({ state: 'in-work' })
    expect(deedsOf(finding, as('auditor'))).toEqual({ primary: undefined, others: [], refused: [] })
    expect(deedsOf(finding, as('admin')).others).toEqual(['comment'])
  })
})
