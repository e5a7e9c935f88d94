import { startDevice } from './device.ts'
import { startFindingOutbox } from './finding-outbox.ts'
import { startLabelWords } from './label-words.ts'
import { startOutbox } from './outbox.ts'
import { startPacks } from './pack.ts'
import { startLocking } from './people.ts'
import { renewPush } from './push.ts'
import { me } from './session.ts'

/** What works in the background once the phone knows somebody. Call once. */
export function startWork(): void {
  startPacks()
  startOutbox()
  startLabelWords()
  startFindingOutbox()
  startDevice()
  startLocking()
  const person = me.peek()?.person.id
  if (person) void renewPush(person)
}
