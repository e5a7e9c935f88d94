/** The API as a client sees it, spoken to an app in this process: the seed uses no other door. */
import type { Hono } from 'hono'
import type { Env } from '../../server/api/route.ts'

export type ApiClient = {
  /** @throws Error with the problem's text unless the answer is 2xx */
  readonly call: <T>(method: string, path: string, body?: unknown) => Promise<T>
  readonly send: <T>(path: string, bytes: Uint8Array<ArrayBuffer>, type: string) => Promise<T>
}

/** Keeps the session cookie between calls. */
export function apiClient(app: Hono<Env>): ApiClient {
  let cookie = ''
  const request = async (path: string, init: RequestInit) => {
    const response = await app.request(path, { ...init, headers: { ...init.headers, ...(cookie && { cookie }) } })
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
    if (!response.ok) throw new Error(`${init.method} ${path}: ${response.status} ${await response.text()}`)
    return response.status === 204 ? undefined : response.json()
  }
  return {
    call: (method, path, body) =>
      request(path, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
      }),
    send: (path, bytes, type) => request(path, { method: 'PUT', body: bytes, headers: { 'Content-Type': type } }),
  }
}
