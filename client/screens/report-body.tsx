import type { ComponentChildren, FunctionComponent } from 'preact'
import { mostInARow } from '../../checkpoints/report.ts'
import { TERMS, type TermId } from '../../checkpoints/report-terms.ts'
import type { Zone } from '../../checkpoints/time.ts'
import type { Report } from '../../checkpoints/wire/report.ts'
import { wideEnough } from '../device/viewport.ts'
import { roundsWith } from '../models/report-lists.ts'
import { type ReportNames, reportNames } from '../models/report-names.ts'
import { boardWords } from '../words/board.ts'
import type { BoardWords } from '../words/board.zh-Hant.ts'
import { language } from '../words/language.ts'
import { reportWords } from '../words/report.ts'
import type { ReportWords } from '../words/report.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import './report-body.css'
import { ReportGaps } from './report-gaps.tsx'
import { ReportHeadline } from './report-headline.tsx'
import type { ReportLinks } from './report-links.ts'
import { ReportParts } from './report-parts.tsx'
import { QuestionedReadings } from './report-readings.tsx'
import { LateStarts, OutOfOrder, Rushed } from './report-rounds.tsx'
import { ReportSection } from './report-section.tsx'
import { LongestGaps, RepeatGaps, Unvisited } from './report-spots.tsx'
import { DoubtfulVisits, Excused, OutOfPlanVisits } from './report-visits.tsx'

type Props = {
  readonly report: Report
  /** Undefined: read-only, for those who may not see what stands behind the numbers. */
  readonly href: ReportLinks | undefined
  /** The same questions asked of another period; else what the report itself knows of the one before. */
  readonly compared?: Report | undefined
  /** Drawn after the headline. */
  readonly pictures?: ComponentChildren
}

/** What every section of a report is drawn from. */
export type SectionProps = Pick<Props, 'report' | 'href' | 'compared'> & {
  readonly words: ReportWords
  readonly board: BoardWords
  readonly names: ReportNames
  readonly zone: Zone
}

/** A report as it is read: one number, what it is made of, then everything worth a question. */
export function ReportBody({ report, href, compared, pictures }: Props) {
  const words = reportWords.value
  const board = boardWords.value
  if (!words || !board) return null
  const names = reportNames(report.directory, language.value, compared?.directory)
  const props: SectionProps = {
    words,
    board,
    report,
    href,
    compared,
    names,
    zone: report.directory.estate.zone,
  }
  const sections = SECTIONS.filter(({ ofRounds }) => !ofRounds || report.rounds.length > 0).map((section) => ({
    ...section,
    title: titleOf(section, words),
  }))
  return (
    <div class="report-body">
      <Contents words={words} sections={sections} report={report} />
      <div class="report-sections">
        <ReportHeadline {...props} />
        {pictures}
        {sections.map(({ id, title, term, means, countOf, Body }) => (
          <ReportSection
            key={id}
            id={idOf(id)}
            title={title}
            means={term ? meaningOf(term) : means?.(words)}
            count={countOf?.(report)}
          >
            <Body {...props} />
          </ReportSection>
        ))}
      </div>
    </div>
  )
}

type Section = {
  readonly id: string
  /** Names it, and says what it means. */
  readonly term?: TermId
  readonly name?: (words: ReportWords) => string
  readonly means?: (words: ReportWords) => string
  /** How many there are of what it lists. */
  readonly countOf?: (report: Report) => number
  /** Says nothing of a period without rounds: nobody kept to a plan, nor missed anything. */
  readonly ofRounds?: boolean
  readonly Body: FunctionComponent<SectionProps>
}

const SECTIONS: readonly Section[] = [
  {
    id: 'parts',
    ofRounds: true,
    name: ({ parts }) => parts.title,
    means: ({ parts }) => parts.means,
    Body: ReportParts,
  },
  { id: 'gaps', ofRounds: true, term: 'gap', countOf: ({ gaps }) => gaps.length, Body: ReportGaps },
  { id: 'unvisited', term: 'unvisited', Body: Unvisited },
  { id: 'longest-gaps', ofRounds: true, term: 'longestGap', Body: LongestGaps },
  {
    id: 'repeat-gaps',
    ofRounds: true,
    term: 'repeatGap',
    countOf: ({ spots }) => mostInARow(spots),
    Body: RepeatGaps,
  },
  {
    id: 'late-starts',
    ofRounds: true,
    term: 'startedLate',
    countOf: ({ rounds }) => roundsWith(rounds, ({ startedLate }) => startedLate).length,
    Body: LateStarts,
  },
  {
    id: 'rushed',
    ofRounds: true,
    term: 'rushed',
    countOf: ({ rounds }) => sum(rounds, ({ rushed }) => rushed),
    Body: Rushed,
  },
  {
    id: 'out-of-order',
    ofRounds: true,
    term: 'outOfOrder',
    countOf: ({ rounds }) => sum(rounds, ({ outOfOrder }) => outOfOrder),
    Body: OutOfOrder,
  },
  { id: 'doubtful', term: 'doubtful', countOf: ({ doubtful }) => doubtful.length, Body: DoubtfulVisits },
  { id: 'excused', ofRounds: true, term: 'excused', countOf: ({ tally }) => tally.excused, Body: Excused },
  { id: 'out-of-plan', term: 'outOfPlan', countOf: ({ outOfPlan }) => outOfPlan.length, Body: OutOfPlanVisits },
  { id: 'readings', term: 'questioned', countOf: ({ anomalies }) => anomalies.length, Body: QuestionedReadings },
]

function titleOf({ term, name }: Section, words: ReportWords): string {
  return term ? TERMS[term].name[language.value] : (name?.(words) ?? '')
}

/** The longest gap cannot be read without knowing what it is held against. */
function meaningOf(term: TermId): string {
  const own = TERMS[term].means[language.value]
  if (term !== 'longestGap') return own
  const { name, means } = TERMS.promisedGap
  return `${own} ${name[language.value]}: ${means[language.value]}`
}

function sum<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((total, row) => total + of(row), 0)
}

function idOf(section: string): string {
  return `report-${section}`
}

type ContentsProps = {
  readonly words: ReportWords
  readonly sections: readonly (Section & { readonly title: string })[]
  readonly report: Report
}

/** The way around a long page; folded where it would stand before it. */
function Contents(props: ContentsProps) {
  const { words } = props
  return (
    <nav class="report-contents screen-only" aria-label={words.contents}>
      {wideEnough.value ? (
        <Ways {...props} />
      ) : (
        <details class="report-fold">
          <summary>{words.contents}</summary>
          <Ways {...props} />
        </details>
      )}
    </nav>
  )
}

function Ways({ sections, report }: ContentsProps) {
  return (
    <ul>
      {sections.map(({ id, title, countOf }) => (
        <li key={id}>
          <a href={`#${idOf(id)}`}>
            <span>{title}</span>
            {countOf && <span class="soft">{decimal(countOf(report))}</span>}
          </a>
        </li>
      ))}
    </ul>
  )
}
