import { useRoute } from 'preact-iso'
import { nameIn } from '../../checkpoints/language.ts'
import { BottomBar } from '../components/bottom-bar.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Progress } from '../components/progress.tsx'
import { ScanButton } from '../components/scan-button.tsx'
import { TopBar } from '../components/top-bar.tsx'
import type { OutboxItem } from '../local/outbox.ts'
import { items, sending } from '../models/outbox.ts'
import { packs } from '../models/pack.ts'
import { dayOf, progressOf } from '../models/rounds.ts'
import { now } from '../models/server-time.ts'
import { spotNames } from '../models/spots.ts'
import { language } from '../words/language.ts'
import { phoneWords } from '../words/phone.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import { problemText } from '../words/problems.ts'
import { EmergencyButton } from './emergency-button.tsx'
import './round-progress.css'
import { useScreen } from './use-screen.ts'
import { useSound } from './use-sound.ts'

/** After filing: where the record is, and where to go next. */
export function DoneScreen() {
  const words = phoneWords.value
  return words ? <Done words={words} /> : null
}

function Done({ words }: { readonly words: PhoneWords }) {
  useScreen(words.done.title)
  useSound()
  const { params } = useRoute()
  const item = items.value.find(({ id }) => id === params.visit)
  return (
    <Page
      top={
        <TopBar title={words.done.title} over={item && nameIn(item.names, language.value)}>
          <EmergencyButton words={words} spot={item?.checkpoint} />
        </TopBar>
      }
      bottom={
        <BottomBar>
          <ScanButton href="/scan" label={words.done.scanNext} />
          <Button wide href="/">
            {words.done.home}
          </Button>
        </BottomBar>
      }
    >
      {item && <Whereabouts words={words} item={item} />}
      {item && <Next words={words} item={item} />}
    </Page>
  )
}

type Props = { readonly words: PhoneWords; readonly item: OutboxItem }

function Whereabouts({ words: { done: words }, item }: Props) {
  if (item.state === 'refused')
    return (
      <Notice tone="warn" title={words.refused}>
        {problemText(item.problem)}
      </Notice>
    )
  if (item.state === 'on-server')
    return (
      <Notice tone="success" title={words.onServer}>
        {item.receipt.verdict.outcome === 'doubtful' && words.doubtful}
      </Notice>
    )
  return (
    <Notice tone="success" title={words.kept}>
      {sending.value.has(item.id) ? words.sending : words.keptText}
    </Notice>
  )
}

/** Walking on in the round that the visit counts for, or in the one that is due. */
function Next({ words, item }: Props) {
  const pack = packs.value.get(item.estate)
  const own = pack?.rounds.find(({ id }) => id === item.round)
  const progress = own
    ? progressOf(own, items.value)
    : pack && dayOf(pack.rounds, items.value, { person: item.person, now: now.value }).due[0]
  if (!pack || !progress) return null
  const { round, covered, next } = progress
  const name = nameIn(round.names, language.value)
  const names = next === undefined ? undefined : spotNames(pack, next, language.value)
  return (
    <Card title={name}>
      <Progress done={covered} total={round.expected.length} label={words.myDay.progress(name)} />
      {names ? (
        <div>
          <p class="soft small">{words.done.next}</p>
          <p class="round-next">{names.name}</p>
          <p class="soft">{names.place}</p>
        </div>
      ) : (
        <p>{words.done.allDone}</p>
      )}
    </Card>
  )
}
