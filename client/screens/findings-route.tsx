import { PhoneFindingsScreen } from './phone-findings.tsx'

/** What is to be done about problems, as its reader works: on his feet or at a desk. */
export function FindingsRoute() {
  return <PhoneFindingsScreen />
}
