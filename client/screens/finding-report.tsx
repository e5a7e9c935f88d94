import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import type { Severity } from '../../checkpoints/answer.ts'
import type { Category } from '../../checkpoints/checklist.ts'
import type { FindingAct } from '../../checkpoints/finding-act.ts'
import type { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import { nameIn } from '../../checkpoints/language.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Field } from '../components/field.tsx'
import { Notice } from '../components/notice.tsx'
import { Segmented } from '../components/segmented.tsx'
import { Select } from '../components/select.tsx'
import { Sheet } from '../components/sheet.tsx'
import { newId } from '../device/id.ts'
import type { Photo } from '../device/photo.ts'
import { type Catalogue, placeIn } from '../models/catalogue.ts'
import { catalogueOf } from '../models/catalogue-kept.ts'
import { dialled } from '../models/emergency.ts'
import { formSender } from '../models/finding-events.ts'
import { findingRulesOf } from '../models/office-kept.ts'
import { me } from '../models/session.ts'
import type { FindingWords } from '../words/findings.zh-Hant.ts'
import { language } from '../words/language.ts'
import { categoryChoices, severityChoices } from './finding-choices.ts'
import { PhotoField } from './photo-field.tsx'
import { useDeedForm } from './use-deed-form.tsx'
import { useRefreshed } from './use-refreshed.ts'

type Draft = {
  readonly checkpoint: CheckpointId | undefined
  readonly category: Category | undefined
  readonly severity: Severity | undefined
  readonly note: string
  readonly photos: readonly Photo[]
}

type Props = {
  readonly words: FindingWords
  readonly estate: Estate
  /** What it is made of: a resident's report, or a spot that is open. */
  readonly from?: Partial<Pick<Draft, 'checkpoint' | 'category' | 'note'>> & { readonly residentReport?: Uuid }
  readonly title?: string
  readonly lead?: string
  readonly onClose: () => void
  readonly onDone: (finding: Uuid) => void
}

/** A problem that somebody at a desk has heard of: where, what, how bad. */
export function FindingReport(props: Props) {
  const { words, estate, from, title = words.reportForm.title, lead, onClose, onDone } = props
  const finding = useMemo(newId, [])
  const sender = useMemo(
    () => formSender(() => ({ estate: estate.id, finding, basis: 0, person: me.peek()!.person.id })),
    [estate.id, finding],
  )
  async function send(act: FindingAct, photos?: readonly Photo[]) {
    const reply = await sender(act, photos)
    if (reply.ok) onDone(reply.value.finding)
    return reply
  }
  const { draft, set, written, errorOf, frame } = useDeedForm<Draft>(
    { words, send, refused: undefined },
    {
      initial: {
        checkpoint: from?.checkpoint,
        category: from?.category,
        severity: undefined,
        note: from?.note ?? '',
        photos: [],
      },
      faultsOf: ({ checkpoint, category, severity, note }) => ({
        ...(!checkpoint && { checkpoint: { text: words.reportForm.spotMissing } }),
        ...(!category && { category: 'categoryMissing' as const }),
        ...(!severity && { severity: { text: words.reportForm.severityMissing } }),
        ...(note.trim() === '' && { note: 'textMissing' as const }),
      }),
      actOf: ({ checkpoint = '', category = 'facilities', severity = 'normal', note, photos }) => ({
        ...{ kind: 'report', checkpoint, category, severity, note: note.trim() },
        photos: photos.map(({ sha256 }) => sha256),
        residentReport: from?.residentReport ?? null,
        position: null,
      }),
      photosOf: ({ photos }) => photos,
    },
  )
  const own = words.reportForm
  return (
    <Sheet title={title} closeLabel={words.form.close} onClose={onClose}>
      {frame(
        <>
          {lead && <p class="soft">{lead}</p>}
          <Emergency words={words} estate={estate.id} />
          {!from?.checkpoint && (
            <SpotField
              words={words}
              estate={estate.id}
              value={draft.checkpoint}
              onChange={(checkpoint) => set({ checkpoint })}
              error={errorOf('checkpoint')}
            />
          )}
          <Segmented<Severity>
            legend={own.severity}
            size="small"
            segments={severityChoices()}
            value={draft.severity}
            onChange={(severity) => set({ severity })}
            error={errorOf('severity')}
          />
          <Select<Category>
            label={own.category}
            placeholder={words.form.choose}
            options={categoryChoices()}
            value={draft.category}
            onChange={(category) => set({ category })}
            error={errorOf('category')}
          />
          {written('note', own.note, own.noteHint)}
          <PhotoField words={words} photos={draft.photos} onChange={(photos) => set({ photos })} />
        </>,
        own.send,
      )}
    </Sheet>
  )
}

/** Before any form: whom to call (policy 4.5). */
function Emergency({ words: { reportForm: own }, estate }: { readonly words: FindingWords; readonly estate: Uuid }) {
  const phone = useRefreshed(findingRulesOf(estate))?.rules.securityPhone
  return (
    <Notice tone="info">
      {own.emergency}
      {phone && (
        <>
          {' '}
          <a href={dialled(phone)}>{own.call(phone)}</a>
        </>
      )}
    </Notice>
  )
}

type SpotProps = {
  readonly words: FindingWords
  readonly estate: Uuid
  readonly value: CheckpointId | undefined
  readonly onChange: (checkpoint: CheckpointId) => void
  readonly error: string | undefined
}

/** A few letters narrow the list down. */
function SpotField({ words, estate, value, onChange, error }: SpotProps) {
  const own = words.reportForm
  const catalogue = useRefreshed(catalogueOf(estate))
  const typed = useSignal('')
  const spots = catalogue ? spotsMatching(catalogue, typed.value) : []
  return (
    <>
      <Field
        label={own.spotSearch}
        hint={own.spotHint}
        type="search"
        value={typed.value}
        onInput={(text) => {
          typed.value = text
        }}
      />
      {spots.length === 0 && typed.value !== '' && <p role="status">{own.spotNone}</p>}
      <Select<CheckpointId>
        label={own.spot}
        placeholder={words.form.choose}
        options={spots}
        value={spots.some((spot) => spot.value === value) ? value : undefined}
        onChange={onChange}
        error={error}
      />
    </>
  )
}

function spotsMatching(catalogue: Catalogue, typed: string) {
  const wanted = typed.trim().toLowerCase()
  return [...catalogue.checkpoints.values()]
    .filter(({ state }) => state === 'active')
    .map(({ id, names, code, place }) => ({
      value: id,
      label: `${placeIn(catalogue, place, language.value)} ${nameIn(names, language.value)}（${code}）`,
      words: [...Object.values(names), code].join(' ').toLowerCase(),
    }))
    .filter(({ label, words }) => wanted === '' || label.toLowerCase().includes(wanted) || words.includes(wanted))
}
