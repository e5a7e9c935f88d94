import { describe, expect, it } from 'vitest'
import type { Answer } from '../../checkpoints/answer.ts'
import { sightingsIn } from '../../checkpoints/sighting.ts'

const isEmergency = (item: string) => item === 'no-gas-or-burning-smell'
const findings = (...answers: object[]) =>
  sightingsIn(
    answers.map((answer) => ({ item: 'clean', photos: [], ...answer }) as unknown as Answer),
    { isEmergency },
  )

describe('a finding', () => {
  it('arises out of a defect, as bad as the walker called it', () => {
    expect(findings({ result: 'defect', note: 'oil', severity: 'major', settled: false })).toEqual([
      { item: 'clean', cause: 'defect', severity: 'major', settled: false, note: 'oil' },
    ])
  })

  it('is normal and open, where an older phone did not ask', () => {
    expect(findings({ result: 'defect', note: 'oil' })).toMatchObject([{ severity: 'normal', settled: false }])
  })

  it('is an emergency where gas is smelt, whatever it was called (policy 4.5)', () => {
    const smell = { item: 'no-gas-or-burning-smell', result: 'defect', note: 'gas', severity: 'minor', settled: true }
    expect(findings(smell)).toMatchObject([{ severity: 'emergency', settled: true }])
  })

  it('is major where an electricity meter runs backwards (policy 4.4.1b)', () => {
    expect(findings({ item: 'x-e-1', result: 'reading', value: 3, remark: 'runs-backwards' })).toEqual([
      { item: 'x-e-1', cause: 'meter-backwards', severity: 'major', settled: false, note: '' },
    ])
  })

  it.each([
    ['shut', true],
    ['not-shut', false],
  ])('of water in a vacant unit, its valve %s, is settled: %s', (valve, settled) => {
    expect(findings({ result: 'reading', value: 3, valve })).toMatchObject([{ cause: 'meter-vacant', settled }])
  })

  it('arises out of nothing else', () => {
    const fine = [{ result: 'ok' }, { result: 'not-applicable' }, { result: 'text', text: 'all well' }]
    expect(findings(...fine, { result: 'reading', value: 3, remark: 'replaced' })).toEqual([])
  })
})
