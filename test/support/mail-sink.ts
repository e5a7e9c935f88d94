/** A mail server that keeps what it is sent, and refuses what a test tells it to. */
import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export type Arrived = { readonly to: readonly string[]; readonly mail: ParsedMail; readonly raw: string }

export type MailSink = {
  readonly url: string
  readonly arrived: Arrived[]
  /** Recipient → the code it is refused with; `data`: at the end of the message; `after`: then too, but it has been taken; `never`: no answer comes at all. */
  readonly refuse: Map<string, { readonly code: number; readonly at: 'rcpt' | 'data' | 'after' | 'never' }>
  /** Every connection is answered with this code before anything is said. */
  closed: number | undefined
  connections: number
  readonly stop: () => Promise<void>
}

export async function startMailSink(port = 0): Promise<MailSink> {
  const refuse: MailSink['refuse'] = new Map()
  const refusal = (code: number) => Object.assign(new Error('no thank you'), { responseCode: code })
  const server = new SMTPServer({
    // A certificate of its own making would be refused, rightly.
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 1,
    onConnect: (_session, callback) => {
      sink.connections++
      callback(sink.closed === undefined ? null : refusal(sink.closed))
    },
    onRcptTo: ({ address }, _session, callback) => {
      const told = refuse.get(address)
      callback(told?.at === 'rcpt' ? refusal(told.code) : null)
    },
    onData: (stream, { envelope }, callback) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        const to = envelope.rcptTo.map(({ address }) => address)
        const told = to.map((address) => refuse.get(address)).find((one) => one)
        if (told?.at === 'never') return
        if (told?.at === 'data') return callback(refusal(told.code))
        const bytes = Buffer.concat(chunks)
        sink.arrived.push({ to, mail: await simpleParser(bytes), raw: bytes.toString() })
        callback(told?.at === 'after' ? refusal(told.code) : null)
      })
    },
  })
  server.on('error', () => {})
  greetAtOnce(server)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.server.address() as AddressInfo
  const sink: MailSink = {
    url: `smtp://127.0.0.1:${address.port}`,
    arrived: [],
    refuse,
    closed: undefined,
    connections: 0,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return sink
}

/** The library keeps everybody waiting for 100 ms, to find out those who talk before they are greeted: not under test here. */
function greetAtOnce(server: SMTPServer): void {
  const { connections } = server
  const add = connections.add.bind(connections)
  connections.add = (connection) => {
    connection.init = () => connection._setListeners(() => connection.connectionReady())
    return add(connection)
  }
}
