/**
 * What everything that waits on this phone has in common on its way to the server, but for visits, whose chain wants more: every
 * sign of life is a chance to send, one tab sends at a time, and after a failure the phone waits ever longer.
 */
import type { Uuid } from '../../checkpoints/ids.ts'
import { HOUR_MS, type Instant } from '../../checkpoints/time.ts'
import { wallNow } from '../device/clock.ts'
import { alone } from '../device/lock.ts'
import { keptPeople } from '../local/people.ts'
import { me, session } from './session.ts'

export type SendingLoop = {
  /** Call once. */
  readonly start: () => void
  /** Sends what there is to send. Called while it is at it, it looks once more before it resolves. */
  readonly send: () => Promise<void>
}

const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 300_000

/**
 * @param name of the lock under which one tab sends
 * @param sendAll sends once what there is, and returns how many are still to be sent
 */
export function sendingLoop(name: string, sendAll: () => Promise<number>): SendingLoop {
  let sending: Promise<void> | undefined
  let again = false
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function send(): Promise<void> {
    again = true
    sending ??= alone(name, sendUntilQuiet).finally(() => {
      sending = undefined
      // Asked for in the moment it was ending.
      if (again) void send()
    })
    return sending
  }

  async function sendUntilQuiet(): Promise<void> {
    clearTimeout(timer)
    let left = 0
    try {
      while (again) {
        again = false
        left = await sendAll()
      }
    } catch (error) {
      console.warn(`${name} could not be sent`, error)
      left = 1
    }
    if (left === 0) return
    const most = Math.min(FIRST_WAIT_MS * 2 ** failures++, LONGEST_WAIT_MS)
    // Never the same for two phones: all of them lose the signal in one minute.
    timer = setTimeout(() => void send(), most / 2 + (Math.random() * most) / 2)
  }

  function start(): void {
    const wake = () => {
      // The browser knows better than the last wait did that something has changed.
      failures = 0
      void send()
    }
    for (const event of ['online', 'focus', 'pageshow']) addEventListener(event, wake)
    document.addEventListener('visibilitychange', wake)
    // Also when the same person has signed in anew.
    session.subscribe(wake)
  }

  return { start, send }
}

/** For whom the server would take something now: who has signed in on this phone and need not do so again. */
export async function mayBeSentFor(): Promise<ReadonlySet<Uuid>> {
  const lapsed =
    session.value.state === 'signed-in' && session.value.lapsedAt !== null ? me.value?.person.id : undefined
  const people = await keptPeople()
  return new Set(people.flatMap(({ person, lapsedAt }) => (lapsedAt === null && person !== lapsed ? [person] : [])))
}

/** What has arrived since then stays in the lists, so that nobody wonders: all of today, and the shift that began before midnight. */
export function stillListedSince(): Instant {
  const now = wallNow()
  return Math.min(new Date(now).setHours(0, 0, 0, 0), now - 12 * HOUR_MS)
}
