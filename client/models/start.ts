import { startDevice } from './device.ts'
import { startOutbox } from './outbox.ts'
import { startPacks } from './pack.ts'

/** What works in the background while somebody is signed in. Call once. */
export function startWork(): void {
  startPacks()
  startOutbox()
  startDevice()
}
