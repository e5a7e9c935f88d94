/** Opening tags at the server. */
import { type CryptoKey, importJWK } from 'jose'
import { parseDisplayTag } from '../../checkpoints/display-code.ts'
import type { Person } from '../../checkpoints/people.ts'
import { openTag, parseTag, type TagFields, tagDigitsOfCompact } from '../../checkpoints/tag.ts'
import type { TagOpened } from '../../checkpoints/wire/estate.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import { memoryOf, perServer } from '../memory.ts'
import type { StoredCheckpoint, StoredTag } from '../store/checkpoints.ts'
import { newestVersions, refOf } from './checklists.ts'
import { openDisplayTagHere } from './display-codes.ts'
import { done, type Outcome, refused } from './outcome.ts'

export type OpenedHere = { readonly tag: TagFields; readonly estate: string }

type Issued = Pick<StoredTag, 'generation' | 'revokedAt'> | undefined

/**
 * Since when a tag with a good signature is refused; null: it is not. Whoever has got hold of a key can sign any revision with
 * it: one that was issued with another key, or never, is as bad as a forged one, from when its key was revoked at the latest.
 * @param issued what was issued as that revision
 * @param keyRevokedAt of the key that it names
 */
export function refusedSince(
  { generation }: TagFields,
  issued: Issued,
  keyRevokedAt: number | null,
): number | 'forged' | null {
  if (issued && issued.generation !== generation) return 'forged'
  const revoked = [issued?.revokedAt, keyRevokedAt].filter((at) => at != null)
  return revoked.length > 0 ? Math.min(...revoked) : null
}

/**
 * Checks a tag's signature against the key of the estate that owns its checkpoint. Revocation is not looked at.
 * Signatures that passed are remembered: keys never change, and a visit costs one check less.
 */
export async function openTagHere(context: Context, digits: string): Promise<Outcome<OpenedHere>> {
  const passed = passedOn(context)
  const known = passed.get(digits)
  if (known) return done(known)
  const parsed = parseTag(digits)
  if (!parsed) return refused('tag-malformed')
  const { checkpoint, generation } = parsed.fields
  const estate = (await context.database.gathered.checkpoint(checkpoint))?.estate
  const key = estate && (await tagKeyOf(context, estate, generation))
  const opened = await openTag(digits, () => (estate && key ? { estate, key } : undefined))
  if (!opened.ok) return refused(opened.error === 'bad-signature' ? 'tag-forged' : 'tag-unknown')
  const here = { tag: opened.tag, estate: estate! }
  if (passed.size >= REMEMBERED) passed.delete(passed.keys().next().value!)
  passed.set(digits, here)
  return done(here)
}

/**
 * What a tag stands for: 410 once it has been replaced or its checkpoint retired.
 * @returns undefined for somebody who does not work where it hangs
 */
export async function describeTagTo(
  context: Context,
  person: Person,
  digits: string,
): Promise<Outcome<TagOpened> | undefined> {
  const opened = await openTagInForce(context, digits)
  if (!opened.ok) return opened
  const { tag, checkpoint, estate } = opened.value
  const { read } = context.database
  if ((await read.people.rolesOn(person.id, estate.id)).length === 0) return undefined
  const { id, kind, names } = checkpoint
  return done({
    estate,
    checkpoint: { id, kind, names, revision: tag.revision },
    checklist: refOf(checkpoint, await newestVersions(read, estate.id)),
  })
}

export type TagInForce = {
  readonly tag: TagFields
  readonly checkpoint: StoredCheckpoint
  readonly estate: Estate
}

/**
 * Opens a tag that is good today: neither replaced, nor of a spot that is no longer patrolled.
 * @param text its digits, or the shorter form that chips say, or the digits of a display's code
 */
export async function openTagInForce(context: Context, text: string): Promise<Outcome<TagInForce>> {
  if (parseDisplayTag(text)) return openDisplayInForce(context, text)
  const opened = await openTagHere(context, tagDigitsOfCompact(text) ?? text)
  if (!opened.ok) return opened
  const { tag, estate } = opened.value
  const [found, stored, owner] = await Promise.all([
    context.database.read.checkpoints.byId(tag.checkpoint),
    context.database.read.checkpoints.tag(tag.checkpoint, tag.revision),
    context.database.read.estates.byId(estate),
  ])
  if (!found || !stored || !owner) return refused('tag-unknown')
  const since = refusedSince(tag, stored, await keyRevokedAt(context, estate, tag.generation))
  if (since === 'forged') return refused('tag-forged')
  if (since !== null || found.checkpoint.state === 'retired') return refused('tag-revoked')
  return done({ tag, checkpoint: found.checkpoint, estate: owner })
}

/** A display's code stands for the tag in force at its spot, as long as the display is; how old the code is, only a visit asks. */
async function openDisplayInForce(context: Context, digits: string): Promise<Outcome<TagInForce>> {
  const opened = await openDisplayTagHere(context, digits)
  if (!opened.ok) return opened
  const { tag, estate, revokedAt } = opened.value
  const { read } = context.database
  const [found, owner] = await Promise.all([read.checkpoints.byId(tag.checkpoint), read.estates.byId(estate)])
  const inForce = found && (await read.checkpoints.tag(tag.checkpoint, found.checkpoint.revision))
  if (!found || !inForce || !owner) return refused('tag-unknown')
  if (revokedAt !== null || found.checkpoint.state === 'retired') return refused('tag-revoked')
  return done({ tag: inForce, checkpoint: found.checkpoint, estate: owner })
}

/** When a key of an estate was revoked; null: it was not. */
export async function keyRevokedAt(context: Context, estate: string, generation: number): Promise<number | null> {
  return (await context.database.gathered.tagKey(`${estate} ${generation}`))?.revokedAt ?? null
}

const REMEMBERED = 20_000
const passedOn = perServer(() => new Map<string, OpenedHere>())

/** A public key of an estate, imported once. */
function tagKeyOf(context: Context, estate: string, generation: number): Promise<CryptoKey | undefined> {
  return imported(context)(`${estate} ${generation}`, async () => {
    const keys = await context.database.read.estates.publicKeys(estate)
    const key = keys.find((candidate) => candidate.generation === generation)?.publicKey
    // EC keys become a CryptoKey; only symmetric ones would become bytes.
    return key && ((await importJWK(key, 'ES256')) as CryptoKey)
  })
}

const imported = perServer(() => memoryOf<CryptoKey>(1000))
