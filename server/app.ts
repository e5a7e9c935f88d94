/** The whole server as one Hono app: what every request passes, the API, and the built client. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { HTTPException } from 'hono/http-exception'
import { problemOf } from '../checkpoints/wire/problem.ts'
import { checklistsApi } from './api/checklists.ts'
import { chipsApi } from './api/chips.ts'
import { coverageApi } from './api/coverage.ts'
import { displaysApi } from './api/displays.ts'
import { documentApi } from './api/document.ts'
import { estatesApi } from './api/estates.ts'
import { findingsApi } from './api/findings.ts'
import { guard, sameOriginOnly } from './api/guard.ts'
import { hangingApi } from './api/hanging.ts'
import { importsApi } from './api/imports.ts'
import { labelsApi } from './api/labels.ts'
import { mailingsApi } from './api/mailings.ts'
import { plansApi } from './api/plans.ts'
import { reportsApi } from './api/reports.ts'
import { residentReportsApi } from './api/resident-reports.ts'
import { type Env, problem } from './api/route.ts'
import { safeHeaders } from './api/safe-headers.ts'
import { sessionApi } from './api/session.ts'
import { sharesApi } from './api/shares.ts'
import { spotsApi } from './api/spots.ts'
import { strangersApi } from './api/strangers.ts'
import { tagKeysApi } from './api/tag-keys.ts'
import { tagsApi } from './api/tags.ts'
import { visitsApi } from './api/visits.ts'
import { workOrdersApi } from './api/work-orders.ts'
import type { Context } from './context.ts'
import { redactedPath } from './log.ts'
import { strangersAt } from './services/strangers.ts'

/** @param clientDir the built client; its absence leaves a server with the API alone */
export function createApp(context: Context, clientDir?: string): Hono<Env> {
  const shell = clientDir && readShell(clientDir)
  const strangers = strangersAt(context)
  const app = new Hono<Env>()
  app.use(requestLog(context))
  app.use(safeHeaders)
  // What answers a PUT is too small to be worth it.
  app.on(['GET', 'POST'], '*', compress())
  app.use(sameOriginOnly(context))
  app.use(guard(context))

  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.route('/', sessionApi(context))
  app.route('/', estatesApi(context))
  app.route('/', plansApi(context))
  app.route('/', spotsApi(context))
  app.route('/', checklistsApi(context))
  app.route('/', visitsApi(context))
  app.route('/', coverageApi(context))
  app.route('/', reportsApi(context))
  app.route('/', sharesApi(context))
  app.route('/', mailingsApi(context))
  app.route('/', importsApi(context))
  app.route('/', labelsApi(context))
  app.route('/', tagKeysApi(context))
  app.route('/', hangingApi(context))
  app.route('/', chipsApi(context))
  app.route('/', tagsApi(context, strangers, shell))
  app.route('/', displaysApi(context))
  app.route('/', strangersApi(context, strangers))
  app.route('/', residentReportsApi(context))
  app.route('/', findingsApi(context))
  app.route('/', workOrdersApi(context))
  app.route('/', documentApi(app))
  // Some phones upper-case what they read off a code.
  app.on('GET', ['/S/*', '/D/*'], (c) => {
    // As it came, not decoded: a line break would make another header.
    const { pathname, search } = new URL(c.req.url)
    return c.redirect(`${pathname.slice(0, 3).toLowerCase()}${pathname.slice(3)}${search}`, 301)
  })

  if (clientDir && shell !== undefined) serveClient(app, clientDir, shell)
  app.notFound((c) => problem(c, problemOf('not-found')))
  app.onError((error, c) => {
    if (error instanceof HTTPException && error.status < 500) return problem(c, problemOf('body-invalid'))
    context.log('error', 'request failed', { path: redactedPath(c.req.path), error: error.stack ?? String(error) })
    return problem(c, problemOf('internal'))
  })
  return app
}

function serveClient(app: Hono<Env>, clientDir: string, shell: string): void {
  const fromClient = serveStatic({
    root: clientDir,
    onFound: (path, c) => {
      // Built files carry their hash in their name; all others must be asked for again.
      c.header('Cache-Control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.get('*', async (c, next) => (isOurs(c.req.path) ? next() : fromClient(c, next)))
  app.get('*', async (c, next) => {
    if (isOurs(c.req.path) || !c.req.header('Accept')?.includes('text/html')) return next()
    c.header('Cache-Control', 'no-cache')
    return c.html(shell)
  })
}

function isOurs(path: string): boolean {
  return path.startsWith('/api/') || path.startsWith('/.well-known/')
}

function readShell(clientDir: string): string {
  return readFileSync(join(clientDir, 'index.html'), 'utf8')
}

function requestLog(context: Context) {
  return async (c: Parameters<Parameters<Hono<Env>['use']>[1]>[0], next: () => Promise<void>) => {
    const startedAt = performance.now()
    await next()
    context.log('info', 'request', {
      method: c.req.method,
      path: redactedPath(c.req.path),
      status: c.res.status,
      ms: Math.round((performance.now() - startedAt) * 10) / 10,
    })
  }
}
