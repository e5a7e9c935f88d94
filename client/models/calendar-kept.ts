import type { Uuid } from '../../checkpoints/ids.ts'
import type { Calendar } from '../../checkpoints/wire/plan.ts'
import * as server from '../server.ts'
import type { Days } from './calendar.ts'
import { type Polled, polled } from './polled.ts'

/** The calendar of some days. The last one opened is kept, so that whoever comes back from a round finds it as it was. */
export function calendarOf(estate: Uuid, { from, to }: Days): Polled<Calendar> {
  const key = `${estate}/${from}/${to}`
  if (lastOpened?.key !== key) lastOpened = { key, calendar: polled(() => server.getCalendar(estate, { from, to })) }
  return lastOpened.calendar
}
let lastOpened: { readonly key: string; readonly calendar: Polled<Calendar> } | undefined
