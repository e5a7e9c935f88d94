import type { LabelSheet } from '../../checkpoints/label-sheet.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Notice } from '../components/notice.tsx'
import { FINE_MODULE, pagesFor, prefixOf, type SymbolFacts } from '../models/labels.ts'
import type { LabelWords } from '../words/labels.zh-Hant.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import { LabelPicture } from './label-picture.tsx'
import { usePreview } from './use-preview.ts'

/** Where everything is found; undefined while something is missing. */
export type LabelFiles = {
  readonly pdf: string
  readonly preview: string
  /** Of a single label or of many: what it is called, where it is, and under which name it is kept. */
  readonly others: readonly { readonly label: string; readonly href: string; readonly name: string }[]
}

type Props = {
  readonly words: LabelWords
  readonly labels: OfficeWords['labels']
  readonly sheet: LabelSheet
  readonly count: number
  readonly startAt: number
  readonly tagUrl: string | undefined
  readonly facts: SymbolFacts | undefined
  readonly files: LabelFiles | undefined
  readonly fileName: string
  /** A file has been opened, or taken away to be printed elsewhere. */
  readonly onPrinted: () => void
}

/** What will come out of the printer, as it will look, and the files. */
export function LabelOutcome(props: Props) {
  const { words, labels, sheet, count, startAt, tagUrl, facts, files, fileName, onPrinted } = props
  return (
    <div class="labels-sheets">
      <Card>
        <p class="labels-summary" role="status">
          {count === 0 ? labels.nothing : labels.summary(decimal(count), decimal(pagesFor(count, sheet, startAt)))}
        </p>
        <Preview words={words} labels={labels} sheet={sheet} count={count} startAt={startAt} src={files?.preview} />
        <div class="row">
          {files ? (
            <>
              <Button kind="primary" icon="print" href={files.pdf} newTab onClick={onPrinted}>
                {labels.open}
              </Button>
              <Button href={files.pdf} download={fileName} onClick={onPrinted}>
                {labels.download}
              </Button>
            </>
          ) : (
            <Button kind="primary" icon="print" disabled>
              {labels.open}
            </Button>
          )}
        </div>
        <Notice tone="info">{labels.scaling}</Notice>
        {facts && <Readable words={words} facts={facts} />}
        <LeadsTo labels={labels} tagUrl={tagUrl} isDense={facts?.isDense ?? false} />
        {files && <Others words={words} others={files.others} onPrinted={onPrinted} />}
      </Card>
    </div>
  )
}

type PreviewProps = Pick<Props, 'words' | 'labels' | 'sheet' | 'count' | 'startAt'> & {
  readonly src: string | undefined
}

function Preview({ words, labels, sheet, count, startAt, src }: PreviewProps) {
  const { shown, busy, failed } = usePreview(src)
  const { width, height } = sheet.page
  return (
    <figure class="label-preview" aria-busy={busy}>
      {shown ? (
        <img src={shown} alt={words.preview} width={Math.round(width * 4)} height={Math.round(height * 4)} />
      ) : (
        <LabelPicture label={labels.picture} sheet={sheet} count={count} startAt={startAt} />
      )}
      <figcaption class="soft small">{busy ? words.updating : words.preview}</figcaption>
      {failed && <Notice tone="warn">{words.previewFailed}</Notice>}
    </figure>
  )
}

function Readable({ words, facts }: { readonly words: LabelWords; readonly facts: SymbolFacts }) {
  const distance = decimal(facts.distance)
  if (facts.module < FINE_MODULE) return <Notice tone="warn">{words.near(distance)}</Notice>
  return <p class="soft small">{words.readable(decimal(facts.module, 2), distance)}</p>
}

type LeadsToProps = { readonly labels: Props['labels']; readonly tagUrl: string | undefined; readonly isDense: boolean }

/** A label that leads where no phone can follow is noticed here, not after it has been hung. */
function LeadsTo({ labels, tagUrl, isDense }: LeadsToProps) {
  if (tagUrl === undefined) return null
  const { origin } = new URL(prefixOf(tagUrl))
  return (
    <>
      {origin === location.origin ? (
        <p class="soft small">{labels.leadsTo(origin)}</p>
      ) : (
        <Notice tone="warn">{labels.leadsElsewhere(origin)}</Notice>
      )}
      {isDense && <Notice tone="warn">{labels.dense}</Notice>}
    </>
  )
}

type OthersProps = Pick<Props, 'words' | 'onPrinted'> & Pick<LabelFiles, 'others'>

function Others({ words, others, onPrinted }: OthersProps) {
  return (
    <details>
      <summary>{words.otherFormats}</summary>
      <div class="stack">
        <div class="row">
          {others.map(({ label, href, name }) => (
            <Button key={href} href={href} download={name} onClick={onPrinted}>
              {label}
            </Button>
          ))}
        </div>
        <p class="soft small">{words.zplHint}</p>
      </div>
    </details>
  )
}
