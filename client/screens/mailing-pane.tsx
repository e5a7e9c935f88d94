import { useSignal } from '@preact/signals'
import type { Zone } from '../../checkpoints/time.ts'
import type { ListedMailing, Mailings } from '../../checkpoints/wire/mailing.ts'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { Select } from '../components/select.tsx'
import { type Sending, sendingsOf } from '../models/mailings.ts'
import { changeMailing, removeMailing, sendMailing } from '../server.ts'
import { failureText } from '../words/problems.ts'
import { MailingForm, type MailingPaneProps } from './mailing-form.tsx'
import { MailingSendings, Outcomes } from './mailing-sendings.tsx'
import { PauseOrRemove } from './pause-or-remove.tsx'
import { useSending } from './use-sending.ts'

type Props = MailingPaneProps & {
  readonly mailing: ListedMailing
  readonly delivers: Mailings['delivers']
  readonly zone: Zone
  readonly onChanged: () => void
  readonly onRemoved: () => void
}

/** One report by e-mail: what became of the last ones, what it is, and how it ends. */
export function MailingPane(props: Props) {
  const { own, estate, mailing, zone, delivers, onChanged } = props
  return (
    <div class="stack">
      {mailing.state === 'paused' && <Notice tone="info" title={own.paused} />}
      {mailing.recipients.length === 0 && <Notice tone="warn" title={own.nobody} />}
      {mailing.unsubscribed.length > 0 && (
        <Notice tone="info">{own.unsubscribed(mailing.unsubscribed.join(' · '))}</Notice>
      )}
      <MailingForm {...props} onSaved={onChanged} />
      <p class="soft small">{own.setUpBy(mailing.createdBy)}</p>
      <section class="pane-section">
        <h3>{own.last}</h3>
        <MailingSendings own={own} mailing={mailing} zone={zone} />
      </section>
      {delivers !== 'nowhere' && mailing.recipients.length > 0 && <SendNow {...props} />}
      <PauseOrRemove
        {...props}
        removeAsk={own.removeAsk}
        isOn={mailing.state === 'active'}
        change={(state) => changeMailing(estate, mailing.id, { state })}
        remove={() => removeMailing(estate, mailing.id)}
      >
        <p class="soft small">{own.pauseText}</p>
      </PauseOrRemove>
    </div>
  )
}

const EVERYBODY = ''

function SendNow({ own, estate, mailing, zone, onChanged }: Props) {
  const to = useSignal(mailing.recipients[0] ?? EVERYBODY)
  const outcome = useSignal<Sending | undefined>(undefined)
  const { busy, failure, send } = useSending()
  // Whoever was chosen may have been dropped since.
  const chosen = mailing.recipients.includes(to.value) ? to.value : EVERYBODY
  return (
    <section class="pane-section">
      <h3>{own.sendNow}</h3>
      <p class="soft small">{own.sendNowText}</p>
      <Select
        label={own.sendTo}
        options={[
          ...mailing.recipients.map((address) => ({ value: address, label: address })),
          { value: EVERYBODY, label: own.everybody },
        ]}
        value={chosen}
        onChange={(address) => {
          to.value = address
        }}
      />
      <Button
        busy={busy.value}
        onClick={async () => {
          outcome.value = undefined
          const asked = chosen === EVERYBODY ? {} : { address: chosen }
          const reply = await send(() => sendMailing(estate, mailing.id, asked))
          if (!reply?.ok) return
          outcome.value = sendingsOf(reply.value.mails).find((sending) => sending.asked)
          onChanged()
        }}
      >
        {own.sendNow}
      </Button>
      {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
      {outcome.value && (
        <Notice tone={outcome.value.troubled.length + outcome.value.waiting > 0 ? 'warn' : 'success'}>
          <Outcomes own={own} sending={outcome.value} zone={zone} />
        </Notice>
      )}
    </section>
  )
}
