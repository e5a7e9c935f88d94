/** Phones: each signs with its own key, and each can be revoked (ASVS 6.5.6). */
import { type CryptoKey, importJWK } from 'jose'
import { standingOf } from '../../checkpoints/device-chain.ts'
import type { Person } from '../../checkpoints/people.ts'
import { OLDEST_VISIT_VERSION } from '../../checkpoints/visit-version.ts'
import type { Device, DeviceEnrolled, EnrolDevice } from '../../checkpoints/wire/estate.ts'
import type { Context } from '../context.ts'
import { memoryOf } from '../memory.ts'
import type { StoredDevice } from '../store/devices.ts'
import { done, type Outcome, refused } from './outcome.ts'

/** The same key of the same person always gets the same device: a lost answer costs nothing. */
export async function enrolDevice(
  context: Context,
  person: Person,
  { publicKey: { kty, crv, x, y }, label, bound = true, visitVersion = OLDEST_VISIT_VERSION }: EnrolDevice,
): Promise<Outcome<DeviceEnrolled>> {
  if (visitVersion < OLDEST_VISIT_VERSION) return refused('app-too-old')
  const publicKey = { kty, crv, x, y }
  const onCurve = await importJWK(publicKey, 'ES256').then(
    () => true,
    () => false,
  )
  if (!onCurve) return refused('key-invalid')
  return context.database.write(async (stores) => {
    const earlier = await stores.devices.byKey(person.id, publicKey)
    if (earlier?.revokedAt != null) return refused('device-revoked')
    if (earlier) return done({ id: earlier.id, enrolledAt: earlier.enrolledAt })
    const [id, enrolledAt] = [context.newId(), context.now()]
    await stores.devices.add({ id, person: person.id, publicKey, label, bound, enrolledAt, revokedAt: null })
    return done({ id, enrolledAt })
  })
}

/** The phones of the staff, and which of their visits have not arrived. */
export async function listDevices(context: Context, estate: string): Promise<Device[]> {
  const now = context.now()
  return (await context.database.read.devices.of(estate)).map((device) => ({
    ...device,
    holes: device.holes.map((hole) => ({ ...hole, standing: standingOf(hole, now) })),
  }))
}

type Revoking = { readonly by: Person; readonly reason: string }

/** Revokes a phone of somebody who works on the estate: what it files from now on is refused. */
export async function revokeDevice(
  context: Context,
  estate: string,
  id: string,
  { by, reason }: Revoking,
): Promise<Outcome<null>> {
  return context.database.write(async (stores) => {
    const device = await stores.devices.byId(id)
    const staff = await stores.people.staffOf(estate)
    if (!device || !staff.some(({ person }) => person.id === device.person)) return refused('not-found')
    await stores.devices.revoke(id, { by: by.id, reason, at: context.now() })
    context.log('info', 'device revoked', { device: id, by: by.id })
    return done(null)
  })
}

/** The key a phone signs with, imported once: that costs more than checking a signature. A device's key never changes. */
export async function signingKeyOf({ id, publicKey }: StoredDevice): Promise<CryptoKey> {
  // EC keys become a CryptoKey; only symmetric ones would become bytes.
  const key = await imported(id, () => importJWK(publicKey, 'ES256') as Promise<CryptoKey>)
  return key!
}

const imported = memoryOf<CryptoKey>(20_000)
