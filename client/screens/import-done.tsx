import { useEffect, useMemo } from 'preact/hooks'
import type { ImportDone, ImportPreview } from '../../checkpoints/wire/import.ts'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { faultyCsv } from '../models/import.ts'
import type { ImportWords } from '../words/import.zh-Hant.ts'
import { language } from '../words/language.ts'
import { decimal } from '../words/writing.ts'

type Props = {
  readonly words: ImportWords
  readonly done: ImportDone
  /** What was confirmed. */
  readonly preview: ImportPreview
  readonly onMore: () => void
}

/** What was brought in, what was not, and what comes next. */
export function ImportDoneCard({ words, done, preview, onMore }: Props) {
  // The table above has gone, and with it the place to which the page was scrolled.
  useEffect(() => scrollTo(0, 0), [])
  return (
    <div class="stack">
      <Notice
        tone="success"
        title={words.done}
        actions={
          <>
            <Button kind="primary" href="/checkpoints">
              {words.seeCheckpoints}
            </Button>
            <Button icon="print" href="/labels">
              {words.printLabels}
            </Button>
            <Button onClick={onMore}>{words.more}</Button>
          </>
        }
      >
        <p>{words.doneText(decimal(done.added), decimal(done.changed))}</p>
        {done.places > 0 && <p>{words.donePlaces(decimal(done.places))}</p>}
      </Notice>
      {done.leftOut > 0 && (
        <Notice
          tone="warn"
          title={words.leftOut(decimal(done.leftOut))}
          actions={<FaultyDownload words={words} preview={preview} />}
        >
          {words.faultyLead}
        </Notice>
      )}
    </div>
  )
}

type FaultyProps = { readonly words: ImportWords; readonly preview: ImportPreview }

/** The rows that were left out as a file of their own, made here: the server keeps none. */
export function FaultyDownload({ words, preview }: FaultyProps) {
  const reader = language.value
  const url = useMemo(
    () => URL.createObjectURL(new Blob([faultyCsv(words, preview, reader)], { type: 'text/csv' })),
    [words, preview, reader],
  )
  useEffect(() => () => URL.revokeObjectURL(url), [url])
  return (
    <Button href={url} download={`${words.faultyFile}.csv`}>
      {words.downloadFaulty(decimal(preview.counts.faulty))}
    </Button>
  )
}
