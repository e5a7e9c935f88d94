import { useSignal } from '@preact/signals'
import type { ImportRows } from '../../checkpoints/checkpoint-row.ts'
import { nameIn } from '../../checkpoints/language.ts'
import type { ImportDone, ImportPreview } from '../../checkpoints/wire/import.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Page } from '../components/page.tsx'
import { Segmented } from '../components/segmented.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { catalogueOf } from '../models/catalogue-kept.ts'
import { estate } from '../models/estate.ts'
import { importCheckpoints, type XLSX } from '../server.ts'
import { importWords } from '../words/import.ts'
import type { ImportWords } from '../words/import.zh-Hant.ts'
import { language } from '../words/language.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import './import.css'
import { ImportDoneCard } from './import-done.tsx'
import { ImportFile } from './import-file.tsx'
import { ImportGenerator } from './import-generator.tsx'
import { ImportBar, ImportPreviewed } from './import-preview.tsx'
import { useRefreshed } from './use-refreshed.ts'
import { useScreen } from './use-screen.ts'
import { useSending } from './use-sending.ts'

export type ImportSource = { readonly file: ArrayBuffer; readonly type: 'text/csv' | typeof XLSX } | ImportRows
/** What was previewed, and under which name. */
export type Previewed = { readonly source: ImportSource; readonly name: string; readonly preview: ImportPreview }

/** Many checkpoints at once: from a file or out of a pattern, shown before they are written. */
export function ImportScreen() {
  const [words, office, current] = [importWords.value, officeWords.value, estate.value]
  return words && office && current ? <Import key={current.id} words={words} office={office} estate={current} /> : null
}

type Props = { readonly words: ImportWords; readonly office: OfficeWords; readonly estate: Estate }

function Import({ words, office, estate: { id, names } }: Props) {
  useScreen(words.title)
  const way = useSignal<'file' | 'floors'>('file')
  const previewed = useSignal<Previewed | undefined>(undefined)
  const done = useSignal<ImportDone | undefined>(undefined)
  const shown = catalogueOf(id)
  const catalogue = useRefreshed(shown)
  const confirming = useSending()

  async function confirm({ source, preview }: Previewed): Promise<void> {
    const reply = await confirming.send(() => importCheckpoints(id, source, preview.digest))
    if (!reply?.ok) return
    done.value = reply.value
    void shown.refresh()
  }

  async function previewAgain({ source, name }: Previewed): Promise<void> {
    const reply = await confirming.send(() => importCheckpoints(id, source, undefined))
    if (reply?.ok) previewed.value = { source, name, preview: reply.value }
  }

  function startOver(): void {
    confirming.forget()
    previewed.value = undefined
    done.value = undefined
  }

  const open = previewed.value
  return (
    <Page
      width="wide"
      top={
        <TopBar
          title={words.title}
          over={nameIn(names, language.value)}
          back={{ href: '/checkpoints', label: office.back(words.toCheckpoints) }}
        />
      }
      bottom={
        open &&
        !done.value && (
          <ImportBar
            words={words}
            previewed={open}
            sending={confirming}
            onConfirm={() => void confirm(open)}
            onBack={startOver}
          />
        )
      }
    >
      {done.value && open && (
        <ImportDoneCard words={words} done={done.value} preview={open.preview} onMore={startOver} />
      )}
      {!done.value && open && (
        <ImportPreviewed
          // A new preview begins at its first page.
          key={open.preview.digest}
          words={words}
          catalogue={catalogue}
          previewed={open}
          sending={confirming}
          onAgain={() => void previewAgain(open)}
        />
      )}
      {/* Hidden, not gone: what was filled in is there again when one comes back. */}
      <div hidden={open !== undefined}>
        <div class="stack">
          <Segmented
            legend={words.way}
            hideLegend
            size="small"
            segments={[
              { value: 'file', label: words.fromFile },
              { value: 'floors', label: words.perFloor },
            ]}
            value={way.value}
            onChange={(chosen) => {
              way.value = chosen
            }}
          />
          <div hidden={way.value !== 'file'}>
            <ImportFile
              words={words}
              estate={id}
              onPreview={(next) => {
                previewed.value = next
              }}
            />
          </div>
          <div hidden={way.value !== 'floors'}>
            {catalogue && (
              <ImportGenerator
                words={words}
                office={office}
                estate={id}
                catalogue={catalogue}
                onPreview={(next) => {
                  previewed.value = next
                }}
              />
            )}
          </div>
        </div>
      </div>
    </Page>
  )
}
