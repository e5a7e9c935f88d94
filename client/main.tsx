import { render } from 'preact'
import { App } from './app.tsx'
import { session, startSession } from './models/session.ts'
import { startSettings } from './models/settings.ts'
import { startUpdates } from './models/update.ts'

startSettings()
void startSession()
render(<App />, document.getElementById('app')!)
// The phone of a stranger who has scanned a tag is not filled with an app that he will never open.
const isStrangers = /^\/(s\/|report-status$|work-order$)/i.test(location.pathname)
if (import.meta.env.PROD && !isStrangers) startUpdates()

const stopWaiting = session.subscribe((current) => {
  // What was filed goes up from a phone that is locked, too.
  if (current.state === 'starting' || (current.state === 'signed-out' && !current.known)) return
  if (import.meta.env.PROD && isStrangers) startUpdates()
  void import('./models/start.ts').then(({ startWork }) => startWork())
  // Not while it is still being subscribed.
  queueMicrotask(() => stopWaiting())
})
