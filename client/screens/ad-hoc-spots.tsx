import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { KINDS, type Kind } from '../../checkpoints/checkpoint.ts'
import type { CheckpointId } from '../../checkpoints/ids.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { Check } from '../components/check.tsx'
import { Field } from '../components/field.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { Select } from '../components/select.tsx'
import { type SpotFilter, spotsToChoose, withChosen } from '../models/ad-hoc.ts'
import { type Catalogue, placeIn } from '../models/catalogue.ts'
import { shareChosen } from '../models/checkpoints.ts'
import { placeChoices } from '../models/places.ts'
import type { CalendarWords } from '../words/calendar.zh-Hant.ts'
import { language } from '../words/language.ts'
import { decimal } from '../words/writing.ts'
import './ad-hoc-spots.css'

type Props = {
  readonly words: CalendarWords['adHoc']
  readonly catalogue: Catalogue
  readonly value: readonly CheckpointId[]
  readonly onChange: (checkpoints: readonly CheckpointId[]) => void
  readonly error: string | undefined
}

/** As many as one can look through; of more one narrows the search, or takes them all. */
const AT_MOST = 40

const ALL = ''

/** The spots of a round that is wanted now: found by what they are called, of what kind they are, or where. */
export function AdHocSpots({ words, catalogue, value, onChange, error }: Props) {
  const filter = useSignal<SpotFilter>({ text: '', kind: undefined, place: undefined })
  const { text, kind, place } = filter.value
  const found = useMemo(() => spotsToChoose(catalogue, filter.value), [catalogue, filter.value])
  const kinds = useMemo(() => kindsIn(catalogue), [catalogue])
  const chosen = new Set(value)
  const ids = found.map(({ id }) => id)
  const narrow = (change: Partial<SpotFilter>) => {
    filter.value = { ...filter.peek(), ...change }
  }
  return (
    <FieldGroup label={words.spots} hint={words.chosen(decimal(value.length))} error={error}>
      <Field
        label={words.search}
        hint={words.searchHint}
        type="search"
        inputMode="search"
        autoComplete="off"
        value={text}
        onInput={(text) => narrow({ text })}
      />
      <div class="ad-hoc-filters">
        <Select
          label={words.kind}
          value={kind ?? ALL}
          onChange={(kind) => narrow({ kind: kind === ALL ? undefined : kind })}
          options={[
            { value: ALL, label: words.allKinds },
            ...kinds.map((kind) => ({ value: kind, label: nameIn(KINDS[kind].names, language.value) })),
          ]}
        />
        <Select
          label={words.place}
          value={place ?? ALL}
          onChange={(place) => narrow({ place: place || undefined })}
          options={[{ value: ALL, label: words.allPlaces }, ...placeChoices(catalogue, language.value)]}
        />
      </div>
      {found.length === 0 ? (
        <p class="soft">{words.noneFound}</p>
      ) : (
        <div class="ad-hoc-found">
          <Check
            label={<strong>{words.allShown(decimal(found.length))}</strong>}
            checked={shareChosen(ids, chosen)}
            onChange={(ticked) => onChange(withChosen(value, ids, ticked))}
          />
          {found.slice(0, AT_MOST).map(({ id, names, place, code, outage }) => (
            <Check
              key={id}
              label={nameIn(names, language.value)}
              detail={[placeIn(catalogue, place, language.value), code, outage && words.outOfService]
                .filter(Boolean)
                .join(' · ')}
              checked={chosen.has(id)}
              onChange={(ticked) => onChange(withChosen(value, [id], ticked))}
            />
          ))}
          {found.length > AT_MOST && <p class="soft small">{words.narrow(decimal(found.length - AT_MOST))}</p>}
        </div>
      )}
    </FieldGroup>
  )
}

/** Only kinds that the estate has. */
function kindsIn({ checkpoints }: Catalogue): Kind[] {
  const there = new Set([...checkpoints.values()].map(({ kind }) => kind))
  return (Object.keys(KINDS) as Kind[]).filter((kind) => there.has(kind))
}
