import { expect, it } from 'vitest'
import { bearerOf, isTooLong, listOf, periodOf, spanFrom, spanOf } from '../../../client/models/scorecard.ts'
import { uuid } from '../../support/builders.ts'

const TODAY = '2026-11-28'

it('shows the last ninety days unless the address says otherwise', () => {
  expect(spanFrom({}, TODAY)).toEqual({ from: '2026-08-31', to: TODAY })
  expect(spanFrom({ from: '2026-01-01', to: '2026-01-31' }, TODAY)).toEqual({ from: '2026-01-01', to: '2026-01-31' })
  expect(spanFrom({ from: '2026-12-24', to: '2026-11-30' }, TODAY)).toEqual({ from: '2026-09-02', to: '2026-11-30' })
})

it('knows a period again by its days', () => {
  expect(periodOf(spanOf('30', TODAY), TODAY)).toBe('30')
  expect(periodOf({ from: '2026-11-02', to: TODAY }, TODAY)).toBeUndefined()
})

it('knows a period that the server would refuse: of more than four hundred days', () => {
  expect(isTooLong({ from: '2025-10-25', to: TODAY })).toBe(false)
  expect(isTooLong({ from: '2025-10-24', to: TODAY })).toBe(true)
})

it('leads a number to the list that it counts, also of what the house’s own people do', () => {
  const span = { from: '2026-11-01', to: TODAY }
  const lifts = { route: 'repair', who: uuid(1) } as const
  expect(listOf(lifts, 'overdue', span)).toBe(
    `/findings?state=in-work&route=repair&contractor=${uuid(1)}&standing=overdue&from=2026-11-01&to=2026-11-28`,
  )
  expect(listOf({ route: 'department', who: uuid(2) }, 'open', span)).toContain(`department=${uuid(2)}`)
  expect(listOf({ route: 'repair', who: null }, 'open', span)).toContain('route=repair&contractor=none')
  expect(listOf({ route: 'violation', who: null }, 'open', span)).not.toContain('contractor')
  expect(listOf(lifts, 'fixed', span)).toContain('state=fixed%2Ccall-back%2Cclosed%2Csettled')
  expect(listOf(lifts, 'inTime', span)).toContain('standing=in-time')
})

it('does not count for the house what a contractor did whom the list has no more', () => {
  expect(bearerOf({ who: null, names: null })).toBe('house')
  expect(bearerOf({ who: uuid(1), names: null })).toBe('unlisted')
  expect(bearerOf({ who: uuid(1), names: { en: 'Ever Lift Co' } })).toEqual({ en: 'Ever Lift Co' })
})
