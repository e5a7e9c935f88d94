/** The way between phones and the server, as bad as a basement: nothing passes, or a request or its answer gets lost. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * - passes: there and back
 * - lost: the server never hears of it
 * - answer-lost: the server has done it, and the phone never hears
 */
export type Fate = 'passes' | 'lost' | 'answer-lost'

export type Request = { readonly method: string; readonly path: string }

export type FlakyProxy = {
  readonly origin: string
  readonly port: number
  /** Decides about each request; may be changed at any time. Everything passes until then. */
  fateOf: (request: Request) => Fate
  /** What the phone gets to read of an answer; as it came until then. */
  rewritten: (request: Request, body: Buffer) => Buffer | string
  /** Told when the server has answered a request whose answer gets lost. */
  onLostAnswer: (request: Request) => void
  readonly stop: () => Promise<void>
}

/** @param serverPort on this machine; need not listen yet */
export async function startFlakyProxy(serverPort: number): Promise<FlakyProxy> {
  const server = createServer(async (incoming, outgoing) => {
    const asked = { method: incoming.method ?? '', path: incoming.url ?? '' }
    const fate = proxy.fateOf(asked)
    if (fate === 'lost') return incoming.socket.destroy()
    try {
      const answer = await forwarded(incoming, serverPort)
      if (fate === 'answer-lost') {
        proxy.onLostAnswer(asked)
        return incoming.socket.destroy()
      }
      const body = Buffer.from(proxy.rewritten(asked, answer.body))
      outgoing.writeHead(answer.status, { ...answer.headers, 'content-length': body.length })
      outgoing.end(body)
    } catch {
      // The server is down, or the phone went away while it was sending.
      incoming.socket.destroy()
    }
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const proxy: FlakyProxy = {
    origin: `http://localhost:${port}`,
    port,
    fateOf: () => 'passes',
    rewritten: (_, body) => body,
    onLostAnswer: () => undefined,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return proxy
}

async function forwarded(incoming: IncomingMessage, port: number) {
  // Plain text, so that a test can read and rewrite it.
  const { 'accept-encoding': _, ...headers } = incoming.headers
  const { method, url: path } = incoming
  const upstream = request({ host: 'localhost', port, method, path, headers })
  incoming.pipe(upstream)
  const [answer] = (await once(upstream, 'response')) as [IncomingMessage]
  const parts: Buffer[] = []
  for await (const part of answer) parts.push(part)
  return { status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(parts) }
}
