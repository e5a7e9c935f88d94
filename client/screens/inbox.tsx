import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Uuid } from '../../checkpoints/ids.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { newsName } from '../../checkpoints/notification.ts'
import { addDays, civilDateOf, type Zone } from '../../checkpoints/time.ts'
import { MOST_NOTIFICATIONS, type Notification } from '../../checkpoints/wire/notification.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Empty } from '../components/empty.tsx'
import { Icon } from '../components/icon.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { byDay, entriesOf, type InboxDay, unreadIn } from '../models/inbox.ts'
import { inbox, mark } from '../models/inbox-kept.ts'
import { now } from '../models/server-time.ts'
import { me } from '../models/session.ts'
import { language } from '../words/language.ts'
import { newsWords } from '../words/news.ts'
import type { NewsWords } from '../words/news.zh-Hant.ts'
import { failureText } from '../words/problems.ts'
import { civilDay, decimal, timeOfDay } from '../words/writing.ts'
import { AssistantsEmergency } from './emergency-button.tsx'
import './inbox.css'
import { useFresh } from './use-fresh.ts'
import { useScreen } from './use-screen.ts'
import { useSending } from './use-sending.ts'
import { Waiting } from './waiting.tsx'

/** What somebody was told about findings, the newest first. */
export function InboxScreen() {
  const words = newsWords.value
  return words ? <Inbox words={words} /> : null
}

type Props = { readonly words: NewsWords }

function Inbox({ words }: Props) {
  useScreen(words.title)
  useFresh(inbox)
  const shown = inbox.value.value
  const zoneOf = (estate: Uuid) => zones().get(estate) ?? 'UTC'
  const [first] = zones().values()
  return (
    <Page
      top={
        <TopBar title={words.title} back={{ href: '/', label: words.home }}>
          <Button href="/settings/notifications">{words.toSettings}</Button>
          <AssistantsEmergency />
        </TopBar>
      }
    >
      <Waiting words={words} shown={inbox} zone={first ?? 'UTC'} />
      {shown && shown.notifications.length === 0 && (
        <Empty title={words.none} action={<Button href="/settings/notifications">{words.toSettings}</Button>}>
          {words.noneText}
        </Empty>
      )}
      {shown && shown.notifications.length > 0 && (
        <>
          <AllRead words={words} unread={shown.unread} ids={unreadIn(shown)} />
          {byDay(shown.notifications, zoneOf).map((day) => (
            <Day key={`${day.on} ${day.notifications[0]?.id}`} words={words} day={day} zoneOf={zoneOf} />
          ))}
          {shown.notifications.length === MOST_NOTIFICATIONS && (
            <p class="soft">{words.newest(decimal(MOST_NOTIFICATIONS))}</p>
          )}
        </>
      )}
    </Page>
  )
}

function zones(): ReadonlyMap<Uuid, Zone> {
  return new Map((me.value?.memberships ?? []).map(({ estate }) => [estate.id, estate.zone]))
}

/** So long it can be taken back. */
const UNDO_MS = 10_000

type AllReadProps = Props & { readonly unread: number; readonly ids: readonly Uuid[] }

