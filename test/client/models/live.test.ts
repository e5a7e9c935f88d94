import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { uuid } from '../../support/builders.ts'

const ESTATE = uuid(0xe5)

/** Node has none: what a browser's does is told to it by the tests. */
class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2
  static opened: FakeEventSource[] = []
  readyState = 0
  readonly url: string
  constructor(url: string) {
    super()
    this.url = url
    FakeEventSource.opened.push(this)
  }
  close() {
    this.readyState = 2
  }
  says(type: string) {
    this.dispatchEvent(new Event(type))
  }
}

let page: EventTarget & { visibilityState: string }
let asked: number
let stop: (() => void) | undefined
const board = {
  busy: { peek: () => false },
  refresh: async () => {
    asked++
  },
}

async function open(): Promise<{ isLive: { value: boolean } }> {
  const { isLive, keepLive } = await import('../../../client/models/live.ts')
  stop = keepLive(ESTATE, board as never)
  await settled()
  return { isLive }
}
const settled = () => vi.advanceTimersByTimeAsync(0)
const source = () => FakeEventSource.opened.at(-1)!

beforeEach(() => {
  vi.resetModules()
  vi.useFakeTimers()
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  vi.stubGlobal('document', page)
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} })
  vi.stubGlobal('navigator', { languages: ['en'] })
  vi.stubGlobal('EventSource', FakeEventSource)
  FakeEventSource.opened = []
  asked = 0
})
afterEach(() => {
  stop?.()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a board that is looked at', () => {
  it('is asked for at once, and whenever the server says that something has changed', async () => {
    await open()
    expect([asked, source().url]).toEqual([1, `/api/estates/${ESTATE}/events`])
    source().says('changed')
    await settled()
    expect(asked).toBe(2)
  })

  it('is asked for every minute while it hears, every quarter of a minute while it does not', async () => {
    const { isLive } = await open()
    source().says('open')
    expect(isLive.value).toBe(true)
    source().says('changed')
    await settled()
    await vi.advanceTimersByTimeAsync(59_000)
    expect(asked).toBe(2)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(asked).toBe(3)
    source().says('error')
    expect(isLive.value).toBe(false)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked).toBe(4)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(asked).toBe(6)
  })

  it('listens anew when the stream was ended for good, by a sign-in that lapsed for instance', async () => {
    await open()
    source().readyState = FakeEventSource.CLOSED
    source().says('error')
    await vi.advanceTimersByTimeAsync(30_000)
    expect(FakeEventSource.opened).toHaveLength(2)
  })

  it('holds no connection for a tab that nobody sees, and takes a look when it is seen again', async () => {
    await open()
    page.visibilityState = 'hidden'
    page.dispatchEvent(new Event('visibilitychange'))
    expect(source().readyState).toBe(FakeEventSource.CLOSED)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(asked).toBe(1)
    page.visibilityState = 'visible'
    page.dispatchEvent(new Event('visibilitychange'))
    await settled()
    expect([asked, FakeEventSource.opened.length]).toEqual([2, 2])
  })

  it('shares its connection with whoever else listens on the page, and closes it with the last of them', async () => {
    const { hear } = await import('../../../client/events.ts')
    await open()
    source().says('open')
    const heard: string[] = []
    const leave = hear(source().url, {
      onChanged: () => heard.push('changed'),
      onHearing: (hearing) => heard.push(String(hearing)),
    })
    source().says('changed')
    expect([FakeEventSource.opened.length, heard]).toEqual([1, ['true', 'changed']])
    stop?.()
    expect(source().readyState).not.toBe(FakeEventSource.CLOSED)
    leave()
    expect(source().readyState).toBe(FakeEventSource.CLOSED)
  })
})
