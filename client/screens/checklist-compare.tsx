import type { Item } from '../../checkpoints/checklist.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { changesBetween, type ItemChange } from '../models/checklist-editor.ts'
import type { ChecklistsWords } from '../words/checklists.zh-Hant.ts'
import { language } from '../words/language.ts'
import { titleOf } from './items-editor.tsx'

type Props = {
  readonly words: ChecklistsWords
  readonly before: readonly Item[]
  readonly after: readonly Item[]
}

/** What one version has that another has not, item by item. */
export function ChecklistCompare({ words, before, after }: Props) {
  const changes = changesBetween(before, after)
  if (changes.length === 0) return <p>{words.same}</p>
  return (
    <ul>
      {changes.map((change) => (
        <li key={change.id}>
          <strong>{words.change[change.change]}</strong>
          {' · '}
          <Changed words={words} change={change} />
        </li>
      ))}
    </ul>
  )
}

function Changed({ words, change }: { readonly words: ChecklistsWords; readonly change: ItemChange }) {
  if (change.change === 'removed') return <del>{titleOf(words, change.before)}</del>
  if (change.change !== 'changed') return <>{titleOf(words, change.after)}</>
  const { before, after, fields } = change
  const [was, is] = [before, after].map((item) => nameIn(item.words, language.value))
  return (
    <>
      {was === is ? (
        is
      ) : (
        <>
          <del>{was}</del> → <ins>{is}</ins>
        </>
      )}{' '}
      <span class="soft small">{fields.map((field) => words.field[field] ?? field).join(' · ')}</span>
    </>
  )
}
