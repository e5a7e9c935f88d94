import type { PortfolioWords } from './portfolio.zh-Hant.ts'

export const words = {
  title: 'Portfolio',
  lead: (estates) => `${estates} estates`,
  period: 'Period',
  find: 'Find an estate',
  findHint: 'Name or code',
  fold: 'Find and sort',
  order: 'Order',
  print: 'Print',

  total: 'All estates',
  totalOf: (visited, due) => `${visited} visits made of ${due} that were due`,
  nothingDue: 'Nothing was due in this period',

  table: 'The estates, lowest compliance first',
  tableInOrder: (column) => `The estates, sorted by ${column.toLowerCase()}`,
  columns: {
    rank: 'Rank',
    name: 'Estate',
    compliance: 'Compliance',
    change: 'Change',
    missed: 'Missed',
    doubtful: 'Doubtful',
    rounds: 'Rounds',
  },
  orderBy: (column) => `Sort by ${column.toLowerCase()}`,
  rankMeans:
    'Rank 1 has the lowest compliance and needs a look first; equal compliance shares a rank. Where nothing was due there is none.',
  changeMeans: (days) => `Compared with ${days}, in percentage points.`,
  ranked: (rank) => `Rank ${rank}`,
  higher: (points) => `${points} up`,
  lower: (points) => `${points} down`,
  equal: 'same',
  nothingBefore: 'nothing to compare with',
  none: '—',
  count: (name, count) => `${name} ${count}`,
  toReport: (name) => `Open the report of ${name}`,

  noneFound: 'No such estate',
  noneFoundText: 'Check the name, or clear what you typed.',
  clear: 'Clear',
  found: (shown, all) => `${shown} of ${all} shown`,
  one: 'Here estates are compared, two or more',
  oneText: 'You read the reports of one estate.',
  toOne: 'Open its report',
} satisfies PortfolioWords
