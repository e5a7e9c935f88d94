import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { nameIn } from '../../checkpoints/language.ts'
import type { Alarm } from '../../checkpoints/wire/notification.ts'
import { Button } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import { allowSound, maySound, soundAlarm } from '../device/feedback.ts'
import { estate } from '../models/estate.ts'
import { alarms, takeAlarm, watchInbox } from '../models/inbox-kept.ts'
import { now } from '../models/server-time.ts'
import { useSending } from '../screens/use-sending.ts'
import { language } from '../words/language.ts'
import { newsWords } from '../words/news.ts'
import type { NewsWords } from '../words/news.zh-Hant.ts'
import { failureText } from '../words/problems.ts'
import { ago } from '../words/writing.ts'
import './alarm.css'

/** Often enough that whoever comes back to his desk does not miss it, and seldom enough to talk in between. */
const SOUND_EVERY_MS = 4000

/** Emergencies that ring, above whatever is open at a desk, seen and heard until somebody is on it. */
export function AlarmBanner() {
  const words = newsWords.value?.alarm
  const here = estate.value?.id
  useEffect(() => watchInbox(here), [here])
  const { value: ringing } = alarms
  // There before anything rings, so that what comes into it is read out.
  return (
    <div class="alarms screen-only" role="alert" aria-live="assertive">
      {words && ringing.length > 0 && <Ringing words={words} ringing={ringing} />}
    </div>
  )
}

type Words = NewsWords['alarm']

function Ringing({ words, ringing }: { readonly words: Words; readonly ringing: readonly Alarm[] }) {
  const silent = useSignal(!maySound())
  useEffect(() => {
    const sound = () => {
      soundAlarm()
      silent.value = !maySound()
    }
    sound()
    const timer = setInterval(sound, SOUND_EVERY_MS)
    // Browsers let no page sound that nobody has touched: any touch will do.
    document.addEventListener('click', allowSound)
    return () => {
      clearInterval(timer)
      document.removeEventListener('click', allowSound)
    }
  }, [silent])
  return (
    <section class="alarm" aria-label={words.label}>
      {ringing.map((alarm) => (
        <One key={alarm.finding.id} words={words} alarm={alarm} />
      ))}
      {silent.value && (
        <div class="alarm-deeds" aria-live="off">
          <Button
            onClick={() => {
              allowSound()
              soundAlarm()
            }}
          >
            {words.sound}
          </Button>
        </div>
      )}
    </section>
  )
}

function One({ words, alarm }: { readonly words: Words; readonly alarm: Alarm }) {
  const { busy, failure, send } = useSending()
  const { finding, spot, since } = alarm
  const where = [...spot.place, spot.names].map((names) => nameIn(names, language.value)).join(' ')
  return (
    <div class="alarm-one">
      <Icon name="warn" />
      <div class="alarm-text">
        <p class="alarm-title">{words.title(where)}</p>
        {finding.note && <p class="alarm-note">{finding.note}</p>}
        {/* It changes every minute, and must not be read out each time. */}
        <p aria-live="off">{words.since(ago(since, now.value), String(finding.number))}</p>
        {failure.value && <p>{failureText(failure.value)}</p>}
      </div>
      <div class="alarm-deeds">
        <Button
          kind="danger"
          busy={busy.value}
          onClick={() => void send(async () => (await takeAlarm(alarm)) ?? { ok: true as const, value: undefined })}
        >
          {words.take}
        </Button>
        <Button href={`/findings/${finding.id}`}>{words.open}</Button>
      </div>
    </div>
  )
}
