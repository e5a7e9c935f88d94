import { useSignal } from '@preact/signals'
import { EXTRA_PREFIX, type Extras, extrasFaults, type Item } from '../../checkpoints/checklist.ts'
import type { Names } from '../../checkpoints/language.ts'
import type { Place } from '../../checkpoints/place.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Notice } from '../components/notice.tsx'
import { isWellFormed, withIds } from '../models/checklist-editor.ts'
import { publishExtras } from '../server.ts'
import { checklistsWords } from '../words/checklists.ts'
import { failureText } from '../words/problems.ts'
import { ItemsEditor } from './items-editor.tsx'
import { NamesInput } from './names-input.tsx'
import { useSending } from './use-sending.ts'

type Props = {
  readonly estate: string
  readonly checkpoint: ListedCheckpoint
  /** The newest version of its own items; null: it has never had any. */
  readonly extras: Extras | null
  readonly dwellings: readonly { readonly place: Place; readonly label: string }[]
  readonly mayChange: boolean
  readonly onSaved: () => void
}

/** What one spot is asked beyond its kind, such as its meters, and what to look at there in particular (重點內容). */
export function SpotExtras({ estate, checkpoint, extras, dwellings, mayChange, onSaved }: Props) {
  const { value: words } = checklistsWords
  const items = useSignal<readonly Item[]>(extras?.items ?? [])
  const focus = useSignal<Names>(checkpoint.focus ?? {})
  const said = useSignal(false)
  const { busy, failure, send, forget } = useSending()
  if (!words) return null
  const faults = extrasFaults(items.value).filter(({ why }) => why !== 'prefix')
  const isReady = faults.length === 0 && items.value.every(isWellFormed)
  const known = new Set((extras?.items ?? []).map(({ id }) => id))

  function edit(next: readonly Item[]): void {
    items.value = next
    said.value = false
    forget()
  }

  async function save(): Promise<void> {
    const named = withIds(items.value, known, EXTRA_PREFIX)
    const hasFocus = Object.values(focus.value).some((text) => text?.trim())
    const body = { basis: extras?.version ?? null, items: named, focus: hasFocus ? focus.value : null }
    const reply = await send(() => publishExtras(estate, checkpoint.id, body))
    if (!reply?.ok) return
    items.value = named
    said.value = true
    onSaved()
  }

  return (
    <Card title={words.extras}>
      <div class="stack">
        <p class="soft small">{words.extrasLead}</p>
        {items.value.length === 0 && <p>{words.noExtras}</p>}
        <ItemsEditor
          words={words}
          items={items.value}
          faults={faults}
          mayChange={mayChange}
          withMeters
          dwellings={dwellings}
          onChange={edit}
        />
        {mayChange && (
          <>
            <NamesInput
              words={words.focus}
              hint={words.focusHint}
              value={focus.value}
              onChange={(names) => {
                focus.value = names
                said.value = false
              }}
            />
            {!isReady && <p class="soft">{words.notReady}</p>}
            {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
            {said.value && <Notice tone="success">{words.saved}</Notice>}
            <Button kind="primary" busy={busy.value} disabled={!isReady} onClick={() => void save()}>
              {words.save}
            </Button>
          </>
        )}
      </div>
    </Card>
  )
}
