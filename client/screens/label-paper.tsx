import { useSignal } from '@preact/signals'
import { LABEL_SHEETS, type LabelSheet, type LabelSheetId, labelsPerPage } from '../../checkpoints/label-sheet.ts'
import type { OwnSheet } from '../../checkpoints/own-sheet.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Field } from '../components/field.tsx'
import { Select } from '../components/select.tsx'
import { printerSettings } from '../models/label-printer.ts'
import { heightOf, startAtOf } from '../models/labels.ts'
import { removeSheet } from '../server.ts'
import type { LabelWords } from '../words/labels.zh-Hant.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import { ConfirmSheet } from './confirm-sheet.tsx'
import { OwnSheetForm } from './own-sheet-form.tsx'
import { useSending } from './use-sending.ts'

type Props = {
  readonly words: LabelWords
  readonly office: OfficeWords
  readonly estate: string
  readonly sheet: LabelSheet
  readonly own: readonly OwnSheet[]
  readonly startAt: string
  readonly onStartAt: (typed: string) => void
  /** The estate's own sheets have changed. */
  readonly onChanged: () => void
}

/** On which paper, from which label on; and sheets that the estate has described itself. */
export function LabelPaper({ words, office, estate, sheet, own, startAt, onStartAt, onChanged }: Props) {
  const { labels } = office
  const settings = printerSettings.value
  const chosen = own.find(({ id }) => id === settings.sheet)
  const open = useSignal<'none' | 'new' | 'change' | 'remove'>('none')
  const choose = (id: string) => {
    printerSettings.value = { ...printerSettings.peek(), sheet: id }
  }
  const close = () => {
    open.value = 'none'
  }
  return (
    <Card title={labels.paper}>
      <Select<string>
        label={labels.sheet}
        options={sheetChoices(words, labels, own)}
        value={chosen || Object.hasOwn(LABEL_SHEETS, settings.sheet) ? settings.sheet : 'l7160'}
        onChange={choose}
      />
      {sheet.endless && (
        <Field
          label={words.height}
          unit="mm"
          inputMode="numeric"
          maxLength={3}
          value={settings.height}
          onInput={(height) => {
            printerSettings.value = { ...printerSettings.peek(), height }
          }}
          error={
            heightOf(settings.height, sheet) === undefined
              ? words.heightFault(decimal(sheet.endless.least), decimal(sheet.endless.most))
              : undefined
          }
        />
      )}
      {labelsPerPage(sheet) > 1 && (
        <Field
          label={labels.startAt}
          hint={labels.startAtHint}
          inputMode="numeric"
          maxLength={3}
          value={startAt}
          onInput={onStartAt}
          error={
            startAtOf(startAt, sheet) === undefined
              ? office.faults['start-at'](decimal(labelsPerPage(sheet)))
              : undefined
          }
        />
      )}
      <div class="row">
        <Button
          onClick={() => {
            open.value = 'new'
          }}
        >
          {words.addOwn}
        </Button>
        {chosen && (
          <>
            <Button
              onClick={() => {
                open.value = 'change'
              }}
            >
              {words.changeOwn}
            </Button>
            <Button
              kind="quiet"
              onClick={() => {
                open.value = 'remove'
              }}
            >
              {words.removeOwn}
            </Button>
          </>
        )}
      </div>
      {(open.value === 'new' || open.value === 'change') && (
        <OwnSheetForm
          words={words}
          office={office}
          estate={estate}
          sheet={open.value === 'change' ? chosen : undefined}
          onClose={close}
          onSaved={({ id }) => {
            choose(id)
            close()
            onChanged()
          }}
        />
      )}
      {open.value === 'remove' && chosen && (
        <Removing words={words} office={office} estate={estate} sheet={chosen} onClose={close} onChanged={onChanged} />
      )}
    </Card>
  )
}

type RemovingProps = Pick<Props, 'words' | 'office' | 'estate' | 'onChanged'> & {
  readonly sheet: OwnSheet
  readonly onClose: () => void
}

function Removing({ words, office, estate, sheet, onClose, onChanged }: RemovingProps) {
  const { busy, failure, send } = useSending()
  return (
    <ConfirmSheet
      words={office}
      title={words.removeOwnAsk(sheet.name)}
      deed={words.removeOwn}
      busy={busy.value}
      failure={failure.value}
      onClose={onClose}
      onConfirm={async () => {
        const reply = await send(() => removeSheet(estate, sheet.id))
        if (!reply?.ok) return
        printerSettings.value = { ...printerSettings.peek(), sheet: 'l7160' }
        onClose()
        onChanged()
      }}
    >
      <p>{words.removeOwnText}</p>
    </ConfirmSheet>
  )
}

function sheetChoices(words: LabelWords, labels: OfficeWords['labels'], own: readonly OwnSheet[]) {
  const described = (name: string, { label, columns, rows }: Pick<LabelSheet, 'label' | 'columns' | 'rows'>) =>
    labels.sheetOf(name, `${rounded(label.width)} × ${rounded(label.height)}`, decimal(columns * rows))
  return [
    ...(Object.keys(LABEL_SHEETS) as LabelSheetId[]).map((value) => ({
      value,
      label: described(LABEL_SHEETS[value].name, LABEL_SHEETS[value]),
    })),
    ...own.map((sheet) => ({ value: sheet.id, label: described(words.ownOf(sheet.name), sheet) })),
  ]
}

function rounded(mm: number): number {
  return Math.round(mm * 10) / 10
}
