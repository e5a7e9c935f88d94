import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { NotificationRecord } from '../../checkpoints/wire/notification.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { List } from '../components/list.tsx'
import { Notice } from '../components/notice.tsx'
import type { PushState } from '../device/push.ts'
import { notificationRecord } from '../models/notification-record.ts'
import type { Failure } from '../models/polled.ts'
import { lookAtPush, switchOff, switchOn, thisBrowser } from '../models/push.ts'
import { now } from '../models/server-time.ts'
import { me } from '../models/session.ts'
import { removeBrowser } from '../server.ts'
import type { NotificationSettingsWords } from '../words/notification-settings.zh-Hant.ts'
import { failureText } from '../words/problems.ts'
import { ago } from '../words/writing.ts'
import './push-card.css'
import { useSending } from './use-sending.ts'

type Props = { readonly words: NotificationSettingsWords; readonly record: NotificationRecord }

/** This browser, and the others by which he is told. It asks for permission when it is touched, and never by itself. */
export function PushCard({ words: { browser: words }, record }: Props) {
  const person = me.value?.person.id ?? ''
  const busy = useSignal(false)
  const trouble = useSignal<Failure | 'not-now' | undefined>(undefined)
  useEffect(() => void lookAtPush(person), [person])
  const { value: state } = thisBrowser

  async function turn(deed: () => Promise<Failure | undefined | 'not-now'>): Promise<void> {
    busy.value = true
    trouble.value = await deed()
    busy.value = false
    await notificationRecord.refresh()
  }
  const on = async () => {
    const failed = await switchOn(person, record.vapidKey ?? '')
    return failed ?? (thisBrowser.peek() === 'off' ? 'not-now' : undefined)
  }
  const { value: failed } = trouble
  return (
    <Card title={words.title}>
      {state && <State words={words} state={state} />}
      {record.vapidKey === null && <Notice tone="warn">{words.noKey}</Notice>}
      {failed && <Notice tone="error">{failed === 'not-now' ? words.notNow : failureText(failed)}</Notice>}
      {state === 'off' && record.vapidKey !== null && (
        <Button busy={busy.value} onClick={() => void turn(on)}>
          {words.switchOn}
        </Button>
      )}
      {state === 'on' && (
        <Button busy={busy.value} onClick={() => void turn(() => switchOff(person).then(() => undefined))}>
          {words.switchOff}
        </Button>
      )}
      {record.browsers.length > 0 && <Browsers words={words} browsers={record.browsers} />}
    </Card>
  )
}

type Words = NotificationSettingsWords['browser']

function State({ words, state }: { readonly words: Words; readonly state: PushState }) {
  if (state === 'on') return <Notice tone="success">{words.state.on}</Notice>
  if (state === 'off') return <p>{words.state.off}</p>
  return <Notice tone={state === 'denied' ? 'warn' : 'info'}>{words.state[state]}</Notice>
}

function Browsers({ words, browsers }: { readonly words: Words; readonly browsers: NotificationRecord['browsers'] }) {
  const { busy, failure, send } = useSending()
  return (
    <>
      <h3>{words.list}</h3>
      {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
      <List label={words.list}>
        {browsers.map(({ id, label, lastSentAt }) => (
          <li key={id} class="browser-row">
            <span class="browser-text">
              <strong>{label}</strong>
              <br />
              <span class="soft">
                {lastSentAt === null ? words.neverSent : words.lastSent(ago(lastSentAt, now.value))}
              </span>
            </span>
            <Button
              busy={busy.value}
              onClick={async () => {
                if ((await send(() => removeBrowser(id)))?.ok) await notificationRecord.refresh()
              }}
            >
              {words.remove}
              <span class="unseen"> {label}</span>
            </Button>
          </li>
        ))}
      </List>
    </>
  )
}
