import { useMemo } from 'preact/hooks'
import { atDesk } from '../models/estate.ts'
import { online } from '../models/session.ts'
import { screen } from '../shell/lazy-screen.ts'

/**
 * What is to be done about problems, as its reader works: on his feet or at a desk. Without a signal there is only what the phone
 * carries; whatever is open stays open when the signal comes or goes.
 */
export function FindingsRoute() {
  const onFoot = useMemo(() => !atDesk.peek() || !online.peek(), [])
  return onFoot ? <PhoneFindingsScreen /> : <FindingsScreen />
}

const FindingsScreen = screen(() => import('./findings.tsx'), 'FindingsScreen')
const PhoneFindingsScreen = screen(() => import('./phone-findings.tsx'), 'PhoneFindingsScreen')
