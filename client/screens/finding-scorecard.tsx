import { useMemo } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { ROUTES } from '../../checkpoints/finding-act.ts'
import { SCORE_MOST_DAYS, SCORE_TERMS, type Score, type ScoreTermId } from '../../checkpoints/finding-score.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { civilDateOf, HOUR_MS } from '../../checkpoints/time.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Defined } from '../components/defined.tsx'
import { Empty } from '../components/empty.tsx'
import { Field } from '../components/field.tsx'
import { Page } from '../components/page.tsx'
import { Segmented } from '../components/segmented.tsx'
import { Table } from '../components/table.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { printPage } from '../device/print.ts'
import { estate } from '../models/estate.ts'
import { polled } from '../models/polled.ts'
import {
  bearerOf,
  isTooLong,
  listOf,
  periodOf,
  SCORE_PERIODS,
  type ScorePeriod,
  type ScoreSpan,
  spanFrom,
  spanOf,
} from '../models/scorecard.ts'
import { now } from '../models/server-time.ts'
import { getScorecard } from '../server.ts'
import { findingWords } from '../words/findings.ts'
import type { FindingWords } from '../words/findings.zh-Hant.ts'
import { language } from '../words/language.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { civilDay, decimal, percent, spanInFull } from '../words/writing.ts'
import './finding-scorecard.css'
import { useRefreshed } from './use-refreshed.ts'
import { useScreen } from './use-screen.ts'
import { Waiting } from './waiting.tsx'

/** How those who are responsible have done; every number that the list can show leads to it. */
export function ScorecardScreen() {
  const words = findingWords.value
  const office = officeWords.value
  const current = estate.value
  return words && office && current ? (
    <ScorecardPage key={current.id} words={words} office={office} estate={current} />
  ) : null
}

type Props = { readonly words: FindingWords; readonly office: OfficeWords; readonly estate: Estate }

function ScorecardPage({ words, office, estate }: Props) {
  const own = words.score
  useScreen(own.title)
  const { query, route } = useLocation()
  const today = civilDateOf(now.value, estate.zone)
  const span = spanFrom(query, today)
  const { from, to } = span
  const shown = useMemo(() => polled(() => getScorecard(estate.id, { from, to })), [estate.id, from, to])
  const tooLong = isTooLong(span)
  const card = useRefreshed(shown)
  const go = (next: ScoreSpan) => route(`/findings/scorecard?from=${next.from}&to=${next.to}`, true)
  return (
    <Page
      width="wide"
      top={
        <TopBar
          title={own.title}
          over={nameIn(estate.names, language.value)}
          back={{ href: '/findings', label: words.detail.back }}
        >
          <Button icon="print" onClick={printPage}>
            {own.print}
          </Button>
        </TopBar>
      }
    >
      <p class="soft">{own.lead}</p>
      <p>
        <strong>
          {civilDay(from)} – {civilDay(to)}
        </strong>
      </p>
      <div class="score-period screen-only">
        <Segmented<ScorePeriod>
          legend={own.period}
          hideLegend
          size="small"
          segments={SCORE_PERIODS.map((value) => ({ value, label: own.periods[value] }))}
          value={periodOf(span, today)}
          onChange={(period) => go(spanOf(period, today))}
        />
        <Field label={own.from} type="date" value={from} onInput={(day) => day && go({ from: day, to })} />
        <Field label={own.to} type="date" value={to} onInput={(day) => day && go({ from, to: day })} />
      </div>
      {tooLong ? (
        <Empty title={own.tooLong(decimal(SCORE_MOST_DAYS))} />
      ) : (
        <Waiting words={office} shown={shown} zone={estate.zone} />
      )}
      {card && card.scores.length === 0 && <Empty title={own.none}>{own.noneText}</Empty>}
      {card && card.scores.length > 0 && (
        <>
          <Scores words={words} scores={card.scores} span={span} />
          <Definitions words={words} />
        </>
      )}
    </Page>
  )
}

const COLUMNS = Object.keys(SCORE_TERMS) as ScoreTermId[]

type ScoresProps = { readonly words: FindingWords; readonly scores: readonly Score[]; readonly span: ScoreSpan }

function Scores({ words, scores, span }: ScoresProps) {
  const own = words.score
  return (
    <Table
      caption={own.title}
      hideCaption
      head={
        <>
          <th scope="col">{own.who}</th>
          {COLUMNS.map((term) => (
            <th key={term} scope="col" class="score-number" title={SCORE_TERMS[term].means[language.value]}>
              {SCORE_TERMS[term].name[language.value]}
            </th>
          ))}
        </>
      }
    >
      {scores.map((score) => (
        <tr key={`${score.route} ${score.who}`}>
          <th scope="row" class="score-who">
            {bearerText(own, score)}
            <br />
            <span class="soft small">{ROUTES[score.route].names[language.value]}</span>
          </th>
          {COLUMNS.map((term) => (
            <td key={term} class="score-number">
              <Figure words={words} score={score} term={term} span={span} />
            </td>
          ))}
        </tr>
      ))}
    </Table>
  )
}

function bearerText(own: FindingWords['score'], score: Score): string {
  const bearer = bearerOf(score)
  return typeof bearer === 'string' ? own[bearer] : nameIn(bearer, language.value)
}

type FigureProps = Omit<ScoresProps, 'scores'> & { readonly score: Score; readonly term: ScoreTermId }

function Figure({ score, term, span }: FigureProps) {
  if (term === 'medianHours') return <>{score.medianHours === null ? '–' : spanInFull(score.medianHours * HOUR_MS)}</>
  if (term === 'inTime' && score.fixed === 0) return <>–</>
  const text = term === 'inTime' ? percent(score.inTime / score.fixed) : decimal(score[term])
  if (term === 'sentBack' || term === 'extended' || score[term] === 0) return <>{text}</>
  return <a href={listOf(score, term, span)}>{text}</a>
}

/** On hover and focus, and on paper. */
function Definitions({ words: { score: own } }: { readonly words: FindingWords }) {
  return (
    <section class="score-definitions" aria-label={own.definitions}>
      <h2>{own.definitions}</h2>
      <div class="row">
        {COLUMNS.map((term) => (
          <Defined key={term} means={SCORE_TERMS[term].means[language.value]}>
            {SCORE_TERMS[term].name[language.value]}
          </Defined>
        ))}
      </div>
    </section>
  )
}
