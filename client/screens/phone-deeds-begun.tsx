import type { Uuid } from '../../checkpoints/ids.ts'
import { Card } from '../components/card.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import type { BegunDeed } from '../models/deeds-begun.ts'
import { excerptOf } from '../models/excerpt.ts'
import { phoneFindingWords } from '../words/phone-findings.ts'
import type { PhoneFindingWords } from '../words/phone-findings.zh-Hant.ts'
import { useBegunDeeds } from './use-begun-deeds.ts'

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
            detail={
              [nameOf?.(finding), note].flatMap((text) => (text ? [excerptOf(text)] : [])).join(' · ') || undefined
            }
          />
        ))}
      </List>
    </Card>
  )
}

/** Of somebody who reads about problems at a desk, and walks with the same device at times. */
export function BegunElsewhere({ nameOf }: Required<Pick<Props, 'nameOf'>>) {
  const words = phoneFindingWords.value
  const begun = useBegunDeeds()
  return words && <BegunDeeds words={words} begun={begun} nameOf={nameOf} />
}
