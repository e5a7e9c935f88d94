import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { me, session, signIn } from '../models/session.ts'
import type { Reply } from '../request.ts'
import { failureText } from '../words/problems.ts'
import { shellWords } from '../words/shell.ts'
import type { ShellWords } from '../words/shell.zh-Hant.ts'
import { PageLanguage } from './page-language.tsx'
import './sign-in.css'
import { useScreen } from './use-screen.ts'

/** Stands in for every screen until somebody has signed in, at that screen's own address. */
export function SignInScreen() {
  const words = shellWords.value
  const { path, route } = useLocation()
  const current = session.value
  const done = current.state === 'signed-in' && current.lapsedAt === null && path === '/sign-in'
  useEffect(() => {
    if (done) route('/', true)
  }, [done, route])
  return words && !done ? <SignIn words={words} username={me.value?.person.username} /> : null
}

type Props = {
  readonly words: ShellWords
  /** Whose password is asked for, if that is known. */
  readonly username?: string | undefined
  /** In the place of the page's own head. */
  readonly top?: ComponentChildren
  /** Another way in, below. */
  readonly children?: ComponentChildren
}

/** Asks for a user name and password. */
export function SignIn({ words, username: known = '', top, children }: Props) {
  useScreen(words.signIn.title)
  const username = useSignal(known)
  const password = useSignal('')
  const shown = useSignal(false)
  const busy = useSignal(false)
  const failure = useSignal<(Reply<unknown> & { readonly ok: false }) | undefined>(undefined)

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (busy.value) return
    busy.value = true
    failure.value = undefined
    const reply = await signIn({ username: username.value, password: password.value })
    busy.value = false
    if (!reply.ok) failure.value = reply
  }

  return (
    <Page top={top}>
      {!top && (
        <div class="sign-in">
          <img src="/favicon.svg" alt="" width="56" height="56" />
          <h1>{words.signIn.title}</h1>
          <p class="soft">{words.signIn.lead}</p>
        </div>
      )}
      <form class="stack" onSubmit={send}>
        {failure.value && <Notice tone="error">{refusalText(failure.value, words)}</Notice>}
        <Field
          label={words.signIn.username}
          name="username"
          autoComplete="username"
          verbatim
          required
          value={username.value}
          onInput={(typed) => {
            username.value = typed
          }}
        />
        <Field
          label={words.signIn.password}
          name="password"
          type={shown.value ? 'text' : 'password'}
          autoComplete="current-password"
          verbatim
          required
          value={password.value}
          onInput={(typed) => {
            password.value = typed
          }}
        />
        <Button
          kind="quiet"
          pressed={shown.value}
          onClick={() => {
            shown.value = !shown.value
          }}
        >
          {words.signIn.showPassword}
        </Button>
        <Button kind="primary" wide submit busy={busy.value}>
          {words.signIn.submit}
        </Button>
        {children}
      </form>
      <PageLanguage legend={words.signIn.language} />
    </Page>
  )
}

function refusalText(reply: Reply<unknown> & { readonly ok: false }, words: ShellWords): string {
  const seconds = reply.offline ? undefined : reply.problem.retryAfter
  return seconds === undefined ? failureText(reply) : words.signIn.wait(String(seconds))
}
