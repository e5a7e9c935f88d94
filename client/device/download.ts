/** Hands whoever is before it a text, or bytes that were fetched, as a file. */
export function saveFile(name: string, type: string, content: string | Blob): void {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  // The browser has taken the address by the next turn; a while longer costs nothing.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
