import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../checkpoints/language.ts'
import {
  ago,
  civilWeekday,
  dayAndTime,
  dayOf,
  exactTime,
  percent,
  shortDay,
  span,
  spanInFull,
  timeOfDay,
  yearOf,
} from '../../checkpoints/writing.ts'
import { at, days, hours, minutes, seconds } from '../support/builders.ts'

describe('a day', () => {
  const zone = 'Asia/Hong_Kong'

  it('is written without its year where that goes without saying, and with it where it does not', () => {
    const written = (year: number) => [
      dayOf(at('21:05'), zone, 'en', year),
      dayAndTime(at('21:05'), zone, 'en', year),
      exactTime(at('21:05:30'), zone, 'en', year),
      shortDay('2026-03-02', 'en', year),
      civilWeekday('2026-03-02', 'en', year),
    ]
    const short = ['Mon 2 March', '2 Mar, 21:05', '2 Mar, 21:05:30', '2 Mar', 'Mon 2 March']
    expect(written(2026)).toEqual(short)
    const whole = ['Mon, 2 March 2026', '2 Mar 2026, 21:05', '2 Mar 2026, 21:05:30', '2 Mar 2026', 'Mon, 2 March 2026']
    expect(written(2027)).toEqual(whole)
    expect(written(2025)).toEqual(whole)
  })

  it('lies in the year that the clocks of its zone show', () => {
    const newYear = at('00:30', '2027-01-01')
    expect([yearOf(newYear, zone), yearOf(newYear, 'Europe/London')]).toEqual([2027, 2026])
    expect(dayAndTime(newYear, zone, 'zh-Hant', 2026)).toBe('2027年1月1日 00:30')
    expect(dayAndTime(newYear, 'Europe/London', 'zh-Hant', 2026)).toBe('12月31日 16:30')
  })
})

describe('times', () => {
  it('are the estate’s, whatever the zone of whoever reads', () => {
    expect(timeOfDay(at('00:05'), 'Asia/Hong_Kong', 'en')).toBe('00:05')
    expect(timeOfDay(at('00:05'), 'Europe/London', 'en')).toBe('16:05')
  })

  it('never promise all when something is missing', () => {
    expect(percent(0.9999, 'en')).toBe('99.9%')
    expect(percent(0.29, 'en')).toBe('29%')
    expect(percent(1, 'en')).toBe('100%')
  })

  it('say how long in the largest unit that tells it well', () => {
    const said = (ms: number) => LANGUAGES.map((language) => span(ms, language))
    expect(said(days(2))).toEqual(['2 日', '2天', '2 days'])
    expect(said(-days(2) + seconds(20))).toEqual(['2 日', '2天', '2 days'])
    expect(said(hours(47))).toEqual(['47 小時', '47小时', '47 hours'])
    expect(said(minutes(90))).toEqual(['90 分鐘', '90分钟', '90 minutes'])
    expect(said(seconds(5))).toEqual(['1 分鐘', '1分钟', '1 minute'])
  })

  it('say lengths that are held against each other so that the difference adds up', () => {
    const said = (ms: number) => LANGUAGES.map((language) => spanInFull(ms, language))
    const [longest, promised] = [hours(47) + minutes(39), hours(28) + minutes(15)]
    expect(said(longest)[2]).toBe('47 hours 39 minutes')
    expect(said(promised)[2]).toBe('28 hours 15 minutes')
    expect(said(longest - promised)).toEqual(['19 小時 24 分鐘', '19小时 24分钟', '19 hours 24 minutes'])
    expect(said(days(5) + hours(1) + minutes(50))).toEqual(['5 日 2 小時', '5天 2小时', '5 days 2 hours'])
    expect(said(days(2) - seconds(10))[2]).toBe('2 days')
    expect(said(hours(1))[2]).toBe('1 hour')
    expect(said(seconds(5))[2]).toBe('1 minute')
  })

  it('say how long ago in the largest unit that is whole', () => {
    expect(ago(at('20:00'), at('20:59'), 'en')).toBe('59 minutes ago')
    expect(ago(at('20:00'), at('21:00'), 'en')).toBe('1 hour ago')
    expect(ago(at('20:00', '2026-02-28'), at('21:00'), 'en')).toBe('2 days ago')
    // By the calendar it was the day before yesterday.
    expect(ago(at('21:00', '2026-02-28'), at('20:00'), 'en')).toBe('1 day ago')
    // A phone whose clock is behind: nothing lies in the future.
    expect(ago(at('21:00'), at('20:00'), 'en')).toBe('this minute')
  })
})
