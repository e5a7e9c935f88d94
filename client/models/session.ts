/** Who is using this phone. Starts from what the phone remembers, so that a round begins without signal. */
import { computed, signal } from '@preact/signals'
import type { Me, SetUp, SignIn } from '../../checkpoints/wire/session.ts'
import { onNews, type Reply } from '../request.ts'
import * as server from '../server-session.ts'
import { suggestLanguage } from '../words/language.ts'

type Session =
  | { readonly state: 'starting' }
  | { readonly state: 'signed-out' }
  /** `expired`: the server asks for the password again; what is on the phone stays usable until then. */
  | { readonly state: 'signed-in'; readonly me: Me; readonly expired: boolean }

export const session = signal<Session>({ state: 'starting' })

export const me = computed(() => (session.value.state === 'signed-in' ? session.value.me : undefined))

/** Whether the last request got through to the server. True until one did not. */
export const online = signal(true)

onNews((news) => {
  if (news.kind === 'reached') online.value = news.reached
  if (news.kind === 'signed-out' && session.value.state === 'signed-in')
    session.value = { ...session.value, expired: true }
})

/** Call once, when the page opens. Resolves when it is known whom to greet. */
export async function startSession(): Promise<void> {
  addEventListener('online', () => void finishSigningOut())
  if (await finishSigningOut()) {
    session.value = { state: 'signed-out' }
    return
  }
  if (localStorage.getItem(REMEMBERED) === null) {
    session.value = { state: 'signed-out' }
    return
  }
  const kept = await rememberedMe()
  if (kept) {
    suggestLanguage(kept.person.language)
    session.value = { state: 'signed-in', me: kept, expired: false }
  }
  const confirming = server.getMe().then(async (reply) => {
    if (reply.ok) await enter(reply.value)
    else if (!kept) session.value = { state: 'signed-out' }
  })
  if (!kept) await confirming
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
export async function signOut(): Promise<void> {
  localStorage.setItem(SIGNING_OUT, 'yes')
  localStorage.removeItem(REMEMBERED)
  await (await import('../local/me.ts')).forgetMe()
  session.value = { state: 'signed-out' }
  await finishSigningOut()
}

// The session cookie is out of a page's reach (HttpOnly): only the server can take it back.
const SIGNING_OUT = 'signing-out'

/** @returns whether somebody has signed out of whom the server has not heard yet */
async function finishSigningOut(): Promise<boolean> {
  if (localStorage.getItem(SIGNING_OUT) === null) return false
  const reply = await server.signOut()
  if (!reply.ok && reply.offline) return true
  localStorage.removeItem(SIGNING_OUT)
  return false
}

async function entered(reply: Reply<Me>): Promise<Reply<Me>> {
  if (reply.ok) {
    localStorage.removeItem(SIGNING_OUT)
    await enter(reply.value)
  }
  return reply
}

async function enter(confirmed: Me): Promise<void> {
  const known = session.peek()
  // The same person as before stays the same value, so that nothing that follows him starts over.
  const me = known.state === 'signed-in' && isSame(known.me, confirmed) ? known.me : confirmed
  suggestLanguage(me.person.language)
  session.value = { state: 'signed-in', me, expired: false }
  localStorage.setItem(REMEMBERED, 'yes')
  // Private windows may have no store: then there is no start without signal, and everything else works.
  try {
    await (await import('../local/me.ts')).keepMe(confirmed)
  } catch (error) {
    console.warn('this phone will not remember who you are', error)
  }
}

/** Somebody has signed in and not out again: on a first visit there is nothing to ask, neither the server nor the store. */
const REMEMBERED = 'remembers-me'

async function rememberedMe(): Promise<Me | undefined> {
  try {
    return await (await import('../local/me.ts')).keptMe()
  } catch {
    return undefined
  }
}

function isSame(a: Me, b: Me): boolean {
  return JSON.stringify([a.person, a.memberships]) === JSON.stringify([b.person, b.memberships])
}
