import { useSignal } from '@preact/signals'
import { useLayoutEffect } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import { nameIn } from '../../checkpoints/language.ts'
import { Button } from '../components/button.tsx'
import { signalScan } from '../device/feedback.ts'
import { hasLapsed, keepScan, lapseScan, scanIn } from '../models/deed-scan.ts'
import { noteOldLabel } from '../models/old-label.ts'
import { packs } from '../models/pack.ts'
import { estimatedNow } from '../models/server-time.ts'
import { me } from '../models/session.ts'
import { spotNames } from '../models/spots.ts'
import { admit, clarify, readShortCode, readTag, type TagReading } from '../models/tag-reading.ts'
import { language } from '../words/language.ts'
import { phoneWords } from '../words/phone.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import { phoneFindingWords } from '../words/phone-findings.ts'
import type { PhoneFindingWords } from '../words/phone-findings.zh-Hant.ts'
import { HangScanner } from './hang-scanner.tsx'
import { DeedGate, type OpenDeed } from './phone-deed-gate.tsx'
import { VerifyForm } from './phone-verify-form.tsx'
import type { Said } from './scan.tsx'
import { refusalText } from './tag-refusal.ts'
import { TypedCode } from './typed-code.tsx'

/** Verification on the spot (policy 9.4): the tag there is scanned first, then before and after are compared. */
export function VerifyScreen() {
  const words = phoneFindingWords.value
  const phone = phoneWords.value
  const { params } = useRoute()
  if (!words || !phone) return null
  return (
    <DeedGate words={words} title={words.verify.title} kind="verify" id={params.finding ?? ''}>
      {(open) => <Verify words={words} phone={phone} {...open} />}
    </DeedGate>
  )
}

type Props = OpenDeed & { readonly words: PhoneFindingWords; readonly phone: PhoneWords }

function Verify(props: Props) {
  const { deed } = props
  useLayoutEffect(() => void lapseScan(deed, estimatedNow()), [deed])
  const evidence = scanIn(deed)
  return evidence ? <VerifyForm evidence={evidence} {...props} /> : <ScanThere {...props} />
}

function ScanThere({ words, phone, seen: { pack, work }, deed }: Props) {
  const own = words.verify
  const said = useSignal<Said | undefined>(undefined)
  const typing = useSignal(false)
  const wanted = spotNames(pack, work.checkpoint, language.value)?.name ?? work.checkpoint
  const allPacks = () => [...packs.value.values()]

  /** @returns whether it is the right one */
  function take(reading: TagReading): boolean {
    const admitted = admit(reading, me.value?.memberships ?? [])
    const isThere = admitted.ok && admitted.spot.checkpoint.id === work.checkpoint
    signalScan(isThere ? 'good' : 'bad')
    if (isThere) keepScan(deed, admitted.spot.evidence, estimatedNow())
    else if (!admitted.ok) said.value = { tone: 'warn', text: refusalText(admitted.refusal, phone) }
    else {
      const read = nameIn(admitted.spot.checkpoint.names, language.value)
      said.value = { tone: 'warn', text: own.wrongSpot(read, wanted) }
    }
    return isThere
  }

  async function onText(text: string): Promise<void> {
    let reading = noteOldLabel(text, await readTag(text, 'camera', allPacks()))
    if (!reading.ok && reading.refusal.reason === 'unknown-here') reading = await clarify(text, 'camera')
    take(reading)
  }

  return (
    <>
      <HangScanner
        title={own.scanTitle(wanted)}
        text={hasLapsed(deed) ? own.scanLapsed : own.scanText}
        closeHref={`/findings/${work.id}`}
        said={said}
        onText={onText}
        spot={work.checkpoint}
      >
        <Button
          icon="keyboard"
          onClick={() => {
            // What was said of the label before the camera is not about the code.
            said.value = undefined
            typing.value = true
          }}
        >
          {own.typeCode}
        </Button>
      </HangScanner>
      {typing.value && (
        <TypedCode
          words={phone}
          said={said}
          onClose={() => {
            typing.value = false
            said.value = undefined
          }}
          onTyped={async (typed) => {
            if (take(readShortCode(typed, allPacks()))) typing.value = false
          }}
        />
      )}
    </>
  )
}
