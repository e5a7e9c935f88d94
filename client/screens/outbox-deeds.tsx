import { nameIn } from '../../checkpoints/language.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Notice } from '../components/notice.tsx'
import { saveFile } from '../device/download.ts'
import type { SaidEvent } from '../local/finding-events.ts'
import { estate } from '../models/estate.ts'
import { excerptOf } from '../models/excerpt.ts'
import { mySaid, retryDeed } from '../models/finding-outbox.ts'
import { language } from '../words/language.ts'
import { phoneWords } from '../words/phone.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import { phoneFindingWords } from '../words/phone-findings.ts'
import { problemText } from '../words/problems.ts'
import { dayAndTime } from '../words/writing.ts'
import { actName, textOf, whereabouts } from './phone-finding-history.tsx'

/** What he did about problems, beside his visits: where each deed is, and what could not be taken. */
export function DeedsSent() {
  const words = phoneFindingWords.value
  const phone = phoneWords.value?.outbox
  if (!words || !phone || mySaid.value.length === 0) return null
  const refused = mySaid.value.filter((said) => said.state === 'refused')
  const others = mySaid.value.filter(({ state }) => state !== 'refused').toReversed()
  return (
    <>
      {refused.map((said) => (
        <RefusedDeed key={said.id} phone={phone} open={words.finding.open} said={said} />
      ))}
      {others.length > 0 && (
        <Card title={words.list.title} flush>
          <List label={words.list.title}>
            {others.map((said) => (
              <ListRow
                key={said.id}
                href={`/findings/${said.event.finding}?from=/outbox`}
                mark={said.state === 'saved' ? 'awaiting' : isConflict(said) ? 'doubtful' : 'done'}
                title={`${actName(said.event.act.kind)} · ${nameIn(said.names, language.value)}`}
                detail={
                  <>
                    {excerptOf(textOf(said.event.act))}
                    {textOf(said.event.act) !== '' && <br />}
                    {saidAt(said)}
                    <br />
                    {whereabouts(words, said)}
                  </>
                }
              />
            ))}
          </List>
        </Card>
      )}
    </>
  )
}

function isConflict(said: SaidEvent): boolean {
  return said.state === 'on-server' && said.receipt.standing === 'conflicting'
}

type Props = {
  readonly phone: PhoneWords['outbox']
  /** On the way to what it is about. */
  readonly open: string
  readonly said: Extract<SaidEvent, { state: 'refused' }>
}

function RefusedDeed({ phone, open, said }: Props) {
  const save = () => saveFile(`waymark-${said.id}.json`, 'application/json', JSON.stringify(said, null, 2))
  return (
    <Card
      title={`${actName(said.event.act.kind)} · ${nameIn(said.names, language.value)}`}
      aside={<span class="soft">{saidAt(said)}</span>}
    >
      <Notice tone="warn" title={phone.refused}>
        <p>{problemText(said.problem)}</p>
        <p>{phone.stays}</p>
      </Notice>
      <div class="row">
        <Button icon="send" onClick={() => void retryDeed(said.id)}>
          {phone.retry}
        </Button>
        <Button href={`/findings/${said.event.finding}?from=/outbox`}>{open}</Button>
        <Button onClick={save}>{phone.export}</Button>
      </div>
    </Card>
  )
}

function saidAt({ event: { at } }: SaidEvent): string {
  return dayAndTime(at, estate.value?.zone ?? 'UTC')
}
