import { nameIn } from '../../checkpoints/language.ts'
import { Card } from '../components/card.tsx'
import { Mark } from '../components/mark.tsx'
import { placeIn } from '../models/catalogue.ts'
import { clockErrorOf, markOf, type VisitFile } from '../models/visit-file.ts'
import type { BoardWords } from '../words/board.zh-Hant.ts'
import { language } from '../words/language.ts'
import { dayOf, span, timeOfDay, timeRange } from '../words/writing.ts'
import { Facts } from './facts.tsx'
import './visit-summary.css'

export type VisitProps = { readonly words: BoardWords; readonly file: VisitFile }

/** Where, when, who, and how much of it is beyond question. */
export function VisitSummary({ words, file: { record, zone, catalogue } }: VisitProps) {
  const { visit: own } = words
  const { checkpoint, person, round, occurredAt } = record
  const place = catalogue && placeIn(catalogue, checkpoint.place, language.value)
  return (
    <Card>
      <Verdict words={words} file={{ record, zone }} />
      <Facts
        facts={[
          place ? [own.place, place] : undefined,
          [own.code, checkpoint.code],
          [own.time, `${dayOf(occurredAt, zone)} ${timeOfDay(occurredAt, zone)}`],
          [own.person, person.name],
          [
            own.round,
            round ? (
              <a href={`/board/rounds/${round.id}`}>
                {nameIn(round.names, language.value)} {timeRange(round.opensAt, round.closesAt, zone)}
              </a>
            ) : (
              own.noRound
            ),
          ],
        ]}
      />
    </Card>
  )
}

/** Every reason for doubt is a question to somebody, none an accusation. */
function Verdict({ words, file: { record, zone } }: { words: BoardWords; file: Pick<VisitFile, 'record' | 'zone'> }) {
  const { visit: own } = words
  const { verdict, round, occurredAt, reviews, claims } = record
  const state = markOf(record)
  const clockErrorMs = clockErrorOf(record)
  const isLate = round !== null && occurredAt > round.closesAt
  const decision = reviews[0]?.decision
  return (
    <div class="verdict" data-state={state}>
      <p class="verdict-line">
        <Mark state={state} />
        <strong>{verdict.outcome === 'doubtful' ? own.doubtful : own.verified}</strong>
      </p>
      {decision && <p>{decision === 'voided' ? own.noLongerCounts : own.accepted}</p>}
      {clockErrorMs !== 0 && (
        <p>{clockErrorMs > 0 ? own.clockAhead(span(clockErrorMs)) : own.clockBehind(span(clockErrorMs))}</p>
      )}
      {isLate && <p>{own.late(timeOfDay(round.closesAt, zone))}</p>}
      {verdict.outcome === 'doubtful' && (
        <ul class="verdict-questions">
          {verdict.reasons.map((reason) => (
            <li key={reason}>
              {reason === 'tag-revoked' && claims.evidence.channel === 'display'
                ? own.displayRevoked
                : own.questions[reason]}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
