import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Item, ItemFault } from '../../checkpoints/checklist.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { draftId, isRemovable, isWellFormed, newItem, untranslated } from '../models/checklist-editor.ts'
import { movedTo } from '../models/places.ts'
import type { ChecklistsWords } from '../words/checklists.zh-Hant.ts'
import { LANGUAGE_NAMES, language } from '../words/language.ts'
import { ItemForm, type ItemFormProps } from './item-form.tsx'
import './items-editor.css'

type Props = Pick<ItemFormProps, 'words' | 'dwellings'> & {
  readonly items: readonly Item[]
  readonly faults: readonly ItemFault[]
  readonly mayChange: boolean
  /** A spot's own items: most of them are its meters. */
  readonly withMeters?: boolean
  readonly onChange: (items: readonly Item[]) => void
}

const UNDO_MS = 10_000

/** The items one above the other: to move by dragging or by their buttons, to open and edit in place, to take out and put back. */
export function ItemsEditor({ words, items, faults, mayChange, withMeters = false, dwellings, onChange }: Props) {
  const open = useSignal<string | undefined>(undefined)
  const dragged = useSignal<number | undefined>(undefined)
  const removed = useSignal<{ readonly item: Item; readonly at: number } | undefined>(undefined)
  useEffect(() => {
    if (!removed.value) return
    const timer = setTimeout(() => {
      removed.value = undefined
    }, UNDO_MS)
    return () => clearTimeout(timer)
  }, [removed.value])

  /** Unlike that of an item which may still be put back, too. */
  function nextId(): string {
    return draftId(removed.value ? [...items, removed.value.item] : items)
  }

  function add(item: Item, at: number): void {
    onChange([...items.slice(0, at), item, ...items.slice(at)])
    open.value = item.id
    // Its words are what is written next; above the button, nobody would look for them.
    requestAnimationFrame(() =>
      document.getElementById(rowOf(item.id))?.querySelector<HTMLInputElement>('.item-form input')?.focus(),
    )
  }

  function addMeter(): void {
    // The serial number stays empty: one that nobody read off the meter must not be published.
    const meter = { serial: '', supply: 'water' as const }
    add({ ...newItem('reading', nextId()), clause: '4.4.1b', meter } as Item, items.length)
  }

  /** Whoever moves an item by keyboard stays with it: the button he pressed, or the other one at the end of the list. */
  function move(id: string, from: number, to: number): void {
    onChange(movedTo(items, from, to))
    requestAnimationFrame(() => {
      const [up, down] = document.getElementById(rowOf(id))?.querySelectorAll<HTMLButtonElement>('button') ?? []
      const [pressed, other] = to < from ? [up, down] : [down, up]
      ;(pressed?.disabled ? other : pressed)?.focus()
    })
  }

  return (
    <div class="stack">
      <ol class="items-editor">
        {items.map((item, i) => (
          <li
            key={item.id}
            id={rowOf(item.id)}
            draggable={mayChange && open.value === undefined}
            onDragStart={() => {
              dragged.value = i
            }}
            onDragEnd={() => {
              dragged.value = undefined
            }}
            onDragOver={(event) => {
              if (dragged.value !== undefined) event.preventDefault()
            }}
            onDrop={(event) => {
              event.preventDefault()
              if (dragged.value !== undefined) onChange(movedTo(items, dragged.value, i))
              dragged.value = undefined
            }}
          >
            <Row
              words={words}
              item={item}
              fault={faults.find((fault) => fault.item === item.id)}
              mayChange={mayChange}
              isOpen={open.value === item.id}
              onOpen={() => {
                open.value = open.value === item.id ? undefined : item.id
              }}
              onUp={i === 0 ? undefined : () => move(item.id, i, i - 1)}
              onDown={i === items.length - 1 ? undefined : () => move(item.id, i, i + 1)}
              onDuplicate={() => add({ ...item, id: nextId() }, i + 1)}
              onRemove={() => {
                removed.value = { item, at: i }
                onChange(items.filter((_, j) => j !== i))
              }}
            />
            {open.value === item.id && (
              <ItemForm
                {...{ words, items, dwellings }}
                index={i}
                onChange={(changed) => onChange(items.map((one, j) => (j === i ? changed : one)))}
              />
            )}
          </li>
        ))}
      </ol>
      {removed.value && (
        <Notice
          tone="info"
          actions={
            <Button
              onClick={() => {
                const back = removed.value
                removed.value = undefined
                if (back) onChange([...items.slice(0, back.at), back.item, ...items.slice(back.at)])
              }}
            >
              {words.undo}
            </Button>
          }
        >
          {words.removed(titleOf(words, removed.value.item))}
        </Notice>
      )}
      {mayChange && (
        <div class="row">
          <Button icon="plus" onClick={() => add(newItem('condition', nextId()), items.length)}>
            {words.add}
          </Button>
          {withMeters && (
            <Button icon="plus" onClick={addMeter}>
              {words.addMeter}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

function rowOf(id: string): string {
  return `items-${id}`
}

export function titleOf(words: ChecklistsWords, item: Item): string {
  return nameIn(item.words, language.value) || words.untitled
}

type RowProps = {
  readonly words: ChecklistsWords
  readonly item: Item
  readonly fault: ItemFault | undefined
  readonly mayChange: boolean
  readonly isOpen: boolean
  readonly onOpen: () => void
  readonly onUp: (() => void) | undefined
  readonly onDown: (() => void) | undefined
  readonly onDuplicate: () => void
  readonly onRemove: () => void
}

function Row({ words, item, fault, mayChange, isOpen, ...on }: RowProps) {
  const title = titleOf(words, item)
  const missing = untranslated(item)
  return (
    <div class="items-row">
      <div class="items-text">
        <strong>{title}</strong>
        <span class="soft small">
          {[item.clause, words.types[item.type]].filter(Boolean).join(' · ')}
          {missing.length > 0 && ` · ${words.missingWords(missing.map((one) => LANGUAGE_NAMES[one]).join(' '))}`}
        </span>
        {!isRemovable(item) && mayChange && <span class="soft small">{words.mustStay}</span>}
        {fault ? (
          <span class="items-fault">{words.fault[fault.why]}</span>
        ) : (
          !isWellFormed(item) && <span class="items-fault">{words.incomplete}</span>
        )}
      </div>
      {mayChange && (
        <div class="row">
          <Button kind="quiet" icon="up" iconOnly disabled={!on.onUp} onClick={() => on.onUp?.()}>
            {words.up(title)}
          </Button>
          <Button kind="quiet" icon="down" iconOnly disabled={!on.onDown} onClick={() => on.onDown?.()}>
            {words.down(title)}
          </Button>
          <Button kind="quiet" pressed={isOpen} onClick={on.onOpen}>
            {isOpen ? words.closeEdit : words.edit} <span class="unseen">{title}</span>
          </Button>
          <Button kind="quiet" onClick={on.onDuplicate}>
            {words.duplicate} <span class="unseen">{title}</span>
          </Button>
          {isRemovable(item) && (
            <Button kind="quiet" onClick={on.onRemove}>
              {words.remove} <span class="unseen">{title}</span>
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
