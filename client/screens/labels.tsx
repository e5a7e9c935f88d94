import { useSignal } from '@preact/signals'
import { useLocation } from 'preact-iso'
import type { Kind } from '../../checkpoints/checkpoint.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import { LABEL_SHEETS, type LabelSheetId, labelsPerPage } from '../../checkpoints/label-sheet.ts'
import { type Language, nameIn } from '../../checkpoints/language.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Empty } from '../components/empty.tsx'
import { Field } from '../components/field.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { LanguageSwitch } from '../components/language-switch.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Segmented } from '../components/segmented.tsx'
import { Select } from '../components/select.tsx'
import { TopBar } from '../components/top-bar.tsx'
import type { Catalogue } from '../models/catalogue.ts'
import { catalogueOf } from '../models/catalogue-kept.ts'
import { estate } from '../models/estate.ts'
import { type PrinterSettings, printerSettings } from '../models/label-printer.ts'
import { type LabelChoice, millimetresOf, pagesFor, pdfQuery, prefixOf, startAtOf, toPrint } from '../models/labels.ts'
import { rootsOf } from '../models/places.ts'
import { labelsUrl, recordPrints } from '../server.ts'
import { LANGUAGE_NAMES, language } from '../words/language.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import { kindChoices } from './kind-choices.ts'
import { LabelPicture } from './label-picture.tsx'
import './labels.css'
import { useRefreshed } from './use-refreshed.ts'
import { useScreen } from './use-screen.ts'
import { Waiting } from './waiting.tsx'

/** Prints tags: which ones, on which paper, from which label of the sheet on. */
export function LabelsScreen() {
  const words = officeWords.value
  const current = estate.value
  return words && current ? <Labels key={current.id} words={words} estate={current} /> : null
}

type Props = { readonly words: OfficeWords; readonly estate: Estate }

function Labels({ words, estate }: Props) {
  const { labels: own } = words
  useScreen(own.title)
  const shown = catalogueOf(estate.id)
  const catalogue = useRefreshed(shown)
  return (
    <Page
      width="wide"
      top={
        <TopBar title={own.title} over={nameIn(estate.names, language.value)}>
          <Button href="/labels/hanging">{own.hanging}</Button>
          <Button href="/labels/keys">{own.keys}</Button>
        </TopBar>
      }
    >
      <Waiting words={words} shown={shown} zone={estate.zone} />
      {catalogue &&
        (toPrint(catalogue, { which: 'all' }).length > 0 ? (
          <LabelsForm words={own} faults={words.faults} estate={estate} catalogue={catalogue} />
        ) : (
          <Empty
            title={own.nothing}
            action={
              <Button kind="primary" href="/checkpoints">
                {own.toCheckpoints}
              </Button>
            }
          />
        ))}
    </Page>
  )
}

type FormProps = {
  readonly words: OfficeWords['labels']
  readonly faults: OfficeWords['faults']
  readonly estate: Estate
  readonly catalogue: Catalogue
}

function LabelsForm({ words, faults, estate, catalogue }: FormProps) {
  const { query } = useLocation()
  const selected = query.checkpoints?.split(',') ?? []
  const choice = useSignal<LabelChoice>(selected.length > 0 ? { which: 'selection', ids: selected } : { which: 'all' })
  const startAtTyped = useSignal('1')
  const labelLanguage = useSignal<Language>(language.peek())

  const { sheet, ...offsets } = printerSettings.value
  const startAt = startAtOf(startAtTyped.value, sheet)
  const [offsetX, offsetY] = [millimetresOf(offsets.offsetX), millimetresOf(offsets.offsetY)]
  const chosen = toPrint(catalogue, choice.value)
  const isReady = chosen.length > 0 && startAt !== undefined && offsetX !== undefined && offsetY !== undefined
  const asked = isReady && { sheet, startAt, offsetX, offsetY, language: labelLanguage.value }
  const change = (changed: Partial<PrinterSettings>) => {
    printerSettings.value = { ...printerSettings.peek(), ...changed }
  }
  return (
    <div class="labels">
      <div class="stack">
        <Which
          words={words}
          catalogue={catalogue}
          selected={selected}
          choice={choice.value}
          onChoice={(chosen) => {
            choice.value = chosen
          }}
        />
        <Card title={words.paper}>
          <Select
            label={words.sheet}
            options={sheetChoices(words)}
            value={sheet}
            onChange={(sheet) => change({ sheet })}
          />
          <Field
            label={words.startAt}
            hint={words.startAtHint}
            inputMode="numeric"
            maxLength={3}
            value={startAtTyped.value}
            onInput={(typed) => {
              startAtTyped.value = typed
            }}
            error={startAt === undefined ? faults['start-at'](perPage(sheet)) : undefined}
          />
          <LanguageSwitch
            legend={words.language}
            names={LANGUAGE_NAMES}
            value={labelLanguage.value}
            onChange={(chosen) => {
              labelLanguage.value = chosen
            }}
          />
          <FieldGroup label={words.offset} hint={words.offsetHint} layout="chips">
            <Field
              label={words.offsetX}
              unit="mm"
              maxLength={6}
              value={offsets.offsetX}
              onInput={(offsetX) => change({ offsetX })}
              error={offsetX === undefined ? faults.millimetres : undefined}
            />
            <Field
              label={words.offsetY}
              unit="mm"
              maxLength={6}
              value={offsets.offsetY}
              onInput={(offsetY) => change({ offsetY })}
              error={offsetY === undefined ? faults.millimetres : undefined}
            />
          </FieldGroup>
        </Card>
      </div>
      <Sheets
        words={words}
        sheet={sheet}
        labels={chosen}
        startAt={startAt ?? 1}
        onPrinted={() => {
          const ids = choice.value.which === 'all' ? {} : { checkpoints: chosen.map(({ id }) => id) }
          void recordPrints(estate.id, { sheet, ...ids })
        }}
        pdf={asked ? labelsUrl(estate.id, pdfQuery(asked, choice.value, chosen)) : undefined}
        fileName={`labels-${estate.code}.pdf`}
      />
    </div>
  )
}

