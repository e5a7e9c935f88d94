import { useSignal } from '@preact/signals'
import type { Zone } from '../../checkpoints/time.ts'
import type { Webhook, WebhookAdded, WebhookDelivery } from '../../checkpoints/wire/webhook.ts'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { changeWebhook, newWebhookSecret, removeWebhook, testWebhook } from '../server.ts'
import { failureText } from '../words/problems.ts'
import { dayAndTime } from '../words/writing.ts'
import { ConfirmSheet } from './confirm-sheet.tsx'
import { PauseOrRemove } from './pause-or-remove.tsx'
import { useSending } from './use-sending.ts'
import { WebhookForm, type WebhookPaneProps } from './webhook-form.tsx'
import { WebhookLog } from './webhook-log.tsx'

type Props = WebhookPaneProps & {
  readonly webhook: Webhook
  readonly zone: Zone
  readonly onChanged: () => void
  readonly onRemoved: () => void
  readonly onSecret: (added: WebhookAdded) => void
}

/** One webhook: whether it works, what was sent, what it is, and how it ends. */
export function WebhookPane(props: Props) {
  const { own, estate, webhook, zone, onChanged } = props
  const isOn = webhook.state === 'active'
  return (
    <div class="stack">
      {webhook.state === 'disabled' && (
        <Notice tone="error" title={own.state.disabled}>
          {own.disabledText}
        </Notice>
      )}
      {webhook.state === 'paused' && (
        <Notice tone="info" title={own.state.paused}>
          {own.pausedText}
        </Notice>
      )}
      <WebhookForm {...props} onSaved={onChanged} />
      <p class="soft small">{own.addedBy(webhook.by, dayAndTime(webhook.createdAt, zone))}</p>
      <TryOut {...props} />
      <section class="pane-section">
        <h3>{own.log}</h3>
        <WebhookLog {...props} />
      </section>
      <NewSecret {...props} />
      <PauseOrRemove
        {...props}
        removeAsk={own.removeAsk(webhook.label)}
        isOn={isOn}
        change={(state) => changeWebhook(estate, webhook.id, { state })}
        remove={() => removeWebhook(estate, webhook.id)}
      >
        {isOn && <p class="soft small">{own.pausedText}</p>}
      </PauseOrRemove>
    </div>
  )
}

function TryOut({ own, estate, webhook, onChanged }: Props) {
  const outcome = useSignal<WebhookDelivery | undefined>(undefined)
  const { busy, failure, send } = useSending()
  return (
    <section class="pane-section">
      <h3>{own.test}</h3>
      <p class="soft small">{own.testText}</p>
      <Button
        busy={busy.value}
        onClick={async () => {
          outcome.value = undefined
          const reply = await send(() => testWebhook(estate, webhook.id))
          if (!reply?.ok) return
          outcome.value = reply.value
          onChanged()
        }}
      >
        {own.testNow}
      </Button>
      {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
      {outcome.value && <TestOutcome own={own} delivery={outcome.value} />}
    </section>
  )
}

const TONES = { waiting: 'info', sent: 'success', failed: 'warn', 'given-up': 'warn' } as const
const TESTED = { waiting: 'waiting', sent: 'taken', failed: 'notTaken', 'given-up': 'notTaken' } as const

function TestOutcome({ own, delivery }: Pick<Props, 'own'> & { readonly delivery: WebhookDelivery }) {
  const { state, trouble, status } = delivery
  const why = [...(trouble ? [own.trouble[trouble]] : []), ...(status === null ? [] : [own.status(String(status))])]
  return (
    <Notice tone={TONES[state]} title={own.tested[TESTED[state]]}>
      {why.join(' ')}
    </Notice>
  )
}

function NewSecret({ words, own, estate, webhook, onSecret }: Props) {
  const asking = useSignal(false)
  const { busy, failure, send, forget } = useSending()
  return (
    <section class="pane-section">
      <h3>{own.secret}</h3>
      <p class="soft small">{own.secretAbout}</p>
      <Button
        onClick={() => {
          asking.value = true
        }}
      >
        {own.newSecret}
      </Button>
      {asking.value && (
        <ConfirmSheet
          words={words}
          title={own.newSecretAsk}
          deed={own.newSecret}
          busy={busy.value}
          failure={failure.value}
          onClose={() => {
            asking.value = false
            forget()
          }}
          onConfirm={async () => {
            const reply = await send(() => newWebhookSecret(estate, webhook.id))
            if (!reply?.ok) return
            asking.value = false
            onSecret(reply.value)
          }}
        >
          <p>{own.newSecretText}</p>
        </ConfirmSheet>
      )}
    </section>
  )
}
