import { useSignal } from '@preact/signals'
import type { CheckpointId } from '../../checkpoints/ids.ts'
import type { Pack } from '../../checkpoints/wire/estate.ts'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { dayOf } from '../models/rounds.ts'
import { now } from '../models/server-time.ts'
import { me } from '../models/session.ts'
import { spotNames, spotsLike } from '../models/spots.ts'
import { language } from '../words/language.ts'
import { phoneFindingWords } from '../words/phone-findings.ts'

type Props = {
  readonly pack: Pack
  readonly label: string
  /** On the button that opens the list, before and after something is chosen. */
  readonly choose: string
  readonly other: string
  readonly value: CheckpointId | undefined
  /** Where he most likely stands: what lies there comes first. */
  readonly near?: CheckpointId | undefined
  readonly onChange: (spot: CheckpointId) => void
  readonly error?: string | undefined
}

const MOST = 8

/** One checkpoint of the estate: what lies near, then today's, then all; or by a few letters of its name or place. */
export function SpotChooser({ pack, label, choose, other, value, near, onChange, error }: Props) {
  const words = phoneFindingWords.value?.report
  const open = useSignal(false)
  const typed = useSignal('')
  const names = value === undefined ? undefined : spotNames(pack, value, language.value)
  if (!words) return null
  const person = me.value?.person.id ?? ''
  const today = dayOf(pack.rounds, [], { person, now: now.value }).due.flatMap(({ round }) =>
    round.expected.map(({ checkpoint }) => checkpoint),
  )
  const found = open.value ? spotsLike(pack, typed.value, language.value, { near, today }) : []
  return (
    <FieldGroup label={label} error={error}>
      {names && (
        <p>
          <strong>{names.name}</strong> <span class="soft">{names.place}</span>
        </p>
      )}
      <Button
        icon={open.value ? 'up' : 'down'}
        pressed={open.value}
        onClick={() => {
          open.value = !open.value
        }}
      >
        {names ? other : choose}
      </Button>
      {open.value && (
        <>
          <Field
            label={words.search}
            type="search"
            value={typed.value}
            onInput={(text) => {
              typed.value = text
            }}
          />
          <List label={label}>
            {found.slice(0, MOST).map(({ id, name, place }) => (
              <ListRow
                key={id}
                title={name}
                detail={place}
                onClick={() => {
                  // The row goes away under the focus.
                  document.activeElement?.closest('fieldset')?.querySelector('button')?.focus()
                  onChange(id)
                  open.value = false
                }}
              />
            ))}
          </List>
          {found.length > MOST && <p class="soft small">{words.more}</p>}
          {found.length === 0 && <p class="soft">{words.nothing}</p>}
        </>
      )}
    </FieldGroup>
  )
}
