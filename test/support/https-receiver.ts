/** Somebody outside who is called over HTTPS: keeps what he is sent, and answers what a test tells him to. */
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { publicFetcher, publicLooker } from '../../server/notify/public-fetch.ts'

export type Called = {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** The same as it came. */
  readonly bytes: Uint8Array
}

export type Receiver = {
  readonly port: number
  /** `https://hooks.example.org:<port>`, for which its certificate is made. */
  readonly origin: string
  readonly called: Called[]
  /** How it answers from now on; every call is answered 204 until a test says otherwise. */
  answers: (response: ServerResponse, called: Called) => void
  readonly stop: () => Promise<void>
}

export async function startReceiver(host = '127.0.0.1', at = 0): Promise<Receiver> {
  const server = createServer({ cert: CERTIFICATE, key: KEY }, (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request
      const bytes = Buffer.concat(chunks)
      const called = { method, path, headers, body: bytes.toString(), bytes }
      receiver.called.push(called)
      receiver.answers(response, called)
    })
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(at, host, resolve))
  const { port } = server.address() as AddressInfo
  const receiver: Receiver = {
    port,
    origin: `https://hooks.example.org:${port}`,
    called: [],
    answers: (response) => response.writeHead(204).end(),
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  return receiver
}

/** Of `hooks.example.org`, `*.example.org` and 127.0.0.1, from 2020 until 2120; made with OpenSSL for these tests and good for nothing else. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBtDCCAVqgAwIBAgICEAEwCgYIKoZIzj0EAwIwGjEYMBYGA1UEAwwPV2F5bWFy
ayB0ZXN0IENBMCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAcMRow
GAYDVQQDDBFob29rcy5leGFtcGxlLm9yZzBZMBMGByqGSM49AgEGCCqGSM49AwEH
A0IABJErOiSJVk9R9fqqNMTFVk/FnQCsDXTo8Wi/oJ32iMSZZe/RWxRpFA8RTaEV
EBcLASr3hl7y0e1X3la1fjmmqECjgYswgYgwMQYDVR0RBCowKIIRaG9va3MuZXhh
bXBsZS5vcmeCDSouZXhhbXBsZS5vcmeHBH8AAAEwEwYDVR0lBAwwCgYIKwYBBQUH
AwEwHQYDVR0OBBYEFHfSUeFx2ANUghExTrxCAZgq1i4SMB8GA1UdIwQYMBaAFMps
2h1nbnAiK5D1CtaxcJ7ETxozMAoGCCqGSM49BAMCA0gAMEUCIQD6+m87AfREjfou
N3cAACbl/QFFLWe6rzC6gsLARKRaoQIgERs+pKsFOKm6YHH2TS2RIMWtipoufoq6
b1LLAQjLzNE=
-----END CERTIFICATE-----`

const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgK1xl9T+TOIbhN6sd
CY0gR7V8rgX0OSyLZu4DMfGnJVChRANCAASRKzokiVZPUfX6qjTExVZPxZ0ArA10
6PFov6Cd9ojEmWXv0VsUaRQPEU2hFRAXCwEq94Ze8tHtV95WtX45pqhA
-----END PRIVATE KEY-----`

export const CA = `-----BEGIN CERTIFICATE-----
MIIBZzCCAQ6gAwIBAgICEAAwCgYIKoZIzj0EAwIwGjEYMBYGA1UEAwwPV2F5bWFy
ayB0ZXN0IENBMCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAaMRgw
FgYDVQQDDA9XYXltYXJrIHRlc3QgQ0EwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
AARIOfjMNJmPkaJLvLtH4gw7aIxWRvL+Yqz12And8p5c6C7Lc6az4OZWFpgkiSSE
iR9CsUtIc9VYFuAIn+ZPKvLqo0IwQDAPBgNVHRMBAf8EBTADAQH/MA4GA1UdDwEB
/wQEAwICBDAdBgNVHQ4EFgQUymzaHWducCIrkPUK1rFwnsRPGjMwCgYIKoZIzj0E
AwIDRwAwRAIgNAa2ZYB2c8WSDjet8tXj/Zj5XhvFGT/G45Qp/mIJXoYCIEsuVvFv
//XJCMwPo11HLap+r5lcTB/QI3adcQmdfETD
-----END CERTIFICATE-----`

/** Every name leads to this machine, which alone may be called, and the receiver's certificate is believed. */
const HERE = {
  resolve: async () => ['127.0.0.1'],
  allows: (address: string) => address === '127.0.0.1',
  ca: CA,
}
export const fetchHere = publicFetcher(HERE)
export const lookHere = publicLooker(HERE)
