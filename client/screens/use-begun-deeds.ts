import { useEffect } from 'preact/hooks'
import { type BegunDeed, begunDeeds, readBegunDeeds } from '../models/deeds-begun.ts'
import { saidEvents } from '../models/finding-outbox.ts'
import { me } from '../models/session.ts'

/** What the reader has begun about problems and not sent. */
export function useBegunDeeds(): readonly BegunDeed[] {
  const person = me.value?.person.id
  const { value: said } = saidEvents
  // What is sent is begun no more.
  useEffect(() => void (person && readBegunDeeds(person)), [person, said])
  return begunDeeds.value.filter((one) => one.person === person)
}
