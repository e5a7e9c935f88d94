export function ScorecardScreen() {
  return null
}
