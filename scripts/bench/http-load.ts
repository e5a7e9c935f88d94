/**
 * Sends prepared requests over a number of kept-alive connections and takes the time of each. Bare sockets: on a small
 * machine Node's own client would take as much of the processor as the server that is being measured.
 */
import { connect, type Socket } from 'node:net'

export type Prepared = {
  readonly method: 'GET' | 'PUT' | 'POST'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** What the answer's status has to be. */
  readonly status: number
}

export type Load = {
  /** From the first request sent to the last answer read. */
  readonly seconds: number
  /** Of each request, from sent to read. */
  readonly milliseconds: readonly number[]
  /** Head and body as they came. */
  readonly lastAnswer: Buffer
}

/** @throws Error at the first answer with another status than prepared for */
export async function sendAll(origin: string, requests: readonly Prepared[], connections: number): Promise<Load> {
  const { hostname, port, host } = new URL(origin)
  const messages = requests.map((prepared) => messageOf(host, prepared))
  const sockets = await Promise.all(Array.from({ length: connections }, () => opened(hostname, Number(port))))
  const milliseconds: number[] = []
  let lastAnswer: Buffer = Buffer.alloc(0)
  let next = 0
  const startedAt = performance.now()
  const useUp = async (socket: Socket) => {
    for (let i = next++; i < messages.length; i = next++) {
      const sentAt = performance.now()
      lastAnswer = await answerTo(socket, messages[i]!)
      milliseconds.push(performance.now() - sentAt)
      expectStatus(lastAnswer, requests[i]!)
    }
    socket.destroy()
  }
  await Promise.all(sockets.map(useUp))
  return { seconds: (performance.now() - startedAt) / 1000, milliseconds, lastAnswer }
}

/**
 * One client with a connection of its own, e.g. a phone.
 * @returns the answer to each request, in the order asked; `close` ends the connection
 */
export async function connectTo(origin: string) {
  const { hostname, port, host } = new URL(origin)
  const socket = await opened(hostname, Number(port))
  return {
    /** @throws Error at an answer with another status than prepared for */
    async ask(prepared: Prepared): Promise<Buffer> {
      const answer = await answerTo(socket, messageOf(host, prepared))
      expectStatus(answer, prepared)
      return answer
    },
    close: () => socket.destroy(),
  }
}

function messageOf(host: string, { method, path, headers, body = '' }: Prepared): Buffer {
  const fields = { Host: host, ...headers, ...(body && { 'Content-Length': Buffer.byteLength(body) }) }
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`)
}

function opened(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true }, () => resolve(socket))
    socket.once('error', reject)
  })
}

function answerTo(socket: Socket, message: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let answer: Buffer = Buffer.alloc(0)
    const closed = () => reject(new Error(`the server hung up after ${answer.length} bytes`))
    const hear = (chunk: Buffer) => {
      answer = answer.length === 0 ? chunk : Buffer.concat([answer, chunk])
      if (!isWhole(answer)) return
      socket.off('data', hear).off('close', closed)
      resolve(answer)
    }
    socket.on('data', hear).once('close', closed)
    socket.write(message)
  })
}

/** RFC 9112 §6.3, as far as our server uses it: a length, or chunks without trailers. */
function isWhole(answer: Buffer): boolean {
  const headEnd = answer.indexOf('\r\n\r\n') + 4
  if (headEnd < 4) return false
  const length = /^content-length: (\d+)\r$/im.exec(answer.toString('latin1', 0, headEnd))?.[1]
  return length === undefined ? answer.subarray(-5).equals(LAST_CHUNK) : answer.length >= headEnd + Number(length)
}

const LAST_CHUNK = Buffer.from('0\r\n\r\n')

function expectStatus(answer: Buffer, { method, path, status }: Prepared): void {
  // `HTTP/1.1 201 Created`
  if (answer.toString('latin1', 9, 12) !== String(status)) throw new Error(`${method} ${path}: ${answer.toString()}`)
}
