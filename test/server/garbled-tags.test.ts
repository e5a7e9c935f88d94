/** Ten thousand addresses that nearly are a tag's: none is a fault of ours, and nobody who works here notices. */
import { Agent, get } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import { PROBLEMS } from '../../checkpoints/wire/problem.ts'
import { type EstateServer, PASSWORD, startEstateServer } from '../support/estate-server.ts'

let server: EstateServer
let good: string

beforeAll(async () => {
  server = await startEstateServer({ trustProxy: true })
  good = tagDigitsIn(server.spots[0]!.tagUrl ?? '') ?? ''
})
afterAll(async () => {
  agent.destroy()
  await server.stop()
})

const REQUESTS = 10_000
const AT_ONCE = 32

const digit = fc.nat(9).map(String)
const digits = (count: number) => fc.array(digit, { minLength: count, maxLength: count }).map((all) => all.join(''))

/** A good tag with some of it exchanged: its key, its spot, its revision or its signature is another's. */
const forged = () =>
  fc
    .tuple(fc.nat(173), fc.integer({ min: 1, max: 9 }))
    .map(([at, by]) => good.slice(0, at) + ((Number(good[at]) + by) % 10) + good.slice(at + 1))

const garbled = () =>
  fc.oneof(
    { weight: 4, arbitrary: forged() },
    { weight: 3, arbitrary: digits(174) },
    { weight: 2, arbitrary: fc.nat(400).chain(digits) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }).map(encodeURIComponent) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('%', '%00', '%E0%A4%A', '..%2f..', `${good}/`, `${good}%20`, '１'.repeat(174)),
    },
    { weight: 1, arbitrary: fc.nat(173).map((length) => good.slice(0, length)) },
  )

const address = () =>
  fc
    .tuple(fc.constantFrom('/s/', '/S/', '/api/public/tags/'), garbled())
    // A browser would not send what is no address.
    .map(([path, tag]) => path + tag)

/** A typed refusal, the page that gives one, or the way to the right spelling; the app where there is no tag in the address. */
function isCalm(path: string, status: number, text: string): boolean {
  if (status === 301) return path.startsWith('/S/')
  if (status === 200) return text.includes('the shell') && !/^\/s\/[^/]+$/.test(path)
  return status >= 400 && status < 500 && (text.includes('the shell') || JSON.parse(text).code in PROBLEMS)
}

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })

/** Lighter than fetch, which would take longer than what it asks. */
function ask(path: string, headers: Record<string, string>): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    get(server.origin + path, { agent, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    }).on('error', reject)
  })
}

it('answers forged and garbled tags calmly, then not at all, while the staff go on', async () => {
  const addresses = fc.sample(address(), { numRuns: REQUESTS, seed: 6 })
  const seen = new Map<number, number>()
  const odd: string[] = []
  let next = 0
  async function throwAll(): Promise<void> {
    for (let path = addresses[next++]; path !== undefined; path = addresses[next++]) {
      const { status, text } = await ask(path, {
        Accept: next % 3 === 0 ? 'text/html' : 'application/json',
        // A whole botnet could do no more than one address, but for the share that each of it has.
        'X-Forwarded-For': `198.51.100.${next % 4}`,
      })
      seen.set(status, (seen.get(status) ?? 0) + 1)
      if (!isCalm(path, status, text)) odd.push(`${path} ${status}`)
    }
  }
  /** From the same address as all that: the guard house shares the residents' line. */
  async function walk(): Promise<void> {
    const headers = { 'X-Forwarded-For': '198.51.100.0' }
    while (next < REQUESTS) {
      const tag = await server.as.assistant('GET', `/s/${good}`, undefined, headers)
      expect([tag.status, tag.body.checkpoint?.id]).toEqual([200, server.spots[0]!.id])
      expect((await server.as.assistant('GET', `${server.path}/pack`, undefined, headers)).status).toBe(200)
      const page = await server.anyone('GET', `/s/${good}`, undefined, { Accept: 'text/html', ...headers })
      expect(page.body).toContain('the shell')
    }
  }
  await Promise.all([...Array.from({ length: AT_ONCE }, throwAll), walk()])

  expect(odd).toEqual([])
  expect([...seen.values()].reduce((sum, count) => sum + count, 0)).toBe(REQUESTS)
  for (const status of [400, 404, 422, 429]) expect([status, seen.get(status) ?? 0]).not.toEqual([status, 0])
  // 300 from each of four addresses before that.
  expect(seen.get(429)).toBeGreaterThan(REQUESTS / 4)
  expect(server.logged.filter((line) => line.includes('"level":"error"'))).toEqual([])
  expect(server.logged.join('\n')).not.toMatch(/\d{174}/)

  const credentials = { username: 'the-supervisor', password: PASSWORD }
  const entered = await server.anyone('POST', '/api/session', credentials, { 'X-Forwarded-For': '198.51.100.0' })
  expect(entered.status).toBe(201)
}, 30_000)
