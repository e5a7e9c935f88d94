/** What somebody was told, how much of it is new, and what rings, kept up to date for as long as a page is looked at. */
import { computed, signal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { Instant } from '../../checkpoints/time.ts'
import type { Alarm } from '../../checkpoints/wire/notification.ts'
import { hear } from '../events.ts'
import { countInbox, eventsUrl, getInbox, markRead, putFindingEvent } from '../server.ts'
import { eventOf, refusalIn } from './finding-events.ts'
import { stillRinging } from './inbox.ts'
import { type Failure, polled } from './polled.ts'

/** All of it, for the screen. */
export const inbox = polled(() => getInbox())
/** The count and the alarms alone, for everywhere else. */
const counted = polled(() => countInbox(here.peek()))
/** The estate that is watched. */
const here = signal<Uuid | undefined>(undefined)

const taken = signal<ReadonlyMap<Uuid, Instant>>(new Map())

export const unread = computed(() => counted.value.value?.unread ?? 0)
/** How many findings of the estate wait for whoever reads; null: that is not known. */
export const waiting = computed(() => counted.value.value?.waiting ?? null)
export const alarms = computed(() => stillRinging(counted.value.value?.alarms ?? [], taken.value))

/** An alarm must be heard also where the news of it got lost on the way. */
const LISTENING_MS = 20_000
/** Whoever has no desk hears of it from his phone itself; this is for the count. */
const ALONE_MS = 60_000

/**
 * Asks again and again for as long as the page is looked at, and at once when something has changed on the estate.
 * @param estate undefined: he may not listen to one
 * @returns what ends it
 */
export function watchInbox(estate: Uuid | undefined): () => void {
  here.value = estate
  let stopHearing: (() => void) | undefined
  let timer: ReturnType<typeof setInterval> | undefined

  async function ask(): Promise<void> {
    // An answer under way may have been made before the change.
    if (counted.busy.peek()) await counted.refresh()
    await counted.refresh()
  }
  const quietly = { onChanged: () => void ask(), onHearing: () => undefined }

  function look(): void {
    const isSeen = document.visibilityState === 'visible'
    if (isSeen === (timer !== undefined)) return
    if (!isSeen) {
      rest()
      return
    }
    void ask()
    timer = setInterval(() => void ask(), estate === undefined ? ALONE_MS : LISTENING_MS)
    if (estate !== undefined) stopHearing = hear(eventsUrl(estate), quietly)
  }

  function rest(): void {
    clearInterval(timer)
    timer = undefined
    stopHearing?.()
    stopHearing = undefined
  }

  look()
  document.addEventListener('visibilitychange', look)
  return () => {
    document.removeEventListener('visibilitychange', look)
    rest()
  }
}

/** @param ids undefined: all of them @returns why it came to nothing */
export async function mark(ids: readonly Uuid[] | undefined, read: boolean): Promise<Failure | undefined> {
  const reply = await markRead({ ...(ids && { ids: [...ids] }), read })
  if (!reply.ok) return reply
  await Promise.all([inbox.refresh(), counted.refresh()])
  return undefined
}

/** "I am on it": the alarm stops everywhere. @returns why it came to nothing */
export async function takeAlarm({ estate, finding, version, since }: Alarm): Promise<Failure | undefined> {
  const about = { estate: estate.id, finding: finding.id, basis: version }
  const event = eventOf(about, { kind: 'acknowledge', note: '' })
  const reply = await putFindingEvent(event.id, { event })
  // Somebody else was faster: that is as good.
  if (!reply.ok && refusalIn(reply) !== 'no-alarm') return reply
  taken.value = new Map([...taken.value, [finding.id, since]])
  void counted.refresh()
  return undefined
}
