/** The whole server as one Hono app: what every request passes, the API, and the built client. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import { problemOf } from '../checkpoints/wire/problem.ts'
import { coverageApi } from './api/coverage.ts'
import { documentApi } from './api/document.ts'
import { estatesApi } from './api/estates.ts'
import { guard, sameOriginOnly } from './api/guard.ts'
import { labelsApi } from './api/labels.ts'
import { type Env, problem } from './api/route.ts'
import { sessionApi } from './api/session.ts'
import { tagsApi } from './api/tags.ts'
import { visitsApi } from './api/visits.ts'
import type { Context } from './context.ts'
import { redactedPath } from './log.ts'

/** @param clientDir the built client; its absence leaves a server with the API alone */
export function createApp(context: Context, clientDir?: string): Hono<Env> {
  const shell = clientDir && readShell(clientDir)
  const app = new Hono<Env>()
  app.use(requestLog(context))
  // Around the general policy: bytes that people sent must never run, whatever they turn out to be (ASVS 3.2.1).
  app.use('/api/photos/*', async (c, next) => {
    await next()
    c.header('Content-Security-Policy', "default-src 'none'; sandbox")
  })
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        workerSrc: ["'self'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
      // The address of a tag's page is its token.
      referrerPolicy: 'no-referrer',
      permissionsPolicy: { camera: ['self'], geolocation: ['self'], microphone: [] },
      strictTransportSecurity: 'max-age=31536000; includeSubDomains',
    }),
  )
  app.use(compress())
  app.use(sameOriginOnly(context))
  app.use('/api/*', async (c, next) => {
    await next()
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store')
  })
  app.use(guard(context))

  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.route('/', sessionApi(context))
  app.route('/', estatesApi(context))
  app.route('/', visitsApi(context))
  app.route('/', coverageApi(context))
  app.route('/', labelsApi(context))
  app.route('/', tagsApi(context, shell))
  app.route('/', documentApi(app))
  // Some phones upper-case what they read off a code.
  app.get('/S/*', (c) => c.redirect(`/s/${c.req.path.slice(3)}`, 301))

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
