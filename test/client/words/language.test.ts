import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { at, days, hours, minutes, seconds } from '../../support/builders.ts'

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

describe('times', () => {
  it('are the estate’s, whatever the zone of whoever reads', () => {
    expect(words.timeOfDay(at('00:05'), 'Asia/Hong_Kong')).toBe('00:05')
    expect(words.timeOfDay(at('00:05'), 'Europe/London')).toBe('16:05')
  })

  it('never promise all when something is missing', () => {
    expect(words.percent(0.999)).toBe('99%')
    expect(words.percent(1)).toBe('100%')
  })

  it('say how long in the largest unit that tells it well', async () => {
    const { span } = await import('../../../client/words/span.ts')
    const said = (ms: number) => {
      return (['zh-Hant', 'zh-Hans', 'en'] as const).map((language) => {
        words.language.value = language
        return span(ms)
      })
    }
    expect(said(days(2))).toEqual(['2 日', '2天', '2 days'])
    expect(said(-days(2) + seconds(20))).toEqual(['2 日', '2天', '2 days'])
    expect(said(hours(47))).toEqual(['47 小時', '47小时', '47 hours'])
    expect(said(minutes(90))).toEqual(['90 分鐘', '90分钟', '90 minutes'])
    expect(said(seconds(5))).toEqual(['1 分鐘', '1分钟', '1 minute'])
  })

  it('say how long ago in the largest unit that is whole', () => {
    words.language.value = 'en'
    expect(words.ago(at('20:00'), at('20:59'))).toBe('59 minutes ago')
    expect(words.ago(at('20:00'), at('21:00'))).toBe('1 hour ago')
    expect(words.ago(at('20:00', '2026-02-28'), at('21:00'))).toBe('2 days ago')
    // A phone whose clock is behind: nothing lies in the future.
    expect(words.ago(at('21:00'), at('20:00'))).toBe('this minute')
  })
})
