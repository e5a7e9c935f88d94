/** Who is at this phone. Starts from what the phone remembers, so that a round begins without signal. */
import { computed, signal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { Instant } from '../../checkpoints/time.ts'
import type { Me, SetUp, SignIn } from '../../checkpoints/wire/session.ts'
import { wallNow } from '../device/clock.ts'
import { hasStore } from '../local/exists.ts'
import { onNews, type Reply, speakFor } from '../request.ts'
import * as server from '../server-session.ts'
import { suggestLanguage } from '../words/language.ts'

type AtThePhone = Pick<Me, 'person' | 'memberships'>

type Session =
  | { readonly state: 'starting' }
  /** `known`: somebody has signed in here and may come back without a password (models/people.ts). */
  | { readonly state: 'signed-out'; readonly known: boolean }
  /**
   * `lapsedAt`: since when, by the phone's clock, the server asks for the password again; null: it does not. What is on the
   * phone stays usable until then, and work goes on for a shift.
   */
  | { readonly state: 'signed-in'; readonly me: AtThePhone; readonly lapsedAt: Instant | null }

export const session = signal<Session>({ state: 'starting' })

export const me = computed(() => (session.value.state === 'signed-in' ? session.value.me : undefined))

/** Whether the last request got through to the server. True until one did not. */
export const online = signal(true)

onNews((news) => {
  if (news.kind === 'reached') online.value = news.reached
  if (news.kind !== 'signed-out') return
  const { value: current } = session
  const lapsedAt = wallNow()
  if (current.state === 'signed-in' && (news.person ?? current.me.person.id) === current.me.person.id)
    session.value = { ...current, lapsedAt: current.lapsedAt ?? lapsedAt }
  const { person } = news
  // Kept, so that a shift is counted from here; also of a colleague for whom something was to be sent.
  if (person)
    void import('../local/people.ts').then(({ markLapsed }) => markLapsed(person, lapsedAt)).catch(() => undefined)
})

/** Call once, when the page opens. Resolves when it is known whom to greet. */
export async function startSession(): Promise<void> {
  addEventListener('online', () => void finishSigningOut())
  // In another tab somebody else has come to the phone, or left it.
  addEventListener('storage', ({ key }) => {
    if (key === KEPT) location.reload()
  })
  void finishSigningOut()
  const found = (await knowsSomebody()) ? await whoIsHere() : { known: [] }
  if ('me' in found) {
    atThePhone(found.me, found.lapsedAt)
    void confirm()
    return
  }
  const last = localStorage.getItem(AT_THE_PHONE)
  // He had only just signed in, or the store cannot be read: the server knows whether it is true.
  if (last !== null && last !== NOBODY && !found.known.includes(last)) {
    speakFor(last)
    if (await confirm()) return
    speakFor(undefined)
  }
  session.value = { state: 'signed-out', known: found.known.length > 0 }
}

export async function signIn(credentials: SignIn): Promise<Reply<Me>> {
  return entered(await server.signIn(credentials))
}

export async function setUp(body: SetUp): Promise<Reply<Me>> {
  return entered(await server.setUp(body))
}

export async function acceptInvitation(token: string, password: string): Promise<Reply<Me>> {
  return entered(await server.acceptInvitation({ token, password }))
}

/** Works without signal too: the server is told as soon as it can be. Unsent visits stay on the phone for this person. */
/** @param person at the phone, or another it knows */
export async function signOut(person: Uuid): Promise<void> {
  keepSigningOut([...signingOut(), person])
  void import('./push.ts').then(({ switchOff }) => switchOff(person)).catch(() => undefined)
  const known = await (await import('../local/people.ts')).forgetPerson(person).catch(() => false)
  if (person === me.peek()?.person.id) nobodyHere(known)
  await finishSigningOut()
}

/** He has come back to the phone, and it knows him. What the page knew of somebody else goes with a reload. */
export function comeBack(returned: AtThePhone, lapsedAt: Instant | null): void {
  atThePhone(returned, lapsedAt)
  noteKept(returned.person.id)
  void confirm()
}

/** @param known whether the phone knows anybody who could come back */
export function nobodyHere(known: boolean): void {
  if (known) localStorage.setItem(AT_THE_PHONE, NOBODY)
  else localStorage.removeItem(AT_THE_PHONE)
  noteKept(NOBODY)
  speakFor(undefined)
  session.value = { state: 'signed-out', known }
}

/** Asks the server whether he is still signed in. @returns whether it said so */
async function confirm(): Promise<boolean> {
  const reply = await server.getMe()
  if (reply.ok) await enter(reply.value)
  return reply.ok
}

// The session cookie is out of a page's reach (HttpOnly): only the server can take it back.
const SIGNING_OUT = 'signing-out'

/** Those who have signed out and of whom the server has not heard it yet. */
function signingOut(): readonly Uuid[] {
  return (localStorage.getItem(SIGNING_OUT) ?? '').split(' ').filter(Boolean)
}

function keepSigningOut(people: readonly Uuid[]): void {
  if (people.length > 0) localStorage.setItem(SIGNING_OUT, [...new Set(people)].join(' '))
  else localStorage.removeItem(SIGNING_OUT)
}

async function finishSigningOut(): Promise<void> {
  for (const person of signingOut()) {
    // An older version of the app knew one person only, and did not say whom.
    const reply = await server.signOut(person === 'yes' ? undefined : person)
    if (!reply.ok && reply.offline) return
    keepSigningOut(signingOut().filter((other) => other !== person))
  }
}

async function entered(reply: Reply<Me>): Promise<Reply<Me>> {
  if (reply.ok) {
    keepSigningOut(signingOut().filter((person) => person !== reply.value.person.id && person !== 'yes'))
    await enter(reply.value)
  }
  return reply
}

async function enter(confirmed: Me): Promise<void> {
  atThePhone(confirmed, null)
  // Private windows may have no store: then there is no start without signal, and everything else works.
  try {
    await (await import('../local/people.ts')).keepPerson(confirmed, wallNow())
  } catch (error) {
    console.warn('this phone will not remember who you are', error)
  }
  noteKept(confirmed.person.id)
}

function atThePhone(someone: AtThePhone, lapsedAt: Instant | null): void {
  const known = session.peek()
  // The same person as before stays the same value, so that nothing that follows him starts over.
  const me = known.state === 'signed-in' && isSame(known.me, someone) ? known.me : someone
  suggestLanguage(me.person.language)
  speakFor(me.person.id)
  // For what the browser fetches by itself and no header can be put on: images, downloads.
  // biome-ignore lint/suspicious/noDocumentCookie: there is no cookieStore in Safari before 18.4
  document.cookie = `__Host-person=${me.person.id}; Path=/; Secure; SameSite=Strict`
  localStorage.setItem(AT_THE_PHONE, me.person.id)
  session.value = { state: 'signed-in', me, lapsedAt }
}

/** Who is at the phone, or nobody; none: the phone knows nobody, and there is nothing to ask, nor a store to open. */
const AT_THE_PHONE = 'at-the-phone'
const NOBODY = 'nobody'

/** The same once it is in the store, where the other tabs find it. They hear of it only when it changes. */
const KEPT = 'at-the-phone-kept'

function noteKept(who: Uuid | typeof NOBODY): void {
  localStorage.setItem(KEPT, who)
}

/** Whether the store is worth opening. A power cut may take the one and leave the other. */
async function knowsSomebody(): Promise<boolean> {
  return localStorage.getItem(AT_THE_PHONE) !== null || hasStore()
}

async function whoIsHere() {
  try {
    return await (await import('./who-is-here.ts')).whoIsHere()
  } catch {
    return { known: [] }
  }
}

function isSame(a: AtThePhone, b: AtThePhone): boolean {
  return JSON.stringify([a.person, a.memberships]) === JSON.stringify([b.person, b.memberships])
}
