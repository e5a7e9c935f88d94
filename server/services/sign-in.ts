/** Sessions: opened with a password, held by a random token, closed at once. */
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Person } from '../../checkpoints/people.ts'
import { DAY_MS, type Instant } from '../../checkpoints/time.ts'
import type { ChangePassword, Me, SignIn } from '../../checkpoints/wire/session.ts'
import { type Context, sha256Of } from '../context.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { hashPassword, isPassword } from './passwords.ts'
import { secondsToWait } from './throttle.ts'

/** A phone in a basement must not be signed out in the middle of a week. */
export const SESSION_MS = 14 * DAY_MS

export type OpenedSession = { readonly token: string; readonly me: Me }

export type SignInDesk = {
  /** @param address the client's network address, for throttling */
  readonly signIn: (credentials: SignIn, address: string) => Promise<Outcome<OpenedSession>>
  /** A new password ends every session and opens one for whoever knew the old. */
  readonly changePassword: (person: Person, change: ChangePassword) => Promise<Outcome<OpenedSession>>
}

/** Ten wrong passwords in a quarter of an hour per user name and address, a hundred per address (ASVS 6.3.1). */
export function signInDesk(context: Context): SignInDesk {
  const perName = new RateLimiterMemory({ points: 10, duration: 15 * 60 })
  const perAddress = new RateLimiterMemory({ points: 100, duration: 15 * 60 })
  /** A phone left lying about is signed in: its finder must not guess either. */
  const perPerson = new RateLimiterMemory({ points: 10, duration: 15 * 60 })
  return {
    async signIn({ username, password }, address) {
      const name = `${username} ${address}`
      const waitSeconds = await secondsToWait([
        [perName, name],
        [perAddress, address],
      ])
      if (waitSeconds > 0) {
        context.log('warn', 'sign-in throttled', { username, address })
        return refused('sign-in-throttled', { retryAfter: waitSeconds })
      }
      const found = await context.database.read.people.byUsername(username)
      if (!(await isPassword(password, found?.passwordHash)) || !found) {
        context.log('warn', 'sign-in refused', { username, address })
        return refused('sign-in-refused')
      }
      await Promise.all([perName.delete(name), perAddress.reward(address, 1)])
      context.log('info', 'signed in', { person: found.person.id, address })
      return done(await openSession(context, found.person))
    },

    async changePassword(person, { current, password }) {
      const waitSeconds = await secondsToWait([[perPerson, person.id]])
      if (waitSeconds > 0) return refused('sign-in-throttled', { retryAfter: waitSeconds })
      const stored = await context.database.read.people.passwordHash(person.id)
      if (!(await isPassword(current, stored))) return refused('sign-in-refused')
      await perPerson.delete(person.id)
      await setPassword(context, person.id, password)
      return done(await openSession(context, person))
    },
  }
}

/** Opens a session for somebody who has proven who he is. */
export async function openSession(context: Context, person: Person): Promise<OpenedSession> {
  const token = context.newToken()
  const now = context.now()
  const until = now + SESSION_MS
  await context.database.write((stores) => stores.sessions.open(sha256Of(token), person.id, now, until))
  return { token, me: await meOf(context, person, until) }
}

export type OpenSession = { readonly token: string; readonly person: Person; readonly expiresAt: Instant }

/** Those of some tokens that are still good for something, in their order. */
export async function openSessions(context: Context, tokens: readonly string[]): Promise<OpenSession[]> {
  const now = context.now()
  const { sessions } = context.database.read
  const found = await Promise.all(tokens.map((token) => sessions.byToken(sha256Of(token), now)))
  return found.flatMap((session, i) => (session ? [{ ...session, token: tokens[i]! }] : []))
}

export async function closeSessions(context: Context, sessions: readonly Pick<OpenSession, 'token'>[]): Promise<void> {
  if (sessions.length === 0) return
  await context.database.write(async (stores) => {
    for (const { token } of sessions) await stores.sessions.close(sha256Of(token))
  })
}

/** @param signedInUntil when the session ends under which he asks */
export async function meOf(context: Context, person: Person, signedInUntil: Instant): Promise<Me> {
  const memberships = await context.database.read.estates.membershipsOf(person.id)
  return { person, memberships, signedInUntil, now: context.now() }
}

/** Sets a password and signs its owner out everywhere. */
export async function setPassword(context: Context, person: string, password: string): Promise<void> {
  const hashed = await hashPassword(password)
  await context.database.write(async (stores) => {
    await stores.people.setPassword(person, hashed)
    await stores.sessions.closeAllOf(person)
  })
}
