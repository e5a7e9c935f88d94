export function SpotScreen() {
  return null
}
