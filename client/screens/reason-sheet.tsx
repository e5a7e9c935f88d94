import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { Field } from '../components/field.tsx'
import type { Reply } from '../request.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { ConfirmSheet } from './confirm-sheet.tsx'
import { useSending } from './use-sending.ts'

type Props<T> = {
  readonly office: Pick<OfficeWords, 'close' | 'cancel'>
  readonly words: { readonly reason: string; readonly reasonHint: string; readonly reasonMissing: string }
  readonly title: string
  /** What the button says that does it. */
  readonly deed: string
  /** Characters the server takes. */
  readonly maxLength: number
  /** @param reason never empty, without blanks around it */
  readonly send: (reason: string) => Promise<Reply<T>>
  readonly onClose: () => void
  readonly onDone: (value: T) => void
  /** What it means. */
  readonly children: ComponentChildren
}

/** Asks before something that cannot be undone, and for the reason that stays with it. */
export function ReasonSheet<T>({
  office,
  words,
  title,
  deed,
  maxLength,
  send: ask,
  onClose,
  onDone,
  children,
}: Props<T>) {
  const { busy, failure, send } = useSending()
  const reason = useSignal('')
  const tried = useSignal(false)
  const given = reason.value.trim()

  async function confirm(): Promise<void> {
    tried.value = true
    if (given === '') return
    const reply = await send(() => ask(given))
    if (reply?.ok) onDone(reply.value)
  }

  return (
    <ConfirmSheet
      words={office}
      title={title}
      deed={deed}
      busy={busy.value}
      failure={failure.value}
      onClose={onClose}
      onConfirm={() => void confirm()}
    >
      {children}
      <Field
        label={words.reason}
        hint={words.reasonHint}
        maxLength={maxLength}
        required
        value={reason.value}
        onInput={(text) => {
          reason.value = text
        }}
        error={tried.value && given === '' ? words.reasonMissing : undefined}
      />
    </ConfirmSheet>
  )
}
