import { useSignal, useSignalEffect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { isPin } from '../../checkpoints/pin.ts'
import { MINUTE_MS } from '../../checkpoints/time.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Icon } from '../components/icon.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { type Known, people, readPeople, removeFromPhone, type Unlocking, unlock } from '../models/people.ts'
import { accountWords } from '../words/account.ts'
import type { AccountWords } from '../words/account.zh-Hant.ts'
import { phoneWords } from '../words/phone.ts'
import { shellWords } from '../words/shell.ts'
import { decimal } from '../words/writing.ts'
import { ConfirmSheet } from './confirm-sheet.tsx'
import { EmergencyButton } from './emergency-button.tsx'
import { PageLanguage } from './page-language.tsx'
import { PinField } from './pin-card.tsx'
import { SignIn } from './sign-in.tsx'
import { useScreen } from './use-screen.ts'

/** Stands in for every screen on a phone that is locked, at that screen's own address: whoever takes it up says who he is. */
export function WhoScreen() {
  const words = accountWords.value
  return words ? <Who words={words} /> : null
}

type Props = { readonly words: AccountWords }

function Who({ words }: Props) {
  const chosen = useSignal<Known | 'someone-else' | undefined>(undefined)
  const password = useSignal(false)
  // What was known before somebody signed out is not shown for a moment.
  const read = useSignal(false)
  useEffect(() => {
    void readPeople()
      .catch(() => undefined)
      .then(() => {
        read.value = true
      })
  }, [read])
  const back = () => {
    chosen.value = undefined
    password.value = false
  }
  const { value: who } = chosen
  const shell = shellWords.value
  if (!read.value) return null
  if (who === undefined) {
    return (
      <Choice
        words={words}
        onChoose={(one) => {
          chosen.value = one
        }}
      />
    )
  }
  if (who !== 'someone-else' && who.hasPin && !password.value) {
    return (
      <Unlock
        words={words}
        known={who}
        onBack={back}
        onPassword={() => {
          password.value = true
        }}
      />
    )
  }
  if (!shell) return null
  return (
    <SignIn
      words={shell}
      username={who === 'someone-else' ? undefined : who.username}
      top={<LockedBar title={shell.signIn.title} />}
    >
      <Button wide kind="quiet" onClick={back}>
        {words.people.back}
      </Button>
    </SignIn>
  )
}

/** An emergency does not wait for a PIN. */
function LockedBar({ title }: { readonly title: string }) {
  const phone = phoneWords.value
  return <TopBar title={title}>{phone && <EmergencyButton words={phone} />}</TopBar>
}

type ChoiceProps = Props & { readonly onChoose: (chosen: Known | 'someone-else') => void }

function Choice({ words: { people: words }, onChoose }: ChoiceProps) {
  useScreen(words.title)
  return (
    <Page top={<LockedBar title={words.title} />}>
      <p class="soft">{words.lead}</p>
      <Card flush>
        <List label={words.title}>
          {people.value.map((known) => (
            <ListRow
              key={known.person}
              lead={<Icon name="person" />}
              title={known.name}
              detail={[!known.hasPin && words.none, known.waiting > 0 && words.waiting(decimal(known.waiting))]
                .filter(Boolean)
                .join(' · ')}
              onClick={() => onChoose(known)}
            />
          ))}
        </List>
      </Card>
      <Button wide onClick={() => onChoose('someone-else')}>
        {words.someoneElse}
      </Button>
      <PageLanguage legend={shellWords.value?.signIn.language ?? ''} />
    </Page>
  )
}

type UnlockProps = Props & {
  readonly known: Known
  readonly onBack: () => void
  readonly onPassword: () => void
}

function Unlock({ words: all, known, onBack, onPassword }: UnlockProps) {
  const { people: words } = all
  useScreen(known.name)
  // After the screen has taken the focus for itself: there is nothing else to do here than to type.
  useEffect(() => document.getElementById('main')?.querySelector('input')?.focus(), [])
  // The sixth digit is the last there is to press.
  useSignalEffect(() => {
    if (isPin(pin.value)) void tryPin()
  })
  const { path, route } = useLocation()
  const pin = useSignal('')
  const busy = useSignal(false)
  const refusal = useSignal<Unlocking | undefined>(undefined)
  const removing = useSignal(false)
  // Of the colleague who had the phone before him.
  const others = people.value[0]?.person !== known.person && /^\/(visit|done)\//.test(path)

  async function tryPin(): Promise<void> {
    if (busy.peek() || !isPin(pin.value)) return
    busy.value = true
    const tried = await unlock(known.person, pin.value)
    busy.value = false
    pin.value = ''
    if (tried.outcome === 'open') {
      if (others) route('/', true)
    } else refusal.value = tried
  }

  const refused = refusalText(refusal.value, all)

  return (
    <Page top={<LockedBar title={known.name} />}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void tryPin()
        }}
      >
        {refused && <Notice tone="error">{refused}</Notice>}
        <PinField label={words.pin} value={pin} />
        <Button kind="primary" wide submit busy={busy.value}>
          {shellWords.value?.signIn.submit}
        </Button>
      </form>
      <Button wide onClick={onPassword}>
        {words.usePassword}
      </Button>
      <Button wide onClick={onBack}>
        {words.back}
      </Button>
      <Button
        wide
        kind="quiet"
        onClick={() => {
          removing.value = true
        }}
      >
        {words.remove}
      </Button>
      {removing.value && (
        <ConfirmSheet
          words={{ close: all.settings.cancel, cancel: all.settings.cancel }}
          title={words.removeAsk(known.name)}
          deed={words.remove}
          busy={false}
          failure={undefined}
          onClose={() => {
            removing.value = false
          }}
          onConfirm={() => void removeFromPhone(known.person).then(onBack)}
        >
          <p>{words.removeText}</p>
        </ConfirmSheet>
      )}
    </Page>
  )
}

function refusalText(refusal: Unlocking | undefined, { people: words }: AccountWords): string | undefined {
  switch (refusal?.outcome) {
    case 'wrong':
      return words.wrong(decimal(refusal.left))
    case 'wait':
      return words.wait(decimal(Math.ceil(refusal.ms / MINUTE_MS)))
    case 'no-pin':
      return words.gone
    default:
      return undefined
  }
}
