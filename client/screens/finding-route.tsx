import { useMemo } from 'preact/hooks'
import { atDesk } from '../models/estate.ts'
import { online } from '../models/session.ts'
import { screen } from '../shell/lazy-screen.ts'

/**
 * One problem, as its reader works: on his feet or at a desk. Without a signal there is only what the phone
 * carries; whatever is open stays open when the signal comes or goes.
 */
export function FindingRoute() {
  const onFoot = useMemo(() => !atDesk.peek() || !online.peek(), [])
  return onFoot ? <PhoneFindingScreen /> : <FindingScreen />
}

const FindingScreen = screen(() => import('./finding.tsx'), 'FindingScreen')
const PhoneFindingScreen = screen(() => import('./phone-finding.tsx'), 'PhoneFindingScreen')
