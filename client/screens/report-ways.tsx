import { mayCall } from '../../checkpoints/people.ts'
import { Button } from '../components/button.tsx'
import { roles } from '../models/estate.ts'
import { mailingWords } from '../words/mailings.ts'
import { shareWords } from '../words/share.ts'

/** From a report to the links and mails that bring it to others, for those who may make them. */
export function ReportWays() {
  const [shares, mailings] = [shareWords.value, mailingWords.value]
  return (
    <>
      {shares && mayCall('GET /api/estates/:estate/shares', roles.value) && (
        <Button href="/reports/shares">{shares.title}</Button>
      )}
      {mailings && mayCall('GET /api/estates/:estate/mailings', roles.value) && (
        <Button href="/reports/mails">{mailings.title}</Button>
      )}
    </>
  )
}
