/** A newer version of the app that waits until nobody is in the middle of a form. */
import { signal } from '@preact/signals'
import { registerWorker } from '../device/registration.ts'

/** Switches to the newer version and reloads; undefined while there is none. */
export const update = signal<(() => void) | undefined>(undefined)

/** Call once. */
export function startUpdates(): void {
  registerWorker((activate) => {
    update.value = activate
  }).catch((error: unknown) => console.warn('the app will not open without a connection', error))
}
