/** The estates of a portfolio: ranked, found, put in another order. Pure. */
import { visitedIn } from '../../checkpoints/coverage.ts'
import { type Language, nameIn } from '../../checkpoints/language.ts'
import type { Portfolio } from '../../checkpoints/wire/report.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Days } from './calendar.ts'
import { PERIODS, type Period, type Query, reportHref, viewIn } from './report.ts'
import { changeBetween } from './report-parts.ts'

/** Those whose length can be compared with as many days before; a year of a hundred estates is a report of its own. */
export const PORTFOLIO_PERIODS = PERIODS.filter((period) => period !== 'this-year')

export const COLUMNS = ['rank', 'name', 'compliance', 'change', 'missed', 'doubtful', 'rounds'] as const
export type Column = (typeof COLUMNS)[number]

export type PortfolioView = { readonly period: Period | Days; readonly order: Column }

export type PortfolioRow = {
  readonly estate: Estate
  /** 1 is the worst; null: nothing was due, so that there is nothing to rank. */
  readonly rank: number | null
  readonly compliance: number | null
  /** In thousandths, as people read both figures; null where one is missing. */
  readonly change: number | null
  readonly visited: number
  readonly missed: number
  readonly doubtful: number
  readonly rounds: number
}

/** What an address does not say, or says in no way we know, is as if it were left out. */
export function portfolioViewIn(query: Query): PortfolioView {
  return { period: viewIn(query).period, order: COLUMNS.find((column) => column === query.order) ?? 'rank' }
}

export function portfolioHref({ period, order }: PortfolioView): string {
  const said = {
    ...(typeof period === 'string' ? (period === 'this-month' ? {} : { period }) : period),
    ...(order !== 'rank' && { order }),
  }
  return Object.keys(said).length === 0 ? '/portfolio' : `/portfolio?${new URLSearchParams(said)}`
}

/** The report of an estate over the same days. */
export function estateReportHref(days: Days): string {
  return reportHref({ period: days, filter: {}, against: 'previous' })
}

/** The server tells the worst first; estates that are as bad as each other share their rank. */
export function portfolioRows({ estates }: Pick<Portfolio, 'estates'>): PortfolioRow[] {
  return estates.map(({ estate, tally, compliance, previously, rounds }) => ({
    estate,
    rank: compliance === null ? null : 1 + estates.findIndex((other) => other.compliance === compliance),
    compliance,
    change: changeBetween(compliance, previously),
    visited: visitedIn(tally),
    missed: tally.missed,
    doubtful: tally.doubtful,
    rounds,
  }))
}

/** The worst first: the lowest compliance, the deepest fall, the most missed; names as the language sorts them. Ties as they were ranked. */
export function inColumnOrder(rows: readonly PortfolioRow[], order: Column, language: Language): PortfolioRow[] {
  const byName = new Intl.Collator(language, { numeric: true })
  const nameOf = ({ estate }: PortfolioRow) => nameIn(estate.names, language)
  if (order === 'name') return rows.toSorted((a, b) => byName.compare(nameOf(a), nameOf(b)))
  // What is missing stands last, whichever way the column goes.
  const isRising = order === 'rank' || order === 'compliance' || order === 'change'
  const worth = (row: PortfolioRow) => (isRising ? (row[order] ?? Number.POSITIVE_INFINITY) : -row[order])
  return rows.toSorted((a, b) => (worth(a) === worth(b) ? 0 : worth(a) - worth(b)))
}

/** Those whose name in any language, or whose code, holds every word that was typed. */
export function foundIn(rows: readonly PortfolioRow[], typed: string): readonly PortfolioRow[] {
  const words = folded(typed).split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter(({ estate }) => {
    const text = folded([estate.code, ...Object.values(estate.names)].join(' '))
    return words.every((word) => text.includes(word))
  })
}

/** Full-width letters and digits, as Chinese keyboards write them, are the same as plain ones. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
