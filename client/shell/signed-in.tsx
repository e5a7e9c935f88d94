/** What stands behind which address for somebody who has signed in; the first page of a stranger does without the list. */
import { useEffect } from 'preact/hooks'
import { Route, Router, useLocation } from 'preact-iso'
import { atDesk, roles } from '../models/estate.ts'
import { screen } from './lazy-screen.ts'

export function SignedIn() {
  return (
    <Router>
      <Route path="/" component={HomeScreen} />
      <Route path="/scan" component={ScanScreen} />
      <Route path="/s/:digits" component={TagScreen} />
      <Route path="/S/:digits" component={TagScreen} />
      <Route path="/d/:digits" component={TagScreen} />
      <Route path="/D/:digits" component={TagScreen} />
      <Route path="/visit/:draft" component={ChecklistScreen} />
      <Route path="/done/:visit" component={DoneScreen} />
      <Route path="/emergency" component={EmergencyScreen} />
      <Route path="/report" component={ReportProblemScreen} />
      <Route path="/report/:checkpoint" component={ReportProblemScreen} />
      <Route path="/findings/:finding/verify" component={VerifyScreen} />
      <Route path="/findings/:finding/:deed" component={DeedScreen} />
      <Route path="/board" component={BoardScreen} />
      <Route path="/board/wall" component={WallScreen} />
      <Route path="/board/rounds/:round" component={RoundScreen} />
      <Route path="/portfolio" component={PortfolioScreen} />
      <Route path="/reports" component={ReportScreen} />
      <Route path="/reports/cells" component={ReportCellsScreen} />
      <Route path="/visits/:visit" component={VisitScreen} />
      <Route path="/outbox" component={OutboxScreen} />
      <Route path="/settings" component={SettingsScreen} />
      <Route path="/checkpoints" component={CheckpointsScreen} />
      <Route path="/labels" component={LabelsScreen} />
      <Route path="/labels/keys" component={TagKeysScreen} />
      <Route path="/labels/public" component={PublicPageScreen} />
      <Route path="/resident-reports" component={ResidentReportsScreen} />
      <Route path="/report-status" component={ReportStatusScreen} />
      <Route path="/work-order" component={WorkOrderScreen} />
      <Route path="/labels/chips" component={ChipsScreen} />
      <Route path="/labels/displays" component={DisplaysScreen} />
      <Route path="/display" component={DisplayScreen} />
      <Route path="/display/:checkpoint" component={DisplayScreen} />
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
      <Route path="/reports/mails" component={MailingsScreen} />
      <Route path="/unsubscribe" component={UnsubscribeScreen} />
      <Route path="/findings" component={FindingsRoute} />
      <Route path="/findings/rules" component={FindingRulesScreen} />
      <Route path="/findings/scorecard" component={ScorecardScreen} />
      <Route path="/findings/:finding" component={FindingRoute} />
      <Route path="/sign-in" component={SignInScreen} />
      <Route path="/setup" component={SetUpScreen} />
      <Route path="/invitation" component={InvitationScreen} />
      <Route path="/shared" component={SharedScreen} />
      <Route path="/reports/shares" component={SharesScreen} />
      <Route default component={NowhereScreen} />
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

const MyDayScreen = screen(() => import('../screens/my-day.tsx'), 'MyDayScreen')
const ScanScreen = screen(() => import('../screens/scan.tsx'), 'ScanScreen')
const TagScreen = screen(() => import('../screens/tag.tsx'), 'TagScreen')
const ChecklistScreen = screen(() => import('../screens/checklist.tsx'), 'ChecklistScreen')
const DoneScreen = screen(() => import('../screens/done.tsx'), 'DoneScreen')
const EmergencyScreen = screen(() => import('../screens/emergency.tsx'), 'EmergencyScreen')
const ReportProblemScreen = screen(() => import('../screens/phone-report.tsx'), 'ReportScreen')
const FindingsRoute = screen(() => import('../screens/findings-route.tsx'), 'FindingsRoute')
const FindingRoute = screen(() => import('../screens/finding-route.tsx'), 'FindingRoute')
const VerifyScreen = screen(() => import('../screens/phone-verify.tsx'), 'VerifyScreen')
const DeedScreen = screen(() => import('../screens/phone-deed.tsx'), 'DeedScreen')
const BoardScreen = screen(() => import('../screens/board.tsx'), 'BoardScreen')
const WallScreen = screen(() => import('../screens/wall.tsx'), 'WallScreen')
const RoundScreen = screen(() => import('../screens/round.tsx'), 'RoundScreen')
const PortfolioScreen = screen(() => import('../screens/portfolio.tsx'), 'PortfolioScreen')
const ReportScreen = screen(() => import('../screens/report.tsx'), 'ReportScreen')
const ReportCellsScreen = screen(() => import('../screens/report-cells.tsx'), 'ReportCellsScreen')
const VisitScreen = screen(() => import('../screens/visit.tsx'), 'VisitScreen')
const OutboxScreen = screen(() => import('../screens/outbox.tsx'), 'OutboxScreen')
const SettingsScreen = screen(() => import('../screens/settings.tsx'), 'SettingsScreen')
const CheckpointsScreen = screen(() => import('../screens/checkpoints.tsx'), 'CheckpointsScreen')
const LabelsScreen = screen(() => import('../screens/labels.tsx'), 'LabelsScreen')
const TagKeysScreen = screen(() => import('../screens/tag-keys.tsx'), 'TagKeysScreen')
const PublicPageScreen = screen(() => import('../screens/public-page.tsx'), 'PublicPageScreen')
const ResidentReportsScreen = screen(() => import('../screens/resident-reports.tsx'), 'ResidentReportsScreen')
const ReportStatusScreen = screen(() => import('../screens/report-status.tsx'), 'ReportStatusScreen')
const WorkOrderScreen = screen(() => import('../screens/work-order.tsx'), 'WorkOrderScreen')
const ChipsScreen = screen(() => import('../screens/chips.tsx'), 'ChipsScreen')
const DisplaysScreen = screen(() => import('../screens/displays.tsx'), 'DisplaysScreen')
const DisplayScreen = screen(() => import('../screens/display.tsx'), 'DisplayScreen')
const HangingScreen = screen(() => import('../screens/hanging.tsx'), 'HangingScreen')
const HangScreen = screen(() => import('../screens/hang.tsx'), 'HangScreen')
const HangBlankScreen = screen(() => import('../screens/hang-blank.tsx'), 'HangBlankScreen')
const HangSpotScreen = screen(() => import('../screens/hang-spot.tsx'), 'HangSpotScreen')
const StaffScreen = screen(() => import('../screens/staff.tsx'), 'StaffScreen')
const PlansScreen = screen(() => import('../screens/plans.tsx'), 'PlansScreen')
const DevicesScreen = screen(() => import('../screens/devices.tsx'), 'DevicesScreen')
const RouteScreen = screen(() => import('../screens/route.tsx'), 'RouteScreen')
const CalendarScreen = screen(() => import('../screens/calendar.tsx'), 'CalendarScreen')
const TeamsScreen = screen(() => import('../screens/teams.tsx'), 'TeamsScreen')
const HolidaysScreen = screen(() => import('../screens/holidays.tsx'), 'HolidaysScreen')
const ChecklistsScreen = screen(() => import('../screens/checklists.tsx'), 'ChecklistsScreen')
const ChecklistEditorScreen = screen(() => import('../screens/checklist-editor.tsx'), 'ChecklistEditorScreen')
const ImportScreen = screen(() => import('../screens/import.tsx'), 'ImportScreen')
const SpotScreen = screen(() => import('../screens/spot.tsx'), 'SpotScreen')
const PlacesScreen = screen(() => import('../screens/places.tsx'), 'PlacesScreen')
const SharesScreen = screen(() => import('../screens/shares.tsx'), 'SharesScreen')
const SharedScreen = screen(() => import('../screens/shared.tsx'), 'SharedScreen')
const MailingsScreen = screen(() => import('../screens/mailings.tsx'), 'MailingsScreen')
const UnsubscribeScreen = screen(() => import('../screens/unsubscribe.tsx'), 'UnsubscribeScreen')
const SignInScreen = screen(() => import('../screens/sign-in.tsx'), 'SignInScreen')
const SetUpScreen = screen(() => import('../screens/set-up.tsx'), 'SetUpScreen')
const InvitationScreen = screen(() => import('../screens/invitation.tsx'), 'InvitationScreen')
const NowhereScreen = screen(() => import('../screens/nowhere.tsx'), 'NowhereScreen')
const FindingRulesScreen = screen(() => import('../screens/finding-rules.tsx'), 'FindingRulesScreen')
const ScorecardScreen = screen(() => import('../screens/finding-scorecard.tsx'), 'ScorecardScreen')
