import { useComputed, useSignal } from '@preact/signals'
import { isEasyPin, isPin, PIN_LENGTH } from '../../checkpoints/pin.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Field } from '../components/field.tsx'
import { Notice } from '../components/notice.tsx'
import { Sheet } from '../components/sheet.tsx'
import { choosePin, handOn, hasPin, isOwnPin, removePin } from '../models/people.ts'
import { me } from '../models/session.ts'
import type { AccountWords } from '../words/account.zh-Hant.ts'
import { decimal } from '../words/writing.ts'

type Props = { readonly words: AccountWords }

/** For a phone that several people use: the PIN of whoever is at it, and the way to hand it on. */
export function PinCard({ words: all }: Props) {
  const { people: words } = all
  const open = useSignal<'choosing' | 'removing' | 'handing-on' | undefined>(undefined)
  const said = useSignal(false)
  const has = useComputed(hasPin).value
  const close = () => {
    open.value = undefined
  }
  return (
    <Card title={words.card}>
      <p class="soft">{words.text}</p>
      {said.value && <Notice tone="success">{words.kept}</Notice>}
      <div class="row">
        <Button
          onClick={() => {
            open.value = 'choosing'
          }}
        >
          {has ? words.change : words.choose}
        </Button>
        {has && (
          <Button
            onClick={() => {
              open.value = 'removing'
            }}
          >
            {words.removePin}
          </Button>
        )}
        <Button
          icon="lock"
          onClick={() => {
            if (has) void handOn()
            else open.value = 'handing-on'
          }}
        >
          {words.handOn}
        </Button>
      </div>
      {(open.value === 'choosing' || open.value === 'removing') && (
        <PinSheet
          words={all}
          title={open.value === 'removing' ? words.removePin : has ? words.change : words.choose}
          asks={{ own: has, chosen: open.value === 'choosing' }}
          onClose={close}
          onDone={() => {
            said.value = open.value === 'choosing'
            close()
          }}
        />
      )}
      {open.value === 'handing-on' && (
        <Sheet
          title={words.handOnAsk}
          closeLabel={all.settings.cancel}
          onClose={close}
          actions={
            <>
              <Button
                kind="primary"
                wide
                onClick={() => {
                  open.value = 'choosing'
                }}
              >
                {words.choose}
              </Button>
              <Button wide onClick={() => void handOn()}>
                {words.handOnAll}
              </Button>
            </>
          }
        >
          <p>{words.handOnText}</p>
        </Sheet>
      )}
    </Card>
  )
}

type SheetProps = Props & {
  readonly title: string
  /** The PIN he has, a new one, or both. */
  readonly asks: { readonly own: boolean; readonly chosen: boolean }
  readonly onClose: () => void
  readonly onDone: () => void
}

function PinSheet({ words: all, title, asks, onClose, onDone }: SheetProps) {
  const { people: words } = all
  const own = useSignal('')
  const chosen = useSignal('')
  const again = useSignal('')
  const busy = useSignal(false)
  const fault = useSignal<string | undefined>(undefined)

  /** @returns what is wrong, if anything is */
  async function change(person: string): Promise<string | undefined> {
    if (asks.chosen) {
      if (!isPin(chosen.value)) return words.notPin
      if (isEasyPin(chosen.value)) return words.easy
      if (chosen.value !== again.value) return words.differs
    }
    if (asks.own) {
      const tried = await isOwnPin(person, own.value)
      if (tried.outcome === 'wrong') return words.wrong(decimal(tried.left))
      // Too many wrong ones: he is at the phone no longer than anybody else would be.
      if (tried.outcome !== 'open') {
        await handOn()
        return undefined
      }
    }
    if (!asks.chosen) await removePin(person)
    else if (!(await choosePin(person, chosen.value))) return words.notKept
    onDone()
    return undefined
  }

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (busy.value) return
    busy.value = true
    fault.value = await change(me.value!.person.id)
    busy.value = false
  }

  return (
    <Sheet title={title} closeLabel={all.settings.cancel} onClose={onClose}>
      <form class="stack" onSubmit={send} noValidate>
        {fault.value && <Notice tone="error">{fault.value}</Notice>}
        {asks.own && <PinField label={words.now} value={own} />}
        {asks.chosen && <PinField label={words.chosen} value={chosen} />}
        {asks.chosen && <PinField label={words.again} value={again} />}
        <Button kind="primary" wide submit busy={busy.value}>
          {asks.chosen ? words.keep : words.removePin}
        </Button>
      </form>
    </Sheet>
  )
}

type FieldProps = { readonly label: string; readonly value: { value: string } }

/** Six digits, hidden; full-width ones are nobody's mistake. */
export function PinField({ label, value }: FieldProps) {
  return (
    <Field
      label={label}
      type="password"
      inputMode="numeric"
      autoComplete="off"
      maxLength={PIN_LENGTH}
      required
      value={value.value}
      onInput={(typed) => {
        value.value = typed.normalize('NFKC').replace(/\D/g, '')
      }}
    />
  )
}
