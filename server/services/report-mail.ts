/** A report as a mail: the same figures as everywhere else (report.ts), the first line for whoever reads no further. */
import { CELL_STATES, type CellState, STATE_NAMES, type Tally, visitedIn } from '../../checkpoints/coverage.ts'
import { type Language, nameIn } from '../../checkpoints/language.ts'
import { LOCALES } from '../../checkpoints/locale.ts'
import { MAILING_NAMES } from '../../checkpoints/mailing.ts'
import type { MailPeriod } from '../../checkpoints/mailing-dues.ts'
import { placePath } from '../../checkpoints/place.ts'
import { SUSPICION_NAMES } from '../../checkpoints/presence.ts'
import { TERMS, type TermId } from '../../checkpoints/report-terms.ts'
import { DAY_MS, type Instant } from '../../checkpoints/time.ts'
import type { Report } from '../../checkpoints/wire/report.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import {
  ago,
  civilMonth,
  civilWeekday,
  dayAndTime,
  decimal,
  percent,
  shortDay,
  timeOfDay,
  timeRange,
} from '../../checkpoints/writing.ts'
import type { MailBody, MailSection } from '../notify/mail-body.ts'
import type { StoredMailing } from '../store/mailings.ts'
import { MAIL_WORDS } from '../words/mail.ts'
import type { MailWords } from '../words/mail.zh-Hant.ts'

const MOST_GAPS = 20
const MOST_OTHERS = 10
/** As many as fit into a line that is read at a glance. */
const NAMED_IN_LEAD = 3

/** What is the same in everybody's mail; the way out is each reader's own. */
export type ReportMail = {
  readonly subject: string
  readonly body: Omit<MailBody, 'unsubscribe'>
  /** What the way out is called. */
  readonly unsubscribe: string
}

type Told = {
  readonly report: Report
  readonly words: MailWords
  readonly language: Language
  /** Which goes without saying: that in which its period ends. */
  readonly year: number
}
type Asked = { readonly estate: Estate; readonly mailing: StoredMailing; readonly origin: string }

/** @param attached whether files come along; null: this mail has none */
export function reportMail(report: Report, { estate, mailing, origin }: Asked, attached: boolean | null): ReportMail {
  const { language, rhythm } = mailing
  const told = { report, language, words: MAIL_WORDS[language], year: Number(report.to.slice(0, 4)) }
  const { words } = told
  const kind = MAILING_NAMES[rhythm.kind][language]
  const name = nameIn(estate.names, language)
  const period = periodText(report, told, rhythm.kind === 'monthly')
  const subject = words.subject(name, kind, period, resultText(told))
  return {
    subject,
    unsubscribe: words.unsubscribe,
    body: {
      title: `${name} · ${kind}`,
      lang: LOCALES[language],
      lead: leadText(told, period),
      isFine: report.gaps.length === 0,
      lines: attached === null ? [] : [attached ? words.attached : words.notAttached],
      sections: sectionsOf(told, period),
      link: {
        label: words.open,
        note: words.openNote,
        url: `${origin}/reports?from=${report.from}&to=${report.to}`,
      },
      footer: [words.why(name, kind, mailing.createdBy)],
    },
  }
}

/** `11月27日 星期五`; `11月20日至11月26日`; `2026年11月`. */
function periodText({ from, to }: MailPeriod, { words, language, year }: Told, isMonth: boolean): string {
  if (isMonth) return civilMonth(from, language)
  return from === to
    ? civilWeekday(from, language, year)
    : words.range(shortDay(from, language, year), shortDay(to, language, year))
}

function dueIn(tally: Tally): number {
  return visitedIn(tally) + tally.missed
}

function resultText({ report: { tally }, words, language }: Told): string {
  if (tally.missed > 0) return words.result.gaps(decimal(tally.missed, language))
  if (dueIn(tally) > 0) return words.result.none
  return tally.pending + tally.awaiting > 0 ? words.result.undecided : words.result.nothingDue
}

function leadText(told: Told, period: string): string {
  const { report, language, words } = told
  const { lead } = words
  const open = report.tally.pending + report.tally.awaiting
  const rest = open > 0 ? lead.open(decimal(open, language)) : ''
  const due = decimal(dueIn(report.tally), language)
  if (report.gaps.length > 0) {
    const names = report.gaps.slice(0, NAMED_IN_LEAD).map((gap) => gapText(told, gap))
    const list = names.join(lead.join)
    const named = report.gaps.length > names.length ? lead.others(list) : list
    return lead.gaps(period, due, decimal(report.gaps.length, language), named) + rest
  }
  if (dueIn(report.tally) === 0) {
    return open > 0 ? lead.undecided(period, decimal(open, language)) : lead.nothingDue(period)
  }
  return (open > 0 ? lead.noGapsYet : lead.allVisited)(period, due) + rest
}

type Cell = Report['gaps'][number]

/** `B 座 12/F 電錶房（21:00）`; of more than a day with the day. */
function gapText(told: Told, { round, checkpoint }: Cell): string {
  const { report, words, language, year } = told
  const opensAt = roundsById(report).get(round)?.opensAt
  const { zone } = report.directory.estate
  if (opensAt === undefined) return spotText(told, checkpoint)
  const when =
    report.from === report.to ? timeOfDay(opensAt, zone, language) : dayAndTime(opensAt, zone, language, year)
  return words.named(spotText(told, checkpoint), when)
}

function sectionsOf(told: Told, period: string): MailSection[] {
  const sections = [figures(told, period), gaps(told), unvisited(told), doubtful(told), startedLate(told)]
  return sections.filter((section) => section !== undefined)
}

