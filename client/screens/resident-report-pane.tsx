import { useMemo } from 'preact/hooks'
import { CATEGORIES } from '../../checkpoints/checklist.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { mayCall } from '../../checkpoints/people.ts'
import { REPORT_STATES } from '../../checkpoints/resident-report.ts'
import type { ListedReport, ResidentReport } from '../../checkpoints/wire/resident-report.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { placeIn } from '../models/catalogue.ts'
import { catalogueOf } from '../models/catalogue-kept.ts'
import { roles } from '../models/estate.ts'
import { polled } from '../models/polled.ts'
import { getResidentReport, residentPhotoUrl } from '../server.ts'
import { language } from '../words/language.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import type { ResidentReportWords } from '../words/resident-reports.zh-Hant.ts'
import { dayAndTime } from '../words/writing.ts'
import { Facts } from './facts.tsx'
import { ReportFollowUp } from './report-follow-up.tsx'
import { ResidentAnswer } from './resident-answer.tsx'
import './resident-reports.css'
import './stranger.css'
import { useRefreshed } from './use-refreshed.ts'
import { Waiting } from './waiting.tsx'

type Props = {
  readonly words: ResidentReportWords
  readonly office: OfficeWords
  readonly estate: Estate
  readonly report: ListedReport
  readonly onChanged: () => void
}

/** One report: what was written, where, the photo, who waits for a call, and what the estate says. */
export function ResidentReportPane({ words, office, estate: current, report: listed, onChanged }: Props) {
  const { id: estate, zone } = current
  const shown = useMemo(() => polled(() => getResidentReport(estate, listed.id)), [estate, listed.id])
  const report = useRefreshed(shown)
  const mayAnswer = mayCall('PUT /api/estates/:estate/resident-reports/:report', roles.value)
  return (
    <div class="stack">
      <p class="report-text as-written">{listed.text}</p>
      {listed.hasPhoto && mayAnswer && (
        <a class="report-photo" href={residentPhotoUrl(estate, listed.id)} target="_blank" rel="noreferrer">
          <img src={residentPhotoUrl(estate, listed.id)} alt={words.photo} />
          <span class="small">{words.photoLarge}</span>
        </a>
      )}
      <Waiting words={office} shown={shown} zone={zone} />
      {report && (
        <>
          <AboutReport words={words} estate={estate} zone={zone} report={report} />
          <Contact words={words} report={report} />
          <ReportFollowUp
            estate={current}
            report={report}
            onChanged={() => {
              void shown.refresh()
              onChanged()
            }}
          />
          {mayAnswer ? (
            <ResidentAnswer
              words={words}
              estate={estate}
              report={report}
              onChanged={() => {
                void shown.refresh()
                onChanged()
              }}
            />
          ) : (
            report.answer !== '' && <p class="as-written">{report.answer}</p>
          )}
        </>
      )}
    </div>
  )
}

type AboutProps = {
  readonly words: ResidentReportWords
  readonly estate: string
  readonly zone: string
  readonly report: ResidentReport
}

function AboutReport({ words, estate, zone, report }: AboutProps) {
  const catalogue = useRefreshed(catalogueOf(estate))
  const { checkpoint, category, receivedAt, state, updated } = report
  const place = catalogue && placeIn(catalogue, checkpoint.place, language.value)
  return (
    <Facts
      facts={[
        [
          words.facts.spot,
          <>
            <a href={`/checkpoints/${checkpoint.id}`}>{nameIn(checkpoint.names, language.value)}</a>
            <br />
            <span class="soft small">
              {place && `${place} · `}
              {checkpoint.code}
            </span>
          </>,
        ],
        [words.facts.category, category ? nameIn(CATEGORIES[category].names, language.value) : words.noCategory],
        [words.facts.received, dayAndTime(receivedAt, zone)],
        [words.facts.state, <strong key="state">{nameIn(REPORT_STATES[state], language.value)}</strong>],
        updated ? [words.facts.updated, words.by(dayAndTime(updated.at, zone), updated.by)] : undefined,
      ]}
    />
  )
}

function Contact({ words, report }: { readonly words: ResidentReportWords; readonly report: ResidentReport }) {
  const { contact, hasContact, calledBack } = report
  if (contact !== null)
    return (
      <div class="report-contact">
        <h3>{words.contact}</h3>
        <p>{contact}</p>
        <p class="soft small">{words.contactText}</p>
      </div>
    )
  if (hasContact) return <p class="soft">{words.contactHidden}</p>
  return calledBack === null ? null : <p class="soft">{calledBack ? words.calledBack : words.notCalledBack}</p>
}
