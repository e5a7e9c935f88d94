import { mayCall } from '../../checkpoints/people.ts'
import { Button } from '../components/button.tsx'
import { roles } from '../models/estate.ts'
import { shareWords } from '../words/share.ts'

/** From a report to the links that open it to others, for those who may make them. */
export function SharesWay() {
  const words = shareWords.value
  if (!words || !mayCall('GET /api/estates/:estate/shares', roles.value)) return null
  return <Button href="/reports/shares">{words.title}</Button>
}
