import { beforeEach, expect, it, vi } from 'vitest'
import { dropFilter, savedFilters, saveFilter } from '../../../client/models/saved-filters.ts'
import { uuid } from '../../support/builders.ts'

const [ANN, BOB, ESTATE, OTHER] = [uuid(1), uuid(2), uuid(3), uuid(4)]
const late = { name: 'Late', view: 'list', filter: { standing: 'overdue' } } as const

let kept: Map<string, string>
beforeEach(() => {
  kept = new Map()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  })
})

it('keeps a filter under its name, for this person on this estate alone', () => {
  expect(saveFilter(ANN, ESTATE, late)).toBe(true)
  expect(savedFilters(ANN, ESTATE)).toEqual([late])
  expect(savedFilters(BOB, ESTATE)).toEqual([])
  expect(savedFilters(ANN, OTHER)).toEqual([])
})

it('takes the place of the one that had the name before', () => {
  saveFilter(ANN, ESTATE, late)
  saveFilter(ANN, ESTATE, { ...late, view: 'board' })
  saveFilter(ANN, ESTATE, { ...late, name: 'Fire' })
  expect(savedFilters(ANN, ESTATE).map(({ name, view }) => [name, view])).toEqual([
    ['Fire', 'list'],
    ['Late', 'board'],
  ])
})

it('leaves nothing behind when the last one goes', () => {
  saveFilter(ANN, ESTATE, late)
  dropFilter(ANN, ESTATE, 'Late')
  expect(kept.size).toBe(0)
})

it('reads what an older or a stranger’s hand has left as nothing, and drops what the server would refuse', () => {
  kept.set(`findings-filters ${ANN} ${ESTATE}`, '{"no":"list"')
  expect(savedFilters(ANN, ESTATE)).toEqual([])
  kept.set(
    `findings-filters ${ANN} ${ESTATE}`,
    JSON.stringify([{ name: 'Old', view: 'list', filter: { state: 'lost', severity: 'major' } }]),
  )
  expect(savedFilters(ANN, ESTATE)).toEqual([{ name: 'Old', view: 'list', filter: { severity: 'major' } }])
})

it('says that the browser keeps nothing', () => {
  vi.stubGlobal('localStorage', {
    getItem: () => null,
    setItem: () => {
      throw new Error('quota')
    },
  })
  expect(saveFilter(ANN, ESTATE, late)).toBe(false)
})
