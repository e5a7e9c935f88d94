import { useEffect } from 'preact/hooks'
import { nameIn } from '../../checkpoints/language.ts'
import type { Pack } from '../../checkpoints/wire/estate.ts'
import { BottomBar } from '../components/bottom-bar.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Empty } from '../components/empty.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { ScanButton } from '../components/scan-button.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { phoneState } from '../models/device.ts'
import { drafts, readDrafts } from '../models/drafts-kept.ts'
import { estate, walks } from '../models/estate.ts'
import { items, waiting } from '../models/outbox.ts'
import { pack, packsRead, refreshPacks } from '../models/pack.ts'
import { handOn, hasPin } from '../models/people.ts'
import { type Day, dayOf } from '../models/rounds.ts'
import { clockErrorMs, now } from '../models/server-time.ts'
import { me } from '../models/session.ts'
import { spotNames } from '../models/spots.ts'
import { lookAtStorage, storageTrouble } from '../models/storage.ts'
import { screen } from '../shell/lazy-screen.ts'
import { language } from '../words/language.ts'
import { phoneWords } from '../words/phone.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import { phoneFindingWords } from '../words/phone-findings.ts'
import { routeWords } from '../words/route.ts'
import { ago, dayOf as dayInWords, decimal, span, timeOfDay } from '../words/writing.ts'
import { EmergencyButton } from './emergency-button.tsx'
import { OutboxLine } from './outbox-line.tsx'
import { PhoneFindingsLine } from './phone-findings-line.tsx'
import { DueRound, RoundRow } from './round-progress.tsx'
import { useScreen } from './use-screen.ts'
import { WeekAhead } from './week-ahead.tsx'

const LabelsToHang = screen(() => import('./labels-to-hang.tsx'), 'LabelsToHang')

/** The assistant's home: what is due now, how far he is, where to go next, and the way to the scanner. */
export function MyDayScreen() {
  const words = phoneWords.value
  const person = me.value?.person.id
  useEffect(() => {
    if (person) void readDrafts(person)
  }, [person])
  return words && person ? <MyDay words={words} person={person} /> : null
}

function MyDay({ words, person }: { readonly words: PhoneWords; readonly person: string }) {
  useScreen(words.myDay.title)
  const { value: known } = pack
  const day = known && dayOf(known.rounds, items.value, { person, now: now.value })
  const next = known && day?.due[0]?.next ? spotNames(known, day.due[0].next, language.value) : undefined
  return (
    <Page
      top={
        <TopBar title={words.myDay.title} over={estate.value && nameIn(estate.value.names, language.value)}>
          <EmergencyButton words={words} />
          {hasPin() && (
            <Button kind="quiet" icon="lock" iconOnly onClick={() => void handOn()}>
              {words.myDay.handOn}
            </Button>
          )}
          <Button kind="quiet" icon="person" iconOnly href="/settings">
            {words.myDay.settings}
          </Button>
        </TopBar>
      }
      bottom={
        walks.value && (
          <BottomBar note={<OutboxLine words={words} />}>
            <ScanButton href="/scan" label={words.myDay.scan} hint={next && words.myDay.nextIs(next.name)} />
          </BottomBar>
        )
      }
    >
      <PhoneNotice words={words} />
      <StorageNotice words={words} />
      <ClockNotice words={words} />
      {/* All at once: nothing moves away under a finger. */}
      {drafts.value === undefined || !routeWords.value || !phoneFindingWords.value ? (
        <Skeleton label={words.myDay.title} />
      ) : (
        <>
          <Unfinished words={words} />
          {known && day ? <Rounds words={words} pack={known} day={day} /> : <NoPack words={words} />}
          {known && <WeekAhead pack={known} person={person} />}
          {/* Last and late: nothing moves away for it, and most days have none. */}
          {known && <LabelsToHang />}
        </>
      )}
    </Page>
  )
}

