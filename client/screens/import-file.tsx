import { useSignal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Notice } from '../components/notice.tsx'
import { FILE_MAX_BYTES } from '../models/import.ts'
import type { Failure } from '../models/polled.ts'
import { exportUrl, importCheckpoints, XLSX } from '../server.ts'
import type { ImportWords } from '../words/import.zh-Hant.ts'
import { failureText } from '../words/problems.ts'
import type { ImportSource, Previewed } from './import.tsx'
import { useSending } from './use-sending.ts'

type Props = {
  readonly words: ImportWords
  readonly estate: Uuid
  readonly onPreview: (previewed: Previewed) => void
}

/** Chooses a file, by dropping it or from the list, and has it previewed. */
export function ImportFile({ words, estate, onPreview }: Props) {
  const { busy, failure, send, forget } = useSending()
  const name = useSignal('')
  const over = useSignal(false)
  /** What is wrong with it before it was sent. */
  const trouble = useSignal<string | undefined>(undefined)

  async function take(file: File | undefined): Promise<void> {
    if (!file || busy.value) return
    forget()
    name.value = file.name
    trouble.value = file.size > FILE_MAX_BYTES ? words.tooLarge : undefined
    if (trouble.value !== undefined) return
    const bytes = await file.arrayBuffer().catch(() => undefined)
    if (!bytes) {
      trouble.value = words.notOpened
      return
    }
    const source: ImportSource = { file: bytes, type: /\.xlsx$/i.test(file.name) ? XLSX : 'text/csv' }
    const reply = await send(() => importCheckpoints(estate, source, undefined))
    if (reply?.ok) onPreview({ source, name: file.name, preview: reply.value })
  }

  const wrong = trouble.value ?? (failure.value && troubleText(words, failure.value))
  return (
    <div class="stack">
      <p class="soft">{words.fileLead}</p>
      <section
        class="import-drop"
        aria-label={words.chooseFile}
        data-over={over.value ? '' : undefined}
        onDragOver={(event) => {
          event.preventDefault()
          over.value = true
        }}
        onDragLeave={() => {
          over.value = false
        }}
        onDrop={(event) => {
          event.preventDefault()
          over.value = false
          void take(event.dataTransfer?.files[0])
        }}
      >
        <p class="import-drop-lead">{words.drop}</p>
        <label class="button import-choose" data-kind="primary" aria-busy={busy.value || undefined}>
          <input
            class="unseen"
            type="file"
            accept={`.csv,.xlsx,.txt,text/csv,${XLSX}`}
            disabled={busy.value}
            onChange={(event) => {
              const input = event.currentTarget
              // The same file, corrected, may be chosen again.
              void take(input.files?.[0]).finally(() => {
                input.value = ''
              })
            }}
          />
          <span class="button-text">{words.chooseFile}</span>
        </label>
        <p class="soft small">{words.limits}</p>
        <p role="status">{busy.value && words.checking(name.value)}</p>
      </section>
      {wrong && (
        <Notice tone="error" title={name.value}>
          {wrong}
        </Notice>
      )}
      <div class="import-files">
        <Card title={words.template}>
          <p class="soft small">{words.templateText}</p>
          <Downloads words={words.template} estate={estate} template />
        </Card>
        <Card title={words.current}>
          <p class="soft small">{words.currentText}</p>
          <Downloads words={words.current} estate={estate} template={false} />
        </Card>
      </div>
    </div>
  )
}

type DownloadsProps = { readonly words: string; readonly estate: Uuid; readonly template: boolean }

/** The name under which a file is kept comes from the server; the router leaves alone what has one here too. */
function Downloads({ words, estate, template }: DownloadsProps) {
  return (
    <div class="row">
      {(['xlsx', 'csv'] as const).map((format) => (
        <Button key={format} href={exportUrl(estate, format, template)} download={`checkpoints.${format}`}>
          <span class="unseen">{words} </span>
          {format.toUpperCase()}
        </Button>
      ))}
    </div>
  )
}

function troubleText(words: ImportWords, failure: Failure): string {
  const why = failure.offline ? undefined : failure.problem.where?.[0]
  const isKnown = (key: string): key is keyof ImportWords['unreadable'] => Object.hasOwn(words.unreadable, key)
  return why !== undefined && isKnown(why) ? words.unreadable[why] : failureText(failure)
}
