/** What a report lists one by one, as tables: gaps, visits to be asked about, and what was said. */
import { nameIn } from '../../checkpoints/language.ts'
import { SUSPICION_NAMES } from '../../checkpoints/presence.ts'
import type { Report } from '../../checkpoints/wire/report.ts'
import { type Medium, personColumns, roundColumns, spotColumns } from './columns.ts'
import { column, type Table, tableOf } from './table.ts'
import type { Told } from './told.ts'

/** On paper gaps are sentences, see server/print/report-gaps.ts. */
export function gapsTable(told: Told): Table {
  const { name: title, means } = told.term('gap')
  return tableOf(
    { title, means, none: told.words.none.gaps },
    [...roundColumns(told), ...spotColumns(told, 'file')],
    told.report.gaps,
  )
}

export function lateStartsTable(told: Told): Table {
  const { report, words, names, term } = told
  const { name: title, means } = term('startedLate')
  return tableOf<Report['rounds'][number]>(
    { title, means, none: words.none.startedLate },
    [
      column(words.columns.opensAt, 'instant', 17, ({ opensAt }) => opensAt),
      column(words.columns.plan, 'text', 24, ({ plan }) => names.plan(plan)),
      column(words.columns.closesAt, 'instant', 17, ({ closesAt }) => closesAt),
      column(words.columns.firstAt, 'instant', 17, ({ firstAt }) => firstAt ?? words.nobody),
    ],
    report.rounds.filter(({ startedLate }) => startedLate),
  )
}

export function rushedTable(told: Told): Table {
  const { report, words, names, term } = told
  const [rushed, outOfOrder] = [term('rushed'), term('outOfOrder')]
  return tableOf<Report['rounds'][number]>(
    {
      title: words.sections.rushed,
      means: [rushed, outOfOrder].map(({ name, means }) => words.defined(name, means)).join(' '),
      none: words.none.rushed,
    },
    [
      column(words.columns.opensAt, 'instant', 17, ({ opensAt }) => opensAt),
      column(words.columns.plan, 'text', 24, ({ plan }) => names.plan(plan)),
      column(rushed.name, 'count', 12, (round) => round.rushed),
      column(outOfOrder.name, 'count', 12, (round) => round.outOfOrder),
    ],
    report.rounds.filter((round) => round.rushed + round.outOfOrder > 0),
  )
}

export function doubtfulTable(told: Told, medium: Medium): Table {
  const { report, words, language, term } = told
  const { name: title, means } = term('doubtful')
  return tableOf<Report['doubtful'][number]>(
    { title, means, none: words.none.doubtful },
    [
      column(words.columns.time, 'instant', 17, ({ occurredAt }) => occurredAt),
      ...spotColumns(told, medium),
      ...personColumns(told),
      ...(medium === 'file' ? roundColumns(told) : []),
      column(words.columns.reasons, 'text', 30, ({ reasons }) =>
        reasons.map((reason) => SUSPICION_NAMES[reason][language]).join(words.and),
      ),
    ],
    report.doubtful,
  )
}

export function outOfPlanTable(told: Told, medium: Medium): Table {
  const { report, words, term } = told
  const { name: title, means } = term('outOfPlan')
  return tableOf<Report['outOfPlan'][number]>(
    { title, means, none: words.none.outOfPlan },
    [
      column(words.columns.time, 'instant', 17, ({ occurredAt }) => occurredAt),
      ...spotColumns(told, medium),
      ...personColumns(told),
    ],
    report.outOfPlan,
  )
}

export function anomaliesTable(told: Told, medium: Medium): Table {
  const { report, words, term } = told
  const { name: title, means } = term('questioned')
  return tableOf<Report['anomalies'][number]>(
    { title, means, none: words.none.anomalies },
    [
      column(words.columns.time, 'instant', 17, ({ occurredAt }) => occurredAt),
      ...spotColumns(told, medium),
      column(words.columns.item, 'text', 24, ({ words: item }) => nameIn(item, told.language)),
      column(words.columns.reading, 'number', 12, ({ value }) => value),
      column(words.columns.remark, 'text', 16, ({ remark }) => words.remarks[remark]),
    ],
    report.anomalies,
  )
}

/** undefined: the report names nobody and repeats nothing that was said; that does not mean that nothing was. */
export function acknowledgedTable(told: Told): Table | undefined {
  const { report, words, names } = told
  if (!names.namesPeople && report.acknowledged.length === 0) return undefined
  type Row = Report['acknowledged'][number]
  return tableOf<Row>(
    { title: words.sections.acknowledged, means: words.leads.acknowledged, none: words.none.acknowledged },
    [
      column(words.columns.time, 'instant', 17, ({ at }) => at),
      ...roundColumns(told),
      column(words.columns.about, 'text', 22, ({ kind }) => words.alerts[kind]),
      ...(names.namesPeople ? [column(words.columns.by, 'text', 14, ({ by }: Row) => by)] : []),
      column(words.columns.said, 'text', 40, ({ reason }) => reason),
    ],
    report.acknowledged,
  )
}