type WhichProps = {
  readonly words: OfficeWords['labels']
  readonly catalogue: Catalogue
  /** Chosen one by one, on the page one comes from. */
  readonly selected: readonly string[]
  readonly choice: LabelChoice
  readonly onChoice: (choice: LabelChoice) => void
}

function Which({ words, catalogue, selected, choice, onChoice }: WhichProps) {
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

type SheetsProps = {
  readonly words: OfficeWords['labels']
  readonly sheet: LabelSheetId
  readonly labels: readonly ListedCheckpoint[]
  readonly startAt: number
  /** Its address; undefined while something is missing. */
  readonly pdf: string | undefined
  readonly fileName: string
  /** The PDF has been opened, or taken away to be printed elsewhere. */
  readonly onPrinted: () => void
}

/** What will come out of the printer, and the PDF. */
function Sheets({ words, sheet, labels, startAt, pdf, fileName, onPrinted }: SheetsProps) {
  const count = labels.length
  return (
    <div class="labels-sheets">
      <Card>
        <div class="labels-outcome">
          <LabelPicture label={words.picture} sheet={sheet} count={count} startAt={startAt} />
          <div class="stack" role="status">
            <p class="labels-summary">
              {count === 0 ? words.nothing : words.summary(decimal(count), decimal(pagesFor(count, sheet, startAt)))}
            </p>
            <LeadsTo words={words} tagUrl={labels[0]?.tagUrl} />
          </div>
        </div>
        <Notice tone="info">{words.scaling}</Notice>
        {pdf ? (
          <div class="row">
            <Button kind="primary" icon="print" href={pdf} newTab onClick={onPrinted}>
              {words.open}
            </Button>
            <Button href={pdf} download={fileName} onClick={onPrinted}>
              {words.download}
            </Button>
          </div>
        ) : (
          <div class="row">
            <Button kind="primary" icon="print" disabled>
              {words.open}
            </Button>
          </div>
        )}
      </Card>
    </div>
  )
}

/** A label that leads where no phone can follow is noticed here, not after it has been hung. */
function LeadsTo({ words, tagUrl }: { readonly words: OfficeWords['labels']; readonly tagUrl: string | undefined }) {
  if (tagUrl === undefined) return null
  const { origin, dense } = prefixOf(tagUrl)
  return (
    <>
      {origin === location.origin ? (
        <p class="soft small">{words.leadsTo(origin)}</p>
      ) : (
        <Notice tone="warn">{words.leadsElsewhere(origin)}</Notice>
      )}
      {dense && <Notice tone="warn">{words.dense}</Notice>}
    </>
  )
}

function sheetChoices(words: OfficeWords['labels']): { readonly value: LabelSheetId; readonly label: string }[] {
  return (Object.keys(LABEL_SHEETS) as LabelSheetId[]).map((value) => {
    const { name, label } = LABEL_SHEETS[value]
    return { value, label: words.sheetOf(name, `${label.width} × ${label.height}`, perPage(value)) }
  })
}

function perPage(sheet: LabelSheetId): string {
  return decimal(labelsPerPage(LABEL_SHEETS[sheet]))
}
