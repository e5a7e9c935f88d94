/** The phone's wall clock, epoch ms UTC. Its owner can set it to anything. */
export function wallNow(): number {
  return Date.now()
}

/** The year on the calendar beside its owner: of the phone's own zone. */
export function yearHere(): number {
  return new Date(wallNow()).getFullYear()
}

/**
 * Milliseconds since the page was opened, which nobody can set. Two readings compare only within one page; some phones
 * stop it in sleep, so a difference is a lower bound of what has passed.
 */
export function monotonicNow(): number {
  return performance.now()
}
