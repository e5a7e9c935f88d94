/** The API's own description: OpenAPI 3.1 for machines, a page of the same for people. */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { generateSpecs } from 'hono-openapi'
import { ACCESS } from '../../checkpoints/people.ts'
import type { Env } from './route.ts'

type Operation = {
  readonly summary?: string
  readonly description?: string
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[]
  readonly responses?: Readonly<Record<string, { readonly description?: string }>>
}
type Document = Awaited<ReturnType<typeof generateSpecs>>

/** @param app the whole app, whose routes are described */
export function documentApi(app: Hono<Env>): Hono<Env> {
  let made: Promise<Document> | undefined
  const document = () => {
    made ??= generateSpecs(app, {
      documentation: {
        openapi: '3.1.0',
        info: {
          title: 'Waymark',
          version: '1',
          description:
            'QR-checkpoint patrol verification. Problems are RFC 9457; docs/api.md explains the signed visit.',
          license: { name: 'MIT', identifier: 'MIT' },
        },
        components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-session' } } },
      },
      excludeStaticFile: false,
      exclude: ['/S/*', '/*', '*', '/api/openapi.json', '/api/docs'],
      defaultValidationErrorResponse: false,
    })
    return made
  }
  const api = new Hono<Env>()
  api.get('/api/openapi.json', async (c) => c.json((await document()) as object))
  api.get('/api/docs', async (c) => c.html(page(await document())))
  return api
}

function page(document: Document) {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({ path, method, operation })),
  )
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Waymark API</title>
        <link rel="stylesheet" href="/api-docs.css" />
      </head>
      <body>
        <main>
          <h1>Waymark API</h1>
          <p>${document.info?.description ?? ''} The same as <a href="/api/openapi.json">OpenAPI 3.1</a>.</p>
          ${operations.map(({ path, method, operation }) => section(path, method.toUpperCase(), operation))}
        </main>
      </body>
    </html>`
}

function section(path: string, method: string, { summary, description, parameters = [], responses = {} }: Operation) {
  const access = ACCESS[`${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`]
  const queries = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)
  return html`<section>
    <h2><code>${method} ${path}</code></h2>
    <p>${summary ?? ''}. ${description ?? ''}</p>
    <p>For: ${Array.isArray(access) ? access.join(', ') : access}${queries.length > 0 ? `. Query: ${queries.join(', ')}` : ''}</p>
    <ul>
      ${Object.entries(responses).map(([status, response]) => html`<li><b>${status}</b> ${response.description ?? ''}</li>`)}
    </ul>
  </section>`
}
