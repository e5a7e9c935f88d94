/** The sums of a report as tables: by day, building, kind, plan, round, person and time of day. */
import { STATE_NAMES } from '../../checkpoints/coverage.ts'
import type { Report } from '../../checkpoints/wire/report.ts'
import { type Part, partColumns } from './columns.ts'
import { column, type Table, tableOf } from './table.ts'
import type { Told } from './told.ts'

export function daysTable(told: Told): Table {
  const { report, words } = told
  type Row = Report['days'][number]
  const first = column(words.columns.day, 'day', 14, ({ day }: Row) => day)
  return partsTable(told, words.sections.days, first, report.days)
}

export function buildingsTable(told: Told): Table {
  const { report, words, names } = told
  type Row = Report['buildings'][number]
  const first = column(words.columns.building, 'text', 24, ({ building }: Row) => names.building(building))
  return partsTable(told, words.sections.buildings, first, report.buildings)
}

export function kindsTable(told: Told): Table {
  const { report, words, names } = told
  type Row = Report['kinds'][number]
  const first = column(words.columns.kind, 'text', 24, ({ kind }: Row) => names.kind(kind))
  return partsTable(told, words.sections.kinds, first, report.kinds)
}

export function plansTable(told: Told): Table {
  const { report, words, names, term } = told
  type Row = Report['plans'][number]
  const first = column(words.columns.plan, 'text', 24, ({ plan }: Row) => names.plan(plan))
  const { name, means } = term('startSpread')
  const spread = column(words.columns.minutes(name), 'minutes', 14, ({ startSpreadMs }: Row) => startSpreadMs)
  const about = { title: words.sections.plans, means: words.defined(name, means), none: words.none.buildings }
  return tableOf(about, [first, ...partColumns(told), spread], report.plans)
}

export function roundsTable(told: Told): Table {
  const { report, words, names, term } = told
  type Row = Report['rounds'][number]
  const { columns, yes } = words
  return tableOf<Row>(
    { title: words.sections.rounds, means: term('startedLate').means, none: words.none.buildings },
    [
      column(columns.opensAt, 'instant', 17, ({ opensAt }) => opensAt),
      column(columns.closesAt, 'instant', 17, ({ closesAt }) => closesAt),
      column(columns.plan, 'text', 24, ({ plan }) => names.plan(plan)),
      ...partColumns(told)
        .slice(1)
        .map((one) => ({ ...one, of: ({ tally }: Row) => one.of({ tally, compliance: null }) })),
      column(columns.firstAt, 'instant', 17, ({ firstAt }) => firstAt),
      column(term('startedLate').name, 'text', 12, ({ startedLate }) => (startedLate ? yes : null)),
      column(term('rushed').name, 'count', 12, ({ rushed }) => rushed),
      column(term('outOfOrder').name, 'count', 12, ({ outOfOrder }) => outOfOrder),
    ],
    report.rounds,
  )
}

/** undefined: the report names nobody. */
export function peopleTable({ report, words, names, language }: Told): Table | undefined {
  if (!names.namesPeople) return undefined
  type Row = Report['people'][number]
  return tableOf<Row>(
    { title: words.sections.people, means: '', none: words.none.buildings },
    [
      column(words.columns.person, 'text', 20, ({ person }) => names.person(person)),
      column(STATE_NAMES.done[language], 'count', 10, ({ done }) => done),
      column(STATE_NAMES.late[language], 'count', 10, ({ late }) => late),
      column(STATE_NAMES.doubtful[language], 'count', 10, ({ doubtful }) => doubtful),
    ],
    report.people,
  )
}

export function halfHoursTable({ report, words }: Told): Table {
  type Row = { readonly from: number; readonly visits: number }
  return tableOf<Row>(
    { title: words.sections.halfHours, means: words.leads.halfHours, none: words.none.buildings },
    [
      column(words.columns.halfHour, 'text', 14, ({ from }) => halfHourName(from)),
      column(words.columns.visits, 'count', 12, ({ visits }) => visits),
    ],
    report.halfHours.map((visits, i) => ({ from: i * HALF_HOUR_MINUTES, visits })),
  )
}
const HALF_HOUR_MINUTES = 30

/** `21:30–22:00` */
function halfHourName(from: number): string {
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  return `${clock(from)}–${clock(from + HALF_HOUR_MINUTES)}`
}

function partsTable<Row extends Part>(
  told: Told,
  title: string,
  first: ReturnType<typeof column<Row>>,
  rows: readonly Row[],
): Table {
  const about = { title, means: told.term('compliance').means, none: told.words.none.buildings }
  return tableOf<Row>(about, [first, ...partColumns(told)], rows)
}
