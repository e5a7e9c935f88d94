import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { uuid } from '../../support/builders.ts'

const [LEE, CHAN] = [uuid(1), uuid(2)]
const KEY = 'BKey'

/** A browser's part: what a person allows, what it has subscribed to, and what the app keeps for its service worker. */
let permission: string
let answer: string
let current: FakeSubscription | undefined
let store: Map<string, Response>
let told: unknown[]

class FakeSubscription {
  readonly endpoint = `https://push.example.org/${Math.random()}`
  readonly key: string
  constructor(key: string) {
    this.key = key
  }
  toJSON() {
    return { endpoint: this.endpoint, expirationTime: null, keys: { p256dh: 'p', auth: 'a' } }
  }
  async unsubscribe() {
    current = undefined
    return true
  }
}

beforeEach(() => {
  vi.resetModules()
  permission = 'default'
  answer = 'granted'
  current = undefined
  store = new Map()
  told = []
  const pushManager = {
    getSubscription: async () => current ?? null,
    subscribe: async ({ applicationServerKey }: { applicationServerKey: string }) => {
      if (current && current.key !== applicationServerKey) throw new DOMException('another key', 'InvalidStateError')
      current ??= new FakeSubscription(applicationServerKey)
      return current
    },
  }
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
  vi.stubGlobal('addEventListener', () => {})
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} })
  vi.stubGlobal('PushManager', class {})
  vi.stubGlobal('Notification', {
    get permission() {
      return permission
    },
    requestPermission: async () => {
      permission = answer
      return permission
    },
  })
  const registration = { pushManager }
  vi.stubGlobal('navigator', {
    ...{ languages: ['en'], userAgent: 'Mozilla/5.0 (Linux; Android 14; Pixel 7) Chrome/126.0' },
    serviceWorker: { ready: Promise.resolve(registration), getRegistration: async () => registration },
  })
  vi.stubGlobal('caches', {
    open: async () => ({
      match: async (key: string) => store.get(key)?.clone(),
      put: async (key: string, value: Response) => void store.set(key, value),
      delete: async (key: string) => store.delete(key),
    }),
  })
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    told.push(JSON.parse(body))
    return Response.json({})
  })
})
afterEach(() => vi.unstubAllGlobals())

const model = () => import('../../../client/models/push.ts')

describe('this browser', () => {
  it('is off until somebody turns it on, and then the server knows it by its name', async () => {
    const { lookAtPush, switchOn, thisBrowser } = await model()
    await lookAtPush(LEE)
    expect([thisBrowser.value, permission]).toEqual(['off', 'default'])
    expect(await switchOn(LEE, KEY)).toBeUndefined()
    expect(thisBrowser.value).toBe('on')
    expect(told).toEqual([{ endpoint: current?.endpoint, keys: { p256dh: 'p', auth: 'a' }, label: 'Pixel 7, Chrome' }])
  })

  it('says what to do when its user has said no', async () => {
    answer = 'denied'
    const { switchOn, thisBrowser } = await model()
    await switchOn(LEE, KEY)
    expect([thisBrowser.value, told]).toEqual(['denied', []])
  })

  it('subscribes anew when what it has is of another server’s key', async () => {
    current = new FakeSubscription('old')
    const { switchOn, thisBrowser } = await model()
    await switchOn(LEE, KEY)
    expect([current?.key, thisBrowser.value]).toEqual([KEY, 'on'])
  })

  it('is off to a colleague who comes to the phone, and stays the first one’s if he leaves', async () => {
    const { lookAtPush, switchOff, switchOn, thisBrowser } = await model()
    await switchOn(LEE, KEY)
    await lookAtPush(CHAN)
    expect(thisBrowser.value).toBe('off')
    await switchOff(CHAN)
    expect(current).toBeDefined()
    await switchOff(LEE)
    expect([current, thisBrowser.value]).toEqual([undefined, 'off'])
  })

  it('tells the server again at the next start, for its owner alone', async () => {
    const { renewPush, switchOn } = await model()
    await switchOn(LEE, KEY)
    current = new FakeSubscription(KEY)
    await renewPush(CHAN)
    expect(told).toHaveLength(1)
    await renewPush(LEE)
    expect(told[1]).toMatchObject({ endpoint: current.endpoint })
  })

  it('of a kind that has none is said to have none', async () => {
    vi.stubGlobal('PushManager', undefined)
    Reflect.deleteProperty(globalThis, 'PushManager')
    const { lookAtPush, thisBrowser } = await model()
    await lookAtPush(LEE)
    expect(thisBrowser.value).toBe('unsupported')
  })
})
