/** The API as a client sees it, spoken to an app in this process or to a server's address: scripts use no other door. */

/** A Hono app is one; `{ request: (path, init) => fetch(origin + path, init) }` is another. */
export type Door = { readonly request: (path: string, init: RequestInit) => Response | Promise<Response> }

export type ApiClient = {
  /** @throws Error with the problem's text unless the answer is 2xx */
  readonly call: <T>(method: string, path: string, body?: unknown) => Promise<T>
  readonly send: <T>(path: string, bytes: Uint8Array<ArrayBuffer>, type: string) => Promise<T>
  /** The session, as a `Cookie` header has it. */
  readonly cookie: () => string
}

/** Keeps the session cookie between calls. */
export function apiClient(door: Door): ApiClient {
  let cookie = ''
  const request = async (path: string, init: RequestInit) => {
    const response = await door.request(path, { ...init, headers: { ...init.headers, ...(cookie && { cookie }) } })
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
    cookie: () => cookie,
  }
}

/** A client of a running server. */
export function apiClientAt(origin: string): ApiClient {
  return apiClient({ request: (path, init) => fetch(origin + path, init) })
}
