/** The phones of everyone who works on an estate. */
import type { Device } from '../../checkpoints/wire/estate.ts'

/** Whether visits of it are not here that should be by now. */
export function hasMissing({ holes }: Device): boolean {
  return holes.some(({ standing }) => standing === 'missing')
}

/** In use first, the one that filed last on top; then the revoked ones, the latest on top. */
export function inOrderOfUse(devices: readonly Device[]): Device[] {
  const lastSeen = ({ revokedAt, lastVisitAt, enrolledAt }: Device) => revokedAt ?? lastVisitAt ?? enrolledAt
  const isRevoked = ({ revokedAt }: Device) => Number(revokedAt !== null)
  return [...devices].sort((a, b) => isRevoked(a) - isRevoked(b) || lastSeen(b) - lastSeen(a))
}
