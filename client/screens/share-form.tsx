import { useSignal } from '@preact/signals'
import { is } from 'valibot'
import type { Uuid } from '../../checkpoints/ids.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { REPORT_MOST_DAYS } from '../../checkpoints/report-period.ts'
import { ROLLING_PERIODS } from '../../checkpoints/share.ts'
import { CivilDate, civilDateOf, type Zone } from '../../checkpoints/time.ts'
import type { ShareAdded } from '../../checkpoints/wire/share.ts'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { Notice } from '../components/notice.tsx'
import { Select } from '../components/select.tsx'
import { rootsOf } from '../models/places.ts'
import { now } from '../models/server-time.ts'
import {
  addedShare,
  LABEL_MAX_LENGTH,
  lastDayOf,
  NEW_SHARE,
  type ShareDraft,
  type ShareFault,
  shareFaults,
  TERMS_OFFERED,
} from '../models/shares.ts'
import { addShare } from '../server.ts'
import { language } from '../words/language.ts'
import { civilDay, decimal } from '../words/writing.ts'
import { kindChoices } from './kind-choices.ts'
import { ShareLink } from './share-link.tsx'
import type { KnownNames } from './share-row.tsx'
import type { SharesWords } from './shares.tsx'
import { useForm } from './use-form.ts'

type Props = {
  readonly texts: SharesWords
  readonly known: KnownNames
  readonly zone: Zone
  readonly estate: Uuid
  readonly onChanged: () => void
}

/** Makes links one after the other; each is shown once. */
export function ShareForm({ texts, known, zone, estate, onChanged }: Props) {
  const { own } = texts
  const today = civilDateOf(now.value, zone)
  const added = useSignal<ShareAdded | undefined>(undefined)
  const form = useForm<ShareDraft, ShareFault>({
    initial: NEW_SHARE,
    faultsOf: (draft) => shareFaults(draft, today),
    faultText: (fault) => (fault === 'to' ? own.faults.to(decimal(REPORT_MOST_DAYS)) : own.faults[fault]),
    fieldOf: { 'place-unknown': 'building' },
  })
  const { draft, set, errorOf } = form

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const made = await form.submit((draft) => addShare(estate, addedShare(draft, today)))
    if (!made) return
    added.value = made
    form.startWith({ ...draft, label: '' })
    onChanged()
  }

  return (
    <form class="stack" ref={form.ref} onSubmit={send} noValidate>
      {added.value && <ShareLink texts={texts} added={added.value} />}
      <Field
        label={own.label}
        hint={own.labelHint}
        maxLength={LABEL_MAX_LENGTH}
        autoComplete="off"
        required
        value={draft.label}
        onInput={(label) => set({ label })}
        error={errorOf('label')}
      />
      <Period {...{ texts, draft, set, errorOf }} />
      <Cells {...{ texts, draft, set, errorOf, known }} />
      <Term {...{ texts, draft, set, errorOf, today }} />
      {form.trouble && <Notice tone="error">{form.trouble}</Notice>}
      <Button kind="primary" submit busy={form.busy}>
        {own.submit}
      </Button>
    </form>
  )
}

type PartProps = {
  readonly texts: SharesWords
  readonly draft: ShareDraft
  readonly set: (change: Partial<ShareDraft>) => void
  readonly errorOf: (key: keyof ShareDraft) => string | undefined
}

function Period({ texts: { own, report }, draft, set, errorOf }: PartProps) {
  return (
    <>
      <Select
        label={own.period}
        hint={own.periodHint}
        options={[
          ...ROLLING_PERIODS.map((value) => ({ value, label: report.periods[value] })),
          { value: 'fixed' as const, label: report.periods.own },
        ]}
        value={draft.period}
        onChange={(period) => set({ period })}
      />
      {draft.period === 'fixed' && (
        <>
          <Field
            label={report.from}
            type="date"
            value={draft.from}
            onInput={(from) => set({ from })}
            error={errorOf('from')}
          />
          <Field label={report.to} type="date" value={draft.to} onInput={(to) => set({ to })} error={errorOf('to')} />
        </>
      )}
    </>
  )
}

function Cells({ texts: { report }, draft, set, errorOf, known }: PartProps & { readonly known: KnownNames }) {
  const all = { value: '' as const, label: report.all }
  const named = <Named extends { readonly id: Uuid; readonly names: Parameters<typeof nameIn>[0] }>(some: Named[]) =>
    some.map(({ id, names }) => ({ value: id, label: nameIn(names, language.value) }))
  return (
    <>
      <Select
        label={report.building}
        options={[all, ...named(known.places ? rootsOf(known.places) : [])]}
        value={draft.building}
        onChange={(building) => set({ building })}
        error={errorOf('building')}
      />
      <Select
        label={report.kind}
        options={[all, ...kindChoices()]}
        value={draft.kind}
        onChange={(kind) => set({ kind })}
      />
      <Select
        label={report.plan}
        options={[all, ...named([...(known.plans ?? [])])]}
        value={draft.plan}
        onChange={(plan) => set({ plan })}
      />
    </>
  )
}

function Term({ texts: { own }, draft, set, errorOf, today }: PartProps & { readonly today: CivilDate }) {
  const last = lastDayOf(draft, today)
  return (
    <>
      <Select
        label={own.term}
        hint={is(CivilDate, last) ? own.openUntil(civilDay(last)) : undefined}
        options={TERMS_OFFERED.map((value) => ({ value, label: own.terms[value] }))}
        value={draft.term}
        onChange={(term) => set({ term })}
      />
      {draft.term === 'own' && (
        <Field
          label={own.lastOn}
          type="date"
          value={draft.lastOn}
          onInput={(lastOn) => set({ lastOn })}
          error={errorOf('lastOn')}
        />
      )}
    </>
  )
}
