import { startDevice } from './device.ts'
import { startFindingOutbox } from './finding-outbox.ts'
import { startLabelWords } from './label-words.ts'
import { startOutbox } from './outbox.ts'
import { startPacks } from './pack.ts'
import { startLocking } from './people.ts'

/** What works in the background once the phone knows somebody. Call once. */
export function startWork(): void {
  startPacks()
  startOutbox()
  startLabelWords()
  startFindingOutbox()
  startDevice()
  startLocking()
}
