import type { Context } from './context.ts'

/**
 * Remembers up to so many things that never change once they are there, by key; the oldest is forgotten first. Only for
 * what is the same in every database (a key includes the bytes themselves, or a UUID of what is never written twice).
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

/**
 * What each server of a process remembers for itself. A copy of a database has the same UUIDs and goes on otherwise:
 * what one server knows by a UUID may be wrong in another.
 */
export function perServer<Memory>(begin: () => Memory): (context: Context) => Memory {
  const known = new WeakMap<Context, Memory>()
  return (context) => {
    const memory = known.get(context) ?? begin()
    known.set(context, memory)
    return memory
  }
}
