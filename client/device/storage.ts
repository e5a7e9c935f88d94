/**
 * Asks the browser not to clear what this app keeps. Most decide by themselves, by how much the app is used or whether it
 * is installed; some never promise.
 * @returns whether it promised
 */
export async function askToPersist(): Promise<boolean> {
  try {
    return (await navigator.storage?.persist?.()) ?? false
  } catch {
    return false
  }
}

/** Bytes the browser still grants this app; undefined where it does not say. */
export async function roomLeft(): Promise<number | undefined> {
  try {
    const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {}
    return quota === undefined || usage === undefined ? undefined : Math.max(0, quota - usage)
  } catch {
    return undefined
  }
}

/**
 * Whether this is a tab of an Apple phone's browser: what it keeps is cleared after seven days of use without a visit, unless
 * the app is on the home screen (WebKit, "Full Third-Party Cookie Blocking and More", 2020).
 */
export function isAppleTab(): boolean {
  return 'standalone' in navigator && navigator.standalone === false && navigator.maxTouchPoints > 0
}
