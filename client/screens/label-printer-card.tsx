import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Field } from '../components/field.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { Select } from '../components/select.tsx'
import { printerSettings } from '../models/label-printer.ts'
import { millimetresOf, percentOf } from '../models/labels.ts'
import { type Printer, printerOf, withAnotherPrinter, withoutPrinter, withPrinter } from '../models/printers.ts'
import type { LabelWords } from '../words/labels.zh-Hant.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { decimal } from '../words/writing.ts'

type Props = {
  readonly words: LabelWords
  readonly office: OfficeWords
  /** The ruled page; undefined while something is missing. */
  readonly testPage: string | undefined
}

/** What each of the desk's printers is off by. */
export function LabelPrinterCard({ words, office, testPage }: Props) {
  const { labels, faults } = office
  const settings = printerSettings.value
  const printer = printerOf(settings)
  const change = (changed: Partial<Printer>) => {
    printerSettings.value = withPrinter(printerSettings.peek(), changed)
  }
  const nameOf = ({ name }: Printer, i: number) =>
    name.trim() || (i === 0 ? words.firstPrinter : `${words.printer} ${decimal(i + 1)}`)
  const offset = (label: string, field: 'offsetX' | 'offsetY') => (
    <Field
      label={label}
      unit="mm"
      maxLength={6}
      value={printer[field]}
      onInput={(typed) => change({ [field]: typed })}
      error={millimetresOf(printer[field]) === undefined ? faults.millimetres : undefined}
    />
  )
  const scale = (label: string, field: 'scaleX' | 'scaleY') => (
    <Field
      label={label}
      unit="%"
      maxLength={6}
      value={printer[field]}
      onInput={(typed) => change({ [field]: typed })}
      error={percentOf(printer[field]) === undefined ? words.scaleFault : undefined}
    />
  )
  return (
    <Card title={words.printer}>
      {settings.printers.length > 1 && (
        <>
          <Select<string>
            label={words.printer}
            options={settings.printers.map((one, i) => ({ value: String(i), label: nameOf(one, i) }))}
            value={String(settings.chosen)}
            onChange={(chosen) => {
              printerSettings.value = { ...printerSettings.peek(), chosen: Number(chosen) }
            }}
          />
          <Field label={words.printerName} maxLength={40} value={printer.name} onInput={(name) => change({ name })} />
        </>
      )}
      <FieldGroup label={labels.offset} hint={words.printerHint} layout="chips">
        {offset(labels.offsetX, 'offsetX')}
        {offset(labels.offsetY, 'offsetY')}
        {scale(words.scaleX, 'scaleX')}
        {scale(words.scaleY, 'scaleY')}
      </FieldGroup>
      <div class="row">
        {testPage ? (
          <Button icon="print" href={testPage} newTab>
            {words.testPage}
          </Button>
        ) : (
          <Button icon="print" disabled>
            {words.testPage}
          </Button>
        )}
        <Button
          onClick={() => {
            printerSettings.value = withAnotherPrinter(printerSettings.peek())
          }}
        >
          {words.addPrinter}
        </Button>
        {settings.printers.length > 1 && (
          <Button
            kind="quiet"
            onClick={() => {
              printerSettings.value = withoutPrinter(printerSettings.peek())
            }}
          >
            {words.removePrinter}
          </Button>
        )}
      </div>
      <p class="soft small">{words.testPageHint}</p>
    </Card>
  )
}
