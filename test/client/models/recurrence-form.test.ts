import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRecurrence, recurrenceText } from '../../../checkpoints/recurrence.ts'
import {
  fieldsOfRecurrence,
  newRecurrence,
  type RecurrenceFields,
  recurrenceFault,
  textOfRecurrence,
} from '../../../client/models/recurrence-form.ts'
import { anyRecurrence } from '../../support/recurrence-oracle.ts'

const NEW = newRecurrence('2026-03-02')

describe('the days of a plan as they are filled in', () => {
  it('come back as they were when nothing is changed, whatever the rhythm', () => {
    fc.assert(
      fc.property(anyRecurrence, (recurrence) => {
        const text = recurrenceText(recurrence)
        const fields = fieldsOfRecurrence(text, NEW)
        expect(recurrenceFault(fields)).toBeUndefined()
        // Listed dates are kept in order, so that the first of them leads.
        const isListed = recurrence.rule.every === 'dates'
        const dates = isListed ? [recurrence.startsOn, ...recurrence.also].sort() : []
        const [startsOn, ...also] = [...new Set(dates)]
        const expected = isListed ? recurrenceText({ ...recurrence, startsOn: startsOn ?? '', also }) : inOrder(text)
        expect(textOfRecurrence(fields)).toBe(expected)
      }),
    )
  })

  it('begin with every day, from today on', () => {
    expect(textOfRecurrence(NEW)).toBe('DTSTART;VALUE=DATE:20260302\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU')
  })

  it('keep the fields of another rhythm, so that one may look and go back', () => {
    const weekly = fieldsOfRecurrence('DTSTART;VALUE=DATE:20260302\nRRULE:FREQ=WEEKLY;BYDAY=TU', NEW)
    expect({ ...weekly, every: 'day', interval: '3' }).toMatchObject({ weekdays: [2] })
  })

  it.each<[string, Partial<RecurrenceFields>, string | undefined]>([
    ['nothing wrong', {}, undefined],
    ['no weekday', { weekdays: [] }, 'weekdays'],
    ['every zeroth week', { interval: '0' }, 'interval'],
    ['every half week', { interval: '0.5' }, 'interval'],
    ['no day of the month', { every: 'month-days', days: [] }, 'month-days'],
    ['no start', { startsOn: '' }, 'starts-on'],
    ['an end before the start', { until: '2026-03-01' }, 'until'],
    ['no listed date', { every: 'dates', also: [] }, 'dates'],
    ['a listed date is enough', { every: 'dates', also: ['2026-03-05'], startsOn: '' }, undefined],
  ])('%s', (_, change, fault) => expect(recurrenceFault({ ...NEW, ...change })).toBe(fault))
})

/** Days of the month in order, the last one last: as the page writes them. */
function inOrder(text: string): string {
  const read = readRecurrence(text)
  if (!read.ok || read.value.rule.every !== 'month' || !('days' in read.value.rule)) return text
  const { rule } = read.value
  const days = rule.days.toSorted((a, b) => (a === -1 ? 32 : a) - (b === -1 ? 32 : b))
  return recurrenceText({ ...read.value, rule: { ...rule, days } })
}
