import { useSignal } from '@preact/signals'
import { useLocation, useRoute } from 'preact-iso'
import type { CallBackOutcome, FindingAct } from '../../checkpoints/finding-act.ts'
import type { CivilDate } from '../../checkpoints/time.ts'
import { BottomBar } from '../components/bottom-bar.tsx'
import { Button } from '../components/button.tsx'
import { Checks } from '../components/checks.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Segmented } from '../components/segmented.tsx'
import { TextArea } from '../components/text-area.tsx'
import { TopBar } from '../components/top-bar.tsx'
import type { Deed } from '../models/deed.ts'
import type { PhoneDeed } from '../models/finding-work.ts'
import { findingWords } from '../words/findings.ts'
import { phoneWords } from '../words/phone.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import { phoneFindingWords } from '../words/phone-findings.ts'
import type { PhoneFindingWords } from '../words/phone-findings.zh-Hant.ts'
import { EmergencyButton } from './emergency-button.tsx'
import { showFirstFault } from './first-fault.ts'
import { ItemPhotos } from './item-parts.tsx'
import { NowhereScreen } from './nowhere.tsx'
import { DeedGate, type OpenDeed, RefusedDeed } from './phone-deed-gate.tsx'
import { DiscardDeed } from './phone-deed-left.tsx'
import { DeedSignature, KeepingNote, OvertakenNote, SayingFault, Until } from './phone-deed-parts.tsx'
import { titleOf } from './phone-findings.tsx'
import { useSaying } from './use-deed.ts'

/** What needs no scan: settling, reporting that it is fixed, the call back, asking for more time, a comment. */
const WRITTEN = ['settle', 'fix', 'call-back', 'ask-extension', 'comment'] as const satisfies readonly PhoneDeed[]
type Written = (typeof WRITTEN)[number]

/** One deed about one problem, filled in and sent whenever there is a signal. */
export function DeedScreen() {
  const words = phoneFindingWords.value
  const phone = phoneWords.value
  const { params } = useRoute()
  const kind = WRITTEN.find((one) => one === params.deed)
  if (!words || !phone) return null
  if (!kind) return <NowhereScreen />
  return (
    <DeedGate words={words} title={words.deeds[kind]} kind={kind} id={params.finding ?? ''}>
      {(open) => <Form words={words} phone={phone} kind={kind} {...open} />}
    </DeedGate>
  )
}

type FormProps = OpenDeed & {
  readonly words: PhoneFindingWords
  readonly phone: PhoneWords
  readonly kind: Written
}

function Form({ words, phone, kind, seen, deed, person, overtaken }: FormProps) {
  const { pack, work, detail } = seen
  const own = words.deed
  const desk = findingWords.value?.form
  const { route } = useLocation()
  const saying = useSaying()
  const tried = useSignal(false)
  const note = deed.field('note')
  const { dueOn } = work.finding
  const missing = missingFrom(kind, deed, dueOn)
  const error = (what: keyof typeof missing, text: string) => (tried.value && missing[what] ? text : undefined)

  async function save(): Promise<void> {
    tried.value = true
    if (Object.values(missing).some(Boolean)) return showFirstFault()
    const { id: finding, checkpoint, basis } = work
    const names = pack.checkpoints.find(({ id }) => id === checkpoint)?.names ?? {}
    const about = { estate: pack.estate.id, finding, basis, checkpoint, names }
    const said = await saying.say(person, about, deed, actFrom(kind, deed))
    if (said) route(`/findings/${finding}`, true)
  }

  if (overtaken === 'by-himself' && !saying.busy.value)
    return <RefusedDeed {...{ words, kind, deed, person }} seen={seen} title={words.deeds[kind]} why="wrong-state" />
  return (
    <Page
      top={
        <TopBar
          title={words.deeds[kind]}
          over={titleOf(words, work)}
          back={{ href: `/findings/${work.id}`, label: words.back }}
        >
          <EmergencyButton words={phone} spot={work.checkpoint} />
        </TopBar>
      }
      bottom={
        <BottomBar
          note={
            <>
              <OvertakenNote words={own} overtaken={overtaken} saying={saying} />
              <KeepingNote words={own} deed={deed} />
            </>
          }
        >
          <Button kind="primary" wide icon="send" busy={saying.busy.value} onClick={() => void save()}>
            {own.save[kind]}
          </Button>
        </BottomBar>
      }
    >
      {kind === 'call-back' && <Notice tone="info">{own.contact}</Notice>}
      {kind === 'call-back' && (
        <Segmented<CallBackOutcome>
          legend={own.outcome}
          layout="column"
          segments={(['satisfied', 'not-satisfied', 'not-reached'] as const).map((value) => ({
            value,
            label: desk?.outcomes[value] ?? '',
          }))}
          value={(deed.field('outcome') || undefined) as CallBackOutcome | undefined}
          onChange={(outcome) => deed.set('outcome', outcome)}
          error={error('outcome', own.outcomeMissing)}
          required
        />
      )}
      {kind === 'ask-extension' && (
        <Until deed={deed} dueOn={dueOn} error={error('until', desk?.untilNotLater ?? '')} />
      )}
      <TextArea
        label={own.note[kind]}
        value={note}
        rows={3}
        maxLength={2000}
        onInput={(text) => deed.set('note', text)}
        error={error('note', own.noteMissing)}
        required={kind !== 'call-back'}
      />
      {kind !== 'call-back' && kind !== 'ask-extension' && (
        <FieldGroup label={kind === 'comment' ? own.photos : own.photosAfter}>
          <ItemPhotos words={phone} form={deed} item="photos" />
        </FieldGroup>
      )}
      {kind === 'comment' && detail && detail.staff.length > 0 && (
        <FieldGroup label={own.mention}>
          <Checks
            options={detail.staff.filter(({ id }) => id !== person).map(({ id, name }) => ({ value: id, label: name }))}
            value={mentionsIn(deed)}
            onChange={(mentions) => deed.set('mentions', mentions.join(' '))}
          />
        </FieldGroup>
      )}
      {kind === 'settle' && (
        <DeedSignature words={own} phone={phone} deed={deed} error={error('signature', own.signatureMissing)} />
      )}
      <SayingFault words={own} fault={saying.fault.value} />
      <DiscardDeed words={phone} deed={deed} finding={work.id} />
    </Page>
  )
}

function missingFrom(kind: Written, deed: Deed, dueOn: CivilDate | null) {
  const until = deed.field('until')
  return {
    until: kind === 'ask-extension' && (until === '' || (dueOn !== null && until <= dueOn)),
    note: kind !== 'call-back' && deed.field('note').trim() === '',
    outcome: kind === 'call-back' && deed.field('outcome') === '',
    signature: kind === 'settle' && deed.draft.value.signature.length === 0,
  }
}

function mentionsIn(deed: Deed): string[] {
  return deed.field('mentions').split(' ').filter(Boolean)
}

function actFrom(kind: Written, deed: Deed): FindingAct {
  const { photos: kept, signature } = deed.draft.value
  const [note, photos] = [deed.field('note').trim(), [...kept]]
  switch (kind) {
    case 'settle':
      return { kind, note, photos, signature: signature[0]! }
    case 'fix':
      return { kind, note, photos }
    case 'comment':
      return { kind, text: note, mentions: mentionsIn(deed), photos }
    case 'ask-extension':
      return { kind, until: deed.field('until') as CivilDate, reason: note }
    case 'call-back':
      return { kind, outcome: deed.field('outcome') as CallBackOutcome, note }
  }
}
