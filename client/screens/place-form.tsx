import { useSignal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import { nameIn } from '../../checkpoints/language.ts'
import type { Place } from '../../checkpoints/place.ts'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { Segmented } from '../components/segmented.tsx'
import { Select } from '../components/select.tsx'
import type { Catalogue } from '../models/catalogue.ts'
import { NO_NAMES } from '../models/names.ts'
import { addedPlace, type PlaceDraft, placeChoices, placeFaults } from '../models/places.ts'
import { addPlace } from '../server.ts'
import { language } from '../words/language.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { NamesFields } from './names-fields.tsx'
import { useForm } from './use-form.ts'

type Props = {
  readonly words: OfficeWords
  readonly estate: Uuid
  readonly catalogue: Catalogue
  readonly onAdded: () => void
}

/** Adds places one after the other: the next one of the same kind, in the same building. */
export function PlaceForm({ words, estate, catalogue, onAdded }: Props) {
  const { checkpoints: own } = words
  const added = useSignal<Place | undefined>(undefined)
  const form = useForm<PlaceDraft, 'name'>({
    initial: { names: NO_NAMES, kind: 'building', parent: '' },
    faultsOf: placeFaults,
    faultText: (fault) => words.faults[fault],
    fieldOf: { 'place-unknown': 'parent' },
  })
  const { draft, set } = form

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const place = await form.submit((draft) => addPlace(estate, addedPlace(draft)))
    if (!place) return
    added.value = place
    form.startWith({ ...draft, names: NO_NAMES })
    onAdded()
  }

  return (
    <form class="stack" ref={form.ref} onSubmit={send} noValidate>
      {added.value && (
        <Notice
          tone="success"
          actions={<Button href={`/checkpoints?open=new&place=${added.value.id}`}>{own.addHere}</Button>}
        >
          {own.placeAdded(nameIn(added.value.names, language.value))}
        </Notice>
      )}
      <Segmented
        legend={own.placeKind}
        size="small"
        segments={(['building', 'floor', 'zone'] as const).map((kind) => ({
          value: kind,
          label: own.placeKinds[kind],
        }))}
        value={draft.kind}
        onChange={(kind) => set({ kind })}
      />
      <Select
        label={own.parent}
        options={[{ value: '', label: own.noParent }, ...placeChoices(catalogue, language.value)]}
        value={draft.parent}
        onChange={(parent) => set({ parent })}
        error={form.errorOf('parent')}
      />
      <NamesFields
        words={words}
        value={draft.names}
        onChange={(names) => set({ names })}
        error={form.errorOf('names')}
      />
      {form.trouble && <Notice tone="error">{form.trouble}</Notice>}
      <Button kind="primary" submit busy={form.busy}>
        {own.addPlace}
      </Button>
    </form>
  )
}
