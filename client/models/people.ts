/**
 * Several people on one phone: each signs in once with his password, then comes and goes with a PIN, with or without a signal.
 * The PIN opens the phone's own door and no other: whatever goes to the server goes under the sign-in of the person it is of.
 */
import { effect, signal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import { MOST_WRONG_PINS } from '../../checkpoints/pin.ts'
import { HOUR_MS, MINUTE_MS } from '../../checkpoints/time.ts'
import { wallNow } from '../device/clock.ts'
import { makePinLock, opensPinLock } from '../device/pin-lock.ts'
import { changePhone, countPinTry, dropPin, keptPhone } from '../local/devices.ts'
import { keptEvents } from '../local/finding-events.ts'
import { keptItems } from '../local/outbox.ts'
import { keptPeople, returnPerson, stepAway } from '../local/people.ts'
import { comeBack, me, nobodyHere, session, signOut } from './session.ts'
import { hasUsablePin, isAway, lapsedAtOf, noteUse } from './who-is-here.ts'

/** Somebody the phone knows, as the list shows him. */
export type Known = {
  readonly person: Uuid
  readonly name: string
  readonly username: string
  /** Without one he comes back with his password. */
  readonly hasPin: boolean
  /** Visits of his, and what he did about problems, that are not on the server yet. */
  readonly waiting: number
}

/** Everybody who has signed in on this phone and not out again, the one who used it last first. */
export const people = signal<readonly Known[]>([])

export async function readPeople(): Promise<void> {
  const [known, items, deeds] = await Promise.all([keptPeople(), keptItems(), keptEvents()])
  people.value = await Promise.all(
    known.map(async ({ person, me }) => ({
      person,
      name: me.person.name,
      username: me.person.username,
      hasPin: hasUsablePin(await keptPhone(person)),
      waiting: [...items, ...deeds].filter((item) => item.person === person && item.state === 'saved').length,
    })),
  )
}

export type Unlocking =
  | { readonly outcome: 'open' }
  /** `left`: wrong tries until only the password helps. */
  | { readonly outcome: 'wrong'; readonly left: number }
  | { readonly outcome: 'wait'; readonly ms: number }
  /** There is none, or none any more. */
  | { readonly outcome: 'no-pin' }

/** Lets a person back to the phone. */
export async function unlock(person: Uuid, pin: string): Promise<Unlocking> {
  const tried = await isOwnPin(person, pin)
  if (tried.outcome !== 'open') return tried
  const returned = await returnPerson(person, wallNow())
  if (!returned) return { outcome: 'no-pin' }
  noteUse()
  comeBack(returned.me, lapsedAtOf(returned))
  return tried
}

/** Whether a PIN is a person's. Each try is counted on the disk before it is looked at. */
export async function isOwnPin(person: Uuid, pin: string): Promise<Unlocking> {
  if (!hasUsablePin(await keptPhone(person))) return { outcome: 'no-pin' }
  const kept = await countPinTry(person, wallNow())
  const phone = await keptPhone(person)
  if (!kept || !phone) return { outcome: 'no-pin' }
  if ('waitMs' in kept) return { outcome: 'wait', ms: kept.waitMs }
  if (!(await opensPinLock(pin, kept, phone.publicJwk))) {
    const left = MOST_WRONG_PINS - kept.wrong
    if (left > 0) return { outcome: 'wrong', left }
    await dropPin(person)
    return { outcome: 'no-pin' }
  }
  await changePhone(person, { pin: { ...kept, wrong: 0, notBefore: 0 } })
  return { outcome: 'open' }
}

/**
 * Gives the person at the phone a PIN, or another one.
 * @returns whether this browser could keep it; it cannot where it keeps no keys, or none for him yet
 */
export async function choosePin(person: Uuid, pin: string): Promise<boolean> {
  const phone = await keptPhone(person)
  if (!phone) return false
  try {
    const lock = await makePinLock(pin, phone.publicJwk)
    await changePhone(person, { pin: { ...lock, wrong: 0, notBefore: 0 } })
    const kept = (await keptPhone(person))?.pin
    if (kept && (await opensPinLock(pin, kept, phone.publicJwk))) {
      await readPeople()
      return true
    }
  } catch (error) {
    console.warn('this browser keeps no PIN', error)
  }
  await dropPin(person)
  return false
}

export async function removePin(person: Uuid): Promise<void> {
  await dropPin(person)
  await readPeople()
}

/** Somebody who works here no more goes off the list. What he has filed stays until he signs in again, here or nowhere. */
export async function removeFromPhone(person: Uuid): Promise<void> {
  await signOut(person)
  await readPeople()
  if (people.value.length === 0) nobodyHere(false)
}

/** Whoever is at the phone hands it on. Nothing he has open is lost; what the page has in memory is. */
export async function handOn(): Promise<void> {
  await stepAway(wallNow())
  nobodyHere(true)
  location.reload()
}

/** Call once. Somebody who has a PIN and puts the phone down is asked for it when it is taken up again. */
export function startLocking(): void {
  effect(() => {
    if (me.value) void readPeople().catch(() => undefined)
  })
  const look = () => {
    if (document.visibilityState === 'visible' && me.peek() && isAway() && hasPin()) void handOn()
  }
  const use = () => {
    look()
    noteUse()
  }
  for (const event of ['pointerdown', 'keydown']) addEventListener(event, use, { passive: true })
  document.addEventListener('visibilitychange', look)
  setInterval(look, MINUTE_MS)
}

/** Whether the person at the phone has one. */
export function hasPin(): boolean {
  return people.value.some(({ person, hasPin }) => hasPin && person === me.value?.person.id)
}

/** So long a sign-in that has lapsed is overlooked: a shift of twelve hours with its handing-over. */
const SHIFT_MS = 14 * HOUR_MS

/** Whether nothing new is begun before he has signed in again. What has been begun can be filed all the same. */
export function isSignInDue(): boolean {
  const { value: current } = session
  return current.state === 'signed-in' && current.lapsedAt !== null && wallNow() - current.lapsedAt > SHIFT_MS
}
