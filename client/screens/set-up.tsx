import { useSignal } from '@preact/signals'
import { useLocation } from 'preact-iso'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Field } from '../components/field.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { setUp } from '../models/session.ts'
import type { Reply } from '../request.ts'
import { accountWords } from '../words/account.ts'
import type { AccountWords } from '../words/account.zh-Hant.ts'
import { language } from '../words/language.ts'
import { failureText } from '../words/problems.ts'
import { PageLanguage } from './page-language.tsx'
import { tokenInAddress } from './token-in-address.ts'
import { useScreen } from './use-screen.ts'

/** The first admin makes his estate, with the one-time link that the server printed. */
export function SetUpScreen() {
  const words = accountWords.value
  return words ? <SetUp words={words.setUp} /> : null
}

const NOTHING = { estateName: '', code: '', zone: '', name: '', username: '', password: '' }

function SetUp({ words }: { readonly words: AccountWords['setUp'] }) {
  useScreen(words.title)
  const { route } = useLocation()
  const token = tokenInAddress()
  const typed = useSignal({ ...NOTHING, zone: Intl.DateTimeFormat().resolvedOptions().timeZone })
  const busy = useSignal(false)
  const failure = useSignal<(Reply<unknown> & { readonly ok: false }) | undefined>(undefined)

  const bound = (key: keyof typeof NOTHING) => ({
    value: typed.value[key],
    onInput(text: string) {
      typed.value = { ...typed.value, [key]: text }
    },
    required: true,
  })

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (!token || busy.value) return
    const { estateName, code, zone, name, username, password } = typed.value
    busy.value = true
    const reply = await setUp({
      token,
      estate: { code: code.trim(), names: { [language.value]: estateName.trim() }, zone: zone.trim() },
      admin: { username: username.trim(), name: name.trim(), language: language.value, password },
    })
    busy.value = false
    if (reply.ok) route('/', true)
    else failure.value = reply
  }

  return (
    <Page top={<TopBar title={words.title} />}>
      <PageLanguage legend={words.language} />
      {token ? <p class="soft">{words.lead}</p> : <Notice tone="warn">{words.noToken}</Notice>}
      <form class="stack" onSubmit={send}>
        <Card title={words.estate}>
          <Field label={words.estateName} {...bound('estateName')} maxLength={120} />
          <Field label={words.estateCode} hint={words.estateCodeHint} verbatim {...bound('code')} maxLength={32} />
          <Field label={words.zone} hint={words.zoneHint} verbatim {...bound('zone')} maxLength={64} />
        </Card>
        <Card title={words.admin}>
          <Field label={words.name} autoComplete="name" {...bound('name')} maxLength={80} />
          <Field
            label={words.username}
            hint={words.usernameHint}
            autoComplete="username"
            verbatim
            {...bound('username')}
            maxLength={32}
          />
          <Field
            label={words.password}
            hint={words.passwordHint}
            type="password"
            autoComplete="new-password"
            {...bound('password')}
            maxLength={128}
          />
        </Card>
        {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
        <Button kind="primary" wide submit busy={busy.value} disabled={!token}>
          {words.submit}
        </Button>
      </form>
    </Page>
  )
}
