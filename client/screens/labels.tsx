import { useSignal } from '@preact/signals'
import { useLocation } from 'preact-iso'
import type { LabelDesign } from '../../checkpoints/label-design.ts'
import { labelsPerPage } from '../../checkpoints/label-sheet.ts'
import { nameIn } from '../../checkpoints/language.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { LabelSettings } from '../../checkpoints/wire/labels.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Empty } from '../components/empty.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import type { Catalogue } from '../models/catalogue.ts'
import { catalogueOf } from '../models/catalogue-kept.ts'
import { estate } from '../models/estate.ts'
import { designFor, labelDesign, printerSettings } from '../models/label-printer.ts'
import {
  heightOf,
  type LabelChoice,
  lookQuery,
  millimetresOf,
  percentOf,
  prefixOf,
  type Query,
  sheetOf,
  startAtOf,
  symbolFacts,
  toPrint,
  whichQuery,
} from '../models/labels.ts'
import { labelSettingsOf } from '../models/office-kept.ts'
import { type Printer, printerOf } from '../models/printers.ts'
import { labelsUrl, recordPrints } from '../server.ts'
import { labelWords } from '../words/labels.ts'
import type { LabelWords } from '../words/labels.zh-Hant.ts'
import { language } from '../words/language.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { LabelDesignCard } from './label-design-card.tsx'
import { type LabelFiles, LabelOutcome } from './label-outcome.tsx'
import { LabelPaper } from './label-paper.tsx'
import { LabelPrinterCard } from './label-printer-card.tsx'
import { LabelWhich } from './label-which.tsx'
import './labels.css'
import { useRefreshed } from './use-refreshed.ts'
import { useScreen } from './use-screen.ts'
import { Waiting } from './waiting.tsx'

/** Prints tags: which ones, what they look like, on which paper, by which printer. */
export function LabelsScreen() {
  const office = officeWords.value
  const words = labelWords.value
  const current = estate.value
  return office && words && current ? <Labels key={current.id} office={office} words={words} estate={current} /> : null
}

type Props = { readonly office: OfficeWords; readonly words: LabelWords; readonly estate: Estate }

function Labels({ office, words, estate }: Props) {
  const { labels } = office
  useScreen(labels.title)
  const shown = catalogueOf(estate.id)
  const catalogue = useRefreshed(shown)
  const kept = labelSettingsOf(estate.id)
  const settings = useRefreshed(kept)
  return (
    <Page
      width="wide"
      top={
        <TopBar title={labels.title} over={nameIn(estate.names, language.value)}>
          <Button href="/labels/hanging">{labels.hanging}</Button>
          <Button href="/labels/public">{labels.publicPage}</Button>
          <Button href="/labels/chips">{labels.chips}</Button>
          <Button href="/labels/displays">{labels.displays}</Button>
          <Button href="/labels/keys">{labels.keys}</Button>
        </TopBar>
      }
    >
      <Waiting words={office} shown={catalogue ? kept : shown} zone={estate.zone} />
      {catalogue &&
        settings &&
        (toPrint(catalogue, { which: 'all' }).length > 0 ? (
          <Designer
            office={office}
            words={words}
            estate={estate}
            catalogue={catalogue}
            settings={settings}
            onSettings={() => void kept.refresh()}
          />
        ) : (
          <Empty
            title={labels.nothing}
            action={
              <Button kind="primary" href="/checkpoints">
                {labels.toCheckpoints}
              </Button>
            }
          />
        ))}
    </Page>
  )
}

type DesignerProps = Props & {
  readonly catalogue: Catalogue
  readonly settings: LabelSettings
  /** They have changed at the server. */
  readonly onSettings: () => void
}

