/**
 * The PIN with which people who share a phone keep it apart. It unlocks a phone for a person who has signed in there before;
 * no server ever takes it for a password (design.md §3 "Who may").
 */
import { MINUTE_MS } from './time.ts'

export const PIN_LENGTH = 6

/** So many wrong ones in a row, and the PIN is gone: the password is asked for. One guess in 100,000 gets through. */
export const MOST_WRONG_PINS = 10

/** Wrong ones that cost nothing but another try. */
const FREE_TRIES = 4
const WAITS_MIN = [1, 5, 15, 30, 60] as const

/** How long to wait after so many wrong ones in a row before the next is looked at, in ms. */
export function pinWaitMs(wrong: number): number {
  if (wrong <= FREE_TRIES) return 0
  return WAITS_MIN[Math.min(wrong - FREE_TRIES, WAITS_MIN.length) - 1]! * MINUTE_MS
}

export function isPin(typed: string): boolean {
  return new RegExp(`^\\d{${PIN_LENGTH}}$`).test(typed)
}

/** What a colleague tries first: one digit all over, two in turn, a run up or down. */
export function isEasyPin(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((digit, i) => (Number(digit) - Number(pin[i]) + 10) % 10))
  const [step] = steps
  return (steps.size === 1 && [0, 1, 9].includes(step!)) || new Set([...pin]).size < 3
}
