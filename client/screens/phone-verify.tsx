import { useSignal } from '@preact/signals'
import { useRoute } from 'preact-iso'
import { nameIn } from '../../checkpoints/language.ts'
import type { Evidence } from '../../checkpoints/visit.ts'
import { Button } from '../components/button.tsx'
import { Empty } from '../components/empty.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { signalScan } from '../device/feedback.ts'
import type { Deed } from '../models/deed.ts'
import { roles } from '../models/estate.ts'
import { deedRefusal } from '../models/finding-work.ts'
import { noteOldLabel } from '../models/old-label.ts'
import { packs } from '../models/pack.ts'
import { me } from '../models/session.ts'
import { spotNames } from '../models/spots.ts'
import { admit, clarify, readShortCode, readTag, type TagReading } from '../models/tag-reading.ts'
import { language } from '../words/language.ts'
import { phoneWords } from '../words/phone.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import { phoneFindingWords } from '../words/phone-findings.ts'
import type { PhoneFindingWords } from '../words/phone-findings.zh-Hant.ts'
import { EmergencyButton } from './emergency-button.tsx'
import { HangScanner } from './hang-scanner.tsx'
import { whyNotText } from './phone-finding.tsx'
import { VerifyForm } from './phone-verify-form.tsx'
import type { Said } from './scan.tsx'
import { refusalText } from './tag-refusal.ts'
import { TypedCode } from './typed-code.tsx'
import { useDeed } from './use-deed.ts'
import { type Seen, useFinding } from './use-finding.ts'
import { useScreen } from './use-screen.ts'

/** Verification on the spot (policy 9.4): the tag there is scanned first, then before and after are compared. */
export function VerifyScreen() {
  const words = phoneFindingWords.value
  const phone = phoneWords.value
  const { params } = useRoute()
  return words && phone ? <Verify words={words} phone={phone} id={params.finding ?? ''} /> : null
}

function Verify({
  words,
  phone,
  id,
}: {
  readonly words: PhoneFindingWords
  readonly phone: PhoneWords
  readonly id: string
}) {
  useScreen(words.verify.title)
  const person = me.value?.person.id
  const seen = useFinding(id)
  const deed = useDeed(person, 'verify', id)
  const top = <TopBar title={words.verify.title} back={{ href: `/findings/${id}`, label: words.back }} />
  const toFinding = (
    <Button wide href={`/findings/${id}`}>
      {words.finding.open}
    </Button>
  )
  if (seen === 'gone')
    return <Page top={top}>{<Empty title={words.finding.gone}>{words.finding.goneText}</Empty>}</Page>
  if (seen === 'looking' || !deed || !person) return <Page top={top}>{<Skeleton label={words.finding.loading} />}</Page>
  const why = deedRefusal(seen.work, 'verify', { person, roles: roles.value })
  if (why)
    return (
      <Page top={top}>
        <Notice tone="info" actions={toFinding}>
          {whyNotText(words, why)}
        </Notice>
      </Page>
    )
  const evidence = evidenceIn(deed)
  return evidence ? (
    <VerifyForm words={words} phone={phone} seen={seen} deed={deed} person={person} evidence={evidence} />
  ) : (
    <ScanThere words={words} phone={phone} seen={seen} deed={deed} />
  )
}

/** Kept with the deed: a browser that is killed at the spot need not scan again. */
function evidenceIn(deed: Deed): Evidence | undefined {
  const kept = deed.field('evidence')
  return kept === '' ? undefined : JSON.parse(kept)
}

type ScanProps = {
  readonly words: PhoneFindingWords
  readonly phone: PhoneWords
  readonly seen: Seen
  readonly deed: Deed
}

function ScanThere({ words, phone, seen: { pack, work }, deed }: ScanProps) {
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
    if (isThere) deed.set('evidence', JSON.stringify(admitted.spot.evidence))
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
        text={own.scanText}
        closeHref={`/findings/${work.id}`}
        said={said}
        onText={onText}
        corner={<EmergencyButton words={phone} spot={work.checkpoint} />}
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
