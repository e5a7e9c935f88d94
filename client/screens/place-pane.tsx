import { useLocation } from 'preact-iso'
import { nameIn } from '../../checkpoints/language.ts'
import { type Occupancy, type Place, placesWithin } from '../../checkpoints/place.ts'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { Segmented } from '../components/segmented.tsx'
import { Select } from '../components/select.tsx'
import { draftOfNames, hasName, namesOf } from '../models/names.ts'
import { movedTo, placeChoices, spotsAt } from '../models/places.ts'
import { changePlace, orderCheckpoints, removePlace, setOccupancy } from '../server.ts'
import { language } from '../words/language.ts'
import { failureText } from '../words/problems.ts'
import { NamesFields } from './names-fields.tsx'
import type { PlacesProps } from './places.tsx'
import { useForm } from './use-form.ts'
import { useSending } from './use-sending.ts'

type Props = PlacesProps & { readonly place: Place }

/** One place: its names and where it lies, how it is used, in which order its spots are walked. */
export function PlacePane(props: Props) {
  const { place, maySetUse, mayChange } = props
  return (
    <>
      {place.kind === 'zone' && maySetUse && <Use {...props} />}
      {mayChange && (
        <>
          <ChangeForm {...props} />
          <SpotOrder {...props} />
          <Remove {...props} />
        </>
      )}
    </>
  )
}

function Use({ own: { places: text }, estate, place, onChanged }: Props) {
  const { busy, failure, send } = useSending()
  const use = place.occupancy ?? 'none'
  return (
    <section class="pane-section">
      <Segmented<Occupancy | 'none'>
        legend={text.unit}
        size="small"
        segments={(['occupied', 'vacant', 'fit-out', 'none'] as const).map((value) => ({
          value,
          label: text.occupancy[value],
        }))}
        value={use}
        disabled={busy.value}
        onChange={async (chosen) => {
          if ((await send(() => setOccupancy(estate, place.id, chosen === 'none' ? null : chosen)))?.ok) onChanged()
        }}
      />
      <p class="soft small">{text.unitHint[use]}</p>
      {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
    </section>
  )
}

function ChangeForm({ words, own: { places: text }, estate, catalogue, place, onChanged }: Props) {
  const form = useForm({
    initial: { names: draftOfNames(place.names), parent: place.parent ?? '' },
    faultsOf: ({ names }) => (hasName(names) ? {} : { names: 'name' as const }),
    faultText: (fault: 'name') => words.faults[fault],
    fieldOf: { 'name-taken': 'names', 'place-in-itself': 'parent', 'place-unknown': 'parent' },
  })
  const { draft, set, errorOf } = form
  // It cannot lie in itself, nor in anything that lies in it.
  const within = placesWithin([...catalogue.places.values()], [place.id])
  const parents = placeChoices(catalogue, language.value).filter(({ value }) => !within.has(value))

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const parent = draft.parent === '' ? null : draft.parent
    const kept = await form.submit(({ names }) => changePlace(estate, place.id, { names: namesOf(names), parent }))
    if (kept) onChanged()
  }

  return (
    <form class="stack" ref={form.ref} onSubmit={send} noValidate>
      <NamesFields words={words} value={draft.names} onChange={(names) => set({ names })} error={errorOf('names')} />
      <Select
        label={text.move}
        options={[{ value: '', label: text.inEstate }, ...parents]}
        value={draft.parent}
        onChange={(parent) => set({ parent })}
        error={errorOf('parent')}
      />
      {form.trouble && <Notice tone="error">{form.trouble}</Notice>}
      {form.saved && <Notice tone="success">{text.saved}</Notice>}
      <Button submit kind="primary" busy={form.busy}>
        {words.save}
      </Button>
    </form>
  )
}

/** The spots that hang here, one above the other. */
function SpotOrder({ own: { places: text }, estate, catalogue, place, onChanged }: Props) {
  const { busy, failure, send } = useSending()
  const spots = spotsAt(catalogue, place.id)
  if (spots.length < 2) return null
  async function move(from: number, to: number): Promise<void> {
    const ids = movedTo(
      spots.map(({ id }) => id),
      from,
      to,
    )
    if ((await send(() => orderCheckpoints(estate, ids)))?.ok) onChanged()
  }
  return (
    <section class="pane-section">
      <h3>{text.order}</h3>
      <p class="soft small">{text.orderHint}</p>
      <ol class="place-tree">
        {spots.map(({ id, names, code }, i) => {
          const name = nameIn(names, language.value)
          return (
            <li key={id} class="place-row">
              <a href={`/checkpoints/${id}`}>
                {name} <span class="soft small">{code}</span>
              </a>
              <span class="place-moves">
                <Button
                  kind="quiet"
                  icon="up"
                  iconOnly
                  disabled={i === 0 || busy.value}
                  onClick={() => void move(i, i - 1)}
                >
                  {text.up(name)}
                </Button>
                <Button
                  kind="quiet"
                  icon="down"
                  iconOnly
                  disabled={i === spots.length - 1 || busy.value}
                  onClick={() => void move(i, i + 1)}
                >
                  {text.down(name)}
                </Button>
              </span>
            </li>
          )
        })}
      </ol>
      {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
    </section>
  )
}

function Remove({ own: { places: text }, estate, place, onChanged }: Props) {
  const { busy, failure, send } = useSending()
  const { route } = useLocation()
  return (
    <section class="pane-section">
      <p class="soft small">{text.removeHint}</p>
      <Button
        kind="danger"
        busy={busy.value}
        onClick={async () => {
          if (!(await send(() => removePlace(estate, place.id)))?.ok) return
          route('/places', true)
          onChanged()
        }}
      >
        {text.remove}
      </Button>
      {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
    </section>
  )
}
