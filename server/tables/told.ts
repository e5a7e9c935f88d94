/** A report, and all that is needed to tell somebody of it. */
import type { Language } from '../../checkpoints/language.ts'
import { TERMS, type TermId } from '../../checkpoints/report-terms.ts'
import { type CivilDate, civilDateOf, type Zone } from '../../checkpoints/time.ts'
import type { Report } from '../../checkpoints/wire/report.ts'
import { civilDay, timeOfDay } from '../../checkpoints/writing.ts'
import { REPORT_WORDS } from '../words/report.ts'
import type { ReportWords } from '../words/report.zh-Hant.ts'
import { namesIn, type ReportNames } from '../words/report-names.ts'

export type Told = {
  readonly report: Report
  readonly language: Language
  readonly words: ReportWords
  readonly names: ReportNames
  readonly zone: Zone
  /** Which goes without saying: that in which its period ends. */
  readonly year: number
  readonly term: (id: TermId) => { readonly name: string; readonly means: string }
  readonly roundOf: (id: string) => Report['rounds'][number] | undefined
}

export function tell(report: Report, language: Language): Told {
  const words = REPORT_WORDS[language]
  const rounds = new Map(report.rounds.map((round) => [round.round, round]))
  return {
    ...{ report, language, words, year: Number(report.to.slice(0, 4)) },
    names: namesIn(report.directory, language, words.elsewhere),
    zone: report.directory.estate.zone,
    term: (id) => ({ name: TERMS[id].name[language], means: TERMS[id].means[language] }),
    roundOf: (id) => rounds.get(id),
  }
}

export function periodOf({ language, words }: Told, { from, to }: { from: CivilDate; to: CivilDate }): string {
  return from === to ? civilDay(from, language) : words.period(civilDay(from, language), civilDay(to, language))
}

/** When the report was computed, on the clocks of the estate. */
export function madeAtOf({ report: { now }, words, zone, language }: Told): string {
  return words.madeAt(`${civilDay(civilDateOf(now, zone), language)} ${timeOfDay(now, zone, language)}`)
}

/** What the report leaves out everything else but; empty: nothing is left out. */
export function filterOf({ report: { filter }, names, words }: Told): string {
  const { building, kind, plan, person, checkpoint } = filter
  const parts = [
    building === undefined ? '' : names.building(building),
    kind === undefined ? '' : names.kind(kind),
    plan === undefined ? '' : names.plan(plan),
    person === undefined ? '' : names.person(person),
    checkpoint === undefined ? '' : names.spot(checkpoint).whole,
  ].filter((part) => part !== '')
  return parts.length === 0 ? '' : words.only(parts.join(words.and))
}
