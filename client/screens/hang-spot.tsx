import { useSignal } from '@preact/signals'
import { useLocation, useRoute } from 'preact-iso'
import type { Replaced } from '../../checkpoints/hanging.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { parseTag } from '../../checkpoints/tag.ts'
import type { Pack } from '../../checkpoints/wire/estate.ts'
import { Button } from '../components/button.tsx'
import { Empty } from '../components/empty.tsx'
import { Page } from '../components/page.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { signalScan } from '../device/feedback.ts'
import { estate } from '../models/estate.ts'
import { hangingKnown, type ToHang, toHang } from '../models/hanging.ts'
import { type LabelReading, readLabel } from '../models/label-reading.ts'
import { pack, packs, packsRead } from '../models/pack.ts'
import { isYetToBeChecked } from '../models/tag-reading.ts'
import { hangingWords } from '../words/hanging.ts'
import type { HangingWords } from '../words/hanging.zh-Hant.ts'
import { language } from '../words/language.ts'
import { phoneWords } from '../words/phone.ts'
import { AssistantsEmergency } from './emergency-button.tsx'
import { HangConfirm } from './hang-confirm.tsx'
import { HangScanner } from './hang-scanner.tsx'
import type { Said } from './scan.tsx'
import { refusalText } from './tag-refusal.ts'
import { useHanging } from './use-hanging.ts'
import { useScreen } from './use-screen.ts'

/** At one spot: the old label read and taken down, the new one put up and read, and that is that. */
export function HangSpotScreen() {
  const words = hangingWords.value
  const { checkpoint = '' } = useRoute().params
  useHanging(estate.value?.id)
  const known = pack.value
  const hanging = hangingKnown.value.get(known?.estate.id ?? '')
  if (!words) return null
  const row = known && hanging && toHang(known, hanging, []).find(({ spot }) => spot.id === checkpoint)
  if (known && row) return <HangSpot key={checkpoint} words={words} pack={known} row={row} />
  return <NoSpot words={words} waiting={!packsRead.value || hanging === undefined} />
}

function NoSpot({ words, waiting }: { readonly words: HangingWords; readonly waiting: boolean }) {
  useScreen(words.walk.title)
  return (
    <Page
      top={
        <TopBar title={words.walk.title} back={{ href: '/hang', label: words.spot.back }}>
          <AssistantsEmergency />
        </TopBar>
      }
    >
      {waiting ? (
        <Skeleton label={words.walk.title} />
      ) : (
        <Empty title={words.spot.unknown} action={<Button href="/hang">{words.spot.back}</Button>} />
      )}
    </Page>
  )
}

type Props = { readonly words: HangingWords; readonly pack: Pack; readonly row: ToHang }
type Step =
  | { readonly at: 'old' }
  | { readonly at: 'new'; readonly replaced: Replaced }
  | { readonly at: 'confirm'; readonly replaced: Replaced; readonly digits: string }

function HangSpot({ words, pack, row }: Props) {
  const { spot: own } = words
  const name = nameIn(row.spot.names, language.value)
  useScreen(`${words.walk.title} · ${name}`)
  const step = useSignal<Step>({ at: 'old' })
  const said = useSignal<Said | undefined>(undefined)
  const { route } = useLocation()
  const { value: now } = step

  function goTo(next: Step, saying?: Said): void {
    step.value = next
    said.value = saying
  }

  async function read(text: string): Promise<void> {
    const about = { checkpoint: row.spot.id, newest: row.revision }
    const reading = await readLabel(text, about, [...packs.value.values()])
    const { value: at } = step
    if (at.at === 'confirm') return
    if (reading.what === 'new') {
      signalScan('good')
      goTo({ at: 'confirm', replaced: at.at === 'new' ? at.replaced : 'none', digits: reading.digits })
    } else if (reading.what === 'old' && at.at === 'old') {
      signalScan('good')
      goTo({ at: 'new', replaced: 'old' }, { tone: 'info', text: own.oldRead })
    } else {
      if (reading.what !== 'old') signalScan('bad')
      said.value = sayingOf(own, reading)
    }
  }

  if (now.at === 'confirm') {
    const fields = parseTag(now.digits)?.fields
    return (
      <HangConfirm
        words={words}
        pack={pack}
        row={row}
        replaced={now.replaced}
        digits={now.digits}
        revision={fields?.revision ?? row.revision}
        isUnheard={isYetToBeChecked(pack, { channel: 'camera', digits: now.digits })}
        onDone={() => route(`/hang?hung=${row.spot.id}`, true)}
      />
    )
  }
  const isOld = now.at === 'old'
  return (
    <HangScanner
      title={isOld ? own.oldTitle : own.newTitle}
      text={`${name} — ${isOld ? own.oldText : own.newText}`}
      closeHref="/hang"
      said={said}
      onText={read}
      spot={row.spot.id}
    >
      {isOld && <Button onClick={() => goTo({ at: 'new', replaced: 'none' })}>{own.gone}</Button>}
    </HangScanner>
  )
}

function sayingOf(words: HangingWords['spot'], reading: Exclude<LabelReading, { what: 'new' }>): Said | undefined {
  if (reading.what === 'old') return { tone: 'info', text: words.stillOld }
  if (reading.what === 'other') return { tone: 'warn', text: words.other(nameIn(reading.names, language.value)) }
  const { value: phone } = phoneWords
  return phone && { tone: 'warn', text: refusalText(reading.refusal, phone) }
}
