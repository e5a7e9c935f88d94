import { useSignal } from '@preact/signals'
import { useLocation } from 'preact-iso'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { acceptInvitation } from '../models/session.ts'
import { accountWords } from '../words/account.ts'
import type { AccountWords } from '../words/account.zh-Hant.ts'
import { failureText } from '../words/problems.ts'
import { PageLanguage } from './page-language.tsx'
import { tokenInAddress } from './token-in-address.ts'
import { useScreen } from './use-screen.ts'

/** Somebody an admin has added sets his own password. */
export function InvitationScreen() {
  const words = accountWords.value
  return words ? <Invitation words={words} /> : null
}

const PASSWORD_LEAST = 10

function Invitation({ words }: { readonly words: AccountWords }) {
  useScreen(words.invitation.title)
  const { route } = useLocation()
  const token = tokenInAddress()
  const password = useSignal('')
  const again = useSignal('')
  const busy = useSignal(false)
  const failure = useSignal('')
  const { invitation: own } = words

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (!token || busy.value) return
    failure.value =
      password.value.length < PASSWORD_LEAST ? own.tooShort : password.value === again.value ? '' : own.differs
    if (failure.value) return
    busy.value = true
    const reply = await acceptInvitation(token, password.value)
    busy.value = false
    if (reply.ok) route('/', true)
    else failure.value = failureText(reply)
  }

  return (
    <Page top={<TopBar title={own.title} />}>
      <PageLanguage legend={words.setUp.language} />
      {token ? <p class="soft">{own.lead}</p> : <Notice tone="warn">{own.noToken}</Notice>}
      <form class="stack" onSubmit={send}>
        <Field
          label={own.password}
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
        <Field
          label={own.again}
          type="password"
          autoComplete="new-password"
          required
          maxLength={128}
          value={again.value}
          onInput={(text) => {
            again.value = text
          }}
        />
        {failure.value && <Notice tone="error">{failure.value}</Notice>}
        <Button kind="primary" wide submit busy={busy.value} disabled={!token}>
          {own.submit}
        </Button>
      </form>
    </Page>
  )
}
