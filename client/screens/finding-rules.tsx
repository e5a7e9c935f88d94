export function FindingRulesScreen() {
  return null
}
