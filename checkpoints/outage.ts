/** A spot out of service, a lift under repair for instance: what cannot be visited is excused, not missed. */
import * as v from 'valibot'
import { Uuid } from './ids.ts'
import { CivilDate, civilDateOf, type Instant, type Zone } from './time.ts'

export const Outage = v.strictObject({
  id: Uuid,
  /** Civil days of the estate, both included; null: until further notice. */
  from: CivilDate,
  until: v.nullable(CivilDate),
  reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
})
export type Outage = v.InferOutput<typeof Outage>

/** Whether a window meets an outage: nobody can be asked to come back within it for what works again half-way through. */
export function excuses(
  { from, until }: Pick<Outage, 'from' | 'until'>,
  { opensAt, closesAt }: { readonly opensAt: Instant; readonly closesAt: Instant },
  zone: Zone,
): boolean {
  // One that closes at midnight has nothing of the day that begins then.
  return from <= civilDateOf(closesAt - 1, zone) && (until === null || civilDateOf(opensAt, zone) <= until)
}

/** The outage that a day lies in, if any. */
export function outageOn<O extends Pick<Outage, 'from' | 'until'>>(
  outages: readonly O[],
  day: CivilDate,
): O | undefined {
  return outages.find(({ from, until }) => from <= day && (until === null || day <= until))
}
