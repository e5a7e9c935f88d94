import { PhoneFindingScreen } from './phone-finding.tsx'

/** One problem, as its reader works: on his feet or at a desk. */
export function FindingRoute() {
  return <PhoneFindingScreen />
}
