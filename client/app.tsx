/** Which screen stands behind which address. Every screen is its own download, so the first one is there at once. */
import { ErrorBoundary, LocationProvider, Route, Router } from 'preact-iso'
import './app.css'
import { isInAppBrowser } from './device/in-app-browser.ts'
import { atDesk } from './models/estate.ts'
import { session } from './models/session.ts'
import { screen } from './shell/lazy-screen.ts'
import { Notices } from './shell/notices.tsx'
import { shellWords } from './words/shell.ts'

export function App() {
  const words = shellWords.value
  const { value: current } = session
  if (!words || current.state === 'starting') return null
  return (
    <LocationProvider>
      <a class="skip-link" href="#main">
        {words.nav.skip}
      </a>
      <ErrorBoundary>{current.state === 'signed-in' && atDesk.value && <DeskNav />}</ErrorBoundary>
      <Notices />
      <ErrorBoundary>{inApp && <InAppNotice />}</ErrorBoundary>
      <ErrorBoundary>
        {current.state === 'signed-in' ? <SignedIn /> : <SignedOut known={current.known} />}
      </ErrorBoundary>
    </LocationProvider>
  )
}

/**
 * Whoever has to sign in first stays at his address, and finds himself there afterwards. A phone that knows nobody may be a
 * stranger's who has scanned a tag.
 */
function SignedOut({ known }: { readonly known: boolean }) {
  return (
    <Router>
      <Route path="/setup" component={SetUpScreen} />
      <Route path="/invitation" component={InvitationScreen} />
      <Route path="/shared" component={SharedScreen} />
      <Route path="/unsubscribe" component={UnsubscribeScreen} />
      <Route path="/s/:digits" component={known ? WhoScreen : StrangerScreen} />
      <Route path="/d/:digits" component={known ? WhoScreen : StrangerScreen} />
      <Route path="/report-status" component={ReportStatusScreen} />
      <Route path="/work-order" component={WorkOrderScreen} />
      <Route path="/display" component={DisplayScreen} />
      <Route path="/display/:checkpoint" component={DisplayScreen} />
      <Route path="/emergency" component={known ? EmergencyScreen : SignInScreen} />
      <Route default component={known ? WhoScreen : SignInScreen} />
    </Router>
  )
}

const inApp = isInAppBrowser(navigator.userAgent)
const SignedIn = screen(() => import('./shell/signed-in.tsx'), 'SignedIn')
const InAppNotice = screen(() => import('./shell/in-app.tsx'), 'InAppNotice')
const DeskNav = screen(() => import('./shell/desk-nav.tsx'), 'DeskNav')
const ReportStatusScreen = screen(() => import('./screens/report-status.tsx'), 'ReportStatusScreen')
const WorkOrderScreen = screen(() => import('./screens/work-order.tsx'), 'WorkOrderScreen')
const StrangerScreen = screen(() => import('./screens/stranger.tsx'), 'StrangerScreen')
const DisplayScreen = screen(() => import('./screens/display.tsx'), 'DisplayScreen')
const SharedScreen = screen(() => import('./screens/shared.tsx'), 'SharedScreen')
const UnsubscribeScreen = screen(() => import('./screens/unsubscribe.tsx'), 'UnsubscribeScreen')
const EmergencyScreen = screen(() => import('./screens/emergency.tsx'), 'EmergencyScreen')
const WhoScreen = screen(() => import('./screens/who.tsx'), 'WhoScreen')
const SignInScreen = screen(() => import('./screens/sign-in.tsx'), 'SignInScreen')
const SetUpScreen = screen(() => import('./screens/set-up.tsx'), 'SetUpScreen')
const InvitationScreen = screen(() => import('./screens/invitation.tsx'), 'InvitationScreen')
