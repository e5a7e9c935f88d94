import { useSignal } from '@preact/signals'
import { Button } from '../components/button.tsx'
import type { BulkKind } from '../models/finding-bulk.ts'
import { decimal } from '../words/writing.ts'
import type { ViewProps } from './findings.tsx'
import { BulkMergeSheet } from './findings-bulk-merge.tsx'
import { BulkTriageSheet } from './findings-bulk-triage.tsx'

export type BulkProps = Omit<ViewProps, 'selected'> & { readonly selected: ReadonlySet<string> }

/** What can be done with all that are ticked. Those that the filter hides meanwhile stay ticked, and are left alone. */
export function FindingsBulk(props: BulkProps) {
  const { words, findings, selected, onSelect } = props
  const open = useSignal<BulkKind | undefined>(undefined)
  const here = findings.filter(({ id }) => selected.has(id))
  // What was done may have taken them all out of the list: how each went stays to be read.
  if (here.length === 0 && open.value === undefined) return null
  const close = () => {
    open.value = undefined
    // With the last tick the bar has gone, and the button that had the focus: it goes on at the list.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) document.querySelector<HTMLElement>('.panes-list')?.focus()
    })
  }
  return (
    <div class="findings-bulk screen-only">
      <strong role="status">{words.bulk.selected(decimal(here.length))}</strong>
      <Button
        onClick={() => {
          open.value = 'triage'
        }}
      >
        {words.bulk.triage}
      </Button>
      {here.length > 1 && (
        <Button
          onClick={() => {
            open.value = 'merge'
          }}
        >
          {words.bulk.merge}
        </Button>
      )}
      <Button kind="quiet" onClick={() => onSelect([...selected], false)}>
        {words.bulk.clear}
      </Button>
      {open.value === 'triage' && <BulkTriageSheet {...props} chosen={here} onClose={close} />}
      {open.value === 'merge' && <BulkMergeSheet {...props} chosen={here} onClose={close} />}
    </div>
  )
}
