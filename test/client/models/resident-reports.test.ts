import { describe, expect, it } from 'vitest'
import {
  answerFaults,
  answerOf,
  changeOf,
  filtered,
  isUnanswered,
  joined,
} from '../../../client/models/resident-reports.ts'
import { uuid } from '../../support/builders.ts'

const report = (state: 'received' | 'looked-at' | 'solved' | 'not-ours') => ({ state, answer: '' })

describe('answering a resident', () => {
  it('asks what has become of it', () => {
    expect(answerFaults(answerOf(report('received')), null)).toEqual({ state: 'state' })
    expect(answerFaults(answerOf(report('looked-at')), null)).toEqual({})
  })

  it('asks whether he was called back when the contact is about to go, and only then', () => {
    const draft = { ...answerOf(report('received')), state: 'solved' as const }
    expect(answerFaults(draft, '9123 4567')).toEqual({ calledBack: 'called-back' })
    expect(answerFaults({ ...draft, calledBack: 'no' }, '9123 4567')).toEqual({})
    expect(answerFaults(draft, null)).toEqual({})
    expect(answerFaults({ ...draft, state: 'looked-at' }, '9123 4567')).toEqual({})
  })

  it('sends what was meant', () => {
    expect(changeOf({ state: 'not-ours', answer: ' 請聯絡電力公司。 ', calledBack: 'no' })).toEqual({
      state: 'not-ours',
      answer: '請聯絡電力公司。',
      calledBack: false,
    })
    expect(changeOf({ state: 'looked-at', answer: '', calledBack: undefined })).toEqual({
      state: 'looked-at',
      answer: '',
    })
  })
})

it('lists what is open apart from what is closed', () => {
  const reports = (['received', 'looked-at', 'solved', 'not-ours'] as const).map((state) => ({ state }))
  expect(filtered(reports, 'open').map(({ state }) => state)).toEqual(['received', 'looked-at'])
  expect(filtered(reports, 'closed').map(({ state }) => state)).toEqual(['solved', 'not-ours'])
})

it('goes on with what is still so: not with what followed when fewer were closed', () => {
  const answer = (closed: number, ...ids: number[]) => ({
    closed,
    reports: ids.map((id) => ({ id: uuid(id) }) as never),
  })
  const ids = (...following: ReturnType<typeof answer>[]) => joined(answer(5, 1, 2), following).reports
  expect(ids(answer(5, 3, 4), answer(5, 5))).toEqual([1, 2, 3, 4, 5].map((id) => ({ id: uuid(id) })))
  expect(ids(answer(4, 3, 4), answer(5, 3))).toEqual([1, 2, 3].map((id) => ({ id: uuid(id) })))
})

it('an answer is owed as long as the report is open and what was made of it is over', () => {
  const finding = (state: 'in-work' | 'dismissed') => ({ id: uuid(1), number: 1, state })
  expect(isUnanswered({ state: 'looked-at', finding: finding('dismissed') })).toBe(true)
  expect(isUnanswered({ state: 'not-ours', finding: finding('dismissed') })).toBe(false)
  expect(isUnanswered({ state: 'looked-at', finding: finding('in-work') })).toBe(false)
  expect(isUnanswered({ state: 'received', finding: null })).toBe(false)
})
