import { describe, expect, it } from 'vitest'
import { NO_CELLS } from '../../../checkpoints/coverage.ts'
import { changeBetween, inOrder, partRows } from '../../../client/models/report-parts.ts'

const part = (key: string, compliance: number | null, missed = 0) => ({
  key,
  compliance,
  tally: { ...NO_CELLS, missed },
})
const keys = (rows: readonly { readonly key: string }[]) => rows.map(({ key }) => key).join(' ')

it('says the difference of what is shown, whatever lies behind it', () => {
  expect(changeBetween(0.9849, 0.972)).toBe(12)
  // 98.4 % beside 97.2 %: nobody should find 1.3 points there.
  expect(changeBetween(0.9849, 0.97201)).toBe(12)
  expect(changeBetween(0.29, 0.29)).toBe(0)
  expect(changeBetween(0.5, null)).toBeNull()
})

it('puts each part beside what it was, and loses none that is not there any more', () => {
  const rows = partRows([part('A', 0.9), part('B', 1)], [part('C', 0.8), part('A', 0.95)])
  expect(rows.map(({ key, compliance, before, change }) => [key, compliance, before?.compliance, change])).toEqual([
    ['A', 0.9, 0.95, -50],
    ['B', 1, undefined, null],
    ['C', null, 0.8, null],
  ])
})

describe('the worst first', () => {
  const rows = partRows(
    [part('A', 1), part('B', 0.5, 1), part('C', null), part('D', 0.5, 9), part('E', 0.9)],
    [part('A', 0.9), part('B', 0.4), part('E', 1)],
  )

  it('by compliance: of equals the one with more gaps, and last where nothing was due', () => {
    expect(keys(inOrder(rows, 'compliance'))).toBe('D B E A C')
  })

  it('by change: what has fallen before what has risen', () => {
    expect(keys(inOrder(rows, 'change')).slice(0, 5)).toBe('E B A')
  })

  it('or as they usually stand', () => {
    expect(keys(inOrder(rows, 'given'))).toBe('A B C D E')
  })
})
