import { signal } from '@preact/signals'

/** Whether a form is open in this page: an update of the app waits for it. Apart from form.ts, which few pages need. */
export const formOpen = signal(false)

/** The form that a scan has only just opened: it says once, unmistakably, whose form it is. */
export const justScanned = signal<string | undefined>(undefined)
