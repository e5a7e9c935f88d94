import { useSignal } from '@preact/signals'
import { mayDo } from '../../checkpoints/people.ts'
import type { Decision } from '../../checkpoints/review.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Notice } from '../components/notice.tsx'
import { TextArea } from '../components/text-area.tsx'
import { me } from '../models/session.ts'
import { reviewVisit } from '../server.ts'
import { failureText } from '../words/problems.ts'
import { dayAndTime } from '../words/writing.ts'
import { useSending } from './use-sending.ts'
import type { VisitProps } from './visit-summary.tsx'

/** What the desk makes of a visit after asking: every word of it, and the next one for whoever may say it. */
export function VisitReview({ words, file, onSaid }: VisitProps & { readonly onSaid: () => void }) {
  const { visit: own } = words
  const { claims, person, reviews, verdict } = file.record
  const held = me.value?.memberships.find(({ estate }) => estate.id === claims.estate)?.roles ?? []
  const mayReview = mayDo('review a visit', held)
  if (reviews.length === 0 && !mayReview) return null
  return (
    <Card title={own.review}>
      {reviews.map(({ decision, reason, by, at }) => (
        <div key={at}>
          <p>
            <strong>{own.decided[decision]}</strong>
          </p>
          <p>{reason}</p>
          <p class="soft small">{own.reviewSaid(by, dayAndTime(at, file.zone))}</p>
        </div>
      ))}
      {mayReview && person.id === me.value?.person.id && <p class="soft">{own.reviewOwn}</p>}
      {mayReview && person.id !== me.value?.person.id && (
        <Form
          words={words}
          file={file}
          onSaid={onSaid}
          asked={verdict.outcome === 'doubtful' && reviews.length === 0}
        />
      )}
    </Card>
  )
}

type FormProps = VisitProps & {
  readonly onSaid: () => void
  /** It raises a question that nobody has answered. */
  readonly asked: boolean
}

function Form({ words: { visit: own }, file, onSaid, asked }: FormProps) {
  const { busy, failure, send } = useSending()
  const reason = useSignal('')
  const tried = useSignal(false)
  const given = reason.value.trim()

  async function say(decision: Decision): Promise<void> {
    tried.value = true
    if (given === '') return
    if (!(await send(() => reviewVisit(file.record.claims.id, { decision, reason: given })))?.ok) return
    reason.value = ''
    tried.value = false
    onSaid()
  }

  return (
    <div class="stack screen-only">
      <p class="soft small">{own.reviewLead}</p>
      <TextArea
        label={own.reviewReason}
        hint={own.reviewHint}
        maxLength={500}
        required
        value={reason.value}
        onInput={(text) => {
          reason.value = text
        }}
        error={tried.value && given === '' ? own.reviewMissing : undefined}
      />
      {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
      <div class="row">
        <Button kind={asked ? 'primary' : 'plain'} busy={busy.value} onClick={() => void say('accepted')}>
          {own.accept}
        </Button>
        <Button busy={busy.value} onClick={() => void say('voided')}>
          {own.void}
        </Button>
      </div>
    </div>
  )
}
