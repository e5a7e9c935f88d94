import type { CallBackOutcome, FindingAct } from '../../checkpoints/finding-act.ts'
import { CallBackOutcome as Outcomes } from '../../checkpoints/finding-act.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import { addDays } from '../../checkpoints/time.ts'
import { Checks } from '../components/checks.tsx'
import { Field } from '../components/field.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { Segmented } from '../components/segmented.tsx'
import type { Photo } from '../device/photo.ts'
import { now } from '../models/server-time.ts'
import { decimal, shortDay, span } from '../words/writing.ts'
import type { DeedProps } from './finding-deed-sheet.tsx'
import { nameOf } from './finding-words.ts'
import { PhotoField } from './photo-field.tsx'
import { ResidentsToCall } from './residents-to-call.tsx'
import { useDeedForm } from './use-deed-form.tsx'

const isEmpty = (text: string) => text.trim() === ''

/** Deeds of which only the reason is asked. */
export function ReasonForm(props: DeedProps & { readonly lead: string; readonly act: (reason: string) => FindingAct }) {
  const { words, lead, act } = props
  const { written, frame } = useDeedForm(props, {
    initial: { reason: '' },
    faultsOf: ({ reason }) => (isEmpty(reason) ? { reason: 'textMissing' } : {}),
    actOf: ({ reason }) => act(reason.trim()),
  })
  return frame(
    <>
      <p class="soft">{lead}</p>
      {written('reason', words.form.reason)}
    </>,
  )
}

export function AcknowledgeForm(props: DeedProps) {
  const { words } = props
  const { written, frame } = useDeedForm(props, {
    initial: { note: '' },
    faultsOf: () => ({}),
    actOf: ({ note }) => ({ kind: 'acknowledge', note: note.trim() }),
  })
  return frame(
    <>
      <p>{words.form.acknowledgeText}</p>
      {written('note', words.form.noteOptional)}
    </>,
    words.deeds.acknowledge,
  )
}

export function AskExtensionForm(props: DeedProps) {
  const { words, detail } = props
  const { dueOn } = detail.finding
  const { draft, set, written, errorOf, frame } = useDeedForm(props, {
    initial: { until: dueOn ? addDays(dueOn, 7) : '', reason: '' },
    faultsOf: ({ until, reason }) => ({
      ...((until === '' || (dueOn !== null && until <= dueOn)) && { until: 'untilNotLater' as const }),
      ...(isEmpty(reason) && { reason: 'textMissing' as const }),
    }),
    actOf: ({ until, reason }) => ({ kind: 'ask-extension', until, reason: reason.trim() }),
  })
  return frame(
    <>
      <Field
        label={words.form.until}
        hint={dueOn ? words.form.untilHint(shortDay(dueOn)) : undefined}
        type="date"
        value={draft.until}
        onInput={(until) => set({ until })}
        error={errorOf('until')}
      />
      {written('reason', words.form.reason)}
    </>,
  )
}

type AnswerDraft = { readonly answer: 'yes' | 'no' | undefined; readonly reason: string }

/** Who answers sees how often it was extended and for how long it has been open (policy 9.2). */
export function AnswerExtensionForm(props: DeedProps) {
  const { words, detail } = props
  const { extension, extended, reportedAt } = detail.finding
  const { draft, set, written, errorOf, frame } = useDeedForm<AnswerDraft>(props, {
    initial: { answer: undefined, reason: '' },
    faultsOf: ({ answer, reason }) => ({
      ...(!answer && { answer: 'answerMissing' as const }),
      ...(isEmpty(reason) && { reason: 'textMissing' as const }),
    }),
    actOf: ({ answer, reason }) => ({ kind: 'answer-extension', approved: answer === 'yes', reason: reason.trim() }),
  })
  const open = span(now.value - reportedAt)
  return frame(
    <>
      {extension && (
        <p>
          {words.form.extensionFacts(
            nameOf(detail.staff, extension.askedBy) ?? words.nobody,
            shortDay(extension.until),
            extension.reason,
          )}
        </p>
      )}
      <p>
        <strong>
          {extended > 0 ? words.form.extendedBefore(decimal(extended), open) : words.form.neverExtended(open)}
        </strong>
      </p>
      <Segmented<'yes' | 'no'>
        legend={words.form.answer}
        size="small"
        segments={[
          { value: 'yes', label: words.form.approve, tone: 'good' },
          { value: 'no', label: words.form.decline, tone: 'bad' },
        ]}
        value={draft.answer}
        onChange={(answer) => set({ answer })}
        error={errorOf('answer')}
      />
      {written('reason', words.form.reason)}
    </>,
  )
}

export function FixForm(props: DeedProps) {
  const { words } = props
  const { draft, set, written, frame } = useDeedForm<{ note: string; photos: readonly Photo[] }>(props, {
    initial: { note: '', photos: [] },
    faultsOf: ({ note }) => (isEmpty(note) ? { note: 'textMissing' } : {}),
    actOf: ({ note, photos }) => ({ kind: 'fix', note: note.trim(), photos: photos.map(({ sha256 }) => sha256) }),
    photosOf: ({ photos }) => photos,
  })
  return frame(
    <>
      {written('note', words.form.fixNote, words.form.fixHint)}
      <PhotoField words={words} photos={draft.photos} onChange={(photos) => set({ photos })} />
    </>,
  )
}

export function CallBackForm(props: DeedProps) {
  const { words, estate, detail } = props
  const { draft, set, written, errorOf, frame } = useDeedForm<{ outcome: CallBackOutcome | undefined; note: string }>(
    props,
    {
      initial: { outcome: undefined, note: '' },
      faultsOf: ({ outcome }) => (outcome ? {} : { outcome: 'outcomeMissing' }),
      actOf: ({ outcome = 'not-reached', note }) => ({ kind: 'call-back', outcome, note: note.trim() }),
    },
  )
  return frame(
    <>
      <ResidentsToCall words={words} estate={estate.id} reports={detail.residents} />
      <Segmented<CallBackOutcome>
        legend={words.form.outcome}
        size="small"
        segments={Outcomes.options.map((value) => ({ value, label: words.form.outcomes[value] }))}
        value={draft.outcome}
        onChange={(outcome) => set({ outcome })}
        error={errorOf('outcome')}
      />
      {written('note', words.form.noteOptional)}
    </>,
  )
}

type CommentDraft = { readonly text: string; readonly mentions: readonly Uuid[]; readonly photos: readonly Photo[] }

export function CommentForm(props: DeedProps) {
  const { words, detail } = props
  const { draft, set, written, frame } = useDeedForm<CommentDraft>(props, {
    initial: { text: '', mentions: [], photos: [] },
    faultsOf: ({ text }) => (isEmpty(text) ? { text: 'textMissing' } : {}),
    actOf: ({ text, mentions, photos }) => ({
      kind: 'comment',
      text: text.trim(),
      mentions: [...mentions],
      photos: photos.map(({ sha256 }) => sha256),
    }),
    photosOf: ({ photos }) => photos,
  })
  return frame(
    <>
      {written('text', words.form.comment)}
      <FieldGroup label={words.form.mention} hint={words.form.mentionHint} layout="chips">
        <Checks
          look="chip"
          options={detail.staff.map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.mentions}
          onChange={(mentions) => set({ mentions: mentions.slice(0, 20) })}
        />
      </FieldGroup>
      <PhotoField words={words} photos={draft.photos} onChange={(photos) => set({ photos })} />
    </>,
  )
}
