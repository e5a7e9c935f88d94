import { SEVERITY_NAMES } from '../../checkpoints/answer.ts'
import { METHODS } from '../../checkpoints/checklist.ts'
import { FINDING_STATES } from '../../checkpoints/finding.ts'
import { nameIn } from '../../checkpoints/language.ts'
import type { PackFinding } from '../../checkpoints/wire/finding.ts'
import { Icon } from '../components/icon.tsx'
import type { Missing } from '../models/form.ts'
import { packs } from '../models/pack.ts'
import { now } from '../models/server-time.ts'
import { language } from '../words/language.ts'
import { ago, decimal } from '../words/writing.ts'
import { ConditionItem } from './item-condition.tsx'
import { NumberItem, ReadingItem } from './item-number.tsx'
import {
  ChoiceItem,
  type Item,
  type ItemOf,
  type ItemProps,
  idOfItem,
  PhotoItem,
  SignatureItem,
  TextItem,
} from './item-parts.tsx'

type Props = Pick<ItemProps, 'words' | 'form'> & {
  readonly item: Item
  /** Say what is missing, which nobody is told before he has asked. */
  readonly showMissing: boolean
}

/** What is said at once: it was typed, not forgotten. */
const AT_ONCE: ReadonlySet<Missing['why']> = new Set(['unreadable', 'out-of-range'])

/** One question in one row: its clause and methods small, its answer large. */
export function ChecklistItem({ words, form, item, showMissing }: Props) {
  const methods = item.methods.map((method) => METHODS[method][language.value]).join(' · ')
  const missing = form.missing.value.find((missing) => missing.item === item.id)
  const why = missing && (showMissing || AT_ONCE.has(missing.why)) ? missing.why : undefined
  const parts = { words, form, why, label: nameIn(item.words, language.value) }
  return (
    <li class="checklist-item" id={idOfItem(item.id)}>
      <p class="checklist-source">{item.clause ? `${words.checklist.clause(item.clause)} · ${methods}` : methods}</p>
      <Earlier words={words} form={form} item={item.id} />
      <Answer {...parts} item={item} />
    </li>
  )
}

/**
 * What somebody has found wrong here before, and nobody has settled: look whether it is still so. And the problem that came of it,
 * how it stands, and the way to it; what is filled in here stays.
 */
function Earlier({
  words: { checklist: words },
  form,
  item,
}: Pick<Props, 'words' | 'form'> & { readonly item: string }) {
  const { id, estate, checkpoint } = form.draft.value
  const seen = form.known.findings.find((finding) => finding.item === item)
  const open = packs.value.get(estate)?.work?.find((one) => one.checkpoint === checkpoint && itemOf(one) === item)
  if (!seen && !open) return null
  const what = seen && (seen.note || (seen.cause === 'defect' ? '' : words.findingCause[seen.cause]))
  return (
    <p class="checklist-earlier">
      <Icon name="warn" />
      <span>
        {seen && words.earlier(ago(seen.at, now.value), SEVERITY_NAMES[seen.severity][language.value])}
        {what && <span class="checklist-earlier-note">{what}</span>}
        {open && (
          <a class="checklist-earlier-link" href={`/findings/${open.id}?from=/visit/${id}`}>
            {words.earlierFinding(decimal(open.number), FINDING_STATES[open.state].names[language.value])}
          </a>
        )}
        <span class="checklist-earlier-how">{words.earlierHow}</span>
      </span>
    </p>
  )
}

function itemOf({ source }: PackFinding): string | undefined {
  return source.by === 'visit' ? source.item : undefined
}

function Answer({ item, ...parts }: ItemProps & { readonly item: Item }) {
  switch (item.type) {
    case 'condition':
      return <ConditionItem {...parts} item={item as ItemOf<'condition'>} />
    case 'reading':
      return <ReadingItem {...parts} item={item} />
    case 'number':
      return <NumberItem {...parts} item={item} />
    case 'choice':
      return <ChoiceItem {...parts} item={item} />
    case 'photo':
      return <PhotoItem {...parts} item={item} />
    case 'signature':
      return <SignatureItem {...parts} item={item} />
    case 'text':
      return <TextItem {...parts} item={item} />
  }
}
