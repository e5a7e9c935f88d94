import { useSignal } from '@preact/signals'
import { LANGUAGES } from '../../checkpoints/language.ts'
import type { NotificationRecord } from '../../checkpoints/wire/notification.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Check } from '../components/check.tsx'
import { Field } from '../components/field.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Select } from '../components/select.tsx'
import { TopBar } from '../components/top-bar.tsx'
import {
  fieldsOf,
  type NotificationFault,
  type NotificationFields,
  notificationFaults,
  outcomesOf,
  settingsOf,
} from '../models/notification-form.ts'
import { notificationRecord } from '../models/notification-record.ts'
import { me } from '../models/session.ts'
import { changeNotificationSettings, testNotifications } from '../server.ts'
import { LANGUAGE_NAMES } from '../words/language.ts'
import { newsWords } from '../words/news.ts'
import type { NewsWords } from '../words/news.zh-Hant.ts'
import { notificationSettingsWords } from '../words/notification-settings.ts'
import type { NotificationSettingsWords } from '../words/notification-settings.zh-Hant.ts'
import { failureText } from '../words/problems.ts'
import { decimal } from '../words/writing.ts'
import { AssistantsEmergency } from './emergency-button.tsx'
import { PushCard } from './push-card.tsx'
import { useForm } from './use-form.ts'
import { useRefreshed } from './use-refreshed.ts'
import { useScreen } from './use-screen.ts'
import { useSending } from './use-sending.ts'
import { Waiting } from './waiting.tsx'

/** By which ways somebody is told about findings, and when he is left alone. */
export function NotificationSettingsScreen() {
  const words = notificationSettingsWords.value
  const { value: news } = newsWords
  return words && news ? <Settings words={words} news={news} /> : null
}

type Props = { readonly words: NotificationSettingsWords }

function Settings({ words, news }: Props & { readonly news: NewsWords }) {
  useScreen(words.title)
  const record = useRefreshed(notificationRecord)
  const zone = me.value?.memberships[0]?.estate.zone ?? 'UTC'
  return (
    <Page
      top={
        <TopBar title={words.title} back={{ href: '/settings', label: words.back }}>
          <AssistantsEmergency />
        </TopBar>
      }
    >
      <p class="soft">{words.lead}</p>
      <Waiting words={news} shown={notificationRecord} zone={zone} />
      {record && (
        <>
          <PushCard words={words} record={record} />
          <SettingsForm words={words} record={record} />
          <TestCard words={words} />
        </>
      )}
    </Page>
  )
}

type RecordProps = Props & { readonly record: NotificationRecord }

function SettingsForm({ words, record }: RecordProps) {
  const form = useForm<NotificationFields, NotificationFault>({
    initial: fieldsOf(record.settings),
    faultsOf: notificationFaults,
    faultText: (fault) => words.faults[fault],
    fieldOf: {},
  })
  const { draft, set, errorOf } = form

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (!(await form.submit((fields) => changeNotificationSettings(settingsOf(fields))))) return
    await notificationRecord.refresh()
  }

  return (
    <form class="stack" ref={form.ref} onSubmit={send} noValidate>
      <Card title={words.ways}>
        <Check
          label={words.browser.wanted}
          detail={words.browser.wantedDetail}
          checked={draft.push}
          onChange={(push) => set({ push })}
        />
        <Check
          label={words.mail.wanted}
          detail={words.mail.wantedDetail}
          checked={draft.mail}
          onChange={(mail) => set({ mail })}
        />
        {!record.channels.includes('mail') && <Notice tone="info">{words.mail.noServer}</Notice>}
        <Field
          label={words.mail.address}
          hint={words.mail.addressHint}
          autoComplete="email"
          verbatim
          value={draft.address}
          onInput={(address) => set({ address })}
          error={errorOf('address')}
        />
      </Card>
      <QuietCard words={words} draft={draft} set={set} errorOf={errorOf} />
      {form.trouble && <Notice tone="error">{form.trouble}</Notice>}
      {form.saved && <Notice tone="success">{words.saved}</Notice>}
      <Button kind="primary" submit busy={form.busy}>
        {words.save}
      </Button>
    </form>
  )
}

type QuietProps = Props & {
  readonly draft: NotificationFields
  readonly set: (change: Partial<NotificationFields>) => void
  readonly errorOf: (key: keyof NotificationFields) => string | undefined
}

function QuietCard({ words, draft, set, errorOf }: QuietProps) {
  const own = me.value?.person.language
  return (
    <Card title={words.quiet.title}>
      <Check
        label={words.quiet.wanted}
        detail={words.quiet.wantedDetail}
        checked={draft.isQuiet}
        onChange={(isQuiet) => set({ isQuiet })}
      />
      {draft.isQuiet && (
        <>
          <Field
            label={words.quiet.from}
            type="time"
            value={draft.from}
            onInput={(from) => set({ from })}
            error={errorOf('from')}
          />
          <Field
            label={words.quiet.to}
            type="time"
            value={draft.to}
            onInput={(to) => set({ to })}
            error={errorOf('to')}
          />
        </>
      )}
      <p class="soft">{words.emergency}</p>
      <Select<NotificationFields['language']>
        label={words.language.label}
        options={[
          { value: 'own', label: words.language.own(own ? LANGUAGE_NAMES[own] : '') },
          ...LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one] })),
        ]}
        value={draft.language}
        onChange={(language) => set({ language })}
      />
    </Card>
  )
}

function TestCard({ words: { test: words } }: Props) {
  const { busy, failure, send } = useSending()
  const outcome = useSignal<ReturnType<typeof outcomesOf> | undefined>(undefined)
  const named = ({ mail, browsers }: { readonly mail: boolean; readonly browsers: number }) =>
    [...(mail ? [words.mail] : []), ...(browsers > 0 ? [words.browsers(decimal(browsers))] : [])].join(words.join)
  const { value: came } = outcome
  return (
    <Card title={words.title}>
      <p class="soft">{words.text}</p>
      {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
      {came?.nothing && <Notice tone="info">{words.nothing}</Notice>}
      {came && named(came.taken) && <Notice tone="success">{words.sent(named(came.taken))}</Notice>}
      {came && named(came.refused) && <Notice tone="warn">{words.failed(named(came.refused))}</Notice>}
      <Button
        busy={busy.value}
        onClick={async () => {
          outcome.value = undefined
          const reply = await send(testNotifications)
          if (reply?.ok) outcome.value = outcomesOf(reply.value)
          await notificationRecord.refresh()
        }}
      >
        {words.deed}
      </Button>
    </Card>
  )
}
