/** Which screen stands behind which address. Every screen is its own download, so the first one is there at once. */
import { useEffect } from 'preact/hooks'
import { ErrorBoundary, LocationProvider, Route, Router, useLocation } from 'preact-iso'
import './app.css'
import { isInAppBrowser } from './device/in-app-browser.ts'
import { atDesk, roles } from './models/estate.ts'
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

function SignedIn() {
  return (
    <Router>
      <Route path="/" component={HomeScreen} />
      <Route path="/scan" component={ScanScreen} />
      <Route path="/s/:digits" component={TagScreen} />
      <Route path="/S/:digits" component={TagScreen} />
      <Route path="/visit/:draft" component={ChecklistScreen} />
      <Route path="/done/:visit" component={DoneScreen} />
      <Route path="/board" component={BoardScreen} />
      <Route path="/board/wall" component={WallScreen} />
      <Route path="/board/rounds/:round" component={RoundScreen} />
      <Route path="/visits/:visit" component={VisitScreen} />
      <Route path="/outbox" component={OutboxScreen} />
      <Route path="/settings" component={SettingsScreen} />
      <Route path="/checkpoints" component={CheckpointsScreen} />
      <Route path="/labels" component={LabelsScreen} />
      <Route path="/labels/keys" component={TagKeysScreen} />
      <Route path="/labels/hanging" component={HangingScreen} />
      <Route path="/hang" component={HangScreen} />
      <Route path="/hang/blank" component={HangBlankScreen} />
      <Route path="/hang/:checkpoint" component={HangSpotScreen} />
      <Route path="/staff" component={StaffScreen} />
      <Route path="/plans" component={PlansScreen} />
      <Route path="/devices" component={DevicesScreen} />
      <Route path="/rounds/:round" component={RouteScreen} />
      <Route path="/calendar" component={CalendarScreen} />
      <Route path="/teams" component={TeamsScreen} />
      <Route path="/holidays" component={HolidaysScreen} />
      <Route path="/checklists" component={ChecklistsScreen} />
      <Route path="/checklists/:kind" component={ChecklistEditorScreen} />
      <Route path="/checkpoints/import" component={ImportScreen} />
      <Route path="/checkpoints/:checkpoint" component={SpotScreen} />
      <Route path="/places" component={PlacesScreen} />
      <Route path="/sign-in" component={SignInScreen} />
      <Route path="/setup" component={SetUpScreen} />
      <Route path="/invitation" component={InvitationScreen} />
      <Route default component={NowhereScreen} />
    </Router>
  )
}

/** Whoever has to sign in first stays at his address, and finds himself there afterwards. */
function SignedOut({ known }: { readonly known: boolean }) {
  return (
    <Router>
      <Route path="/setup" component={SetUpScreen} />
      <Route path="/invitation" component={InvitationScreen} />
      <Route default component={known ? WhoScreen : SignInScreen} />
    </Router>
  )
}

/** An assistant's home is his day, everyone else's the board. */
function HomeScreen() {
  const { route } = useLocation()
  const toBoard = atDesk.value && !roles.value.includes('assistant')
  useEffect(() => {
    if (toBoard) route('/board', true)
  }, [toBoard, route])
  return toBoard ? null : <MyDayScreen />
}

const inApp = isInAppBrowser(navigator.userAgent)
const InAppNotice = screen(() => import('./shell/in-app.tsx'), 'InAppNotice')
const DeskNav = screen(() => import('./shell/desk-nav.tsx'), 'DeskNav')
const MyDayScreen = screen(() => import('./screens/my-day.tsx'), 'MyDayScreen')
const ScanScreen = screen(() => import('./screens/scan.tsx'), 'ScanScreen')
const TagScreen = screen(() => import('./screens/tag.tsx'), 'TagScreen')
const ChecklistScreen = screen(() => import('./screens/checklist.tsx'), 'ChecklistScreen')
const DoneScreen = screen(() => import('./screens/done.tsx'), 'DoneScreen')
const BoardScreen = screen(() => import('./screens/board.tsx'), 'BoardScreen')
const WallScreen = screen(() => import('./screens/wall.tsx'), 'WallScreen')
const RoundScreen = screen(() => import('./screens/round.tsx'), 'RoundScreen')
const VisitScreen = screen(() => import('./screens/visit.tsx'), 'VisitScreen')
const OutboxScreen = screen(() => import('./screens/outbox.tsx'), 'OutboxScreen')
const SettingsScreen = screen(() => import('./screens/settings.tsx'), 'SettingsScreen')
const CheckpointsScreen = screen(() => import('./screens/checkpoints.tsx'), 'CheckpointsScreen')
const LabelsScreen = screen(() => import('./screens/labels.tsx'), 'LabelsScreen')
const TagKeysScreen = screen(() => import('./screens/tag-keys.tsx'), 'TagKeysScreen')
const HangingScreen = screen(() => import('./screens/hanging.tsx'), 'HangingScreen')
const HangScreen = screen(() => import('./screens/hang.tsx'), 'HangScreen')
const HangBlankScreen = screen(() => import('./screens/hang-blank.tsx'), 'HangBlankScreen')
const HangSpotScreen = screen(() => import('./screens/hang-spot.tsx'), 'HangSpotScreen')
const StaffScreen = screen(() => import('./screens/staff.tsx'), 'StaffScreen')
const PlansScreen = screen(() => import('./screens/plans.tsx'), 'PlansScreen')
const DevicesScreen = screen(() => import('./screens/devices.tsx'), 'DevicesScreen')
const RouteScreen = screen(() => import('./screens/route.tsx'), 'RouteScreen')
const CalendarScreen = screen(() => import('./screens/calendar.tsx'), 'CalendarScreen')
const TeamsScreen = screen(() => import('./screens/teams.tsx'), 'TeamsScreen')
const HolidaysScreen = screen(() => import('./screens/holidays.tsx'), 'HolidaysScreen')
const ChecklistsScreen = screen(() => import('./screens/checklists.tsx'), 'ChecklistsScreen')
const ChecklistEditorScreen = screen(() => import('./screens/checklist-editor.tsx'), 'ChecklistEditorScreen')
const ImportScreen = screen(() => import('./screens/import.tsx'), 'ImportScreen')
const SpotScreen = screen(() => import('./screens/spot.tsx'), 'SpotScreen')
const PlacesScreen = screen(() => import('./screens/places.tsx'), 'PlacesScreen')
const WhoScreen = screen(() => import('./screens/who.tsx'), 'WhoScreen')
const SignInScreen = screen(() => import('./screens/sign-in.tsx'), 'SignInScreen')
const SetUpScreen = screen(() => import('./screens/set-up.tsx'), 'SetUpScreen')
const InvitationScreen = screen(() => import('./screens/invitation.tsx'), 'InvitationScreen')
const NowhereScreen = screen(() => import('./screens/nowhere.tsx'), 'NowhereScreen')