/** States that say nothing when there is none of them. */
const OPEN_STATES: readonly CellState[] = ['pending', 'awaiting', 'excused']

function figures({ report, words, language, year }: Told, period: string): MailSection {
  const { previous } = report
  const share = (compliance: number | null) => (compliance === null ? words.nobodyDue : percent(compliance, language))
  const states = CELL_STATES.filter(
    (state) => !OPEN_STATES.includes(state) || report.tally[state] > 0 || previous.tally[state] > 0,
  )
  const before =
    previous.from === previous.to
      ? shortDay(previous.from, language, year)
      : words.range(shortDay(previous.from, language, year), shortDay(previous.to, language, year))
  return {
    title: `${TERMS.compliance.name[language]} ${share(report.compliance)}`,
    note: TERMS.compliance.means[language],
    head: [words.figures, `${words.thisPeriod} ${period}`, words.before(before)],
    rows: [
      [TERMS.compliance.name[language], share(report.compliance), share(previous.compliance)],
      ...states.map((state) => [
        STATE_NAMES[state][language],
        words.count(decimal(report.tally[state], language)),
        words.count(decimal(previous.tally[state], language)),
      ]),
    ],
  }
}

function gaps(told: Told): MailSection | undefined {
  const { report, words } = told
  const lastVisits = new Map(report.unvisited.map(({ checkpoint, lastVisitAt }) => [checkpoint, lastVisitAt]))
  return section(told, 'gap', report.gaps, {
    most: MOST_GAPS,
    head: [words.when, words.spot, words.lastVisit],
    row: ({ round, checkpoint }) => [
      roundText(told, round),
      spotText(told, checkpoint),
      visitText(told, lastVisits.get(checkpoint) ?? null),
    ],
  })
}

/** Those that somebody was at within a day are in good hands. */
function unvisited(told: Told): MailSection | undefined {
  const { report, words } = told
  const long = report.unvisited.filter(({ lastVisitAt }) => lastVisitAt === null || report.now - lastVisitAt > DAY_MS)
  return section(told, 'unvisited', long, {
    most: MOST_OTHERS,
    head: [words.spot, words.lastVisit],
    row: ({ checkpoint, lastVisitAt }) => [spotText(told, checkpoint), visitText(told, lastVisitAt)],
  })
}

/** Nobody is named: a mail may go out of the house. */
function doubtful(told: Told): MailSection | undefined {
  const { report, words, language, year } = told
  return section(told, 'doubtful', report.doubtful, {
    most: MOST_OTHERS,
    head: [words.time, words.spot, words.question],
    row: ({ occurredAt, checkpoint, reasons }) => [
      dayAndTime(occurredAt, report.directory.estate.zone, language, year),
      spotText(told, checkpoint),
      reasons.map((reason) => SUSPICION_NAMES[reason][language]).join(words.lead.join),
    ],
  })
}

function startedLate(told: Told): MailSection | undefined {
  const { report, words } = told
  const late = report.rounds.filter((round) => round.startedLate)
  return section(told, 'startedLate', late, {
    most: MOST_OTHERS,
    head: [words.when, words.firstVisit],
    row: ({ round, firstAt }) => [
      roundText(told, round),
      firstAt === null ? words.nobody : dayAndTime(firstAt, report.directory.estate.zone, told.language, told.year),
    ],
  })
}

type Listing<Item> = {
  readonly most: number
  readonly head: readonly string[]
  readonly row: (item: Item) => readonly string[]
}

/** A list with its name, its number and what that means; undefined where there is nothing to list. */
function section<Item>(
  { words, language }: Told,
  term: TermId,
  items: readonly Item[],
  { most, head, row }: Listing<Item>,
): MailSection | undefined {
  if (items.length === 0) return undefined
  const { name, means } = TERMS[term]
  const left = items.length - most
  return {
    title: words.section(name[language], decimal(items.length, language)),
    note: means[language],
    head,
    rows: items.slice(0, most).map(row),
    ...(left > 0 && { more: words.more(decimal(left, language)) }),
  }
}

function roundText({ report, words, language, year }: Told, id: string): string {
  const round = roundsById(report).get(id)
  if (!round) return ''
  const { zone } = report.directory.estate
  const plan = report.directory.plans.find((one) => one.id === round.plan)
  const hours = timeRange(round.opensAt, round.closesAt, zone, language)
  const when =
    report.from === report.to
      ? hours
      : `${dayAndTime(round.opensAt, zone, language, year)}–${hours.split('–')[1] ?? ''}`
  return words.planned(plan ? nameIn(plan.names, language) : '', when).trim()
}

/** `11月22日 20:51（6 日前）` */
function visitText({ report, words, language, year }: Told, lastVisitAt: Instant | null): string {
  if (lastVisitAt === null) return words.never
  const when = dayAndTime(lastVisitAt, report.directory.estate.zone, language, year)
  return words.named(when, ago(lastVisitAt, report.now, language))
}

/** `B 座 12/F 電錶房` */
function spotText({ report: { directory }, language }: Told, id: string): string {
  const spot = directory.spots.find((one) => one.id === id)
  if (!spot) return id
  const places = new Map(directory.places.map((place) => [place.id, place]))
  return [...placePath(places, spot.place, language), nameIn(spot.names, language)].join(' ')
}

const known = new WeakMap<Report, Map<string, Report['rounds'][number]>>()

function roundsById(report: Report): Map<string, Report['rounds'][number]> {
  const rounds = known.get(report) ?? new Map(report.rounds.map((round) => [round.round, round]))
  known.set(report, rounds)
  return rounds
}
