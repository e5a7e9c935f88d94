import { describe, expect, it } from 'vitest'
import { readCalendarFile, readLines, withHolidays } from '../../../client/models/holidays.ts'

describe('pasted lines', () => {
  it('are a day and a name each, however the day is written', () => {
    const text =
      '2026-12-25 聖誕節\n\n2026/12/26, 聖誕節後第一個周日\r\n2027年1月1日 一月一日\n２０２７-０２-０６ 農曆年初一'
    expect(readLines(text, 'zh-Hant')).toEqual({
      holidays: [
        { on: '2026-12-25', names: { 'zh-Hant': '聖誕節' } },
        { on: '2026-12-26', names: { 'zh-Hant': '聖誕節後第一個周日' } },
        { on: '2027-01-01', names: { 'zh-Hant': '一月一日' } },
        { on: '2027-02-06', names: { 'zh-Hant': '農曆年初一' } },
      ],
      unread: [],
    })
  })

  it('that say no day, or no name, are kept as they stand', () => {
    expect(readLines('Christmas\n2026-02-30 no such day\n2026-12-25', 'en').unread).toEqual([
      'Christmas',
      '2026-02-30 no such day',
      '2026-12-25',
    ])
  })
})

describe('an iCalendar file', () => {
  const file = [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'DTSTART;VALUE=DATE:20260217',
    'DTEND;VALUE=DATE:20260219',
    'SUMMARY:Lunar New Year',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'SUMMARY;LANGUAGE=en:The day following the Chung Yeung',
    '  Festival\\, observed',
    'DTSTART;VALUE=DATE:20261019',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'SUMMARY:No day at all',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n')

  it('gives every day of its events, lines unfolded', () => {
    expect(readCalendarFile(file, 'en')).toEqual({
      holidays: [
        { on: '2026-02-17', names: { en: 'Lunar New Year' } },
        { on: '2026-02-18', names: { en: 'Lunar New Year' } },
        { on: '2026-10-19', names: { en: 'The day following the Chung Yeung Festival, observed' } },
      ],
      unread: ['No day at all'],
    })
  })
})

describe('a list of holidays', () => {
  it('takes a day once: a new name joins it in its language', () => {
    const all = [{ on: '2026-12-25', names: { en: 'Christmas' } }]
    const added = [
      { on: '2026-12-25', names: { 'zh-Hant': '聖誕節' } },
      { on: '2026-10-01', names: { 'zh-Hant': '國慶日' } },
    ]
    expect(withHolidays(all, added)).toEqual([
      { on: '2026-10-01', names: { 'zh-Hant': '國慶日' } },
      { on: '2026-12-25', names: { en: 'Christmas', 'zh-Hant': '聖誕節' } },
    ])
  })
})
