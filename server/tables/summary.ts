/** The numbers at the head of a report, each with what it means. */
import { CELL_STATES, STATE_NAMES } from '../../checkpoints/coverage.ts'
import { mostInARow } from '../../checkpoints/report.ts'
import type { TermId } from '../../checkpoints/report-terms.ts'
import { column, type Table, tableOf } from './table.ts'
import type { Told } from './told.ts'

export type Figure = {
  readonly name: string
  readonly type: 'share' | 'count'
  readonly value: number | null
  /** Of the period before, where it is known. */
  readonly previous: number | null
  readonly means: string
}

/** Compliance first, then every state, then what has to be looked at. */
export function figuresOf({ report, language, term }: Told): Figure[] {
  const { tally, previous, rounds, spots } = report
  const count = (id: TermId, value: number): Figure => ({ ...term(id), type: 'count', value, previous: null })
  return [
    { ...term('compliance'), type: 'share', value: report.compliance, previous: previous.compliance },
    ...CELL_STATES.map((state): Figure => {
      const of = STATE_TERMS[state]
      const means = of === undefined ? '' : term(of).means
      return {
        name: STATE_NAMES[state][language],
        type: 'count',
        value: tally[state],
        previous: previous.tally[state],
        means,
      }
    }),
    count('doubtful', report.doubtful.length),
    count('outOfPlan', report.outOfPlan.length),
    count('startedLate', rounds.filter(({ startedLate }) => startedLate).length),
    count(
      'rushed',
      rounds.reduce((sum, { rushed }) => sum + rushed, 0),
    ),
    count(
      'outOfOrder',
      rounds.reduce((sum, { outOfOrder }) => sum + outOfOrder, 0),
    ),
    count('repeatGap', mostInARow(spots)),
  ]
}

/** The states that a term defines; the others say themselves. */
const STATE_TERMS: Readonly<Partial<Record<(typeof CELL_STATES)[number], TermId>>> = {
  missed: 'gap',
  excused: 'excused',
}

export function summaryTable(told: Told): Table {
  const { columns, previous } = told.words
  return tableOf<Figure>(
    { title: told.words.sections.summary, means: '', none: '' },
    [
      column(columns.figure, 'text', 26, ({ name }) => name),
      column(columns.value, 'count', 12, ({ value }) => value),
      column(previous, 'count', 12, (figure) => figure.previous),
      column(columns.means, 'text', 90, ({ means }) => means),
    ],
    figuresOf(told),
  )
}
