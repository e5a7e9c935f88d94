/**
 * The one place where access is decided (design.md §3 "Who may"): every route stands in {@link ACCESS} or is refused, and
 * another estate's data does not exist for you — it answers 404, not 403.
 */
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import { ACCESS, mayCall } from '../../checkpoints/people.ts'
import { problemOf } from '../../checkpoints/wire/problem.ts'
import type { Context } from '../context.ts'
import { type Env, problem } from './route.ts'
import { sessionFor } from './session-cookie.ts'

export function guard(context: Context) {
  return createMiddleware<Env>(async (c, next) => {
    const method = c.req.method === 'HEAD' ? 'GET' : c.req.method
    // Of several that match, such as `…/scorecard` and `…/:finding`, the first one answers.
    const pattern = matchedRoutes(c)
      .map((route) => route.path)
      .find((path) => !path.endsWith('*'))
    // Nothing of ours: the static client, or not found.
    if (pattern === undefined) return next()
    const route = `${method} ${pattern}`
    const access = ACCESS[route]
    if (access === 'public') return next()

    const session = await sessionFor(context, c)
    if (!session) return problem(c, problemOf('signed-out'))
    const { person } = session
    c.set('person', person)
    c.set('signedInUntil', session.expiresAt)
    if (access === 'signed-in') return next()

    const estateId = pathValue(pattern, c.req.path, ':estate')
    const estate = estateId === undefined ? undefined : await context.database.read.estates.byId(estateId)
    const roles = estate ? await context.database.read.people.rolesOn(person.id, estate.id) : []
    if (!estate || roles.length === 0) return problem(c, problemOf('not-found'))
    if (!mayCall(route, roles)) {
      context.log('warn', 'access refused', { person: person.id, estate: estate.id, route })
      return problem(c, problemOf('forbidden'))
    }
    c.set('estate', estate)
    c.set('roles', roles)
    return next()
  })
}

/**
 * Refuses unsafe requests that a page of another site sent (ASVS 3.5.1). Browsers always say where they come from;
 * clients that are no browser send neither header and bring no cookie they were not given.
 */
export function sameOriginOnly(context: Context) {
  return createMiddleware(async (c, next) => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) return next()
    const site = c.req.header('Sec-Fetch-Site')
    const origin = c.req.header('Origin')
    const own = [context.config.origin, `${new URL(c.req.url).protocol}//${c.req.header('Host')}`]
    const foreign = site === 'cross-site' || (origin !== undefined && !own.includes(origin))
    return foreign ? problem(c, problemOf('origin-foreign')) : next()
  })
}

/** Hono gives a middleware only the parameters of its own path, so the handler's are read off its pattern. */
function pathValue(pattern: string, path: string, name: string): string | undefined {
  const at = pattern.split('/').indexOf(name)
  return at < 0 ? undefined : path.split('/')[at]
}
