import { type Item, METHODS } from '../../checkpoints/checklist.ts'
import { nameIn } from '../../checkpoints/language.ts'
import type { ChecklistsWords } from '../words/checklists.zh-Hant.ts'
import { language } from '../words/language.ts'
import './checklist.css'
import { titleOf } from './items-editor.tsx'

type Props = { readonly words: ChecklistsWords; readonly items: readonly Item[] }

/** How a phone will show the items; nothing here can be answered. */
export function ChecklistPreview({ words, items }: Props) {
  return (
    <ol class="checklist phone-frame" aria-label={words.preview}>
      {items.map((item) => (
        <li key={item.id} class="checklist-item">
          <p class="checklist-source">
            {[item.clause, ...item.methods.map((method) => METHODS[method][language.value])]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <p>
            <strong>{titleOf(words, item)}</strong>
          </p>
          <p class="soft">{answersText(words, item)}</p>
        </li>
      ))}
    </ol>
  )
}

function answersText(words: ChecklistsWords, item: Item): string {
  const optional = 'optional' in item && item.optional ? ` (${words.optionalMark})` : ''
  if (item.type === 'choice')
    return item.options.map(({ words }) => nameIn(words, language.value)).join(' / ') + optional
  const unit = item.type === 'reading' || item.type === 'number' ? ` ${item.unit}` : ''
  return `${words.types[item.type]}${unit}${optional}`
}
