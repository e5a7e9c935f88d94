/**
 * The keys of an estate's chips. All of them are made from one master key (NXP AN10922 §2.2), which rests as a JWE under the
 * installation's secret like the private keys of tags; what is made from it is stored nowhere.
 */
import { randomBytes } from 'node:crypto'
import type { ChipUid } from '../../checkpoints/chip.ts'
import { ANY_CHIP, diversifier } from '../../checkpoints/sun.ts'
import type { Context } from '../context.ts'
import { memoryOf, perServer } from '../memory.ts'
import { aesCmac } from './aes-cmac.ts'
import { seal, unsealIfKnown } from './sealing.ts'

/**
 * The master key of an estate; undefined before its first chip, and if it was sealed under a secret that has been lost: visits are
 * taken all the same.
 */
export function chipMaster(context: Context, estate: string): Promise<Uint8Array | undefined> {
  return opened(context)(estate, async () => {
    const sealed = await context.database.read.chips.sealedMaster(estate)
    return sealed === undefined ? undefined : unsealIfKnown(context, sealed, 'chip keys', { estate })
  })
}

/** The same, made if there is none. */
export async function needChipMaster(context: Context, estate: string, by: string): Promise<Uint8Array> {
  const known = await chipMaster(context, estate)
  if (known) return known
  const sealed = await seal(context, randomBytes(16), `${estate}.chips`)
  await context.database.write(({ chips }) => chips.addMaster(estate, sealed, by, context.now()))
  const made = await chipMaster(context, estate)
  if (!made) throw new Error(`estate ${estate} has lost the master key of its chips`)
  return made
}

/** The key that hides a chip's number: the same for all, because it is needed before the number is known. */
export function metaKey(master: Uint8Array): Uint8Array {
  return diversified(master, diversifier('meta', ANY_CHIP))
}

/** A key of one chip alone: what it signs with, and what it is written to with. */
export function chipKey(master: Uint8Array, name: 'file' | 'master', uid: ChipUid): Uint8Array {
  return diversified(master, diversifier(name, uid))
}

/** AN10922 §2.2: the CMAC of `01 | what it is diversified with`, which has 16 to 31 bytes. */
export function diversified(master: Uint8Array, by: Uint8Array): Uint8Array {
  return aesCmac(master, Uint8Array.of(0x01, ...by))
}

/** A master key never changes once it is there. */
const opened = perServer(() => memoryOf<Uint8Array>(1000))
