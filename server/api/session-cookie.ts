/**
 * The cookie that holds sessions. Several people may share a browser: it then holds a token of each, the newest first, and
 * every request says for whom it is made. Which of them sits before the screen is the client's business (design.md §3 "Who may").
 */
import type { Context as HonoContext } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { Person } from '../../checkpoints/people.ts'
import { PERSON_HEADER } from '../../checkpoints/wire/person-header.ts'
import type { Context } from '../context.ts'
import { closeSessions, type OpenSession, openSessions } from '../services/sign-in.ts'

/** So many people share one browser; of a ninth the one who signed in longest ago has to sign in again. */
const MOST_PEOPLE = 8

/**
 * The session a request is made under: of the person it names in its header. What a browser fetches by itself, an image or a
 * download, can carry no header: it goes by the cookie in which the page says who is before it, or by the newest.
 */
export async function sessionFor(context: Context, c: HonoContext): Promise<OpenSession | undefined> {
  const named = namedIn(c)
  const sessions = await openSessions(context, tokensIn(c))
  if (named !== undefined) return sessions.find(({ person }) => person.id === named)
  const before = getCookie(c, 'person', 'host')
  return sessions.find(({ person }) => person.id === before) ?? sessions[0]
}

/** Adds a session that has been opened to those the browser has, in place of an older one of the same person. */
export async function keepToken(
  context: Context,
  c: HonoContext,
  opened: { readonly token: string; readonly person: Person; readonly maxAge: number },
): Promise<void> {
  const sessions = await openSessions(context, tokensIn(c))
  const isOlder = ({ person }: OpenSession) => person.id === opened.person.id
  await closeSessions(context, sessions.filter(isOlder))
  const others = sessions.filter((session) => !isOlder(session)).map(({ token }) => token)
  setTokens(c, [opened.token, ...others].slice(0, MOST_PEOPLE), opened.maxAge)
}

/** Ends the session of the person a request names, or all that its browser has. */
export async function endSessions(context: Context, c: HonoContext, maxAge: number): Promise<void> {
  const named = namedIn(c)
  const sessions = await openSessions(context, tokensIn(c))
  const isEnding = ({ person }: OpenSession) => named === undefined || person.id === named
  await closeSessions(context, sessions.filter(isEnding))
  const left = sessions.filter((session) => !isEnding(session)).map(({ token }) => token)
  if (left.length > 0) setTokens(c, left, maxAge)
  else deleteCookie(c, 'session', { prefix: 'host', secure: true, path: '/' })
}

function namedIn(c: HonoContext): Uuid | undefined {
  return c.req.header(PERSON_HEADER)
}

function tokensIn(c: HonoContext): string[] {
  return (getCookie(c, 'session', 'host') ?? '').split('.').filter(Boolean).slice(0, MOST_PEOPLE)
}

/** __Host-, HttpOnly, Strict: the page that a tag's link opens fetches with it, another site's page never does. */
function setTokens(c: HonoContext, tokens: readonly string[], maxAge: number): void {
  const value = tokens.join('.')
  setCookie(c, 'session', value, {
    prefix: 'host',
    httpOnly: true,
    secure: true,
    sameSite: 'Strict',
    path: '/',
    maxAge,
  })
}
