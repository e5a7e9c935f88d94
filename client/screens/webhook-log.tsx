import { useSignal } from '@preact/signals'
import type { Zone } from '../../checkpoints/time.ts'
import type { Webhook, WebhookDelivery } from '../../checkpoints/wire/webhook.ts'
import { Button } from '../components/button.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Notice } from '../components/notice.tsx'
import { deliveryMark } from '../models/webhooks.ts'
import { redeliver } from '../server.ts'
import { failureText } from '../words/problems.ts'
import type { WebhookWords } from '../words/webhooks.zh-Hant.ts'
import { dayAndTime, decimal } from '../words/writing.ts'
import { useSending } from './use-sending.ts'
import './webhook-log.css'

type Props = {
  readonly own: WebhookWords
  readonly estate: string
  readonly webhook: Webhook
  readonly zone: Zone
  readonly onChanged: () => void
}

const FIRST_SHOWN = 8

/** What became of the last calls; any of them can be made again. */
export function WebhookLog({ own, estate, webhook, zone, onChanged }: Props) {
  const all = useSignal(false)
  const asked = useSignal<string | undefined>(undefined)
  const { busy, failure, send } = useSending()
  const { deliveries } = webhook
  if (deliveries.length === 0) return <p class="soft">{own.logNone}</p>
  return (
    <>
      <p class="soft small">{own.logText}</p>
      {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
      <List label={own.log}>
        {deliveries.slice(0, all.value ? undefined : FIRST_SHOWN).map((delivery) => (
          <ListRow
            key={delivery.id}
            mark={deliveryMark(delivery)}
            title={own.topic[delivery.topic]}
            detail={
              <span class="webhook-call">
                <span class="webhook-call-facts">
                  <CallFacts own={own} delivery={delivery} zone={zone} />
                </span>
                <Button
                  busy={busy.value && asked.value === delivery.id}
                  onClick={async () => {
                    asked.value = delivery.id
                    if ((await send(() => redeliver(estate, webhook.id, delivery.id)))?.ok) onChanged()
                  }}
                >
                  {own.again}
                  <span class="unseen"> {own.topic[delivery.topic]}</span>
                </Button>
              </span>
            }
          />
        ))}
      </List>
      {!all.value && deliveries.length > FIRST_SHOWN && (
        <Button
          onClick={() => {
            all.value = true
          }}
        >
          {own.older}
        </Button>
      )}
    </>
  )
}

type FactsProps = { readonly own: WebhookWords; readonly delivery: WebhookDelivery; readonly zone: Zone }

function CallFacts({ own, delivery, zone }: FactsProps) {
  const { state, madeAt, attempts, nextTryAt, trouble, status, id } = delivery
  const facts = [
    ...(status === null ? [] : [own.status(String(status))]),
    ...(attempts > 0 ? [own.attempts(decimal(attempts))] : []),
    ...(nextTryAt !== null && attempts > 0 ? [own.next(dayAndTime(nextTryAt, zone))] : []),
  ]
  return (
    <>
      <strong>{own.outcome[state]}</strong>
      {trouble && <span>{own.trouble[trouble]}</span>}
      <span>{[dayAndTime(madeAt, zone), ...facts].join(' · ')}</span>
      <span class="webhook-call-id">{own.id(id)}</span>
    </>
  )
}
