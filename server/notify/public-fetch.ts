/**
 * Requests to addresses that somebody else has named: webhooks, push services. Whoever names one must not make this server talk to
 * what only it can reach (SSRF): its own machine, the house's network, a cloud's metadata. So the name is resolved here, every
 * address of it is checked, and the connection goes to one of those that were checked: a name that leads elsewhere a moment later
 * (DNS rebinding) is never asked again. Redirects are an answer, and not followed.
 */
import { Resolver } from 'node:dns/promises'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './public-address.ts'

export type PublicRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** For all of it: name, connection, answer. */
  readonly timeoutMs: number
  /** Of the answer's body; more of it is not read. */
  readonly mostBytes: number
}

/**
 * - `address-invalid`: not https, or with a name and password in it
 * - `internal-address`: it leads, or one of its addresses does, to where not everybody could go
 * - `unreachable`: no such name, nobody there, or the connection broke
 * - `certificate`: whoever is there could not prove that he is whom the address names
 */
export type PublicAnswer =
  | {
      readonly outcome: 'answered'
      readonly status: number
      readonly headers: IncomingHttpHeaders
      readonly body: Uint8Array
    }
  | { readonly outcome: 'redirected' | 'too-long'; readonly status: number }
  | {
      readonly outcome:
        | 'address-invalid'
        | 'internal-address'
        | 'unreachable'
        | 'certificate'
        | 'timed-out'
        | 'unexpected'
    }

/** Never rejects for what the other side does, or does not. */
export type PublicFetch = (url: string, request: PublicRequest) => Promise<PublicAnswer>

export type Given = {
  /** Every address of a name; rejects or is empty: there is none. */
  readonly resolve?: (name: string, signal: AbortSignal) => Promise<readonly string[]>
  /** Which addresses may be called. */
  readonly allows?: (address: string) => boolean
  /** Whom to believe about certificates, in PEM; undefined: whom Node believes. */
  readonly ca?: string
}

/** Everything given is for tests: in production nothing is. */
export function publicFetcher(given: Given = {}): PublicFetch {
  return async (url, asked) => {
    const signal = AbortSignal.timeout(asked.timeoutMs)
    try {
      const way = await wayTo(url, signal, given)
      return way.outcome === 'public' ? await answerOf(way, asked, { signal, ca: given.ca }) : way
    } catch (error) {
      return { outcome: signal.aborted ? 'timed-out' : outcomeOf(error as NodeJS.ErrnoException) }
    }
  }
}

/** Where an address leads at this moment; whoever calls it looks again. */
export type PublicLook = (url: string, timeoutMs: number) => Promise<PublicWay['outcome']>

/** A name that no name server tells anything about is `unreachable`. */
export function publicLooker(given: Given = {}): PublicLook {
  return async (url, timeoutMs) => {
    const way = wayTo(url, AbortSignal.timeout(timeoutMs), given)
    return (await way.catch(() => ({ outcome: 'unreachable' as const }))).outcome
  }
}

type PublicWay =
  | { readonly outcome: 'public'; readonly url: URL; readonly addresses: readonly string[] }
  | { readonly outcome: 'address-invalid' | 'internal-address' | 'unreachable' }

async function wayTo(text: string, signal: AbortSignal, given: Given): Promise<PublicWay> {
  const { resolve = resolved, allows = isPublicAddress } = given
  const url = targetOf(text)
  if (!url) return { outcome: 'address-invalid' }
  const name = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(name) ? [name] : await inTime(resolve(name, signal), signal)
  if (addresses.length === 0) return { outcome: 'unreachable' }
  // Not one of them: a name with two faces would choose the moment.
  return addresses.every(allows) ? { outcome: 'public', url, addresses } : { outcome: 'internal-address' }
}

function targetOf(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url?.protocol === 'https:' && url.username === '' && url.password === '' ? url : undefined
}

function answerOf(
  { url, addresses }: Extract<PublicWay, { outcome: 'public' }>,
  { method, headers, body, mostBytes }: PublicRequest,
  { signal, ca }: { readonly signal: AbortSignal; readonly ca: string | undefined },
): Promise<PublicAnswer> {
  // One of its own: no connection to be reused that was made for another request, and no proxy of the environment.
  const agent = new Agent({ keepAlive: false, rejectUnauthorized: true, ...(ca !== undefined && { ca }) })
  return new Promise<PublicAnswer>((resolve, reject) => {
    const options = { method, agent, signal, lookup: among(addresses), maxHeaderSize: 16 * 1024 }
    const length = body === undefined ? 0 : Buffer.byteLength(body)
    const told = method === 'GET' ? {} : { 'Content-Length': String(length) }
    const sent = request(url, { ...options, headers: { ...headers, ...told } }, (incoming) => {
      void read(incoming, mostBytes).then(resolve, reject)
    })
    sent.on('error', reject)
    sent.end(body)
  }).finally(() => agent.destroy())
}

/** In the place of another look at the name. */
function among(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }))
  return (_name, { all: every }, callback) => {
    if (every) callback(null, all)
    else callback(null, all[0]!.address, all[0]!.family)
  }
}

async function read(incoming: IncomingMessage, mostBytes: number): Promise<PublicAnswer> {
  const { statusCode: status = 0, headers } = incoming
  if (status >= 300 && status < 400) {
    incoming.destroy()
    return { outcome: 'redirected', status }
  }
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length
    // Leaving the loop ends the connection.
    if (bytes > mostBytes) return { outcome: 'too-long', status }
    chunks.push(chunk)
  }
  return { outcome: 'answered', status, headers, body: Buffer.concat(chunks) }
}

/**
 * Straight from the name servers: the operating system's lookup would occupy one of Node's few threads, in which files are written
 * too, for as long as a name server keeps silent.
 */
async function resolved(name: string, signal: AbortSignal): Promise<string[]> {
  const resolver = new Resolver({ timeout: 3000, tries: 2 })
  const stop = () => resolver.cancel()
  signal.addEventListener('abort', stop)
  try {
    const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
    return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** @throws whatever the signal aborts with, if that is sooner */
function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    work.then(resolve, reject)
  })
}

// biome-ignore format: hand-aligned table
const UNREACHABLE: ReadonlySet<string> = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL', 'EPIPE', 'ETIMEDOUT',
  'ENOTFOUND', 'ENODATA', 'ESERVFAIL', 'EREFUSED', 'EAI_AGAIN', 'EPROTO', 'ECONNABORTED',
])
/** Of OpenSSL's checks of a chain, and of Node's of the name in it. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ALTNAME/

function outcomeOf({ code = '' }: NodeJS.ErrnoException): 'unreachable' | 'certificate' | 'unexpected' {
  if (CERTIFICATE.test(code)) return 'certificate'
  return UNREACHABLE.has(code) || /^ERR_SSL_/.test(code) ? 'unreachable' : 'unexpected'
}