function AllRead({ words, unread, ids }: AllReadProps) {
  const undoable = useSignal<readonly Uuid[]>([])
  const { busy, failure, send } = useSending()
  useEffect(() => {
    if (undoable.value.length === 0) return
    const timer = setTimeout(() => {
      undoable.value = []
    }, UNDO_MS)
    return () => clearTimeout(timer)
  }, [undoable.value])
  const change = async (changed: readonly Uuid[] | undefined, read: boolean) => {
    const done = await send(async () => (await mark(changed, read)) ?? { ok: true as const, value: undefined })
    if (done?.ok) undoable.value = read ? ids : []
  }
  return (
    <div class="stack" aria-live="polite">
      {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
      {undoable.value.length > 0 ? (
        <Notice
          tone="success"
          actions={
            <Button onClick={() => void change(undoable.value, false)} busy={busy.value}>
              {words.undo}
            </Button>
          }
        >
          {words.marked}
        </Notice>
      ) : (
        <div class="inbox-head">
          <p>{unread === 0 ? words.allRead : words.unread(decimal(unread))}</p>
          {unread > 0 && (
            <Button onClick={() => void change(undefined, true)} busy={busy.value}>
              {words.markAll}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

type DayProps = Props & { readonly day: InboxDay; readonly zoneOf: (estate: Uuid) => Zone }

function Day({ words, day: { on, notifications }, zoneOf }: DayProps) {
  const today = civilDateOf(now.value, zoneOf(notifications[0]?.estate.id ?? ''))
  const name = on === today ? words.today : on === addDays(today, -1) ? words.yesterday : civilDay(on)
  return (
    <Card title={name} flush>
      <List label={name}>
        {entriesOf(notifications).map((entry) => {
          const [first] = entry as readonly [Notification, ...Notification[]]
          const zone = zoneOf(first.estate.id)
          return entry.length === 1 ? (
            <Row key={first.id} words={words} notification={first} zone={zone} />
          ) : (
            <Alike key={`${first.when} ${first.estate.id}`} words={words} notifications={entry} zone={zone} />
          )
        })}
      </List>
    </Card>
  )
}

type AlikeProps = Props & { readonly notifications: readonly Notification[]; readonly zone: Zone }

/** Many reminders of the same kind: how many, and behind it which. */
function Alike({ words, notifications, zone }: AlikeProps) {
  const [first] = notifications
  if (!first) return null
  const name = newsName(first.kind, first.when, language.value)
  const fresh = unreadIn({ notifications })
  const about = [...new Set(notifications.map(({ finding }) => finding.number))]
  return (
    <li>
      <details class="inbox-alike">
        <summary>
          <span class="inbox-sign" data-unread={fresh.length > 0 ? '' : undefined}>
            <Icon name="bell" />
          </span>
          <span class="list-row-text">
            <span class={fresh.length > 0 ? 'list-row-title' : undefined}>
              {words.several(name, decimal(about.length))}
            </span>
            <span class="list-row-detail">{about.map((number) => words.number(String(number))).join(' ')}</span>
          </span>
          {fresh.length > 0 && <strong class="inbox-new">{words.unread(decimal(fresh.length))}</strong>}
        </summary>
        {fresh.length > 0 && (
          <div class="row">
            <Button onClick={() => void mark(fresh, true)}>{words.markThese}</Button>
          </div>
        )}
        <List label={name}>
          {notifications.map((notification) => (
            <Row key={notification.id} words={words} notification={notification} zone={zone} />
          ))}
        </List>
      </details>
    </li>
  )
}

type RowProps = Props & { readonly notification: Notification; readonly zone: Zone }

function Row({ words, notification, zone }: RowProps) {
  const { id, kind, when, estate, finding, spot, by, at, readAt } = notification
  const several = (me.value?.memberships.length ?? 0) > 1
  const where = [...spot.place, spot.names].map((names) => nameIn(names, language.value))
  const about = [words.number(String(finding.number)), ...where].join(' ')
  return (
    <ListRow
      href={`/findings/${finding.id}`}
      onClick={() => readAt === null && void mark([id], true)}
      lead={
        <span class="inbox-sign" data-unread={readAt === null ? '' : undefined} data-kind={kind}>
          <Icon name={kind === 'emergency' ? 'warn' : 'bell'} />
        </span>
      }
      title={
        readAt === null ? (
          <>
            {newsName(kind, when, language.value)} <strong class="inbox-new">{words.isNew}</strong>
          </>
        ) : (
          <span class="inbox-read">{newsName(kind, when, language.value)}</span>
        )
      }
      detail={
        <>
          {about}
          {finding.note && <span class="inbox-note">{finding.note}</span>}
          {several && (
            <>
              {nameIn(estate.names, language.value)}
              <br />
            </>
          )}
          {[timeOfDay(at, zone), ...(by === null ? [] : [words.by(by)])].join(' · ')}
        </>
      }
    />
  )
}