/** Before anything is due: why this phone could not file a visit. */
function PhoneNotice({ words: { myDay: words } }: { readonly words: PhoneWords }) {
  if (!walks.value) return <Notice tone="info">{words.notWalking}</Notice>
  const { value: state } = phoneState
  if (state === 'offline' || state === 'no-key-store') return <Notice tone="warn">{words.phoneNotReady}</Notice>
  if (state === 'app-too-old') return <Notice tone="warn">{words.phoneTooOld}</Notice>
  if (state === 'unbound') return <Notice tone="info">{words.phoneUnbound}</Notice>
  if (state === 'device-revoked' || state === 'device-unknown' || state === 'key-lost')
    return (
      <Notice tone="warn" actions={<Button href="/settings">{words.settings}</Button>}>
        {words.phoneRefused}
      </Notice>
    )
  return null
}

/** Why what is filed here could be lost, as long as something can be done about it. */
function StorageNotice({ words: { myDay: words } }: { readonly words: PhoneWords }) {
  const { value: sent } = waiting
  // What was filed, or sent and dropped, changes what is left.
  useEffect(() => void lookAtStorage(), [sent])
  const { value: trouble } = storageTrouble
  if (!trouble || !walks.value) return null
  if (trouble.kind === 'none') return <Notice tone="error">{words.storageNone}</Notice>
  if (trouble.kind === 'nearly-full')
    return <Notice tone="warn">{words.storageNearlyFull(decimal(trouble.photos))}</Notice>
  return <Notice tone="warn">{words.storageMayGo}</Notice>
}

/** No visit suffers from it; but whoever looks at both times should know which is meant. */
function ClockNotice({ words: { myDay: words } }: { readonly words: PhoneWords }) {
  const { value: errorMs } = clockErrorMs
  if (errorMs === 0) return null
  return <Notice tone="info">{errorMs > 0 ? words.clockAhead(span(errorMs)) : words.clockBehind(span(errorMs))}</Notice>
}

function Unfinished({ words: { myDay: words } }: { readonly words: PhoneWords }) {
  const known = pack.value
  const mine = (drafts.value ?? []).filter((draft) => draft.estate === known?.estate.id)
  if (!known || mine.length === 0) return null
  return (
    <Card title={words.unfinished} flush>
      <List>
        {mine.map((draft) => {
          const names = spotNames(known, draft.checkpoint, language.value)
          const begun = words.begunAt(ago(draft.scannedAt, now.value))
          return (
            <ListRow
              key={draft.id}
              href={`/visit/${draft.id}`}
              title={names?.name ?? draft.checkpoint}
              detail={names ? `${names.place} · ${begun}` : begun}
            />
          )
        })}
      </List>
    </Card>
  )
}

type RoundsProps = { readonly words: PhoneWords; readonly pack: Pack; readonly day: Day }

function Rounds({ words, pack, day }: RoundsProps) {
  const own = words.myDay
  const { zone } = pack.estate
  const [soonest] = day.upcoming
  return (
    <>
      {day.due.map((progress) => (
        <DueRound key={progress.round.id} words={words} pack={pack} progress={progress} />
      ))}
      {day.due.length === 0 && (
        <Empty title={own.nothingDue}>
          {soonest
            ? own.nextRound(nameIn(soonest.round.names, language.value), startOf(soonest.round.opensAt, zone))
            : own.noMore}
        </Empty>
      )}
      <PhoneFindingsLine />
      {(['upcoming', 'past'] as const).map(
        (when) =>
          day[when].length > 0 && (
            <Card key={when} title={own[when]} flush>
              <List label={own[when]}>
                {day[when].map((progress) => (
                  <RoundRow key={progress.round.id} pack={pack} progress={progress} />
                ))}
              </List>
            </Card>
          ),
      )}
    </>
  )
}

function NoPack({ words: { myDay: words } }: { readonly words: PhoneWords }) {
  if (!packsRead.value) return <Skeleton label={words.title} />
  return (
    <Empty
      title={words.noPack}
      action={
        <Button kind="primary" onClick={() => void refreshPacks()}>
          {words.tryAgain}
        </Button>
      }
    >
      {words.noPackText}
    </Empty>
  )
}

/** `21:00` today, with the day otherwise. */
function startOf(opensAt: number, zone: string): string {
  const day = dayInWords(opensAt, zone)
  const time = timeOfDay(opensAt, zone)
  return day === dayInWords(now.value, zone) ? time : `${day} ${time}`
}
