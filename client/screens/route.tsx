import { useRoute } from 'preact-iso'
import { nameIn } from '../../checkpoints/language.ts'
import { phaseOf } from '../../checkpoints/round.ts'
import type { Pack } from '../../checkpoints/wire/estate.ts'
import { BottomBar } from '../components/bottom-bar.tsx'
import { Empty } from '../components/empty.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Progress } from '../components/progress.tsx'
import { ScanButton } from '../components/scan-button.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { walks } from '../models/estate.ts'
import { items } from '../models/outbox.ts'
import { packs, packsRead } from '../models/pack.ts'
import { type Leg, legsOf, minutesLeft, progressOf, type Progress as RoundState } from '../models/rounds.ts'
import { now } from '../models/server-time.ts'
import { spotNames } from '../models/spots.ts'
import { language } from '../words/language.ts'
import { phoneWords } from '../words/phone.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import { routeWords } from '../words/route.ts'
import type { RouteWords } from '../words/route.zh-Hant.ts'
import { dayAndTime, decimal } from '../words/writing.ts'
import { durationText } from './duration-text.ts'
import { EmergencyButton } from './emergency-button.tsx'
import './route.css'
import { useScreen } from './use-screen.ts'

/** A round as a way through the estate: where next, what is left, what was skipped. All of it without signal. */
export function RouteScreen() {
  const words = routeWords.value
  const { value: phone } = phoneWords
  const { round: id = '' } = useRoute().params
  if (!words || !phone || !packsRead.value) return null
  for (const pack of packs.value.values()) {
    const round = pack.rounds.find((one) => one.id === id)
    if (round) return <Route words={words} phone={phone} pack={pack} progress={progressOf(round, items.value)} />
  }
  return <Gone words={words} />
}

function Gone({ words }: { readonly words: RouteWords }) {
  useScreen(words.title)
  return (
    <Page top={<TopBar title={words.title} back={{ href: '/', label: words.home }} />}>
      <Empty title={words.gone} />
    </Page>
  )
}

type Props = {
  readonly words: RouteWords
  readonly phone: PhoneWords
  readonly pack: Pack
  readonly progress: RoundState
}

function Route({ words, phone, pack, progress }: Props) {
  const { round, covered, asked, next } = progress
  const name = nameIn(round.names, language.value)
  useScreen(name)
  const nextName = next === undefined ? undefined : spotNames(pack, next, language.value)?.name
  const order = round.order ?? 'free'
  const gapSeconds = (round.minGapMs ?? 0) / 1000
  return (
    <Page
      top={
        <TopBar title={name} over={standing(words, pack, progress)} back={{ href: '/', label: words.home }}>
          <EmergencyButton words={phone} />
        </TopBar>
      }
      bottom={
        walks.value && (
          <BottomBar>
            <ScanButton href="/scan" label={words.scan} hint={nextName && phone.myDay.nextIs(nextName)} />
          </BottomBar>
        )
      }
    >
      {round.focus && <Notice tone="info">{`${phone.myDay.focus}${round.focus}`}</Notice>}
      <p class="round-count">
        <span class="display">
          {decimal(covered)} / {decimal(asked)}
        </span>
        <span class="soft">{words.order[order]}</span>
      </p>
      <Progress done={covered} total={asked} label={phone.myDay.progress(name)} />
      {gapSeconds > 0 && <p class="soft small">{words.gap(decimal(gapSeconds))}</p>}
      {legsOf(progress, (spot) => pack.checkpoints.find(({ id }) => id === spot)?.place).map((leg) => (
        <LegCard key={leg.spots[0]?.checkpoint} words={words} phone={phone} pack={pack} leg={leg} next={next} />
      ))}
    </Page>
  )
}

/** `還有 35 分鐘`, and what it means once the window is over. */
function standing(words: RouteWords, pack: Pack, { round }: RoundState): string {
  const phase = phaseOf(round, now.value)
  if (phase === 'upcoming') return words.opens(dayAndTime(round.opensAt, pack.estate.zone))
  if (phase === 'closed') return words.closed
  const left = durationText(words, minutesLeft(round, now.value))
  return phase === 'grace' ? words.graceLeft(left) : words.left(left)
}

type LegProps = Omit<Props, 'progress'> & { readonly leg: Leg; readonly next: string | undefined }

/** The spots of one place. Where all is done it folds up, so that what is left is near. */
function LegCard({ words, phone, pack, leg, next }: LegProps) {
  const { spots } = leg
  const isOpen = spots.some(({ state }) => state === 'pending' || state === 'missed')
  const where = spots[0] && spotNames(pack, spots[0].checkpoint, language.value)?.place
  const list = (
    <List label={where ?? ''}>
      {spots.map(({ checkpoint, state, number }) => {
        const listed = pack.checkpoints.find(({ id }) => id === checkpoint)
        const out = state === 'excused' && listed?.outage ? words.outOfService(listed.outage.reason) : undefined
        const focus = listed?.focus && nameIn(listed.focus, language.value)
        return (
          <ListRow
            key={checkpoint}
            mark={state}
            current={checkpoint === next}
            title={
              <>
                {decimal(number)}. {spotNames(pack, checkpoint, language.value)?.name ?? checkpoint}
              </>
            }
            detail={[listed?.code, focus, out].filter(Boolean).join(' · ')}
            aside={checkpoint === next ? <strong>{words.here}</strong> : phone.states[state]}
          />
        )
      })}
    </List>
  )
  return (
    <details class="route-leg" open={isOpen}>
      <summary>
        <span>{where}</span>
        {!isOpen && <span class="soft">{words.doneLeg(decimal(spots.length))}</span>}
      </summary>
      {list}
    </details>
  )
}
