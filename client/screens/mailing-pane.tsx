import { useSignal } from '@preact/signals'
import type { Zone } from '../../checkpoints/time.ts'
import type { ListedMailing, Mailings } from '../../checkpoints/wire/mailing.ts'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { Select } from '../components/select.tsx'
import { type Sending, sendingsOf } from '../models/mailings.ts'
import { changeMailing, removeMailing, sendMailing } from '../server.ts'
import { failureText } from '../words/problems.ts'
import { ConfirmSheet } from './confirm-sheet.tsx'
import { MailingForm, type MailingPaneProps } from './mailing-form.tsx'
import { MailingSendings, Outcomes } from './mailing-sendings.tsx'
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
  const { own, mailing, zone, delivers, onChanged } = props
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
      <PauseOrRemove {...props} />
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

function PauseOrRemove({ words, own, estate, mailing, onChanged, onRemoved }: Props) {
  const asking = useSignal(false)
  const pausing = useSending()
  const removing = useSending()
  const isPaused = mailing.state === 'paused'
  return (
    <section class="pane-section">
      <p class="soft small">{own.pauseText}</p>
      <div class="row">
        <Button
          busy={pausing.busy.value}
          onClick={async () => {
            const state = isPaused ? 'active' : 'paused'
            if ((await pausing.send(() => changeMailing(estate, mailing.id, { state })))?.ok) onChanged()
          }}
        >
          {isPaused ? own.resume : own.pause}
        </Button>
        <Button
          kind="danger"
          onClick={() => {
            asking.value = true
          }}
        >
          {own.remove}
        </Button>
      </div>
      {pausing.failure.value && <Notice tone="error">{failureText(pausing.failure.value)}</Notice>}
      {asking.value && (
        <ConfirmSheet
          words={words}
          title={own.removeAsk}
          deed={own.remove}
          busy={removing.busy.value}
          failure={removing.failure.value}
          onClose={() => {
            asking.value = false
            removing.forget()
          }}
          onConfirm={async () => {
            if ((await removing.send(() => removeMailing(estate, mailing.id)))?.ok) onRemoved()
          }}
        >
          <p>{own.removeText}</p>
        </ConfirmSheet>
      )}
    </section>
  )
}
