/**
 * Where the way back leads: to the page one came from, as the address says. An address may be of anybody's making, and a browser
 * reads `/\` and a tab between two slashes as the beginning of another site: only a page of this one counts. Pure.
 * @param otherwise where it leads if the address says nothing that counts
 */
export function wayBack(from: string | undefined, otherwise: string, origin = location.origin): string {
  if (!from?.startsWith('/') || !URL.canParse(from, origin)) return otherwise
  return new URL(from, origin).origin === origin ? from : otherwise
}
