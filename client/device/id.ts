import { type Uuid, uuidV7 } from '../../checkpoints/ids.ts'
import { wallNow } from './clock.ts'

/** Of something that begins here and now, on this device; nobody else makes the same one. */
export function newId(): Uuid {
  return uuidV7(wallNow(), crypto.getRandomValues(new Uint8Array(10)))
}
