import { useSignal } from '@preact/signals'
import { useLocation, useRoute } from 'preact-iso'
import type { Severity } from '../../checkpoints/answer.ts'
import type { Category } from '../../checkpoints/checklist.ts'
import type { CheckpointId } from '../../checkpoints/ids.ts'
import type { Pack } from '../../checkpoints/wire/estate.ts'
import { BottomBar } from '../components/bottom-bar.tsx'
import { Button } from '../components/button.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { Page } from '../components/page.tsx'
import { Segmented } from '../components/segmented.tsx'
import { TextArea } from '../components/text-area.tsx'
import { TopBar } from '../components/top-bar.tsx'
import type { Deed } from '../models/deed.ts'
import { pack } from '../models/pack.ts'
import { me } from '../models/session.ts'
import { wayBack } from '../models/way-back.ts'
import { phoneWords } from '../words/phone.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import { phoneFindingWords } from '../words/phone-findings.ts'
import type { PhoneFindingWords } from '../words/phone-findings.zh-Hant.ts'
import { CallFirst } from './call-first.tsx'
import { EmergencyButton } from './emergency-button.tsx'
import { categoryChoices, severityChoices } from './finding-choices.ts'
import { showFirstFault } from './first-fault.ts'
import { ItemPhotos } from './item-parts.tsx'
import { KeepingNote, SayingFault } from './phone-deed-parts.tsx'
import { SpotChooser } from './spot-chooser.tsx'
import { useDeed, useSaying } from './use-deed.ts'
import { useScreen } from './use-screen.ts'

/** Something is wrong, and no checklist has asked about it. */
export function ReportScreen() {
  const words = phoneFindingWords.value
  const phone = phoneWords.value
  const { params } = useRoute()
  const known = pack.value
  const person = me.value?.person.id
  const deed = useDeed(person, 'report', params.checkpoint ?? '')
  if (!words || !phone || !known || !deed || !person) return null
  const at = known.checkpoints.some(({ id }) => id === params.checkpoint) ? params.checkpoint : undefined
  return <Report words={words} phone={phone} pack={known} deed={deed} person={person} at={at} />
}

type Props = {
  readonly words: PhoneFindingWords
  readonly phone: PhoneWords
  readonly pack: Pack
  readonly deed: Deed
  readonly person: string
  readonly at: CheckpointId | undefined
}

function Report({ words, phone, pack, deed, person, at }: Props) {
  const own = words.report
  useScreen(own.title)
  const { query, route } = useLocation()
  const tried = useSignal(false)
  const saying = useSaying()
  const back = wayBack(query.from, '/')
  const spot = deed.field('spot') || at
  const category = (deed.field('category') || undefined) as Category | undefined
  const severity = (deed.field('severity') || undefined) as Severity | undefined
  const note = deed.field('note')
  const missing = {
    spot: spot === undefined ? own.needs.spot : undefined,
    category: category === undefined ? own.needs.category : undefined,
    severity: severity === undefined ? own.needs.severity : undefined,
    note: note.trim() === '' ? own.needs.note : undefined,
  }
  const error = (name: keyof typeof missing) => (tried.value ? missing[name] : undefined)

  async function save(): Promise<void> {
    tried.value = true
    const listed = pack.checkpoints.find(({ id }) => id === spot)
    if (!listed || !category || !severity || missing.note) return showFirstFault()
    const about = { estate: pack.estate.id, finding: undefined, basis: 0, checkpoint: listed.id, names: listed.names }
    const photos = [...deed.draft.value.photos]
    const said = await saying.say(person, about, deed, {
      ...{ kind: 'report', checkpoint: listed.id, category, severity, note: note.trim(), photos },
      ...{ residentReport: null, position: null },
    })
    if (said) route(`/findings/${said}?${new URLSearchParams({ from: back })}`, true)
  }

  return (
    <Page
      top={
        <TopBar title={own.title} back={{ href: back, label: words.back }}>
          <EmergencyButton words={phone} spot={spot} />
        </TopBar>
      }
      bottom={
        <BottomBar note={<KeepingNote words={words.deed} deed={deed} />}>
          <Button kind="primary" wide icon="send" busy={saying.busy.value} onClick={() => void save()}>
            {own.save}
          </Button>
        </BottomBar>
      }
    >
      <SpotChooser
        pack={pack}
        label={own.where}
        choose={own.chooseWhere}
        other={own.otherSpot}
        value={spot}
        near={at}
        onChange={(picked) => deed.set('spot', picked)}
        error={error('spot')}
      />
      <Segmented<Category>
        legend={own.category}
        layout="grid"
        segments={categoryChoices()}
        value={category}
        onChange={(picked) => deed.set('category', picked)}
        error={error('category')}
        required
      />
      <Segmented<Severity>
        legend={own.severity}
        segments={severityChoices()}
        value={severity}
        onChange={(picked) => deed.set('severity', picked)}
        error={error('severity')}
        required
      />
      {severity === 'emergency' && (
        <CallFirst words={phone} pack={pack} spot={spot}>
          {own.emergency}
        </CallFirst>
      )}
      <TextArea
        label={own.note}
        value={note}
        rows={3}
        maxLength={2000}
        onInput={(text) => deed.set('note', text)}
        error={error('note')}
        required
      />
      <FieldGroup label={own.photos}>
        <ItemPhotos words={phone} form={deed} item="photos" />
      </FieldGroup>
      <SayingFault words={words.deed} fault={saying.fault.value} />
    </Page>
  )
}
