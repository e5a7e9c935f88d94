import { describe, expect, it } from 'vitest'
import { complianceOf, NO_CELLS } from '../../../checkpoints/coverage.ts'
import type { Names } from '../../../checkpoints/language.ts'
import type { Role } from '../../../checkpoints/people.ts'
import type { Portfolio } from '../../../checkpoints/wire/report.ts'
import { hasPortfolio } from '../../../client/models/has-portfolio.ts'
import {
  estateReportHref,
  foundIn,
  inColumnOrder,
  type PortfolioRow,
  portfolioHref,
  portfolioRows,
  portfolioViewIn,
} from '../../../client/models/portfolio.ts'
import { uuid } from '../../support/builders.ts'

type Given = { readonly done?: number; readonly missed?: number; readonly doubtful?: number; readonly before?: number }

let made = 0

function anEstate(
  names: Names,
  { done = 0, missed = 0, doubtful = 0, before }: Given = {},
): Portfolio['estates'][number] {
  const tally = { ...NO_CELLS, done, missed, doubtful }
  const estate = { id: uuid(++made), code: `estate-${made}`, names, zone: 'Asia/Hong_Kong' }
  return { estate, tally, compliance: complianceOf(tally), previously: before ?? null, rounds: 4 }
}

const names = (rows: readonly PortfolioRow[]) => rows.map(({ estate }) => estate.names.en)

/** As the server sends them: the worst first, those without anything due last. */
const ROWS = portfolioRows({
  estates: [
    anEstate({ en: 'Harbour' }, { done: 90, missed: 10, doubtful: 0, before: 0.95 }),
    anEstate({ en: 'Garden' }, { done: 180, missed: 20, doubtful: 0, before: 0.85 }),
    anEstate({ en: 'Tower 10' }, { done: 95, missed: 4, doubtful: 1 }),
    anEstate({ en: 'Tower 9' }, { done: 97, missed: 0, doubtful: 3, before: 1 }),
    anEstate({ en: 'Empty' }),
  ],
})

describe('the rank of an estate', () => {
  it('is shared by those that are equally bad, and none where nothing was due', () => {
    expect(ROWS.map(({ rank }) => rank)).toEqual([1, 1, 3, 4, null])
  })
})

describe('a row', () => {
  it('counts who was there, and says by how many thousandths it has changed, from the figures that are shown', () => {
    expect(ROWS.map(({ visited, change }) => [visited, change])).toEqual([
      [90, -50],
      [180, 50],
      [96, null],
      [100, 0],
      [0, null],
    ])
    // 95.96 % and 95.94 % are both read as 95.9 %.
    const [row] = portfolioRows({ estates: [anEstate({ en: 'A' }, { done: 9596, missed: 404, before: 0.9594 })] })
    expect(row?.change).toBe(0)
  })
})

describe('the order', () => {
  it('puts the worst on top, by whichever column, and what is missing last', () => {
    expect(names(inColumnOrder(ROWS, 'compliance', 'en'))).toEqual([
      'Harbour',
      'Garden',
      'Tower 10',
      'Tower 9',
      'Empty',
    ])
    expect(names(inColumnOrder(ROWS, 'change', 'en'))).toEqual(['Harbour', 'Tower 9', 'Garden', 'Tower 10', 'Empty'])
    expect(names(inColumnOrder(ROWS, 'missed', 'en')).slice(0, 2)).toEqual(['Garden', 'Harbour'])
    expect(names(inColumnOrder(ROWS, 'doubtful', 'en')).slice(0, 2)).toEqual(['Tower 9', 'Tower 10'])
  })

  it('of names is that of the language, numbers as numbers', () => {
    expect(names(inColumnOrder(ROWS, 'name', 'en'))).toEqual(['Empty', 'Garden', 'Harbour', 'Tower 9', 'Tower 10'])
  })

  it('leaves the ranking itself as it was', () => {
    const before = names(ROWS)
    inColumnOrder(ROWS, 'missed', 'en')
    expect(names(inColumnOrder(ROWS, 'rank', 'en'))).toEqual(before)
  })
})

describe('looking for an estate', () => {
  const rows = portfolioRows({
    estates: [
      anEstate({ 'zh-Hant': '翠湖花園', en: 'Jade Lake Garden' }, { done: 1 }),
      anEstate({ 'zh-Hant': '海景臺', en: 'Sea View Terrace' }, { done: 1 }),
    ],
  })
  it.each([
    ['翠湖', ['Jade Lake Garden']],
    ['garden jade', ['Jade Lake Garden']],
    ['ＳＥＡ', ['Sea View Terrace']],
    [rows[1]!.estate.code, ['Sea View Terrace']],
    ['  ', ['Jade Lake Garden', 'Sea View Terrace']],
    ['jade view', []],
  ])('finds “%s” in any language, by any of its words', (typed, found) => {
    expect(names(foundIn(rows, typed))).toEqual(found)
  })
})

describe('the address', () => {
  it('keeps the period and the order, and says nothing of what is usual', () => {
    for (const view of [
      { period: 'last-7-days', order: 'missed' },
      { period: { from: '2026-03-01', to: '2026-03-05' }, order: 'rank' },
      { period: 'this-month', order: 'rank' },
    ] as const) {
      const { searchParams } = new URL(portfolioHref(view), 'https://a.example')
      expect(portfolioViewIn(Object.fromEntries(searchParams))).toEqual(view)
    }
    expect(portfolioHref({ period: 'this-month', order: 'rank' })).toBe('/portfolio')
    expect(portfolioViewIn({ period: 'for-ever', order: 'upside-down' })).toEqual({
      period: 'this-month',
      order: 'rank',
    })
  })

  it('of an estate’s report names the same days', () => {
    expect(estateReportHref({ from: '2026-03-01', to: '2026-03-05' })).toBe('/reports?from=2026-03-01&to=2026-03-05')
  })
})

describe('a portfolio', () => {
  const on = (...roles: Role[]) => ({ estate: anEstate({ en: 'A' }).estate, roles })
  it('is for who reads the reports of two estates or more', () => {
    expect(hasPortfolio([on('manager'), on('auditor')])).toBe(true)
    expect(hasPortfolio([on('manager'), on('assistant')])).toBe(false)
    expect(hasPortfolio([on('manager')])).toBe(false)
  })
})
