import { KINDS, type Kind } from '../../checkpoints/checkpoint.ts'
import type { CheckpointId } from '../../checkpoints/ids.ts'
import { nameIn } from '../../checkpoints/language.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import { Check } from '../components/check.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import type { Catalogue } from '../models/catalogue.ts'
import { type Building, byBuilding, checkpointsIn, shareChosen } from '../models/checkpoints.ts'
import { placeWithin } from '../models/places.ts'
import { withSpots } from '../models/plans.ts'
import { language } from '../words/language.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import { kindName } from './kind-choices.ts'
import './plan-checkpoints.css'

type Props = {
  readonly words: OfficeWords
  readonly catalogue: Catalogue
  readonly value: readonly CheckpointId[]
  readonly onChange: (checkpoints: readonly CheckpointId[]) => void
  readonly error: string | undefined
}

/** The spots of a plan: all of a kind at once, or one by one where they hang. */
export function PlanCheckpoints({ words, catalogue, value, onChange, error }: Props) {
  const { plans: own } = words
  const estate = checkpointsIn(catalogue)
  const chosen = new Set(value)
  // A retired one is there only to be taken out.
  const offered = estate.filter(({ id, state }) => state === 'active' || chosen.has(id))
  const tick = (ids: readonly CheckpointId[], ticked: boolean) => onChange(withSpots(value, ids, { ticked, estate }))
  const kinds = (Object.keys(KINDS) as Kind[]).flatMap((kind) => {
    const ids = offered.filter((checkpoint) => checkpoint.kind === kind).map(({ id }) => id)
    return ids.length === 0 ? [] : [{ kind, ids }]
  })
  return (
    <FieldGroup label={own.checkpoints} hint={own.chosen(decimal(value.length), decimal(offered.length))} error={error}>
      <FieldGroup label={own.byKind} layout="chips">
        {kinds.map(({ kind, ids }) => (
          <Check
            key={kind}
            look="chip"
            label={partText(own, kindName(kind), ids, chosen)}
            checked={shareChosen(ids, chosen)}
            onChange={(ticked) => tick(ids, ticked)}
          />
        ))}
      </FieldGroup>
      <FieldGroup label={own.byPlace}>
        <div class="plan-buildings">
          {byBuilding(catalogue, offered, { bare: false }).map((building) => (
            <BuildingSpots
              key={building.root.id}
              words={words}
              catalogue={catalogue}
              building={building}
              chosen={chosen}
              tick={tick}
            />
          ))}
        </div>
      </FieldGroup>
    </FieldGroup>
  )
}

type BuildingProps = Pick<Props, 'words' | 'catalogue'> & {
  readonly building: Building
  readonly chosen: ReadonlySet<CheckpointId>
  readonly tick: (ids: readonly CheckpointId[], ticked: boolean) => void
}

function BuildingSpots({ words, catalogue, building: { root, parts }, chosen, tick }: BuildingProps) {
  const spots = parts.flatMap(({ checkpoints }) => checkpoints)
  const ids = spots.map(({ id }) => id)
  const name = nameIn(root.names, language.value)
  const nameOf = ({ place, names }: ListedCheckpoint) =>
    `${placeWithin(catalogue, place, language.value)} ${nameIn(names, language.value)}`.trim()
  return (
    <details>
      <summary>{partText(words.plans, name, ids, chosen)}</summary>
      <Check
        label={words.checkpoints.selectAllAt(name)}
        checked={shareChosen(ids, chosen)}
        onChange={(ticked) => tick(ids, ticked)}
      />
      {spots.map((spot) => (
        <Check
          key={spot.id}
          label={nameOf(spot)}
          detail={spot.state === 'retired' ? `${spot.code} · ${words.plans.retired}` : spot.code}
          checked={chosen.has(spot.id)}
          onChange={(ticked) => tick([spot.id], ticked)}
        />
      ))}
    </details>
  )
}

function partText(
  { part }: OfficeWords['plans'],
  name: string,
  ids: readonly CheckpointId[],
  chosen: ReadonlySet<CheckpointId>,
): string {
  return part(name, decimal(ids.filter((id) => chosen.has(id)).length), decimal(ids.length))
}
