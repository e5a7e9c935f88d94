import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { at } from '../../support/builders.ts'

type Writing = typeof import('../../../client/words/writing.ts')
let words: Writing

beforeAll(async () => {
  // The language is read off the page as it loads; Node has no page.
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} })
  vi.stubGlobal('navigator', { languages: ['en'] })
  vi.stubGlobal('document', { documentElement: {} })
  vi.stubEnv('TZ', 'Asia/Hong_Kong')
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.resetModules()
  words = await import('../../../client/words/writing.ts')
})
afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
  vi.resetModules()
})

describe('the year that goes without saying', () => {
  it('turns at midnight where the reader is, for civil days as for instants: not at eight in the morning', () => {
    const zone = 'Asia/Hong_Kong'
    const said = () => [
      words.shortDay('2026-12-31'),
      words.civilWeekday('2027-01-01'),
      words.dayAndTime(at('23:50', '2026-12-31'), zone),
      words.dayOf(at('00:10', '2027-01-01'), zone),
    ]
    vi.setSystemTime(at('23:59', '2026-12-31'))
    expect(said()).toEqual(['31 Dec', 'Fri, 1 January 2027', '31 Dec, 23:50', 'Fri, 1 January 2027'])
    vi.setSystemTime(at('00:01', '2027-01-01'))
    expect(said()).toEqual(['31 Dec 2026', 'Fri 1 January', '31 Dec 2026, 23:50', 'Fri 1 January'])
  })
})
