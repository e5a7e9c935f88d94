import { useSignal } from '@preact/signals'
import { nameIn } from '../../checkpoints/language.ts'
import type { Pack } from '../../checkpoints/wire/estate.ts'
import type { BlankClaimed } from '../../checkpoints/wire/hanging.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { signalScan } from '../device/feedback.ts'
import { catalogue } from '../models/catalogue.ts'
import { addedCheckpoint } from '../models/checkpoints.ts'
import { type BlankReading, readBlank } from '../models/label-reading.ts'
import { NO_NAMES } from '../models/names.ts'
import { pack, packs, refreshPacks } from '../models/pack.ts'
import { online } from '../models/session.ts'
import { claimBlank } from '../server.ts'
import { hangingWords } from '../words/hanging.ts'
import type { HangingWords } from '../words/hanging.zh-Hant.ts'
import { language } from '../words/language.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { CheckpointFields, useCheckpointForm } from './checkpoint-form.tsx'
import { AssistantsEmergency } from './emergency-button.tsx'
import { HangScanner } from './hang-scanner.tsx'
import type { Said } from './scan.tsx'
import { useScreen } from './use-screen.ts'

type Blank = Extract<BlankReading, { what: 'blank' }>

/** A blank label, scanned where it has been put up, becomes a new spot. */
export function HangBlankScreen() {
  const words = hangingWords.value
  const office = officeWords.value
  const known = pack.value
  return words && office && known ? <HangBlank words={words} office={office} pack={known} /> : null
}

type Props = { readonly words: HangingWords; readonly office: OfficeWords; readonly pack: Pack }

function HangBlank({ words, office, pack }: Props) {
  const { blank: own } = words
  useScreen(own.title)
  const said = useSignal<Said | undefined>(undefined)
  const blank = useSignal<Blank | undefined>(undefined)
  const made = useSignal<BlankClaimed | undefined>(undefined)

  async function read(text: string): Promise<void> {
    const reading = readBlank(text, [...packs.value.values()])
    if (reading.what === 'blank') {
      signalScan('good')
      said.value = undefined
      blank.value = reading
      return
    }
    signalScan('bad')
    const { value: inUse } = language
    said.value = {
      tone: 'warn',
      text: reading.what === 'taken' ? own.taken(nameIn(reading.names, inUse)) : own.foreign,
    }
  }

  if (!blank.value)
    return (
      <HangScanner title={own.title} text={own.scanText} closeHref="/hang" said={said} onText={read}>
        {!online.value && <Notice tone="warn">{own.offline}</Notice>}
      </HangScanner>
    )
  return (
    <Page
      top={
        <TopBar title={own.title} back={{ href: '/hang', label: words.spot.back }}>
          <AssistantsEmergency />
        </TopBar>
      }
    >
      {made.value ? (
        <Notice
          tone="success"
          actions={
            <Button
              onClick={() => {
                made.value = undefined
                blank.value = undefined
              }}
            >
              {own.next}
            </Button>
          }
        >
          {own.claimed(nameIn(made.value.names, language.value), made.value.code)}
        </Notice>
      ) : (
        <ClaimForm
          words={own}
          office={office}
          pack={pack}
          blank={blank.value}
          onMade={(checkpoint) => {
            made.value = checkpoint
            void refreshPacks()
          }}
        />
      )}
    </Page>
  )
}

type FormProps = {
  readonly words: HangingWords['blank']
  readonly office: OfficeWords
  readonly pack: Pack
  readonly blank: Blank
  readonly onMade: (checkpoint: BlankClaimed) => void
}

function ClaimForm({ words, office, pack, blank, onMade }: FormProps) {
  const form = useCheckpointForm(office, { names: NO_NAMES, code: '', kind: undefined, place: undefined })
  const known = catalogue(pack.places, pack.checkpoints)

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const { digits, checkpoint } = blank
    const claim = (draft: typeof form.draft) =>
      claimBlank(pack.estate.id, checkpoint, { digits, ...addedCheckpoint(draft) })
    const claimed = await form.submit(claim)
    if (claimed) onMade(claimed)
  }

  return (
    <Card title={words.form}>
      <Notice tone="info">{words.isNewSpot}</Notice>
      {!online.value && <Notice tone="warn">{words.offline}</Notice>}
      <form class="stack" ref={form.ref} onSubmit={send} noValidate>
        <CheckpointFields words={office} catalogue={known} form={form} />
        {form.trouble && <Notice tone="error">{form.trouble}</Notice>}
        <Button kind="primary" wide submit busy={form.busy}>
          {words.claim}
        </Button>
      </form>
    </Card>
  )
}
