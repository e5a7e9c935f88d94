import { useComputed, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { nameIn } from '../../checkpoints/language.ts'
import { mayCall } from '../../checkpoints/people.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Field } from '../components/field.tsx'
import { LanguageSwitch } from '../components/language-switch.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Segmented } from '../components/segmented.tsx'
import { Select } from '../components/select.tsx'
import { Sheet } from '../components/sheet.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { askToPersist } from '../device/storage.ts'
import { enrolAgain, phoneState } from '../models/device.ts'
import { chooseEstate, estate, roles, walks } from '../models/estate.ts'
import { waitingDeeds } from '../models/finding-outbox.ts'
import { waiting } from '../models/outbox.ts'
import { pack } from '../models/pack.ts'
import { now } from '../models/server-time.ts'
import { me, signOut } from '../models/session.ts'
import { type TextSize, type Theme, textSize, theme } from '../models/settings.ts'
import { changePassword } from '../server.ts'
import { accountWords } from '../words/account.ts'
import type { AccountWords } from '../words/account.zh-Hant.ts'
import { LANGUAGE_NAMES, language, setLanguage } from '../words/language.ts'
import { notificationSettingsWords } from '../words/notification-settings.ts'
import { failureText } from '../words/problems.ts'
import { ago, decimal } from '../words/writing.ts'
import { AssistantsEmergency } from './emergency-button.tsx'
import { PinCard } from './pin-card.tsx'
import { useScreen } from './use-screen.ts'

/** How the app looks and speaks, who is using it, and whether this phone is fit for work. */
export function SettingsScreen() {
  const words = accountWords.value
  return words ? <Settings words={words} /> : null
}

type Props = { readonly words: AccountWords }

function Settings({ words }: Props) {
  useScreen(words.settings.title)
  const leaving = useSignal(false)
  const unsent = waiting.value + waitingDeeds.value
  return (
    <Page
      top={
        <TopBar title={words.settings.title} back={{ href: '/', label: words.settings.home }}>
          <AssistantsEmergency />
        </TopBar>
      }
    >
      <Appearance words={words} />
      <PersonCard words={words} />
      {walks.value && <PhoneCard words={words} />}
      {walks.value && <PinCard words={words} />}
      <NotificationCard />
      <PasswordCard words={words} />
      {mayCall('GET /api/estates/:estate/webhooks', roles.value) && <WebhooksCard words={words} />}
      <Button
        kind="danger"
        wide
        onClick={() => {
          leaving.value = true
        }}
      >
        {words.settings.signOut}
      </Button>
      {leaving.value && (
        <Sheet
          title={words.settings.signOutAsk}
          closeLabel={words.settings.cancel}
          onClose={() => {
            leaving.value = false
          }}
          actions={
            <Button kind="danger" wide onClick={() => void signOut(me.value!.person.id)}>
              {words.settings.signOut}
            </Button>
          }
        >
          {unsent > 0 && <Notice tone="warn">{words.settings.unsent(decimal(unsent))}</Notice>}
          <p>{words.settings.signOutText}</p>
        </Sheet>
      )}
    </Page>
  )
}

/** Its own words come when they come: nothing below waits for them. */
function NotificationCard() {
  const words = notificationSettingsWords.value?.card
  return words ? (
    <Card title={words.title}>
      <p class="soft">{words.text}</p>
      <Button href="/settings/notifications">{words.open}</Button>
    </Card>
  ) : null
}

function Appearance({ words: { settings: words } }: Props) {
  return (
    <Card>
      <LanguageSwitch legend={words.language} names={LANGUAGE_NAMES} value={language.value} onChange={setLanguage} />
      <Segmented<TextSize>
        legend={words.textSize}
        size="small"
        segments={[
          { value: 'normal', label: words.textNormal },
          { value: 'big', label: words.textBig },
        ]}
        value={textSize.value}
        onChange={(chosen) => {
          textSize.value = chosen
        }}
      />
      <Segmented<Theme>
        legend={words.theme}
        size="small"
        segments={[
          { value: 'auto', label: words.themeAuto },
          { value: 'light', label: words.themeLight },
          { value: 'dark', label: words.themeDark },
        ]}
        value={theme.value}
        onChange={(chosen) => {
          theme.value = chosen
        }}
      />
    </Card>
  )
}

function PersonCard({ words: { settings: words } }: Props) {
  const memberships = me.value?.memberships ?? []
  return (
    <Card title={me.value?.person.name}>
      <p class="soft">{roles.value.map((role) => words.role[role]).join(' · ')}</p>
      {memberships.length > 1 && estate.value && (
        <Select
          label={words.estate}
          value={estate.value.id}
          onChange={chooseEstate}
          options={memberships.map(({ estate }) => ({
            value: estate.id,
            label: nameIn(estate.names, language.value),
          }))}
        />
      )}
    </Card>
  )
}

/** A new key may help. */
const AGAIN: ReadonlySet<string> = new Set(['device-revoked', 'device-unknown', 'key-lost', 'unbound'])

function PhoneCard({ words: { settings: words } }: Props) {
  const persisted = useSignal<boolean | undefined>(undefined)
  const busy = useSignal(false)
  useEffect(() => {
    void askToPersist().then((promised) => {
      persisted.value = promised
    })
  }, [persisted])
  const carried = useComputed(() => {
    const { value: known } = pack
    // What it takes on the phone, to the nearest tenth of a megabyte that a person would care for.
    const megabytes = (JSON.stringify(known) ?? '').length / 1e6
    return known && { size: decimal(Math.max(0.1, megabytes), 1), at: ago(known.now, now.value) }
  })
  const { value: state } = phoneState
  const again = AGAIN.has(state)
  return (
    <Card title={words.phone}>
      <p>{words.phoneState[state]}</p>
      {again && (
        <Button
          busy={busy.value}
          onClick={async () => {
            busy.value = true
            await enrolAgain(me.value!.person.id)
            busy.value = false
          }}
        >
          {words.enrolAgain}
        </Button>
      )}
      <p class="soft">{carried.value ? words.carried(carried.value.size, carried.value.at) : words.carriesNothing}</p>
      {persisted.value !== undefined && (
        <p class="soft">
          {words.storage}: {persisted.value ? words.storageKept : words.storageMayGo}
        </p>
      )}
    </Card>
  )
}

/** For who looks after the estate's systems. */
function WebhooksCard({ words: { settings: words } }: Props) {
  return (
    <Card title={words.webhooks}>
      <p class="soft">{words.webhooksText}</p>
      <Button href="/settings/webhooks">{words.webhooksOpen}</Button>
    </Card>
  )
}

function PasswordCard({ words }: Props) {
  const current = useSignal('')
  const password = useSignal('')
  const busy = useSignal(false)
  const outcome = useSignal<{ readonly tone: 'success' | 'error'; readonly text: string } | undefined>(undefined)

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (busy.value) return
    busy.value = true
    const reply = await changePassword({ current: current.value, password: password.value })
    busy.value = false
    outcome.value = reply.ok
      ? { tone: 'success', text: words.settings.passwordChanged }
      : { tone: 'error', text: failureText(reply) }
    if (!reply.ok) return
    current.value = ''
    password.value = ''
  }

  return (
    <Card title={words.settings.password}>
      <form class="stack" onSubmit={send}>
        {/* Tells a password manager whose it is. */}
        <input hidden autoComplete="username" value={me.value?.person.username} readOnly />
        <Field
          label={words.settings.passwordNow}
          type="password"
          autoComplete="current-password"
          required
          value={current.value}
          onInput={(text) => {
            current.value = text
          }}
        />
        <Field
          label={words.settings.passwordNew}
          hint={words.setUp.passwordHint}
          type="password"
          autoComplete="new-password"
          required
          maxLength={128}
          value={password.value}
          onInput={(text) => {
            password.value = text
          }}
        />
        {outcome.value && <Notice tone={outcome.value.tone}>{outcome.value.text}</Notice>}
        <Button submit busy={busy.value}>
          {words.settings.save}
        </Button>
      </form>
    </Card>
  )
}
