import type { Uuid } from '../../checkpoints/ids.ts'
import type { Webhook, WebhookAdded } from '../../checkpoints/wire/webhook.ts'
import { Button } from '../components/button.tsx'
import { Checks } from '../components/checks.tsx'
import { Field } from '../components/field.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { Notice } from '../components/notice.tsx'
import { Segmented } from '../components/segmented.tsx'
import {
  changeOfWebhook,
  draftOfWebhook,
  fieldsOfWebhook,
  NEW_WEBHOOK,
  TOPICS_TO_ASK,
  type WebhookFault,
  type WebhookFields,
  webhookFaults,
} from '../models/webhooks.ts'
import { addWebhook, changeWebhook } from '../server.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import type { WebhookWords } from '../words/webhooks.zh-Hant.ts'
import { useForm } from './use-form.ts'

export type WebhookPaneProps = { readonly words: OfficeWords; readonly own: WebhookWords; readonly estate: Uuid }

type Props = WebhookPaneProps &
  (
    | { readonly webhook: undefined; readonly onSaved: (added: WebhookAdded) => void }
    | { readonly webhook: Webhook; readonly onSaved: () => void }
  )

/** Which address is told what, and what it is called by here. */
export function WebhookForm(props: Props) {
  const { words, own, estate, webhook } = props
  const form = useForm<WebhookFields, WebhookFault>({
    initial: webhook ? fieldsOfWebhook(webhook) : NEW_WEBHOOK,
    faultsOf: webhookFaults,
    faultText: (fault: WebhookFault): string => own.faults[fault],
    fieldOf: { 'address-internal': 'url' },
  })
  const { draft, set, errorOf } = form

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (props.webhook) {
      const { webhook: before, onSaved } = props
      if (await form.submit((fields) => changeWebhook(estate, before.id, changeOfWebhook(before, fields)))) onSaved()
      return
    }
    const added = await form.submit((fields) => addWebhook(estate, draftOfWebhook(fields)))
    if (added) props.onSaved(added)
  }

  return (
    <form class="stack" ref={form.ref} onSubmit={send} noValidate>
      <Field
        label={own.label}
        hint={own.labelHint}
        maxLength={80}
        required
        value={draft.label}
        onInput={(label) => set({ label })}
        error={errorOf('label')}
      />
      <Field
        label={own.url}
        hint={own.urlHint}
        maxLength={1000}
        verbatim
        required
        value={draft.url}
        onInput={(url) => set({ url })}
        error={errorOf('url')}
      />
      <Segmented
        legend={own.told}
        size="small"
        segments={[
          { value: 'everything', label: own.everything },
          { value: 'some', label: own.some },
        ]}
        value={draft.everything ? 'everything' : 'some'}
        onChange={(chosen) => set({ everything: chosen === 'everything' })}
      />
      {!draft.everything && (
        <FieldGroup label={own.topics} error={errorOf('topics')}>
          <Checks
            options={TOPICS_TO_ASK.map((topic) => ({ value: topic, label: own.topic[topic] }))}
            value={draft.topics}
            onChange={(topics) => set({ topics })}
          />
        </FieldGroup>
      )}
      {form.trouble && <Notice tone="error">{form.trouble}</Notice>}
      {form.saved && <Notice tone="success">{words.saved}</Notice>}
      <Button kind="primary" submit busy={form.busy}>
        {webhook ? words.save : own.add}
      </Button>
    </form>
  )
}
