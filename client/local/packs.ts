import type { Uuid } from '../../checkpoints/ids.ts'
import type { Pack } from '../../checkpoints/wire/estate.ts'
import { database } from './database.ts'

/** The packs of these estates that are on the phone. */
export async function keptPacks(estates: readonly Uuid[]): Promise<Pack[]> {
  return (await allPacks()).filter((pack) => estates.includes(pack.estate.id))
}

/** Of everybody who has used this phone. */
export async function allPacks(): Promise<Pack[]> {
  return (await database()).getAll('packs')
}

export async function keepPack(pack: Pack): Promise<void> {
  await (await database()).put('packs', pack)
}
