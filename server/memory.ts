/**
 * Remembers up to so many things that never change once they are there, by key; the oldest is forgotten first. Only for
 * what is the same in every database (a key includes a UUID or the bytes themselves).
 * @returns what asks: a thing that was not found, or failed, is asked for again
 */
export function memoryOf<Value>(most: number) {
  const known = new Map<string, Value>()
  return async (key: string, find: () => Promise<Value | undefined>): Promise<Value | undefined> => {
    const remembered = known.get(key)
    if (remembered !== undefined) return remembered
    const found = await find()
    if (found === undefined) return undefined
    if (known.size >= most) known.delete(known.keys().next().value ?? '')
    known.set(key, found)
    return found
  }
}
