/** The spots of a report as tables: all of their figures, and those that somebody has to look at. */
import { type CellState, NO_CELLS, STATE_NAMES } from '../../checkpoints/coverage.ts'
import type { CheckpointId } from '../../checkpoints/ids.ts'
import { DAY_CODES } from '../../checkpoints/report.ts'
import { daysSince } from '../../checkpoints/time.ts'
import type { Report, ReportedSpot } from '../../checkpoints/wire/report.ts'
import { shortDay } from '../../checkpoints/writing.ts'
import { type Medium, partColumns, spotColumns } from './columns.ts'
import { type ColumnOf, column, type Table, tableOf } from './table.ts'
import type { Told } from './told.ts'

/** A spot that some round expected or that is in use, whichever it is. */
type Known = ReportedSpot & { readonly lastVisitAt: number | null | undefined }

/** In walking order. */
export function spotsTable(told: Told): Table {
  const { report, words, term } = told
  return tableOf<Known>(
    { title: words.sections.spots, means: words.leads.spots, none: words.none.unvisited },
    [
      ...spotColumns(told, 'file'),
      ...partColumns(told),
      column(words.columns.hours(term('longestGap').name), 'hours', 14, ({ longestGapMs }) => longestGapMs),
      column(words.columns.hours(term('promisedGap').name), 'hours', 14, ({ promisedGapMs }) => promisedGapMs),
      column(term('repeatGap').name, 'count', 12, ({ longestRun }) => longestRun),
      ...lastVisitColumns(told),
    ],
    knownSpots(report),
  )
}

/** Those never visited first. */
export function unvisitedTable(told: Told, medium: Medium): Table {
  const { name: title, means } = told.term('unvisited')
  return tableOf(
    { title, means, none: told.words.none.unvisited },
    [...spotColumns(told, medium), ...lastVisitColumns(told)],
    told.report.unvisited,
  )
}

/** Those that were longer without a visit than their plans let pass, the longest beyond it first. */
export function longestGapTable(told: Told, medium: Medium): Table {
  const { report, words, term } = told
  const beyond = ({ longestGapMs, promisedGapMs }: ReportedSpot) => (longestGapMs ?? 0) - (promisedGapMs ?? 0)
  return tableOf<ReportedSpot>(
    {
      title: words.sections.longestGap,
      means: `${term('longestGap').means} ${words.defined(term('promisedGap').name, term('promisedGap').means)}`,
      none: words.none.longestGap,
    },
    [
      ...spotColumns(told, medium),
      column(words.columns.hours(term('longestGap').name), 'hours', 12, ({ longestGapMs }) => longestGapMs),
      column(words.columns.hours(term('promisedGap').name), 'hours', 12, ({ promisedGapMs }) => promisedGapMs),
    ],
    report.spots.filter((spot) => beyond(spot) > 0).toSorted((a, b) => beyond(b) - beyond(a)),
  )
}

/** The longest run first. */
export function repeatGapTable(told: Told, medium: Medium): Table {
  const { report, words, term } = told
  return tableOf<ReportedSpot>(
    { title: words.sections.repeatGap, means: term('repeatGap').means, none: words.none.repeatGap },
    [
      ...spotColumns(told, medium),
      column(term('repeatGap').name, 'count', 12, ({ longestRun }) => longestRun),
      column(STATE_NAMES.missed[told.language], 'count', 12, ({ tally }) => tally.missed),
    ],
    report.spots.filter(({ longestRun }) => longestRun > 1).toSorted((a, b) => b.longestRun - a.longestRun),
  )
}

export function excusedTable(told: Told, medium: Medium): Table {
  const { report, words, term } = told
  type Row = Report['excused'][number]
  const { name: title, means } = term('excused')
  return tableOf<Row>(
    { title, means, none: words.none.excused },
    [
      ...spotColumns(told, medium),
      column(words.columns.cells, 'count', 8, ({ cells }) => cells),
      column(words.columns.reasons, 'text', 40, ({ reasons }) => reasons.join(words.and)),
    ],
    report.excused,
  )
}

/** The worst state of each day, in words. */
export function matrixTable(told: Told): Table {
  const { report, words, language, year } = told
  return tableOf<ReportedSpot>(
    { title: words.sections.matrix, means: words.leads.matrix, none: words.none.matrix },
    [
      ...spotColumns(told, 'file').slice(0, 3),
      ...report.days.map(({ day }, i) =>
        column(shortDay(day, language, year), 'text', 9, ({ days }: ReportedSpot) => {
          const state = stateOfCode(days[i])
          return state ? STATE_NAMES[state][language] : null
        }),
      ),
    ],
    report.spots,
  )
}

/** What a character of `days` says; undefined: no round expected the spot. */
export function stateOfCode(code: string | undefined): CellState | undefined {
  return code === undefined ? undefined : STATES_BY_CODE.get(code)
}
const STATES_BY_CODE = new Map<string, CellState>(
  (Object.keys(DAY_CODES) as CellState[]).map((state) => [DAY_CODES[state], state]),
)

function lastVisitColumns(told: Told): ColumnOf<{ readonly lastVisitAt: number | null | undefined }>[] {
  const { words } = told
  return [
    column(
      words.columns.lastVisit,
      'instant',
      17,
      ({ lastVisitAt }) => lastVisitAt ?? (lastVisitAt === null ? words.never : null),
    ),
    column(words.columns.daysSince, 'count', 12, ({ lastVisitAt }) =>
      lastVisitAt ? daysSince(lastVisitAt, told.report.now) : null,
    ),
  ]
}

function knownSpots({ spots, unvisited, directory }: Report): Known[] {
  const expected = new Map(spots.map((spot) => [spot.checkpoint, spot]))
  const visits = new Map(unvisited.map(({ checkpoint, lastVisitAt }) => [checkpoint, lastVisitAt]))
  return directory.spots.flatMap(({ id }) => {
    if (!expected.has(id) && !visits.has(id)) return []
    return { ...(expected.get(id) ?? notExpected(id)), lastVisitAt: visits.get(id) }
  })
}

function notExpected(checkpoint: CheckpointId): ReportedSpot {
  const nothing = { compliance: null, longestGapMs: null, promisedGapMs: null, longestRun: 0, days: '' }
  return { checkpoint, tally: NO_CELLS, ...nothing }
}
