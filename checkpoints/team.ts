/** Those who walk together, and the part of the estate they answer for (policy 3: 責任區域). */
import * as v from 'valibot'
import { Uuid } from './ids.ts'
import { Names } from './language.ts'

const each = <T extends v.GenericSchema<string>>(schema: T, most: number) =>
  v.pipe(
    v.array(schema),
    v.maxLength(most),
    v.check((ids) => new Set(ids).size === ids.length, 'each once'),
  )

const fields = {
  names: Names,
  members: each(Uuid, 100),
  /** Their area of responsibility: these places and all that lies in them. */
  places: each(Uuid, 200),
}

export const TeamDraft = v.strictObject(fields)
export type TeamDraft = v.InferOutput<typeof TeamDraft>

export const Team = v.strictObject({ ...fields, id: Uuid })
export type Team = v.InferOutput<typeof Team>
