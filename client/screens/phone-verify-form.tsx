import { useSignal } from '@preact/signals'
import { useLocation } from 'preact-iso'
import type { Evidence } from '../../checkpoints/visit.ts'
import { BottomBar } from '../components/bottom-bar.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { Mark } from '../components/mark.tsx'
import { Page } from '../components/page.tsx'
import { Segmented } from '../components/segmented.tsx'
import { TextArea } from '../components/text-area.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { dropScan, lapseScan } from '../models/deed-scan.ts'
import { estimatedNow } from '../models/server-time.ts'
import { spotNames } from '../models/spots.ts'
import { language } from '../words/language.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import type { PhoneFindingWords } from '../words/phone-findings.zh-Hant.ts'
import { EmergencyButton } from './emergency-button.tsx'
import { showFirstFault } from './first-fault.ts'
import { ItemPhotos } from './item-parts.tsx'
import { type OpenDeed, RefusedDeed } from './phone-deed-gate.tsx'
import { DiscardDeed } from './phone-deed-left.tsx'
import { DeedSignature, KeepingNote, OvertakenNote, SayingFault } from './phone-deed-parts.tsx'
import { FindingPhotos } from './phone-finding-photos.tsx'
import { titleOf } from './phone-findings.tsx'
import { useSaying } from './use-deed.ts'

type Props = OpenDeed & {
  readonly words: PhoneFindingWords
  readonly phone: PhoneWords
  readonly evidence: Evidence
}

/** Before and after side by side, the verdict, and the hand under it. */
export function VerifyForm({ words, phone, seen, deed, person, overtaken, evidence }: Props) {
  const own = words.verify
  const { pack, work } = seen
  const { route } = useLocation()
  const saying = useSaying()
  const tried = useSignal(false)
  const passed = deed.field('passed')
  const note = deed.field('note').trim()
  const { photos, signature } = deed.draft.value
  const missing = {
    result: passed === '',
    note: passed === 'no' && note === '',
    signature: signature.length === 0,
  }
  const error = (what: keyof typeof missing, text: string) => (tried.value && missing[what] ? text : undefined)

  async function save(): Promise<void> {
    tried.value = true
    if (Object.values(missing).some(Boolean)) return showFirstFault()
    if (lapseScan(deed, estimatedNow())) return
    const { id: finding, checkpoint, basis } = work
    const names = pack.checkpoints.find(({ id }) => id === checkpoint)?.names ?? {}
    const about = { estate: pack.estate.id, finding, basis, checkpoint, names }
    const said = await saying.say(person, about, deed, {
      ...{ kind: 'verify', passed: passed === 'yes', note, photos: [...photos], signature: signature[0]! },
      ...{ evidence, position: null },
    })
    if (said) route(`/findings/${finding}`, true)
  }

  if (overtaken === 'by-himself' && !saying.busy.value)
    return <RefusedDeed {...{ words, deed, person, seen }} kind="verify" title={own.title} why="wrong-state" />
  return (
    <Page
      top={
        <TopBar
          title={own.title}
          over={spotNames(pack, work.checkpoint, language.value)?.name}
          back={{ href: `/findings/${work.id}`, label: words.back }}
        >
          <EmergencyButton words={phone} spot={work.checkpoint} />
        </TopBar>
      }
      bottom={
        <BottomBar
          note={
            <>
              <OvertakenNote words={words.deed} overtaken={overtaken} saying={saying} />
              <KeepingNote words={words.deed} deed={deed} />
            </>
          }
        >
          <Button kind="primary" wide icon="send" busy={saying.busy.value} onClick={() => void save()}>
            {own.save}
          </Button>
        </BottomBar>
      }
    >
      <p class="phone-evidence">
        <Mark state={evidence.channel === 'typed' ? 'doubtful' : 'done'} />
        <span>{evidence.channel === 'typed' ? own.typed : own.scanned}</span>
        <Button kind="quiet" onClick={() => dropScan(deed)}>
          {own.scanAgain}
        </Button>
      </p>
      <Card title={titleOf(words, work)}>
        {work.fixNote !== null && (
          <p>
            <span class="soft">{words.finding.fixNote}</span>
            <br />
            {work.fixNote}
          </p>
        )}
        <div class="phone-compare">
          <section aria-label={words.finding.before}>
            <p class="soft">{words.finding.before}</p>
            <FindingPhotos words={words} photos={work.photos} />
          </section>
          <section aria-label={words.finding.after}>
            <p class="soft">{words.finding.after}</p>
            <FindingPhotos words={words} photos={photos.length > 0 ? photos : work.fixPhotos} />
          </section>
        </div>
      </Card>
      <FieldGroup label={own.nowPhotos} hint={own.nowHint}>
        <ItemPhotos words={phone} form={deed} item="photos" />
      </FieldGroup>
      <Segmented<'yes' | 'no'>
        legend={own.result}
        segments={[
          { value: 'yes', label: own.passed, tone: 'good' },
          { value: 'no', label: own.back, tone: 'bad', icon: 'warn' },
        ]}
        value={passed === '' ? undefined : (passed as 'yes' | 'no')}
        onChange={(value) => deed.set('passed', value)}
        error={error('result', own.resultMissing)}
        required
      />
      <TextArea
        label={passed === 'no' ? own.noteBack : own.note}
        value={deed.field('note')}
        rows={2}
        maxLength={2000}
        onInput={(text) => deed.set('note', text)}
        error={error('note', own.noteMissing)}
      />
      <DeedSignature
        words={words.deed}
        phone={phone}
        deed={deed}
        error={error('signature', words.deed.signatureMissing)}
      />
      <SayingFault words={words.deed} fault={saying.fault.value} />
      <DiscardDeed words={phone} deed={deed} finding={work.id} />
    </Page>
  )
}
