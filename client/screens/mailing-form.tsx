import { LANGUAGES } from '../../checkpoints/language.ts'
import { MAILING_NAMES, MailingKind } from '../../checkpoints/mailing.ts'
import type { ListedMailing } from '../../checkpoints/wire/mailing.ts'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { Notice } from '../components/notice.tsx'
import { Select } from '../components/select.tsx'
import { TextArea } from '../components/text-area.tsx'
import {
  badAddress,
  draftOfMailing,
  fieldsOfMailing,
  type MailingFault,
  type MailingFields,
  mailingFaults,
  newMailing,
} from '../models/mailings.ts'
import { addMailing, changeMailing } from '../server.ts'
import { LANGUAGE_NAMES, language } from '../words/language.ts'
import type { MailingWords } from '../words/mailings.zh-Hant.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { weekdayName } from '../words/writing.ts'
import { useForm } from './use-form.ts'

export type MailingPaneProps = {
  readonly words: OfficeWords
  readonly own: MailingWords
  readonly estate: string
}

type Props = MailingPaneProps & {
  /** Undefined: a new one. */
  readonly mailing: ListedMailing | undefined
  readonly onSaved: () => void
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7]

/** What goes out, when, to whom, in which language. */
export function MailingForm({ words, own, estate, mailing, onSaved }: Props) {
  const form = useForm<MailingFields, MailingFault>({
    initial: mailing ? fieldsOfMailing(mailing) : newMailing(language.peek()),
    faultsOf: mailingFaults,
    faultText: (fault: MailingFault): string =>
      fault === 'bad-address' ? own.badAddress(badAddress(form.draft.recipients) ?? '') : own.faults[fault],
    fieldOf: { 'mail-unwanted': 'recipients' },
  })
  const { draft, set, errorOf } = form

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const kept = await form.submit((fields) =>
      mailing ? changeMailing(estate, mailing.id, draftOfMailing(fields)) : addMailing(estate, draftOfMailing(fields)),
    )
    if (kept) onSaved()
  }

  return (
    <form class="stack" ref={form.ref} onSubmit={send} noValidate>
      <Select
        label={own.kind}
        hint={own.kindHint[draft.kind]}
        options={MailingKind.options.map((kind) => ({ value: kind, label: MAILING_NAMES[kind][language.value] }))}
        value={draft.kind}
        onChange={(kind) => set({ kind })}
      />
      {draft.kind === 'weekly' && (
        <Select
          label={own.weekday}
          options={WEEKDAYS.map((day) => ({ value: String(day), label: weekdayName(day) }))}
          value={String(draft.weekday)}
          onChange={(day) => set({ weekday: Number(day) })}
        />
      )}
      <Field
        label={own.at}
        hint={own.atHint}
        type="time"
        required
        value={draft.at}
        onInput={(at) => set({ at })}
        error={errorOf('at')}
      />
      <TextArea
        label={own.recipients}
        hint={own.recipientsHint}
        rows={4}
        required
        value={draft.recipients}
        onInput={(recipients) => set({ recipients })}
        error={errorOf('recipients')}
      />
      <Select
        label={own.language}
        options={LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one] }))}
        value={draft.language}
        onChange={(language) => set({ language })}
      />
      {form.trouble && <Notice tone="error">{form.trouble}</Notice>}
      {form.saved && mailing && <Notice tone="success">{words.saved}</Notice>}
      <Button kind="primary" submit busy={form.busy}>
        {mailing ? words.save : own.add}
      </Button>
    </form>
  )
}
