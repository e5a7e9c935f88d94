import { nameIn } from '../../checkpoints/language.ts'
import type { Problem } from '../../checkpoints/wire/problem.ts'
import { BottomBar } from '../components/bottom-bar.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Empty } from '../components/empty.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { saveFile } from '../device/download.ts'
import type { OutboxItem } from '../local/outbox.ts'
import { estate } from '../models/estate.ts'
import { mySaid, othersDeeds, sendDeeds, sendingDeed, waitingDeeds } from '../models/finding-outbox.ts'
import { drain, mine, othersWaiting, retry, sending, waiting } from '../models/outbox.ts'
import { language } from '../words/language.ts'
import { phoneWords } from '../words/phone.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import { problemText } from '../words/problems.ts'
import { dayAndTime, decimal, timeOfDay } from '../words/writing.ts'
import { EmergencyButton } from './emergency-button.tsx'
import { DeedsSent } from './outbox-deeds.tsx'
import { useScreen } from './use-screen.ts'

/** Every record filed on this phone and where it is. What the server refuses stays, with the reason. */
export function OutboxScreen() {
  const words = phoneWords.value
  return words ? <Outbox words={words} /> : null
}

function Outbox({ words }: { readonly words: PhoneWords }) {
  const own = words.outbox
  useScreen(own.title)
  const refused = mine.value.filter((item) => item.state === 'refused')
  const held = mine.value.filter(isHeld)
  const othersAll = othersWaiting.value + othersDeeds.value
  const others = mine.value.filter((item) => item.state !== 'refused' && !isHeld(item)).toReversed()
  return (
    <Page
      top={
        <TopBar title={own.title} back={{ href: '/', label: words.tag.home }}>
          <EmergencyButton words={words} />
        </TopBar>
      }
      bottom={
        waiting.value + waitingDeeds.value > 0 && (
          <BottomBar>
            <Button
              kind="primary"
              wide
              icon="send"
              busy={sending.value.size > 0 || sendingDeed.value !== undefined}
              onClick={sendAll}
            >
              {own.retryAll}
            </Button>
          </BottomBar>
        )
      }
    >
      {othersAll > 0 && <Notice tone="info">{own.others(decimal(othersAll))}</Notice>}
      {mine.value.length + mySaid.value.length === 0 && <Empty title={own.empty}>{own.emptyText}</Empty>}
      {refused.map((item) => (
        <Refused key={item.id} words={words} item={item} />
      ))}
      {held.map((item) => (
        <Held key={item.id} words={words} item={item} />
      ))}
      <DeedsSent />
      {others.length > 0 && (
        <Card flush>
          <List label={own.title}>
            {others.map((item) => (
              <ListRow
                key={item.id}
                mark={markOf(item)}
                title={nameIn(item.names, language.value)}
                detail={`${scannedAt(item)} · ${whereabouts(item, words)}`}
              />
            ))}
          </List>
        </Card>
      )}
    </Page>
  )
}

function sendAll(): void {
  void drain()
  void sendDeeds()
}

type RefusedProps = { readonly words: PhoneWords; readonly item: OutboxItem & { readonly state: 'refused' } }

function Refused({ words: { outbox: words }, item }: RefusedProps) {
  return (
    <Card title={nameIn(item.names, language.value)} aside={<span class="soft">{scannedAt(item)}</span>}>
      <Notice tone="warn" title={words.refused}>
        <p>{problemText(item.problem)}</p>
        <p>{words.stays}</p>
      </Notice>
      <div class="row">
        <Button icon="send" onClick={() => void retry(item.id)}>
          {words.retry}
        </Button>
        <Export words={words} item={item} />
      </div>
    </Card>
  )
}

type HeldItem = OutboxItem & { readonly state: 'saved'; readonly held: Problem }

function isHeld(item: OutboxItem): item is HeldItem {
  return item.state === 'saved' && item.held !== undefined
}

/** It goes up by itself once the app or the server has been updated: nothing to press, unless it never does. */
function Held({ words: { outbox: words }, item }: { readonly words: PhoneWords; readonly item: HeldItem }) {
  return (
    <Card title={nameIn(item.names, language.value)} aside={<span class="soft">{scannedAt(item)}</span>}>
      <Notice tone="info" title={words.held}>
        <p>{problemText(item.held)}</p>
        <p>{words.heldStill}</p>
      </Notice>
      <div class="row">
        <Export words={words} item={item} />
      </div>
    </Card>
  )
}

function Export({ words, item }: { readonly words: PhoneWords['outbox']; readonly item: OutboxItem }) {
  const save = () => saveFile(`waymark-${item.id}.json`, 'application/json', JSON.stringify(item, null, 2))
  return <Button onClick={save}>{words.export}</Button>
}

function markOf(item: OutboxItem) {
  if (item.state !== 'on-server') return 'awaiting'
  return item.receipt.verdict.outcome === 'doubtful' ? 'doubtful' : 'done'
}

function whereabouts(item: OutboxItem, { outbox: words }: PhoneWords): string {
  if (item.state !== 'on-server') return sending.value.has(item.id) ? words.sending : words.saved
  const { receivedAt, verdict } = item.receipt
  const reasons = verdict.outcome === 'doubtful' ? verdict.reasons.map((reason) => words.reason[reason]) : []
  return [words.onServer(timeOfDay(receivedAt, zone())), ...reasons].join(' · ')
}

function scannedAt(item: OutboxItem): string {
  return dayAndTime(item.scannedAt, zone())
}

function zone(): string {
  return estate.value?.zone ?? 'UTC'
}
