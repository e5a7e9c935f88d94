/** The phones of everyone who works on an estate. */
import type { Device } from '../../checkpoints/wire/estate.ts'

/** Whether visits of it are not here that should be by now. */
export function hasMissing({ holes }: Device): boolean {
  return holes.some(({ standing }) => standing === 'missing')
}

export type PhonesOfPerson = { readonly person: Device['person']; readonly devices: readonly Device[] }

/** Each person with his phones in order of use; who used one last comes first. */
export function byPerson(devices: readonly Device[]): PhonesOfPerson[] {
  const phones = new Map<string, Device[]>()
  for (const device of inOrderOfUse(devices)) {
    const own = phones.get(device.person.id)
    if (own) own.push(device)
    else phones.set(device.person.id, [device])
  }
  return [...phones.values()].map((own) => ({ person: own[0]!.person, devices: own }))
}

/** In use first, the one that filed last on top; then the revoked ones, the latest on top. */
export function inOrderOfUse(devices: readonly Device[]): Device[] {
  const lastSeen = ({ revokedAt, lastVisitAt, enrolledAt }: Device) => revokedAt ?? lastVisitAt ?? enrolledAt
  const isRevoked = ({ revokedAt }: Device) => Number(revokedAt !== null)
  return [...devices].sort((a, b) => isRevoked(a) - isRevoked(b) || lastSeen(b) - lastSeen(a))
}
