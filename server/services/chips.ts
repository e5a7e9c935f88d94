/** Chips that cannot be copied: which are where, taking one into use and out of it (design.md §3 "Chip"). */
import { sunChipUrl } from '../../checkpoints/chip.ts'
import type { Person } from '../../checkpoints/people.ts'
import { hexOf, sunSettings } from '../../checkpoints/sun.ts'
import type { AddChip, ChipAdded, ChipSetUp, Chips, RevokeChip } from '../../checkpoints/wire/chip.ts'
import type { Context } from '../context.ts'
import { chipKey, metaKey, needChipMaster } from './chip-keys.ts'
import { done, type Outcome, refused } from './outcome.ts'

export async function listChips(context: Context, estate: string): Promise<Chips> {
  return { chips: await context.database.read.chips.of(estate) }
}

/**
 * Takes a chip into use at a spot. The answer is the only one that tells its keys; who was told, and when, is with the chip and in
 * the log.
 */
export async function addChip(
  context: Context,
  estate: string,
  person: Person,
  { uid, checkpoint }: AddChip,
): Promise<Outcome<ChipAdded>> {
  const { read } = context.database
  const found = (await read.checkpoints.of(estate)).find(({ id, state }) => id === checkpoint && state === 'active')
  const tag = found && (await read.checkpoints.tagsInForce(estate)).get(checkpoint)
  if (!found || !tag) return refused('checkpoint-unknown')
  if (tag.revokedAt !== null) return refused('tag-key-revoked')
  const url = sunChipUrl(context.config.origin, tag.digits)
  const settings = sunSettings(url)
  if (!settings) return refused('chip-too-small')
  const master = await needChipMaster(context, estate, person.id)
  const id = context.newId()
  const chip = { id, uid, checkpoint, revision: tag.revision, addedAt: context.now(), revokedAt: null }
  if (!(await context.database.write(({ chips }) => chips.add(estate, chip, person.id)))) return refused('chip-taken')
  context.log('warn', 'chip keys told', { estate, chip: id, uid, to: person.id })
  const all = await read.chips.of(estate)
  const added = all.find((listed) => listed.id === id)
  if (!added) throw new Error(`chip ${id} was added and is not there`)
  return done({ chips: all, added, setUp: { url, ...settings, keys: keysOf(master, uid) } })
}

/** From now on what it says counts for nothing. */
export async function revokeChip(
  context: Context,
  estate: string,
  person: Person,
  { chip, reason }: RevokeChip & { readonly chip: string },
): Promise<Outcome<Chips>> {
  const revocation = { by: person.id, reason, at: context.now() }
  if (!(await context.database.write(({ chips }) => chips.revoke(estate, chip, revocation))))
    return refused('not-found')
  context.log('info', 'chip revoked', { estate, chip, by: person.id })
  return done(await listChips(context, estate))
}

function keysOf(master: Uint8Array, uid: string): ChipSetUp['keys'] {
  return {
    master: hexOf(chipKey(master, 'master', uid)),
    file: hexOf(chipKey(master, 'file', uid)),
    meta: hexOf(metaKey(master)),
  }
}
