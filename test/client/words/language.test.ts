import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

type Language = typeof import('../../../client/words/language.ts')
let words: Language

beforeAll(async () => {
  // The module reads and sets the page's language as it loads; Node has no page.
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} })
  vi.stubGlobal('navigator', { languages: ['zh-HK'] })
  vi.stubGlobal('document', { documentElement: {} })
  words = await import('../../../client/words/language.ts')
})
afterAll(() => vi.unstubAllGlobals())

describe('the language a phone starts in', () => {
  it.each([
    [['zh-HK', 'en'], 'zh-Hant'],
    [['zh-TW'], 'zh-Hant'],
    [['zh-Hant-CN'], 'zh-Hant'],
    [['yue-Hant-HK'], 'zh-Hant'],
    [['zh-CN'], 'zh-Hans'],
    [['zh'], 'zh-Hans'],
    [['zh-Hans-SG'], 'zh-Hans'],
    [['en-US', 'zh-HK'], 'en'],
    [['fil-PH', 'en'], 'en'],
    [['ne-NP'], 'zh-Hant'],
    [[], 'zh-Hant'],
  ] as const)('of %j is %s', (wanted, expected) => {
    expect(words.preferredLanguage(wanted)).toBe(expected)
  })
})
