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
