import type { Kind } from '../../checkpoints/checkpoint.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { Card } from '../components/card.tsx'
import { Segmented } from '../components/segmented.tsx'
import { Select } from '../components/select.tsx'
import type { Catalogue } from '../models/catalogue.ts'
import type { LabelChoice } from '../models/labels.ts'
import { rootsOf } from '../models/places.ts'
import { language } from '../words/language.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import { kindChoices } from './kind-choices.ts'

type Props = {
  readonly words: OfficeWords['labels']
  readonly catalogue: Catalogue
  /** Chosen one by one, on the page one comes from. */
  readonly selected: readonly string[]
  readonly choice: LabelChoice
  readonly onChoice: (choice: LabelChoice) => void
}

/** Which checkpoints get a label. */
export function LabelWhich({ words, catalogue, selected, choice, onChoice }: Props) {
  const roots = rootsOf(catalogue.places)
  const choices: Record<LabelChoice['which'], LabelChoice> = {
    all: { which: 'all' },
    place: { which: 'place', place: roots[0]?.id },
    kind: { which: 'kind', kind: 'meter-room' },
    selection: { which: 'selection', ids: selected },
  }
  return (
    <Card>
      <Segmented<LabelChoice['which']>
        legend={words.which}
        size="small"
        segments={[
          ...(selected.length > 0
            ? [{ value: 'selection' as const, label: words.selection(decimal(selected.length)) }]
            : []),
          { value: 'all', label: words.all },
          { value: 'place', label: words.byPlace },
          { value: 'kind', label: words.byKind },
        ]}
        value={choice.which}
        onChange={(which) => onChoice(choices[which])}
      />
      {choice.which === 'place' && (
        <Select<Uuid>
          label={words.place}
          options={roots.map(({ id, names }) => ({ value: id, label: nameIn(names, language.value) }))}
          value={choice.place}
          onChange={(place) => onChoice({ which: 'place', place })}
        />
      )}
      {choice.which === 'kind' && (
        <Select<Kind>
          label={words.kind}
          options={kindChoices()}
          value={choice.kind}
          onChange={(kind) => onChoice({ which: 'kind', kind })}
        />
      )}
    </Card>
  )
}
