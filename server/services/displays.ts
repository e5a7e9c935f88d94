/** Displays: paired with a one-time code, revoked when lost, and what one hears of itself (design.md §3 "Display"). */
import { randomBytes } from 'node:crypto'
import { importJWK } from 'jose'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { pairingCodeOf, parsePairingCode } from '../../checkpoints/ids.ts'
import type { Person } from '../../checkpoints/people.ts'
import { pathTo } from '../../checkpoints/place.ts'
import {
  type DisplayState,
  type Displays,
  type OfferPairing,
  PAIRING_MS,
  type PairDisplay,
  type PairingOffered,
} from '../../checkpoints/wire/display.ts'
import type { DisplayKey, PublicJwk } from '../../checkpoints/wire/estate.ts'
import { type Context, sha256Of } from '../context.ts'
import type { StoredDisplay } from '../store/displays.ts'
import type { Stores } from '../store/stores.ts'
import { done, type Outcome, refused } from './outcome.ts'

/** A byte of the code counts them. */
const MOST_DISPLAYS = 255

export async function listDisplays(context: Context, estate: string): Promise<Displays> {
  return { displays: await context.database.read.displays.listed(estate) }
}

/** For the pack: with these, phones check codes on their own. */
export async function displayKeys(context: Context, estate: string): Promise<DisplayKey[]> {
  return (await context.database.read.displays.of(estate)).map(({ checkpoint, number, publicKey, revokedAt }) => ({
    ...publicKey,
    checkpoint,
    number,
    ...(revokedAt !== null && { revokedAt }),
  }))
}

/** Makes a one-time code with which a display can be paired to a spot. */
export async function offerPairing(
  context: Context,
  estate: string,
  person: Person,
  { checkpoint }: OfferPairing,
): Promise<Outcome<PairingOffered>> {
  const { read, write } = context.database
  const found = await read.checkpoints.byId(checkpoint)
  if (found?.estate !== estate || found.checkpoint.state === 'retired') return refused('checkpoint-unknown')
  if ((await read.displays.ofMany([checkpoint])).length >= MOST_DISPLAYS) return refused('displays-used-up')
  const code = pairingCodeOf(randomBytes(5))
  const now = context.now()
  const expiresAt = now + PAIRING_MS
  const pairing = { codeSha256: sha256Of(code), checkpoint, madeBy: person.id, expiresAt }
  await write((stores) => stores.displays.offer(pairing, now))
  return done({ code, expiresAt })
}

export type PairingDesk = {
  /** @param address the client's network address, for throttling */
  readonly pair: (wanted: PairDisplay, address: string) => Promise<Outcome<DisplayState>>
}

/** Ten tries in a quarter of an hour per address: a code has 40 random bits and lives as long. */
export function pairingDesk(context: Context): PairingDesk {
  const perAddress = new RateLimiterMemory({ points: 10, duration: 15 * 60 })
  return {
    async pair(wanted, address) {
      const waitSeconds = await secondsToWait(perAddress, address)
      if (waitSeconds > 0) return refused('pairing-throttled', { retryAfter: waitSeconds })
      const paired = await pair(context, wanted)
      if (!paired.ok) {
        context.log('warn', 'pairing refused', { address, code: paired.problem.code })
        return paired
      }
      await perAddress.reward(address, 1)
      context.log('info', 'display paired', { display: paired.value.id })
      return done((await stateOf(context, paired.value))!)
    },
  }
}

/** The same key with the same code gets the same display: a lost answer costs nothing. */
async function pair(context: Context, { code, publicKey, label }: PairDisplay): Promise<Outcome<StoredDisplay>> {
  const { kty, crv, x, y } = publicKey
  const key = { kty, crv, x, y }
  const typed = parsePairingCode(code)
  if (typed === undefined) return refused('pairing-code-invalid')
  const isKey = await importJWK(key, 'ES256').then(
    () => true,
    () => false,
  )
  if (!isKey) return refused('key-invalid')
  return context.database.write(async (stores) => {
    const now = context.now()
    const pairing = await stores.displays.pairing(sha256Of(typed))
    if (!pairing) return refused('pairing-code-invalid')
    if (pairing.display !== null) return pairedBefore(stores, pairing.display, key)
    if (pairing.expiresAt < now) return refused('pairing-code-invalid')
    // A key that was revoked with its display does not come back under another number.
    if (await stores.displays.byKey(key)) return refused('key-invalid')
    const earlier = await stores.displays.ofMany([pairing.checkpoint])
    const number = (earlier.at(-1)?.number ?? 0) + 1
    if (number > MOST_DISPLAYS) return refused('displays-used-up')
    const display: StoredDisplay = {
      ...{ id: context.newId(), checkpoint: pairing.checkpoint, number, publicKey: key, label },
      ...{ pairedAt: now, pairedBy: pairing.madeBy, revokedAt: null, lastSeenAt: now, clockErrorMs: 0 },
    }
    await stores.displays.add(display)
    await stores.displays.usePairing(pairing.codeSha256, display.id)
    return done(display)
  })
}

async function pairedBefore(stores: Stores, id: string, key: PublicJwk): Promise<Outcome<StoredDisplay>> {
  const display = await stores.displays.byId(id)
  const isSame = display && JSON.stringify(display.publicKey) === JSON.stringify(key)
  return isSame ? done(display) : refused('pairing-code-invalid')
}

type Revoking = { readonly by: Person; readonly reason: string }

/** Revokes a display that was lost or taken down: what its codes open from now on is refused, or asked about. */
export async function revokeDisplay(
  context: Context,
  estate: string,
  id: string,
  { by, reason }: Revoking,
): Promise<Outcome<Displays>> {
  const isOurs = await context.database.write(async (stores) => {
    if ((await stores.displays.of(estate)).every((display) => display.id !== id)) return false
    await stores.displays.revoke(id, { by: by.id, reason, at: context.now() })
    return true
  })
  if (!isOurs) return refused('not-found')
  context.log('info', 'display revoked', { display: id, by: by.id })
  return done(await listDisplays(context, estate))
}

/** What a display shows besides its code; undefined if there is none of that id any more. */
export async function stateOf(
  context: Context,
  { id, number, checkpoint, revokedAt }: StoredDisplay,
): Promise<DisplayState | undefined> {
  const { read } = context.database
  const spot = await read.checkpoints.byId(checkpoint)
  const estate = spot && (await read.estates.byId(spot.estate))
  if (!spot || !estate) return undefined
  const places = new Map((await read.places.of(estate.id)).map((place) => [place.id, place]))
  const { names, place } = spot.checkpoint
  return {
    now: context.now(),
    id,
    number,
    checkpoint: { id: checkpoint, names },
    places: pathTo(places, place).map((one) => one.names),
    estate: { names: estate.names, zone: estate.zone },
    revokedAt,
  }
}

async function secondsToWait(limiter: RateLimiterMemory, key: string): Promise<number> {
  try {
    await limiter.consume(key)
    return 0
  } catch (error) {
    if (error instanceof RateLimiterRes) return Math.ceil(error.msBeforeNext / 1000)
    throw error
  }
}
