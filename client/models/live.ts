/** A board that updates by itself: it listens while it is looked at, and asks now and then in case it has not heard. */
import { type ReadonlySignal, signal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import { hear } from '../events.ts'
import { eventsUrl } from '../server.ts'
import type { Polled } from './polled.ts'

/** What passes with time alone, a round that closes, the server tells too; this is for what gets lost on the way. */
const LISTENING_MS = 60_000
const DEAF_MS = 15_000

/** Whether changes are heard at once; while not, the board is asked for every {@link DEAF_MS}. */
const hearing = signal(false)
export const isLive: ReadonlySignal<boolean> = hearing

/** Keeps a board up to date for as long as the page is looked at: a connection is not held for a tab that nobody sees. */
export function keepLive(estate: Uuid, board: Pick<Polled<unknown>, 'refresh' | 'busy'>): () => void {
  let stopHearing: (() => void) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  async function refresh(): Promise<void> {
    clearTimeout(timer)
    // An answer under way may have been made before the change.
    if (board.busy.peek()) await board.refresh()
    await board.refresh()
    // Another one may have come to its end meanwhile.
    clearTimeout(timer)
    if (stopHearing) timer = setTimeout(() => void refresh(), hearing.peek() ? LISTENING_MS : DEAF_MS)
  }

  function listen(): void {
    const isSeen = document.visibilityState === 'visible'
    if (isSeen === (stopHearing !== undefined)) return
    if (isSeen) {
      stopHearing = hear(eventsUrl(estate), {
        onChanged: () => void refresh(),
        onHearing: (heard) => {
          hearing.value = heard
        },
      })
      void refresh()
    } else stop()
  }

  function stop(): void {
    clearTimeout(timer)
    stopHearing?.()
    stopHearing = undefined
    hearing.value = false
  }

  listen()
  document.addEventListener('visibilitychange', listen)
  return () => {
    document.removeEventListener('visibilitychange', listen)
    stop()
  }
}
