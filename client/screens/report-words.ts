/** A report's days and filter in words. */
import type { ReportFilter } from '../../checkpoints/report.ts'
import type { Days } from '../models/calendar.ts'
import { FILTERS, type FilterName } from '../models/report.ts'
import type { ReportNames } from '../models/report-names.ts'
import type { ReportWords } from '../words/report.zh-Hant.ts'
import { civilDay, shortDay } from '../words/writing.ts'

/** With the year, as what is printed is read years later. */
export function daysText(words: ReportWords, { from, to }: Days): string {
  return from === to ? civilDay(from) : words.days(civilDay(from), civilDay(to))
}

/** Without the year, if it is that of the days beside which they stand. */
export function shortDaysText(words: ReportWords, { from, to }: Days, beside: Days): string {
  const year = beside.to.slice(0, 4)
  if (!from.startsWith(year) || !to.startsWith(year)) return daysText(words, { from, to })
  return from === to ? shortDay(from) : words.days(shortDay(from), shortDay(to))
}

/** `第一座、電錶房`; empty where nothing is left out. */
export function filterText(words: ReportWords, filter: ReportFilter, names: ReportNames): string {
  return FILTERS.flatMap((name) => nameOf(words, name, filter, names) ?? []).join(words.and)
}

function nameOf(
  words: ReportWords,
  name: FilterName,
  { building, kind, plan, person, checkpoint }: ReportFilter,
  names: ReportNames,
): string | undefined {
  switch (name) {
    case 'building':
      return building && (names.place(building) ?? words.unnamed)
    case 'kind':
      return kind && names.kind(kind)
    case 'plan':
      return plan && (names.plan(plan) ?? words.unnamed)
    case 'person':
      return person && (names.person(person) ?? words.unnamed)
    case 'checkpoint':
      return checkpoint && names.spot(checkpoint)
  }
}
