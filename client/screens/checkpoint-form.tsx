import { useSignal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import { nameIn } from '../../checkpoints/language.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { Notice } from '../components/notice.tsx'
import { Select } from '../components/select.tsx'
import type { Catalogue } from '../models/catalogue.ts'
import { addedCheckpoint, type CheckpointDraft, type CheckpointFault, checkpointFaults } from '../models/checkpoints.ts'
import { draftOfNames, NO_NAMES } from '../models/names.ts'
import { placeChoices } from '../models/places.ts'

import { addCheckpoint, changeCheckpoint } from '../server.ts'
import { language } from '../words/language.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { kindChoices } from './kind-choices.ts'
import { NamesFields } from './names-fields.tsx'
import { useForm } from './use-form.ts'

type Props = {
  readonly words: OfficeWords
  readonly estate: Uuid
  readonly catalogue: Catalogue
  /** The catalogue is no longer what it was. */
  readonly onChanged: () => void
}

/** Adds checkpoints one after the other: the next one in the same place. */
export function AddCheckpointForm({ place, ...props }: Props & { readonly place: Uuid | undefined }) {
  const { words, estate, catalogue, onChanged } = props
  const { checkpoints: own } = words
  const added = useSignal<ListedCheckpoint | undefined>(undefined)
  const form = useCheckpointForm(words, {
    names: NO_NAMES,
    code: '',
    kind: undefined,
    place: place !== undefined && catalogue.places.has(place) ? place : undefined,
  })

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const { draft } = form
    const checkpoint = await form.submit((draft) => addCheckpoint(estate, addedCheckpoint(draft)))
    if (!checkpoint) return
    added.value = checkpoint
    form.startWith({ ...draft, names: NO_NAMES, code: '' })
    onChanged()
  }

  if (catalogue.places.size === 0)
    return (
      <Notice tone="info" actions={<Button href="/checkpoints?open=new-place">{own.addPlace}</Button>}>
        {own.noPlaces}
      </Notice>
    )
  return (
    <form class="stack" ref={form.ref} onSubmit={send} noValidate>
      {added.value && (
        <Notice
          tone="success"
          actions={<Button href={`/labels?checkpoints=${added.value.id}`}>{own.printThis}</Button>}
        >
          {own.added(nameIn(added.value.names, language.value), added.value.code)}
        </Notice>
      )}
      <CheckpointFields {...props} form={form} />
      {form.trouble && <Notice tone="error">{form.trouble}</Notice>}
      <Button kind="primary" submit busy={form.busy}>
        {own.add}
      </Button>
    </form>
  )
}

/** Changes what a checkpoint is called and where it is. */
export function ChangeCheckpointForm({ checkpoint, ...props }: Props & { readonly checkpoint: ListedCheckpoint }) {
  const { words, estate, onChanged } = props
  const { code, kind, place } = checkpoint
  const form = useCheckpointForm(words, { names: draftOfNames(checkpoint.names), code, kind, place })

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const changed = await form.submit((draft) => {
      const { kind: _, ...change } = addedCheckpoint(draft)
      return changeCheckpoint(estate, checkpoint.id, change)
    })
    if (changed) onChanged()
  }

  return (
    <form class="stack" ref={form.ref} onSubmit={send} noValidate>
      <CheckpointFields {...props} form={form} kindIsFixed />
      {form.trouble && <Notice tone="error">{form.trouble}</Notice>}
      {form.saved && <Notice tone="success">{words.saved}</Notice>}
      <Button kind="primary" submit busy={form.busy}>
        {words.save}
      </Button>
    </form>
  )
}

export function useCheckpointForm(words: OfficeWords, initial: CheckpointDraft) {
  return useForm<CheckpointDraft, CheckpointFault>({
    initial,
    faultsOf: checkpointFaults,
    faultText: (fault) => words.faults[fault],
    fieldOf: { 'code-taken': 'code', 'place-unknown': 'place' },
  })
}

type FieldsProps = Pick<Props, 'words' | 'catalogue'> & {
  readonly form: ReturnType<typeof useCheckpointForm>
  readonly kindIsFixed?: boolean
}

/** What a checkpoint is made of. */
export function CheckpointFields({ words, catalogue, form, kindIsFixed }: FieldsProps) {
  const { checkpoints: own } = words
  const { draft, set, errorOf } = form
  return (
    <>
      <Select
        label={own.place}
        options={placeChoices(catalogue, language.value)}
        placeholder={own.choose}
        value={draft.place}
        onChange={(place) => set({ place })}
        error={errorOf('place')}
      />
      {!kindIsFixed && (
        <Select
          label={own.kind}
          hint={own.kindHint}
          options={kindChoices()}
          placeholder={own.choose}
          value={draft.kind}
          onChange={(kind) => set({ kind })}
          error={errorOf('kind')}
        />
      )}
      <NamesFields words={words} value={draft.names} onChange={(names) => set({ names })} error={errorOf('names')} />
      <Field
        label={own.code}
        hint={own.codeHint}
        verbatim
        maxLength={24}
        value={draft.code}
        onInput={(code) => set({ code: code.toUpperCase() })}
        error={errorOf('code')}
      />
    </>
  )
}
