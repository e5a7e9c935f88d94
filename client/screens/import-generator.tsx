import type { Kind } from '../../checkpoints/checkpoint.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Check } from '../components/check.tsx'
import { Field } from '../components/field.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { Notice } from '../components/notice.tsx'
import { Select } from '../components/select.tsx'
import type { Catalogue } from '../models/catalogue.ts'
import {
  buildingsIn,
  type GeneratorFault,
  type GeneratorFields,
  generatorFaults,
  nameOfGenerated,
  newGenerator,
  type Pattern,
  patternOf,
  rowsOfGenerator,
} from '../models/generator.ts'
import { importCheckpoints } from '../server.ts'
import type { ImportWords } from '../words/import.zh-Hant.ts'
import { language } from '../words/language.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import type { Previewed } from './import.tsx'
import { kindChoices, kindName } from './kind-choices.ts'
import { NamesFields } from './names-fields.tsx'
import { useForm } from './use-form.ts'

type Props = {
  readonly words: ImportWords
  readonly office: OfficeWords
  readonly estate: Uuid
  readonly catalogue: Catalogue
  readonly onPreview: (previewed: Previewed) => void
}

/** Checkpoints of every floor out of a pattern, previewed like a file. */
export function ImportGenerator({ words, office, estate, catalogue, onPreview }: Props) {
  const { generator: own } = words
  const form = useForm<GeneratorFields, GeneratorFault>({
    initial: newGenerator(catalogue, language.peek()),
    faultsOf: generatorFaults,
    faultText: (fault) => own.faults[fault],
    fieldOf: {},
  })
  const { draft, set, errorOf } = form

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    let source = { rows: [] as ReturnType<typeof rowsOfGenerator> }
    const preview = await form.submit((fields) => {
      source = { rows: rowsOfGenerator(fields) }
      return importCheckpoints(estate, source, undefined)
    })
    if (preview) onPreview({ source, name: words.generated, preview })
  }

  return (
    <form class="import-generator" ref={form.ref} onSubmit={send} noValidate>
      <div class="stack">
        <p class="soft">{own.lead}</p>
        <Where words={own} catalogue={catalogue} form={form} />
        <FieldGroup label={own.kinds} error={errorOf('kinds')} layout="chips">
          {kindChoices().map(({ value, label }) => (
            <Check
              key={value}
              look="chip"
              label={label}
              checked={draft.kinds.includes(value)}
              onChange={(ticked) => {
                const others = draft.kinds.filter((kind) => kind !== value)
                set({ kinds: ticked ? [...others, value] : others })
              }}
            />
          ))}
        </FieldGroup>
        {draft.kinds.map((kind) => (
          <PatternFields
            key={kind}
            words={words}
            office={office}
            kind={kind}
            pattern={patternOf(draft, kind)}
            onChange={(pattern) => set({ patterns: { ...draft.patterns, [kind]: pattern } })}
          />
        ))}
      </div>
      <div class="import-generator-outcome">
        <FirstRows words={words} fields={draft} />
        {errorOf('patterns') && <Notice tone="error">{errorOf('patterns')}</Notice>}
        {form.trouble && <Notice tone="error">{form.trouble}</Notice>}
        <Button kind="primary" submit busy={form.busy}>
          {own.preview}
        </Button>
      </div>
    </form>
  )
}

type WhereProps = {
  readonly words: ImportWords['generator']
  readonly catalogue: Catalogue
  readonly form: ReturnType<typeof useForm<GeneratorFields, GeneratorFault>>
}

function Where({ words, catalogue, form: { draft, set, errorOf } }: WhereProps) {
  const buildings = buildingsIn(catalogue, language.value)
  return (
    <Card>
      {buildings.length > 0 && (
        <Select
          label={words.building}
          options={[
            ...buildings.map((name) => ({ value: name, label: name })),
            { value: '', label: words.otherBuilding },
          ]}
          value={draft.building}
          onChange={(building) => set({ building })}
        />
      )}
      {draft.building === '' && (
        <Field
          label={words.buildingName}
          maxLength={120}
          value={draft.newBuilding}
          onInput={(newBuilding) => set({ newBuilding })}
          error={errorOf('newBuilding')}
        />
      )}
      <div class="import-floors">
        <Field
          label={words.from}
          hint={words.floorHint}
          maxLength={4}
          value={draft.from}
          onInput={(from) => set({ from })}
          error={errorOf('from')}
        />
        <Field label={words.to} maxLength={4} value={draft.to} onInput={(to) => set({ to })} error={errorOf('to')} />
      </div>
      <Field
        label={words.skip}
        hint={words.skipHint}
        value={draft.skip}
        onInput={(skip) => set({ skip })}
        error={errorOf('skip')}
      />
      <Field
        label={words.floorName}
        hint={words.floorNameHint}
        maxLength={60}
        value={draft.floorName}
        onInput={(floorName) => set({ floorName })}
        error={errorOf('floorName')}
      />
    </Card>
  )
}

type PatternProps = {
  readonly words: ImportWords
  readonly office: OfficeWords
  readonly kind: Kind
  readonly pattern: Pattern
  readonly onChange: (pattern: Pattern) => void
}

function PatternFields({ words: { generator: own }, office, kind, pattern, onChange }: PatternProps) {
  return (
    <details class="import-more">
      <summary>
        {own.patterns(kindName(kind))} <span class="import-code soft">{pattern.code}</span>
      </summary>
      <div class="stack">
        <Field
          label={own.code}
          hint={own.patternHint}
          verbatim
          maxLength={60}
          value={pattern.code}
          onInput={(code) => onChange({ ...pattern, code })}
        />
        <NamesFields
          words={office}
          value={pattern.names}
          onChange={(names) => onChange({ ...pattern, names })}
          error={undefined}
        />
      </div>
    </details>
  )
}

const FIRST = 8

/** What will come of it, as it is typed. */
function FirstRows({ words, fields }: { readonly words: ImportWords; readonly fields: GeneratorFields }) {
  const rows = rowsOfGenerator(fields)
  return (
    <Card title={words.generator.first}>
      <ul class="import-first">
        {rows.slice(0, FIRST).map((row, i) => (
          <li key={i}>
            <span class="import-code">{row.code?.toUpperCase()}</span>
            <span>{nameOfGenerated(row, language.value)}</span>
            <span class="soft">
              {row.building} {row.floor}
            </span>
          </li>
        ))}
      </ul>
      <p role="status">
        <strong>{words.generator.count(decimal(rows.length))}</strong>
      </p>
    </Card>
  )
}
