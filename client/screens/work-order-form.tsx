import { useSignal } from '@preact/signals'
import type { PublicWorkOrder } from '../../checkpoints/wire/finding.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Field } from '../components/field.tsx'
import { Notice } from '../components/notice.tsx'
import { TextArea } from '../components/text-area.tsx'
import { base64Of } from '../device/base64.ts'
import type { Photo } from '../device/photo.ts'
import { type FixDraft, forgetFix, isThereAlready, keepFix, keptFix } from '../models/work-order.ts'
import { reportFixed } from '../server-public.ts'
import type { WorkOrderWords } from '../words/work-order.zh-Hant.ts'
import { ReportPhoto } from './report-photo.tsx'
import { useForm } from './use-form.ts'

const NAME_MAX = 80
const NOTE_MAX = 2000

type Props = {
  readonly words: WorkOrderWords['form']
  readonly token: string
  readonly order: PublicWorkOrder
  /** It has arrived, or is there already. */
  readonly onSent: () => void
}

/** A contractor says that it is done. What he has filled in outlives a page that the camera has cost its life. */
export function WorkOrderForm({ words, token, order: { number }, onSent }: Props) {
  const photo = useSignal<Photo | undefined>(undefined)
  const form = useForm<FixDraft, 'nameMissing' | 'noteMissing'>({
    initial: keptFix(number),
    faultsOf: ({ name, note }) => ({
      ...(name.trim() === '' && { name: 'nameMissing' as const }),
      ...(note.trim() === '' && { note: 'noteMissing' as const }),
    }),
    faultText: (fault) => words[fault],
    fieldOf: {},
  })
  const { draft, errorOf } = form
  const set = (change: Partial<FixDraft>) => {
    form.set(change)
    keepFix(number, { ...draft, ...change })
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const sent = await form.submit(async ({ id, name, note }) => {
      const picture = photo.value && (await base64Of(photo.value.bytes))
      const body = { id, name: name.trim(), note: note.trim(), ...(picture && { photo: picture }) }
      const reply = await reportFixed(token, body)
      // Whoever else has said so: the page shows how it stands now.
      if (!reply.ok && isThereAlready(reply)) onSent()
      return reply
    })
    if (!sent) return
    forgetFix(draft)
    onSent()
  }

  return (
    <Card title={words.title}>
      <p class="soft">{words.lead}</p>
      <form class="stack" ref={form.ref} onSubmit={submit} noValidate>
        <Field
          label={words.name}
          maxLength={NAME_MAX}
          autoComplete="name"
          required
          value={draft.name}
          onInput={(name) => set({ name })}
          error={errorOf('name')}
        />
        <TextArea
          label={words.note}
          hint={words.noteHint}
          rows={3}
          maxLength={NOTE_MAX}
          required
          value={draft.note}
          onInput={(note) => set({ note })}
          error={errorOf('note')}
        />
        <ReportPhoto
          words={words}
          photo={photo.value}
          onPhoto={(taken) => {
            photo.value = taken
          }}
        />
        {form.trouble && (
          <Notice tone="error" title={form.trouble}>
            {words.kept}
          </Notice>
        )}
        <Button kind="primary" wide submit icon="tick" busy={form.busy}>
          {form.busy ? words.sending : words.send}
        </Button>
      </form>
    </Card>
  )
}
