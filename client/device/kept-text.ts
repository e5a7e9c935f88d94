/** Text kept in this browser between two visits of a page: what somebody has typed and not sent yet. */

/** @returns false if the browser keeps nothing, as in some private windows */
export function keepText(key: string, text: string): boolean {
  try {
    localStorage.setItem(key, text)
    return true
  } catch {
    return false
  }
}

export function keptText(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

export function dropText(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // There was nothing, then.
  }
}
