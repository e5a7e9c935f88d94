import { useEffect } from 'preact/hooks'
import type { Uuid } from '../../checkpoints/ids.ts'
import { mayCall } from '../../checkpoints/people.ts'
import type { StaffMember } from '../../checkpoints/wire/session.ts'
import { roles } from '../models/estate.ts'
import { staffOf } from '../models/office-kept.ts'

/** Who works on the estate, for those who may read it; undefined until it has come, and for everyone else. */
export function usePeople(estate: Uuid): readonly StaffMember[] | undefined {
  const shown = staffOf(estate)
  const mayRead = mayCall('GET /api/estates/:estate/staff', roles.value)
  useEffect(() => {
    if (mayRead) void shown.refresh()
  }, [shown, mayRead])
  return mayRead ? shown.value.value?.staff : undefined
}

/** What people are called, one after the other; undefined if any of them is not known by name. */
export function namesOfPeople(
  staff: readonly StaffMember[] | undefined,
  people: readonly Uuid[],
  and: string,
): string | undefined {
  const names = people.map((id) => staff?.find(({ person }) => person.id === id)?.person.name)
  return names.every((name) => name !== undefined) ? names.join(and) : undefined
}
