/** Apart from database.ts, whose library the first page does not need. */

export const DATABASE = 'waymark'

/** Whether this phone has ever kept anything; also where the browser cannot tell, the answer is no. */
export async function hasStore(): Promise<boolean> {
  const stores = await globalThis.indexedDB?.databases?.().catch(() => [])
  return stores?.some(({ name }) => name === DATABASE) ?? false
}
