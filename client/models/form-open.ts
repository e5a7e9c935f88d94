import { signal } from '@preact/signals'

/** Whether a form is open in this page: an update of the app waits for it. Apart from form.ts, which few pages need. */
export const formOpen = signal(false)
