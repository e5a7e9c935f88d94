import { describe, expect, it } from 'vitest'
import type { VisitRecord } from '../../../checkpoints/wire/visit.ts'
import { answered, clockErrorOf, markOf } from '../../../client/models/visit-file.ts'
import { at, aVisit, days, minutes, uuid } from '../../support/builders.ts'
import { aPack } from './page.ts'

const [CHECKLIST] = aPack().checklists
const ROUND = { id: uuid(0xb0), names: { en: 'Evening' }, opensAt: at('20:00'), closesAt: at('22:00') }

function aRecord(given: Partial<VisitRecord> = {}): VisitRecord {
  const claims = aVisit()
  const told = { claims, verdict: { outcome: 'verified' }, occurredAt: at('21:00'), round: ROUND, reviews: [] }
  return { ...told, ...given } as VisitRecord
}

describe('the mark of a visit', () => {
  const doubtful: VisitRecord['verdict'] = { outcome: 'doubtful', reasons: ['typed-code'] }

  it('is the one its round counts it by', () => {
    expect(markOf(aRecord())).toBe('done')
    expect(markOf(aRecord({ occurredAt: at('22:01') }))).toBe('late')
    expect(markOf(aRecord({ occurredAt: at('22:01'), verdict: doubtful }))).toBe('doubtful')
  })

  it('is what the last review made of a doubtful one', () => {
    const said = (decision: 'accepted' | 'voided') => ({ decision, reason: 'asked', by: 'Lee', at: at('23:00') })
    const reviewed = (...reviews: VisitRecord['reviews']) => markOf(aRecord({ verdict: doubtful, reviews }))
    expect(reviewed(said('accepted'))).toBe('done')
    expect(reviewed(said('voided'), said('accepted'))).toBe('doubtful')
  })

  it('is never late outside any round', () => {
    expect(markOf(aRecord({ round: null, occurredAt: at('23:59') }))).toBe('done')
  })
})

describe('the clock of a phone', () => {
  it('is told to have been wrong beyond two minutes, both ways', () => {
    const wrongBy = (ms: number) =>
      clockErrorOf({ claims: aVisit({ scannedAt: at('21:00') + ms }), occurredAt: at('21:00') })
    expect([wrongBy(days(2)), wrongBy(-days(2))]).toEqual([days(2), -days(2)])
    expect([wrongBy(minutes(2)), wrongBy(-minutes(2)), wrongBy(minutes(3))]).toEqual([0, 0, minutes(3)])
  })
})

describe('the answers', () => {
  const answers = [
    { item: 'signs', photos: [], result: 'defect' as const, note: 'sign is gone' },
    { item: 'lights', photos: [], result: 'ok' as const },
    { item: 'ghosts', photos: [], result: 'ok' as const },
  ]
  const record = aRecord({ claims: aVisit({ answers }) })

  it('stand in the order of the checklist, with the questions nobody answered', () => {
    const rows = answered({ record, checklist: CHECKLIST })
    expect(rows.map(({ id, answer }) => [id, answer?.result])).toEqual([
      ['lights', 'ok'],
      ['signs', 'defect'],
      ['meter', undefined],
      ['remarks', undefined],
      ['ghosts', 'ok'],
    ])
  })

  it('are all there even without the checklist', () => {
    const rows = answered({ record, checklist: undefined })
    expect(rows.map(({ id }) => id)).toEqual(['signs', 'lights', 'ghosts'])
  })
})
