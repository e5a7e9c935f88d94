import { describe, expect, it } from 'vitest'
import { halfHourText, peaksOf, predictabilityOf } from '../../../client/models/half-hours.ts'
import { minutes } from '../../support/builders.ts'

function counts(given: Readonly<Record<number, number>>): number[] {
  return Array.from({ length: 48 }, (_, at) => given[at] ?? 0)
}

describe('the busiest half hours', () => {
  it('are told in order of the day, neighbours of a busier one left out', () => {
    expect(peaksOf(counts({ 12: 5, 13: 9, 14: 8, 30: 4, 43: 20, 44: 19 }))).toEqual([13, 30, 43])
  })

  it('are three at most, and none where nobody was', () => {
    expect(peaksOf(counts({ 0: 1, 10: 2, 20: 3, 30: 4 }))).toEqual([10, 20, 30])
    expect(peaksOf(counts({}))).toEqual([])
  })

  it('are called by the clock, up to the end of the day', () => {
    expect([0, 1, 43, 48].map(halfHourText)).toEqual(['00:00', '00:30', '21:30', '24:00'])
  })
})

describe('whether somebody could tell when the patrol will come', () => {
  it.each([
    [minutes(15) - 1, 'predictable'],
    [minutes(15), 'varied'],
    [0, 'predictable'],
    [null, 'unknown'],
  ] as const)('when its starts vary by %j ms: %s', (spread, expected) => {
    expect(predictabilityOf(spread)).toBe(expected)
  })
})
