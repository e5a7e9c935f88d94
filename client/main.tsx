import { render } from 'preact'
import { App } from './app.tsx'
import { me, startSession } from './models/session.ts'
import { startSettings } from './models/settings.ts'
import { startUpdates } from './models/update.ts'

startSettings()
void startSession()
render(<App />, document.getElementById('app')!)
if (import.meta.env.PROD) startUpdates()

const stopWaiting = me.subscribe((someone) => {
  if (!someone) return
  void import('./models/start.ts').then(({ startWork }) => startWork())
  // Not while it is still being subscribed.
  queueMicrotask(() => stopWaiting())
})
