import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isPublicAddress } from '../../server/notify/public-address.ts'
import { type PublicRequest, publicFetcher } from '../../server/notify/public-fetch.ts'
import { CA, fetchHere, type Receiver, startReceiver } from '../support/https-receiver.ts'

type Vector = { readonly why: string; readonly address: string; readonly url?: string; readonly public: boolean }

const file = new URL('../vectors/public-addresses.json', import.meta.url)
const vectors: readonly Vector[] = JSON.parse(readFileSync(file, 'utf8')).addresses

const POST: PublicRequest = { method: 'POST', body: 'hello', timeoutMs: 2000, mostBytes: 1000 }

let receiver: Receiver
beforeEach(async () => {
  receiver = await startReceiver()
})
afterEach(() => receiver.stop())

describe('an address', () => {
  it.each(vectors)('$address: $why', ({ address, public: open }) => {
    expect(isPublicAddress(address)).toBe(open)
  })

  it.each(vectors.filter(({ url, public: open }) => url !== undefined && !open))(
    'written $url is refused: $why',
    async ({ url }) => {
      const asked: string[] = []
      const fetch = publicFetcher({
        resolve: async (name) => {
          asked.push(name)
          return []
        },
      })
      expect(await fetch(`https://${url}:${receiver.port}/`, POST)).toEqual({ outcome: 'internal-address' })
      expect(asked).toEqual([])
    },
  )

  it.each(vectors.filter(({ public: open }) => !open))(
    'that a name leads to, $address, is refused even beside a public one: $why',
    async ({ address }) => {
      for (const found of [[address], ['8.8.8.8', address], [address, '8.8.8.8']]) {
        const fetch = publicFetcher({ resolve: async () => found, ca: CA })
        expect(await fetch(receiver.origin, POST)).toEqual({ outcome: 'internal-address' })
      }
      expect(receiver.called).toEqual([])
    },
  )

  it('is refused if it is not https, or holds a name or password', async () => {
    for (const url of [
      'http://example.org/',
      'ftp://example.org/',
      'https://me@example.org/',
      'https://:x@example.org/',
      'x',
    ])
      expect(await fetchHere(url, POST)).toEqual({ outcome: 'address-invalid' })
  })
})

describe('a call', () => {
  it('arrives as it was made, under the name of the address, and brings the answer', async () => {
    receiver.answers = (response) => response.writeHead(201, { 'X-Said': 'yes' }).end('welcome')
    const answer = await fetchHere(`${receiver.origin}/a?b=c`, { ...POST, headers: { 'Content-Type': 'text/plain' } })
    expect(answer).toMatchObject({ outcome: 'answered', status: 201, headers: { 'x-said': 'yes' } })
    expect(answer.outcome === 'answered' && new TextDecoder().decode(answer.body)).toBe('welcome')
    expect(receiver.called).toMatchObject([
      {
        method: 'POST',
        path: '/a?b=c',
        headers: {
          host: `hooks.example.org:${receiver.port}`,
          'content-type': 'text/plain',
          'content-length': '5',
        },
        body: 'hello',
      },
    ])
  })

  it('asks for the name once, and goes where it has looked: a name that leads elsewhere the next moment gains nothing', async () => {
    // Where there is a second loopback address: the one that must not be called listens on the same port.
    const inside = await startReceiver('127.0.0.2', receiver.port).catch(() => undefined)
    const found = [['127.0.0.1'], ['127.0.0.2']]
    let asked = 0
    const fetch = publicFetcher({
      resolve: async () => found[asked++] ?? [],
      allows: (address) => address === '127.0.0.1',
      ca: CA,
    })
    expect(await fetch(receiver.origin, POST)).toMatchObject({ outcome: 'answered' })
    expect(asked).toBe(1)
    expect(await fetch(receiver.origin, POST)).toEqual({ outcome: 'internal-address' })
    expect(receiver.called).toHaveLength(1)
    expect(inside?.called ?? []).toEqual([])
    await inside?.stop()
  })

  it('does not follow where it is sent on to', async () => {
    const other = await startReceiver()
    for (const status of [301, 302, 303, 307, 308]) {
      receiver.answers = (response) => response.writeHead(status, { Location: `${other.origin}/secret` }).end()
      expect(await fetchHere(receiver.origin, POST)).toEqual({ outcome: 'redirected', status })
    }
    expect(other.called).toEqual([])
    await other.stop()
  })

  it('trusts nobody without a certificate for that very name', async () => {
    const here = { resolve: async () => ['127.0.0.1'], allows: () => true }
    expect(await publicFetcher(here)(receiver.origin, POST)).toEqual({ outcome: 'certificate' })
    const foreign = `https://hooks.example.com:${receiver.port}/`
    expect(await publicFetcher({ ...here, ca: CA })(foreign, POST)).toEqual({ outcome: 'certificate' })
    expect(receiver.called).toEqual([])
  })

  it('ends when its time is up: in the name, before the answer, and in the middle of it', async () => {
    const quick = { ...POST, timeoutMs: 150 }
    const never = publicFetcher({ resolve: () => new Promise(() => {}) })
    expect(await never(receiver.origin, quick)).toEqual({ outcome: 'timed-out' })
    receiver.answers = () => {}
    expect(await fetchHere(receiver.origin, quick)).toEqual({ outcome: 'timed-out' })
    receiver.answers = (response) => response.writeHead(200).write('and then')
    expect(await fetchHere(receiver.origin, quick)).toEqual({ outcome: 'timed-out' })
  })

  it('reads no more of an answer than it was told to', async () => {
    receiver.answers = (response) => response.end('x'.repeat(1000))
    expect(await fetchHere(receiver.origin, POST)).toMatchObject({ outcome: 'answered', status: 200 })
    receiver.answers = (response) => response.end('x'.repeat(1001))
    expect(await fetchHere(receiver.origin, POST)).toEqual({ outcome: 'too-long', status: 200 })
  })

  it('says when nobody is there, or the connection breaks', async () => {
    receiver.answers = (response) => void response.socket?.destroy()
    expect(await fetchHere(receiver.origin, POST)).toEqual({ outcome: 'unreachable' })
    const nobody = publicFetcher({ resolve: () => Promise.reject(new Error('ENOTFOUND')) })
    const noAddress = publicFetcher({ resolve: async () => [] })
    expect(await noAddress(receiver.origin, POST)).toEqual({ outcome: 'unreachable' })
    expect(await nobody(receiver.origin, POST)).toEqual({ outcome: 'unexpected' })
    await receiver.stop()
    expect(await fetchHere(receiver.origin, POST)).toEqual({ outcome: 'unreachable' })
    receiver = await startReceiver()
  })
})
