import { KINDS, type Kind } from '../../checkpoints/checkpoint.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { placesInOrder } from '../../checkpoints/place.ts'
import type { SpotRule } from '../../checkpoints/plan.ts'
import { spotsOf } from '../../checkpoints/plan-spots.ts'
import { Button } from '../components/button.tsx'
import { Checks } from '../components/checks.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { type Catalogue, placeIn } from '../models/catalogue.ts'
import { language } from '../words/language.ts'
import type { PlanWords } from '../words/plan.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import { kindName } from './kind-choices.ts'

type Props = {
  readonly words: PlanWords
  readonly catalogue: Catalogue
  readonly value: readonly SpotRule[]
  readonly onChange: (rules: readonly SpotRule[]) => void
}

/** "Every meter room of tower B": kinds and places, and how many spots that is today. */
export function PlanRules({ words, catalogue, value, onChange }: Props) {
  const places = [...catalogue.places.values()]
  const checkpoints = [...catalogue.checkpoints.values()]
  const change = (index: number, changed: Partial<SpotRule>) =>
    onChange(value.map((rule, i) => (i === index ? { ...rule, ...changed } : rule)))
  return (
    <FieldGroup label={words.rules} hint={words.rulesHint}>
      {value.map((rule, i) => (
        <FieldGroup key={i} label={words.rule(decimal(i + 1))}>
          <FieldGroup label={words.kinds} layout="chips">
            <Checks
              look="chip"
              options={(Object.keys(KINDS) as Kind[]).map((kind) => ({ value: kind, label: kindName(kind) }))}
              value={rule.kinds}
              onChange={(kinds) => change(i, { kinds })}
            />
          </FieldGroup>
          <details>
            <summary>
              {words.places}
              {rule.places.length > 0 &&
                `: ${rule.places.map((id) => placeIn(catalogue, id, language.value)).join(' · ')}`}
            </summary>
            <Checks
              options={placesInOrder(places)
                .filter(({ occupancy }) => occupancy === null)
                .map(({ id, parent, names }) => ({
                  value: id,
                  label: parent === null ? nameIn(names, language.value) : placeIn(catalogue, id, language.value),
                }))}
              value={rule.places}
              onChange={(places) => change(i, { places })}
            />
          </details>
          <p class="soft" role="status">
            {words.matches(decimal(spotsOf({ checkpoints: [], rules: [rule] }, { places, checkpoints }).length))}
          </p>
          <div>
            <Button kind="quiet" icon="close" onClick={() => onChange(value.filter((_, j) => j !== i))}>
              {words.removeRule(decimal(i + 1))}
            </Button>
          </div>
        </FieldGroup>
      ))}
      <div>
        <Button icon="plus" onClick={() => onChange([...value, { kinds: [], places: [] }])}>
          {words.addRule}
        </Button>
      </div>
    </FieldGroup>
  )
}
