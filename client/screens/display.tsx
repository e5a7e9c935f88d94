import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { parsePairingCode } from '../../checkpoints/ids.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { Button } from '../components/button.tsx'
import { Empty } from '../components/empty.tsx'
import { Field } from '../components/field.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { pairHere, runDisplay, type Standing, shown, standing } from '../models/display.ts'
import { update } from '../models/update.ts'
import { displayWords } from '../words/displays.ts'
import type { DisplayWords } from '../words/displays.zh-Hant.ts'
import { language } from '../words/language.ts'
import { DisplayFace } from './display-face.tsx'
import { PageLanguage } from './page-language.tsx'
import { useForm } from './use-form.ts'
import { useScreen } from './use-screen.ts'

/** An old tablet in a lobby: paired once, then a fresh code every half minute, with nobody signed in. */
export function DisplayScreen() {
  const words = displayWords.value?.tablet
  return words ? <Display words={words} /> : null
}

type Props = { readonly words: DisplayWords['tablet'] }

function Display({ words }: Props) {
  const { value: state } = standing
  const spot = shown.value && nameIn(shown.value.checkpoint.names, language.value)
  useScreen(spot ?? words.title)
  useEffect(runDisplay, [])
  useUpdates()
  const pairing = useSignal(false)
  const { path, route } = useLocation()
  useEffect(() => {
    if (state !== 'showing' || !shown.value) return
    pairing.value = false
    // What somebody reads in the tablet's address bar, or keeps as a bookmark.
    const address = `/display/${shown.value.checkpoint.id}`
    if (path !== address) route(address, true)
  }, [state, pairing, path, route])
  if (state === 'starting') return null
  if (state === 'showing') return <DisplayFace words={words} />
  if (state === 'unpaired' || state === 'forgotten' || state === 'no-store' || pairing.value)
    return <Pairing words={words} state={state} />
  return (
    <Page>
      <Empty
        title={state === 'revoked' ? words.revokedTitle : words.clockLostTitle}
        action={
          state === 'revoked' && (
            <Button
              onClick={() => {
                pairing.value = true
              }}
            >
              {words.pairAgain}
            </Button>
          )
        }
      >
        <p role="status">{state === 'revoked' ? words.revokedText : words.clockLostText}</p>
      </Empty>
    </Page>
  )
}

/** Nobody stands before it who could press a button. */
function useUpdates(): void {
  const activate = update.value
  useEffect(() => activate?.(), [activate])
}

function Pairing({ words, state }: Props & { readonly state: Standing }) {
  const form = useForm<{ code: string }, 'codeMissing' | 'codeWrong'>({
    initial: { code: '' },
    faultsOf({ code }) {
      if (code.trim() === '') return { code: 'codeMissing' }
      return parsePairingCode(code) === undefined ? { code: 'codeWrong' } : {}
    },
    faultText: (fault) => words[fault],
    fieldOf: { 'pairing-code-invalid': 'code' },
  })
  return (
    <Page>
      <h1>{words.title}</h1>
      <p class="soft">{words.lead}</p>
      {state === 'forgotten' && <Notice tone="warn">{words.forgotten}</Notice>}
      {state === 'no-store' && <Notice tone="error">{words.noStore}</Notice>}
      <form
        class="stack"
        ref={form.ref}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void form.submit(({ code }) => pairHere(code))
        }}
      >
        {form.trouble && state !== 'no-store' && <Notice tone="error">{form.trouble}</Notice>}
        <Field
          label={words.code}
          hint={words.codeHint}
          verbatim
          required
          autoComplete="off"
          maxLength={40}
          value={form.draft.code}
          onInput={(code) => form.set({ code })}
          error={form.errorOf('code')}
        />
        <Button kind="primary" wide submit busy={form.busy}>
          {words.submit}
        </Button>
      </form>
      <PageLanguage legend={words.language} />
    </Page>
  )
}
