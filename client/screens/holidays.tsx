export function HolidaysScreen() {
  return null
}
