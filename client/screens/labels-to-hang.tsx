import { Card } from '../components/card.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { hangingKnown, toHang } from '../models/hanging.ts'
import { myLabelWords } from '../models/label-words.ts'
import { pack } from '../models/pack.ts'
import { hangingWords } from '../words/hanging.ts'
import { decimal } from '../words/writing.ts'
import { useHanging } from './use-hanging.ts'

/** The way to the walk, on a day on which there are labels to hang. */
export function LabelsToHang() {
  const words = hangingWords.value?.walk
  const known = pack.value
  useHanging(known?.estate.id)
  const hanging = hangingKnown.value.get(known?.estate.id ?? '')
  const rows = known && hanging ? toHang(known, hanging, myLabelWords.value) : []
  const left = rows.filter(({ said }) => said === undefined || said.state === 'refused').length
  const isRefused = myLabelWords.value.some(({ state }) => state === 'refused')
  const isWaiting = myLabelWords.value.some(({ kind, state }) => kind === 'installed' && state === 'saved')
  if (!words || (left === 0 && !isWaiting && !isRefused)) return null
  const detail = isRefused ? words.someRefused : left > 0 ? words.toHang(decimal(left)) : words.waiting
  return (
    <Card flush>
      <List>
        <ListRow href="/hang" title={words.title} detail={detail} />
      </List>
    </Card>
  )
}
