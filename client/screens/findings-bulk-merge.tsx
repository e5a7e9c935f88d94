import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import type { Uuid } from '../../checkpoints/ids.ts'
import { nameIn } from '../../checkpoints/language.ts'
import type { ListedFinding } from '../../checkpoints/wire/finding.ts'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { Segmented } from '../components/segmented.tsx'
import { Sheet } from '../components/sheet.tsx'
import { actor } from '../models/actor.ts'
import { previewOf, suggestedInto } from '../models/finding-bulk.ts'
import { language } from '../words/language.ts'
import { decimal } from '../words/writing.ts'
import { whatIsWrong } from './finding-words.ts'
import type { BulkProps } from './findings-bulk.tsx'
import { BulkRows } from './findings-bulk-rows.tsx'
import { useBulk } from './use-bulk.ts'

type Props = BulkProps & { readonly chosen: readonly ListedFinding[]; readonly onClose: () => void }

/** Duplicates become one: which goes on is asked, the others end in it. */
export function BulkMergeSheet({ words, estate, chosen, onClose, onSelect, onChanged }: Props) {
  // Those that were ticked when it opened: what happens meanwhile shows in the outcomes.
  const selected = useMemo(() => chosen, [])
  const into = useSignal<Uuid | undefined>(suggestedInto(selected))
  const bulk = useBulk(estate.id)
  const rows = previewOf('merge', selected, actor.value, into.value)
  const changing = rows.filter(({ left }) => left === undefined)
  const kept = selected.find(({ id }) => id === into.value)
  const isApart = new Set(selected.map(({ checkpoint }) => checkpoint)).size > 1
  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (into.value === undefined) return
    await bulk.start(rows, { kind: 'merge', into: into.value, note: '' })
    onChanged()
  }
  function close(): void {
    onSelect(bulk.done, false)
    onClose()
  }
  return (
    <Sheet title={words.bulk.merge} closeLabel={words.form.close} onClose={close}>
      <form class="stack" onSubmit={submit} noValidate>
        {!bulk.outcomes && isApart && <Notice tone="warn">{words.bulk.otherSpots}</Notice>}
        {!bulk.outcomes && (
          <Segmented<Uuid>
            legend={words.bulk.into}
            size="small"
            segments={selected.map((finding) => ({
              value: finding.id,
              label: `${words.number(decimal(finding.number))} ${whatIsWrong(finding)} · ${nameIn(finding.spot.names, language.value)}`,
            }))}
            value={into.value}
            onChange={(chosen) => {
              into.value = chosen
            }}
          />
        )}
        <BulkRows
          words={words}
          rows={rows}
          will={words.bulk.willMerge(kept ? words.number(decimal(kept.number)) : '')}
          bulk={bulk}
        />
        <div class="row">
          {!bulk.outcomes && changing.length > 0 && kept && (
            <Button kind="primary" submit busy={bulk.busy}>
              {words.bulk.go(decimal(changing.length))}
            </Button>
          )}
          {bulk.outcomes && !bulk.busy && <Button onClick={close}>{words.form.close}</Button>}
        </div>
      </form>
    </Sheet>
  )
}