function Designer({ office, words, estate, catalogue, settings, onSettings }: DesignerProps) {
  const { query } = useLocation()
  const selected = query.checkpoints ? query.checkpoints.split(',') : []
  const choice = useSignal<LabelChoice>(selected.length > 0 ? { which: 'selection', ids: selected } : { which: 'all' })
  const startAtTyped = useSignal('1')
  const { sheet: sheetId, height: heightTyped } = printerSettings.value
  const uncut = sheetOf(sheetId, settings.sheets)
  const height = heightOf(heightTyped, uncut)
  const sheet = sheetOf(sheetId, settings.sheets, height)
  // A roll's labels have no position, whatever was typed for the sheet before it.
  const startAt = labelsPerPage(sheet) === 1 ? 1 : startAtOf(startAtTyped.value, sheet)
  const kept = designFor(language.value)
  const design: LabelDesign = settings.logo ? kept : { ...kept, logo: false }
  const chosen = toPrint(catalogue, choice.value)
  const printer = printerQuery(printerOf(printerSettings.value))
  const isCut = uncut.endless === undefined || height !== undefined
  const look = isCut ? lookQuery(sheetId, height, design) : undefined
  const [first] = chosen
  const asked = look && printer && startAt !== undefined && chosen.length > 0 ? { look, printer, startAt } : undefined
  return (
    <div class="labels">
      <div class="stack">
        <LabelWhich
          words={office.labels}
          catalogue={catalogue}
          selected={selected}
          choice={choice.value}
          onChoice={(chosen) => {
            choice.value = chosen
          }}
        />
        <LabelPaper
          words={words}
          office={office}
          estate={estate.id}
          sheet={sheet}
          own={settings.sheets}
          startAt={startAtTyped.value}
          onStartAt={(typed) => {
            startAtTyped.value = typed
          }}
          onChanged={onSettings}
        />
        <LabelDesignCard
          words={words}
          estate={estate.id}
          sheet={sheet}
          design={design}
          logo={settings.logo}
          onDesign={(change) => {
            labelDesign.value = { ...designFor(language.peek()), ...change }
          }}
          onLogo={onSettings}
        />
        <LabelPrinterCard
          words={words}
          office={office}
          testPage={look && printer && labelsUrl(estate.id, 'labels.pdf', { ...look, ...printer, test: '1' })}
        />
      </div>
      <LabelOutcome
        words={words}
        labels={office.labels}
        sheet={sheet}
        count={chosen.length}
        startAt={startAt ?? 1}
        tagUrl={first?.tagUrl}
        facts={first?.tagUrl === undefined ? undefined : symbolFacts(prefixOf(first.tagUrl), sheet, design)}
        files={
          asked && filesOf(words, estate, { ...asked, chosen, choice: choice.value, perPage: labelsPerPage(sheet) })
        }
        onPrinted={() => {
          const ids = choice.value.which === 'all' ? {} : { checkpoints: chosen.map(({ id }) => id) }
          void recordPrints(estate.id, { sheet: sheetId, ...ids })
        }}
        fileName={`labels-${estate.code}.pdf`}
      />
    </div>
  )
}

/** undefined while something that was typed is none. */
function printerQuery(printer: Printer): Query | undefined {
  const [offsetX, offsetY] = [millimetresOf(printer.offsetX), millimetresOf(printer.offsetY)]
  const [scaleX, scaleY] = [percentOf(printer.scaleX), percentOf(printer.scaleY)]
  if (offsetX === undefined || offsetY === undefined || scaleX === undefined || scaleY === undefined) return undefined
  return { offsetX, offsetY, scaleX, scaleY }
}

type Asked = {
  readonly look: Query
  readonly printer: Query
  readonly startAt: number
  readonly choice: LabelChoice
  readonly chosen: readonly ListedCheckpoint[]
  readonly perPage: number
}

function filesOf(words: LabelWords, { id, code }: Estate, asked: Asked): LabelFiles {
  const { look, printer, choice, chosen, perPage } = asked
  const sheets = { ...look, ...printer, startAt: String(asked.startAt) }
  const which = whichQuery(choice, chosen)
  const [first, ...more] = chosen
  const one = (format: 'svg' | 'png') => ({
    label: words[format],
    href: labelsUrl(id, `checkpoints/${first?.id ?? ''}/label.${format}`, look),
    name: `${first?.code}.${format}`,
  })
  const all = (format: 'svg' | 'png') => ({
    label: format === 'svg' ? words.svgZip : words.pngZip,
    href: labelsUrl(id, 'labels.zip', { ...look, ...which, format }),
    name: `labels-${code}.zip`,
  })
  const zpl = (dpi: string) => ({
    label: words.zpl(dpi),
    href: labelsUrl(id, 'labels.zpl', { ...look, ...printer, ...which, dpi }),
    name: `labels-${code}.zpl`,
  })
  const pictures = more.length === 0 ? [one('svg'), one('png')] : [all('svg'), all('png')]
  return {
    pdf: labelsUrl(id, 'labels.pdf', { ...sheets, ...which }),
    // Of the first page only those that stand on it: a shorter address, and nothing changes when the rest does.
    preview: labelsUrl(id, 'labels.svg', {
      ...sheets,
      ...whichQuery({ which: 'selection', ids: [] }, chosen.slice(0, perPage)),
    }),
    others: [...pictures, zpl('203'), zpl('300')],
  }
}
