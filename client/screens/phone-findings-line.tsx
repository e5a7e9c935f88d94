import { Card } from '../components/card.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { phoneFindingWords } from '../words/phone-findings.ts'
import { decimal } from '../words/writing.ts'
import { useBegunDeeds } from './use-begun-deeds.ts'
import { useWork } from './use-work.ts'

/** On the day's page: what waits for him besides his rounds, and the way to report something. */
export function PhoneFindingsLine() {
  const words = phoneFindingWords.value
  const work = useWork()
  const begun = useBegunDeeds()
  if (!words || !work) return null
  const { toVerify, assigned } = work.sorted
  const details = [
    ...(begun.length > 0 ? [words.line.begun(decimal(begun.length))] : []),
    ...(toVerify.length > 0 ? [words.line.toVerify(decimal(toVerify.length))] : []),
    ...(assigned.length > 0 ? [words.line.assigned(decimal(assigned.length))] : []),
  ]
  return (
    <Card flush>
      <List>
        <ListRow href="/findings" title={words.line.all} detail={details.join(' · ') || undefined} />
        <ListRow href="/report" title={words.list.report} />
      </List>
    </Card>
  )
}
