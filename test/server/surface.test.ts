/** What the server shows to anyone: tags, keys, its own description, headers, errors. */
import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { base64url, flattenedVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ACCESS } from '../../checkpoints/people.ts'
import { parseTag, tagDigitsIn } from '../../checkpoints/tag.ts'
import { type EstateServer, inChunks, startEstateServer } from '../support/estate-server.ts'

let server: EstateServer
let digits: string

beforeAll(async () => {
  server = await startEstateServer()
  digits = tagDigitsIn(server.spots[0]!.tagUrl ?? '') ?? ''
})
afterAll(() => server.stop())

type Operation = {
  readonly summary?: string
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: object }>> }
  readonly responses: Readonly<Record<string, { readonly description: string }>>
}
const JSON_BODY = { 'Content-Type': 'application/json' }

describe('a tag’s address', () => {
  it('tells a client of the staff which spot and checklist it stands for', async () => {
    const { status, body } = await server.as.assistant('GET', `/s/${digits}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      checkpoint: { id: server.spots[0]!.id, revision: 1 },
      checklist: { kind: 'lobby', version: 2 },
    })
  })

  it('gives browsers the app, whatever the tag is worth', async () => {
    const html = { Accept: 'text/html,application/xhtml+xml' }
    expect((await server.anyone('GET', `/s/${digits}`, undefined, html)).body).toContain('the shell')
    const bad = await server.anyone('GET', '/s/123', undefined, html)
    expect([bad.status, bad.body.includes('the shell')]).toEqual([400, true])
  })

  it('is a typed refusal for what opens nothing', async () => {
    const forged = digits.slice(0, -1) + ((Number(digits.at(-1)) + 1) % 10)
    const cases = [
      ['123', 400, 'tag-malformed'],
      ['9'.repeat(174), 400, 'tag-malformed'],
      [`00${'4'.repeat(172)}`, 404, 'tag-unknown'],
      [forged, 422, 'tag-forged'],
    ] as const
    for (const [read, status, code] of cases) {
      const answered = await server.anyone('GET', `/s/${read}`)
      expect([answered.status, answered.body.code]).toEqual([status, code])
    }
  })

  it('works in upper case, as some phones read it', async () => {
    const { status, headers } = await server.anyone('GET', `/S/${digits}`)
    expect([status, headers.get('location')]).toEqual([301, `/s/${digits}`])
  })

  it('is gone once the label was replaced', async () => {
    const spot = server.spots[2]!
    await server.as.admin('POST', `${server.path}/checkpoints/${spot.id}/tag`)
    const { status, body } = await server.anyone('GET', `/s/${tagDigitsIn(spot.tagUrl ?? '')}`)
    expect([status, body.code]).toEqual([410, 'tag-revoked'])
  })

  it('can be checked by anyone with the published keys and a JWS library', async () => {
    const { keys } = (await server.anyone('GET', '/.well-known/jwks.json')).body
    const { fields, signature } = parseTag(digits)!
    const kid = `${server.estate}.${fields.generation}`
    const verified = await flattenedVerify(
      {
        protected: base64url.encode(JSON.stringify({ alg: 'ES256', kid, typ: 'waymark-tag' })),
        payload: base64url.encode(`{"v":1,"checkpoint":"${fields.checkpoint}","revision":${fields.revision}}`),
        signature: base64url.encode(signature),
      },
      keys.find((key: { kid: string }) => key.kid === kid),
    )
    expect(verified.protectedHeader?.kid).toBe(kid)
  })
})

describe('the API’s own description', () => {
  it('is OpenAPI 3.1 with every route, and a schema for every JSON answer', async () => {
    const { body } = await server.anyone('GET', '/api/openapi.json')
    expect(body.openapi).toBe('3.1.0')
    const described = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    )
    const expected = Object.keys(ACCESS).filter((route) => !/healthz|openapi|docs/.test(route))
    expect(described.sort()).toEqual(expected.sort())
    const schemas = JSON.stringify(body.paths).match(/"application\/json":\{"schema":\{[^}]/g) ?? []
    expect(schemas.length).toBeGreaterThan(20)
    expect(JSON.stringify(body)).not.toContain('"schema":{}')
  })

  it('names every part of every address and every body, so that a client can be generated from it', async () => {
    const { body } = await server.anyone('GET', '/api/openapi.json')
    for (const [path, methods] of Object.entries(body.paths as Record<string, Record<string, Operation>>)) {
      const parts = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      for (const [method, { parameters = [], requestBody, responses, summary }] of Object.entries(methods)) {
        const named = parameters.filter((one) => one.in === 'path' && one.required).map(({ name }) => name)
        expect([method, path, named.sort()]).toEqual([method, path, parts.sort()])
        expect([method, path, summary]).toEqual([method, path, expect.any(String)])
        expect(Object.values(responses).every(({ description }) => description !== '')).toBe(true)
        if (/post|put|patch/.test(method) && !path.endsWith('/tag'))
          expect([method, path, Object.values(requestBody?.content ?? {}).every(({ schema }) => schema)]).toEqual([
            method,
            path,
            true,
          ])
      }
    }
  })

  it('can be read by people', async () => {
    const { body, headers } = await server.anyone('GET', '/api/docs')
    expect(headers.get('content-type')).toContain('text/html')
    for (const route of Object.keys(ACCESS).filter((one) => one.includes('/api/estates/'))) {
      expect(body).toContain(route.replace(/:(\w+)/g, '{$1}'))
    }
  })
})

describe('every answer', () => {
  it('carries the headers that keep a browser from harm', async () => {
    for (const path of ['/healthz', '/api/nothing', '/api/me', '/', '/s/1']) {
      const { headers } = await server.anyone('GET', path, undefined, { Accept: 'text/html' })
      const csp = headers.get('content-security-policy') ?? ''
      for (const part of [
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
      ]) {
        expect([path, csp.includes(part)]).toEqual([path, true])
      }
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('strict-transport-security')).toContain('max-age=31536000')
    }
    expect((await server.as.admin('GET', '/api/me')).headers.get('cache-control')).toBe('no-store')
  })

  it('is a problem with a code when nothing is there, and when the body is no JSON or not the documented one', async () => {
    expect((await server.anyone('GET', '/api/nothing')).body.code).toBe('not-found')
    const raw = await server.anyone('POST', '/api/session', '{"username":', { 'Content-Type': 'application/json' })
    expect([raw.status, raw.body.code]).toEqual([400, 'body-invalid'])
    const extra = await server.anyone('POST', '/api/session', { username: 'a', password: 'b', role: 'admin' })
    expect([extra.status, extra.body.where]).toEqual([400, ['role']])
    const large = await server.anyone('POST', '/api/session', { username: 'a', password: 'x'.repeat(70_000) })
    expect([large.status, large.body.code]).toEqual([413, 'too-large'])
  })

  it('is 413 and closes the connection when the body is too large, told in advance or not', async () => {
    const chunked = await server.anyone('POST', '/api/session', inChunks(5, 20_000), JSON_BODY)
    expect([chunked.status, chunked.body.code, chunked.headers.get('connection')]).toEqual([413, 'too-large', 'close'])
  })

  it('tells nothing of a fault of ours but that it is ours, and the log tells the rest', async () => {
    const picture = Buffer.from('ffd8ffc0000b080140028001011100ffd9', 'hex')
    const sha256 = createHash('sha256').update(picture).digest('hex')
    expect((await server.as.assistant('PUT', `/api/photos/${sha256}`, picture)).status).toBe(201)
    rmSync(join(server.dataDir, 'photos', sha256.slice(0, 2)), { recursive: true })
    const { status, body, headers } = await server.as.assistant('GET', `/api/photos/${sha256}`)
    expect([status, body.code, JSON.stringify(body).includes(server.dataDir)]).toEqual([500, 'internal', false])
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(server.logged.findLast((line) => line.includes('"level":"error"'))).toContain('ENOENT')
  })

  it('is a file of the client’s or nothing: no address leads out of its folder', async () => {
    expect((await server.anyone('GET', '/index.html')).body).toContain('the shell')
    for (const path of ['/..%2fwaymark.db', '/%2e%2e/waymark.db', '/..%5cwaymark.db', '/assets/..%2f..%2fsecret']) {
      expect([path, (await server.anyone('GET', path)).status]).toEqual([path, 404])
    }
  })
})

describe('checkpoints and places', () => {
  it('are added with codes that are unique and places that exist', async () => {
    const [lobby] = server.spots
    const add = (given: object) =>
      server.as.admin('POST', `${server.path}/checkpoints`, {
        code: 'NEW-1',
        kind: 'lift',
        names: { en: 'Lift' },
        place: lobby!.place,
        ...given,
      })
    expect((await add({ code: 'LOBBY' })).body.code).toBe('code-taken')
    expect((await add({ place: server.estate })).body.code).toBe('place-unknown')
    expect((await add({ kind: 'swimming-pool' })).body).toMatchObject({ code: 'body-invalid', where: ['kind'] })
    expect((await add({ names: {} })).body.code).toBe('body-invalid')
    const added = await add({})
    expect(added.status).toBe(201)
    expect(tagDigitsIn(added.body.tagUrl)).toMatch(/^\d{174}$/)
    const renamed = await server.as.admin('PATCH', `${server.path}/checkpoints/${added.body.id}`, {
      names: { en: 'Lift 9' },
    })
    expect(renamed.body).toMatchObject({ code: 'NEW-1', names: { en: 'Lift 9' } })
  })

  it('print as a PDF for admins, and not for checkpoints of nowhere', async () => {
    const pdf = await server.as.admin('GET', `${server.path}/labels.pdf?sheet=l7159&startAt=5&languages=en`)
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect(pdf.body.startsWith('%PDF-')).toBe(true)
    const unknown = await server.as.admin('GET', `${server.path}/labels.pdf?checkpoints=0000000000`)
    expect([unknown.status, unknown.body.code]).toEqual([422, 'checkpoint-unknown'])
    expect((await server.as.admin('GET', `${server.path}/labels.pdf?sheet=none`)).body.code).toBe('body-invalid')
    const many = Array(4000).fill('0000000000').join(',')
    expect((await server.as.admin('GET', `${server.path}/labels.pdf?checkpoints=${many}`)).status).toBe(422)
  })
})
