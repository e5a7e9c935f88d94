import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { ImportPreview } from '../../checkpoints/wire/import.ts'
import { BottomBar } from '../components/bottom-bar.tsx'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { Segmented } from '../components/segmented.tsx'
import type { Catalogue } from '../models/catalogue.ts'
import { firstFilter, pageOf, type RowFilter, rowsShown, writtenCount } from '../models/import.ts'
import type { ImportWords } from '../words/import.zh-Hant.ts'
import { failureText } from '../words/problems.ts'
import { decimal } from '../words/writing.ts'
import type { Previewed } from './import.tsx'
import { FaultyDownload } from './import-done.tsx'
import { ImportRowsTable } from './import-rows.tsx'
import type { Sending } from './use-sending.ts'

type Props = {
  readonly words: ImportWords
  /** What is there already; undefined until it has come. */
  readonly catalogue: Catalogue | undefined
  readonly previewed: Previewed
  readonly sending: Sending
  readonly onAgain: () => void
}

/** What an import would do, row by row. */
export function ImportPreviewed({ words, catalogue, previewed, sending, onAgain }: Props) {
  const { preview, name } = previewed
  const filter = useSignal<RowFilter>(firstFilter(preview))
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    scrollTo(0, 0)
  }, [])
  const failure = sending.failure.value
  const isStale = failure && !failure.offline && failure.problem.code === 'import-changed'
  return (
    <div class="stack">
      <div>
        <h2 ref={heading} tabIndex={-1}>
          {words.previewOf(name)}
        </h2>
        <p class="soft">{words.nothingYet}</p>
      </div>
      {preview.unknownHeadings.length > 0 && (
        <Notice tone="warn">{words.unknownHeadings(preview.unknownHeadings.join(words.listed))}</Notice>
      )}
      {preview.counts.faulty > 0 && (
        <Notice tone="warn" actions={<FaultyDownload words={words} preview={preview} />}>
          {words.faultyLead}
        </Notice>
      )}
      <NewPlaces words={words} preview={preview} />
      <Segmented
        legend={words.show}
        hideLegend
        size="small"
        segments={filtersOf(words, preview)}
        value={filter.value}
        onChange={(chosen) => {
          filter.value = chosen
        }}
      />
      <RowPages key={filter.value} words={words} catalogue={catalogue} preview={preview} filter={filter.value} />
      {failure && (
        <Notice
          tone="error"
          actions={
            isStale && (
              <Button onClick={onAgain} busy={sending.busy.value}>
                {words.again}
              </Button>
            )
          }
        >
          {failureText(failure)}
        </Notice>
      )}
    </div>
  )
}

type BarProps = Pick<Props, 'words' | 'previewed' | 'sending'> & {
  readonly onConfirm: () => void
  readonly onBack: () => void
}

/** Has it done, saying how much; or goes back. */
export function ImportBar({ words, previewed: { preview, source }, sending, onConfirm, onBack }: BarProps) {
  return (
    <BottomBar note={noteOf(words, preview)}>
      <div class="row">
        {writtenCount(preview) > 0 && (
          <Button kind="primary" onClick={onConfirm} busy={sending.busy.value}>
            {confirmText(words, preview)}
          </Button>
        )}
        <Button onClick={onBack}>{'file' in source ? words.otherFile : words.backToForm}</Button>
      </div>
    </BottomBar>
  )
}

type PagesProps = {
  readonly words: ImportWords
  readonly catalogue: Catalogue | undefined
  readonly preview: ImportPreview
  readonly filter: RowFilter
}

function RowPages({ words, catalogue, preview, filter }: PagesProps) {
  const page = useSignal(0)
  const all = rowsShown(preview, filter)
  const { at, last, from, rows } = pageOf(all, page.value)
  if (rows.length === 0) return <p class="soft">{words.noneShown}</p>
  const range = words.pageOf(decimal(from + 1), decimal(from + rows.length), decimal(all.length))
  const turn = (by: number) => {
    page.value = at + by
  }
  return (
    <div class="stack">
      <ImportRowsTable words={words} catalogue={catalogue} rows={rows} caption={range} />
      {last > 0 && (
        <nav class="row" aria-label={words.pages}>
          <Button icon="back" iconOnly onClick={() => turn(-1)} disabled={at === 0}>
            {words.previousPage}
          </Button>
          <span role="status">{range}</span>
          <Button icon="forward" iconOnly onClick={() => turn(1)} disabled={at === last}>
            {words.nextPage}
          </Button>
        </nav>
      )}
    </div>
  )
}

const PLACES_SHOWN = 50

function NewPlaces({ words, preview }: Pick<PagesProps, 'words' | 'preview'>) {
  const { newPlaces } = preview
  if (newPlaces.length === 0) return null
  const rest = newPlaces.length - PLACES_SHOWN
  return (
    <details class="import-more">
      <summary>{words.newPlaces(decimal(newPlaces.length))}</summary>
      <ul class="import-places">
        {newPlaces.slice(0, PLACES_SHOWN).map((path) => (
          <li key={path.join('\n')}>{path.join(' › ')}</li>
        ))}
      </ul>
      {rest > 0 && <p class="soft">{words.morePlaces(decimal(rest))}</p>}
    </details>
  )
}

function filtersOf(words: ImportWords, { counts, rows }: ImportPreview) {
  const filters = [
    ['faulty', counts.faulty],
    ['add', counts.add],
    ['change', counts.change],
    ['same', counts.same],
    ['all', rows.length],
  ] as const
  return filters
    .filter(([value, count]) => value === 'all' || count > 0)
    .map(([value, count]) => ({ value, label: words.counts[value](decimal(count)) }))
}

function confirmText(words: ImportWords, preview: ImportPreview): string {
  const [written, left] = [writtenCount(preview), preview.counts.faulty]
  return left === 0 ? words.confirm(decimal(written)) : words.confirmSome(decimal(written), decimal(left))
}

/** Why there is nothing to confirm. */
function noteOf(words: ImportWords, preview: ImportPreview): string | undefined {
  if (writtenCount(preview) > 0) return undefined
  const { same, faulty } = preview.counts
  if (same === 0) return words.nothingGood
  return faulty > 0 ? words.restIsSame : words.nothingToDo
}
