/** What a contractor fills in when it is done, kept on his phone, and what the page makes of refusals. */
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

const model = () => import('../../../client/models/work-order.ts')

describe('a work order', () => {
  it('is asked for with the token in a header and nowhere in an address', async () => {
    server.answer = () => ({ status: 200, body: { number: 'WO-2026-0012' } })
    const { workOrderOf } = await model()
    await workOrderOf(TOKEN).refresh()
    const { getWorkOrderPhoto, reportFixed } = await import('../../../client/server-public.ts')
    await getWorkOrderPhoto(TOKEN, 'f'.repeat(64))
    await reportFixed(TOKEN, { id: '00000000-0000-7000-8000-000000000001', name: 'Ho', note: 'done' })
    expect(server.log).toEqual([
      'GET /api/public/work-order',
      `GET /api/public/work-order/photos/${'f'.repeat(64)}`,
      'PUT /api/public/work-order/fix',
    ])
    expect(headers.map((one) => one.get('Waymark-Work-Order'))).toEqual([TOKEN, TOKEN, TOKEN])
    expect(workOrderOf(TOKEN)).toBe(workOrderOf(TOKEN))
  })

  it.each([
    ['not-found', 'unknown', false],
    ['work-order-closed', 'closed', false],
    ['too-many-requests', 'throttled', true],
    ['internal', 'broken', true],
  ] as const)('that is refused with %s is %s', async (code: ProblemCode, failure, passes) => {
    server.answer = () => refusal(code)
    const { workOrderOf, workOrderFailure, mayPass } = await model()
    const shown = workOrderOf(TOKEN)
    await shown.refresh()
    const why = workOrderFailure(shown.failure.value!)
    expect([why, mayPass(why)]).toEqual([failure, passes])
  })

  it('that cannot be reached is offline', async () => {
    server.answer = () => 'offline'
    const { workOrderOf, workOrderFailure } = await model()
    const shown = workOrderOf(TOKEN)
    await shown.refresh()
    expect(workOrderFailure(shown.failure.value!)).toBe('offline')
  })
})

describe('a report that it is done', () => {
  it('keeps its id and its words when the page is lost, so that it is taken once', async () => {
    const { keptFix, keepFix } = await model()
    const begun = keptFix('WO-2026-0012')
    expect([begun.name, begun.note]).toEqual(['', ''])
    keepFix('WO-2026-0012', { ...begun, name: 'Ho', note: 'new belt' })
    vi.resetModules()
    const again = await model()
    expect(again.keptFix('WO-2026-0012')).toEqual({ id: begun.id, name: 'Ho', note: 'new belt' })
  })

  it('brings its author’s name to the next order, and neither words nor id', async () => {
    const { keptFix, keepFix, forgetFix } = await model()
    const begun = { ...keptFix('WO-2026-0012'), name: 'Ho', note: 'new belt' }
    keepFix('WO-2026-0012', begun)
    const other = keptFix('WO-2026-0013')
    expect([other.name, other.note, other.id === begun.id]).toEqual(['Ho', '', false])
    forgetFix(begun)
    const next = keptFix('WO-2026-0012')
    expect([next.name, next.note, next.id === begun.id]).toEqual(['Ho', '', false])
  })

  it('begins anew where what was kept is nothing of ours', async () => {
    const { keptFix } = await model()
    for (const odd of ['null', '"x"', '{', '[1]']) {
      localStorage.setItem('work-order-draft', odd)
      expect(keptFix('WO-2026-0012')).toMatchObject({ name: '', note: '' })
    }
  })

  it.each([
    ['finding-act-refused', true],
    ['word-conflict', true],
    ['body-invalid', false],
  ] as const)('that is refused with %s is there already: %s', async (code: ProblemCode, isThere) => {
    server.answer = () => refusal(code)
    const { reportFixed } = await import('../../../client/server-public.ts')
    const reply = await reportFixed(TOKEN, { id: '00000000-0000-7000-8000-000000000001', name: 'Ho', note: 'done' })
    const { isThereAlready } = await model()
    expect(!reply.ok && isThereAlready(reply)).toBe(isThere)
  })
})
