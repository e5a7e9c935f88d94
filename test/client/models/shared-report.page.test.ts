/** The page a link opens, before a server that answers what the test says. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ProblemCode } from '../../../checkpoints/wire/problem.ts'
import { type FakeServer, newPhone, refusal } from './page.ts'

const TOKEN = 'a'.repeat(43)

let server: FakeServer
let headers: Headers[]

beforeEach(() => {
  server = newPhone()
  headers = []
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    headers.push(new Headers(init.headers))
    return server.fetch(path, init)
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

async function opened() {
  const model = await import('../../../client/models/shared-report.ts')
  const shown = model.sharedReportOf(TOKEN)
  await shown.refresh()
  const failure = shown.failure.value && model.sharedFailure(shown.failure.value)
  return { ...model, shown, failure }
}

describe('a shared report', () => {
  it('is asked for with the token in a header and nowhere in the address', async () => {
    server.answer = () => ({ status: 200, body: { label: 'Committee', report: { now: 1 } } })
    const { shown, sharedReportOf } = await opened()
    expect(server.log).toEqual(['GET /api/shared/report'])
    expect(headers[0]!.get('Waymark-Share')).toBe(TOKEN)
    expect(shown.value.value?.label).toBe('Committee')
    expect(sharedReportOf(TOKEN)).toBe(shown)
    expect(sharedReportOf('b'.repeat(43))).not.toBe(shown)
  })

  it.each([
    ['not-found', 'unknown', false],
    ['share-expired', 'expired', false],
    ['share-taken-back', 'taken-back', false],
    ['share-throttled', 'throttled', true],
    ['internal', 'broken', true],
  ] as const)('that is answered %s is told as: %s', async (code: ProblemCode, told, mayHelp) => {
    server.answer = () => refusal(code)
    const { failure, mayPass } = await opened()
    expect([failure, mayPass(failure!)]).toEqual([told, mayHelp])
  })

  it('that does not come for want of a network may come later', async () => {
    server.answer = () => 'offline'
    const { failure, mayPass } = await opened()
    expect([failure, mayPass(failure!)]).toEqual(['offline', true])
  })
})

describe('its file', () => {
  async function fetched(answer: () => Response) {
    vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
      headers.push(new Headers(init.headers))
      return answer()
    })
    const { getSharedFile } = await import('../../../client/server.ts')
    return getSharedFile(TOKEN, { format: 'csv', language: 'en' })
  }

  it('comes as bytes, with the token in a header', async () => {
    const disposition = { 'content-type': 'text/csv', 'content-disposition': 'attachment; filename="r.csv"' }
    const reply = await fetched(() => new Response('Code,Place', { headers: disposition }))
    expect(headers.at(-1)!.get('Waymark-Share')).toBe(TOKEN)
    expect(reply.ok && (await reply.value.text())).toBe('Code,Place')
  })

  it('is not taken from a hotel’s sign-in page', async () => {
    const reply = await fetched(() => new Response('<html>', { headers: { 'content-type': 'text/html' } }))
    expect(reply).toEqual({ ok: false, offline: true })
  })

  it('is refused as the report is', async () => {
    const { body, status } = refusal('share-expired') as { readonly body: unknown; readonly status: number }
    const type = { 'content-type': 'application/problem+json' }
    const reply = await fetched(() => new Response(JSON.stringify(body), { status, headers: type }))
    expect(!reply.ok && !reply.offline && reply.problem.code).toBe('share-expired')
  })
})
