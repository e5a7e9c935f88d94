/**
 * Runs work alone: no other tab of this origin runs any under the same name at the same time. Where the browser has no Web
 * Locks, at least nothing else in this page does.
 */
export function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (navigator.locks) return navigator.locks.request(name, work)
  const turn = (turns.get(name) ?? Promise.resolve()).then(work, work)
  turns.set(name, turn)
  return turn
}

const turns = new Map<string, Promise<unknown>>()
