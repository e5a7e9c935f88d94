import type { OwnSheet } from '../../checkpoints/own-sheet.ts'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { Notice } from '../components/notice.tsx'
import { Segmented } from '../components/segmented.tsx'
import { Select } from '../components/select.tsx'
import { Sheet } from '../components/sheet.tsx'
import {
  draftOfSheet,
  fieldsOfSheet,
  NEW_SHEET,
  type SheetFieldFault,
  type SheetFields,
  sheetFieldFaults,
} from '../models/own-sheet.ts'
import { addSheet, changeSheet } from '../server.ts'
import type { LabelWords } from '../words/labels.zh-Hant.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { useForm } from './use-form.ts'

type Props = {
  readonly words: LabelWords
  readonly office: OfficeWords
  readonly estate: string
  /** Undefined: a new one. */
  readonly sheet: OwnSheet | undefined
  readonly onClose: () => void
  readonly onSaved: (sheet: OwnSheet) => void
}

/** The measures of a label sheet that is not among ours. */
export function OwnSheetForm({ words, office, estate, sheet, onClose, onSaved }: Props) {
  const form = useForm({
    initial: sheet ? fieldsOfSheet(sheet) : NEW_SHEET,
    faultsOf: sheetFieldFaults,
    faultText: (fault: SheetFieldFault) =>
      fault === 'name' ? words.nameFault : fault === 'number' ? words.numberFault : words.sheetFaults[fault],
    fieldOf: { 'name-taken': 'name' },
  })
  const { draft, errorOf, set } = form

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const kept = await form.submit((fields) =>
      sheet ? changeSheet(estate, sheet.id, draftOfSheet(fields)) : addSheet(estate, draftOfSheet(fields)),
    )
    if (kept) onSaved(kept)
  }

  const millimetres = (label: string, field: keyof SheetFields) => (
    <Field
      label={label}
      unit="mm"
      inputMode="decimal"
      maxLength={9}
      value={draft[field]}
      onInput={(typed) => set({ [field]: typed })}
      error={errorOf(field)}
    />
  )
  return (
    <Sheet title={words.ownTitle} closeLabel={office.close} onClose={onClose}>
      <form class="stack" ref={form.ref} onSubmit={send} noValidate>
        <Field
          label={words.name}
          maxLength={60}
          value={draft.name}
          onInput={(name) => set({ name })}
          error={errorOf('name')}
        />
        <Segmented<SheetFields['shape']>
          legend={words.shape}
          size="small"
          segments={[
            { value: 'sheet', label: words.shapes.sheet },
            { value: 'roll', label: words.shapes.roll },
          ]}
          value={draft.shape}
          onChange={(shape) => set({ shape })}
        />
        {draft.shape === 'sheet' && (
          <FieldGroup label={words.page} layout="chips">
            {millimetres(words.width, 'pageWidth')}
            {millimetres(words.labelHeight, 'pageHeight')}
          </FieldGroup>
        )}
        <FieldGroup label={words.label} layout="chips">
          {millimetres(words.width, 'labelWidth')}
          {millimetres(words.labelHeight, 'labelHeight')}
        </FieldGroup>
        {draft.shape === 'sheet' && (
          <>
            <FieldGroup label={words.grid} layout="chips">
              {(['columns', 'rows'] as const).map((field) => (
                <Field
                  key={field}
                  label={words[field]}
                  inputMode="numeric"
                  maxLength={2}
                  value={draft[field]}
                  onInput={(typed) => set({ [field]: typed })}
                  error={errorOf(field)}
                />
              ))}
            </FieldGroup>
            <FieldGroup label={words.margin} hint={words.marginHint} layout="chips">
              {millimetres(words.left, 'marginX')}
              {millimetres(words.top, 'marginY')}
            </FieldGroup>
            <FieldGroup label={words.pitch} hint={words.pitchHint} layout="chips">
              {millimetres(words.across, 'pitchX')}
              {millimetres(words.down, 'pitchY')}
            </FieldGroup>
          </>
        )}
        <Field
          label={words.inset}
          hint={words.insetHint}
          unit="mm"
          inputMode="decimal"
          maxLength={6}
          value={draft.inset}
          onInput={(inset) => set({ inset })}
          error={errorOf('inset')}
        />
        <Select<SheetFields['head']>
          label={words.head}
          options={[
            { value: '', label: words.heads.none },
            ...(['203', '300', '600'] as const).map((value) => ({ value, label: words.heads.dpi(value) })),
          ]}
          value={draft.head}
          onChange={(head) => set({ head })}
        />
        {form.trouble && <Notice tone="error">{form.trouble}</Notice>}
        <Button kind="primary" submit busy={form.busy}>
          {office.save}
        </Button>
      </form>
    </Sheet>
  )
}
