/** Opens the browser's own print dialog for the page as it is. */
export function printPage(): void {
  print()
}

/**
 * Calls `before` when the browser is about to print, from its own menu too, and `after` when it has. What `before` does must be done
 * when it returns: the page is taken as it is then.
 * @returns ends it
 */
export function aroundPrinting(before: () => void, after: () => void): () => void {
  addEventListener('beforeprint', before)
  addEventListener('afterprint', after)
  return () => {
    removeEventListener('beforeprint', before)
    removeEventListener('afterprint', after)
  }
}
