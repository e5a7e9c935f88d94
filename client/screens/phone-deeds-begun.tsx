import type { Uuid } from '../../checkpoints/ids.ts'
import { Card } from '../components/card.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import type { BegunDeed } from '../models/deeds-begun.ts'
import { excerptOf } from '../models/excerpt.ts'
import type { PhoneFindingWords } from '../words/phone-findings.zh-Hant.ts'

type Props = {
  readonly words: PhoneFindingWords
  readonly begun: readonly BegunDeed[]
  /** What a finding is called, if the page does not say it; undefined: the phone does not know it. */
  readonly nameOf?: (finding: Uuid) => string | undefined
}

/** What was begun and not sent, to go on with. */
export function BegunDeeds({ words, begun, nameOf }: Props) {
  if (begun.length === 0) return null
  return (
    <Card title={words.list.begun} flush>
      <List label={words.list.begun}>
        {begun.map(({ deed, finding, note }) => (
          <ListRow
            key={`${deed} ${finding}`}
            href={`/findings/${finding}/${deed}`}
            title={words.deeds[deed]}
            detail={[nameOf?.(finding), excerptOf(note)].filter(Boolean).join(' · ') || undefined}
          />
        ))}
      </List>
    </Card>
  )
}
