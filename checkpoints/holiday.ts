/** Days on which an estate works differently. */
import * as v from 'valibot'
import { Names } from './language.ts'
import { CivilDate } from './time.ts'

export const Holiday = v.strictObject({ on: CivilDate, names: Names })
export type Holiday = v.InferOutput<typeof Holiday>

/** What a plan does on them: `skip` leaves them out, `only` keeps nothing else. */
export const OnHolidays = v.picklist(['as-usual', 'skip', 'only'])
export type OnHolidays = v.InferOutput<typeof OnHolidays>
