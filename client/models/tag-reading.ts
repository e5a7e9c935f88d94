/**
 * What a code before the camera stands for, decided on the phone alone: the estate's public keys and checkpoints are in the
 * pack. Kept out of the first load, because it brings the signature library.
 */
import { readChip } from '../../checkpoints/chip.ts'
import { type DisplayDigits, type DisplayFields, parseDisplayTag } from '../../checkpoints/display-code.ts'
import { displayDigitsIn, openDisplayTag } from '../../checkpoints/display-tag.ts'
import { parseShortCode } from '../../checkpoints/ids.ts'
import { mayDo } from '../../checkpoints/people.ts'
import { openTag, parseTag, type TagFields, tagDigitsIn } from '../../checkpoints/tag.ts'
import type { Evidence } from '../../checkpoints/visit.ts'
import type { ListedCheckpoint, Pack } from '../../checkpoints/wire/estate.ts'
import type { Estate, Membership } from '../../checkpoints/wire/session.ts'
import * as server from '../server.ts'
import { packs, refreshPacks } from './pack.ts'
import { isSignInDue } from './people.ts'

export type Spot = { readonly pack: Pack; readonly checkpoint: ListedCheckpoint; readonly evidence: Evidence }

/**
 * - foreign: some other QR code
 * - untrusted: damaged, cut off or forged; which of them is not the walker's business
 * - revoked: there is a newer label for this spot, and this one should have been taken down
 * - display-revoked: the display was lost or taken down
 * - retired: the spot is no longer patrolled
 * - unknown-here: not on this phone's list; it may be new, or of another estate, and the server can tell
 * - other-estate: hangs on an estate where he does not work
 * - sign-in-due: his sign-in lapsed a shift ago
 * - forbidden: he works there, and files no visits
 * - typo: a typed code whose check character is wrong; misspelt: not the shape of a code at all
 */
export type Refusal =
  | { readonly reason: 'foreign' | 'untrusted' | 'unknown-here' | 'typo' | 'misspelt' | 'sign-in-due' }
  | { readonly reason: 'revoked' | 'display-revoked' | 'retired' | 'forbidden'; readonly checkpoint: ListedCheckpoint }
  | { readonly reason: 'other-estate'; readonly estate: Pick<Estate, 'id' | 'names'> | undefined }

export type TagReading = { readonly ok: true; readonly spot: Spot } | { readonly ok: false; readonly refusal: Refusal }

type Packs = readonly Pack[]

/** How the address of a tag came: before our scanner, or to the browser, by another camera or from a chip. */
type Channel = 'camera' | 'link'

/**
 * Opens what the scanner or the browser was given. No request is made: the verdict is there at once, in a basement as well. What
 * a chip says to prove itself goes along unread: only the server has the key.
 */
export async function readTag(text: string, channel: Channel, packs: Packs): Promise<TagReading> {
  const shown = displayDigitsIn(addressIn(text, channel))
  if (shown) return readDisplay(shown, packs)
  const evidence = evidenceIn(text, channel)
  if (!evidence) return refused(CUT_OFF_TAG.test(text) ? 'untrusted' : 'foreign')
  const opened = await openTag(evidence.digits, (fields) => keyFor(fields, packs))
  if (!opened.ok) return refused(opened.error === 'unknown-key' ? 'unknown-here' : 'untrusted')
  const found = find(opened.tag.checkpoint, packs)
  if (!found) return refused('unknown-here')
  const { checkpoint } = found
  if (checkpoint.state === 'retired') return { ok: false, refusal: { reason: 'retired', checkpoint } }
  // A higher one was issued after the pack was fetched: its signature is good, and the label in hand is the newest.
  if (opened.tag.revision < checkpoint.revision) return { ok: false, refusal: { reason: 'revoked', checkpoint } }
  // What its key has signed was issued anew: this was signed by whoever else has the key.
  if (keyFor(opened.tag, packs)?.key.revokedAt !== undefined) return refused('untrusted')
  return { ok: true, spot: { ...found, evidence } }
}

/** A printed code with a chip's query is none of ours; a link may have got one from whatever passed it on, and that is left aside. */
function addressIn(text: string, channel: Channel): string {
  return channel === 'link' ? text.replace(/[?#].*$/, '') : text
}

function evidenceIn(text: string, channel: Channel): Exclude<Evidence, { channel: 'typed' }> | undefined {
  const said = channel === 'link' ? readChip(text) : undefined
  if (said) return { channel: 'nfc', ...said }
  const digits = tagDigitsIn(addressIn(text, channel))
  return digits === undefined ? undefined : { channel, digits }
}

/** The code on a display: how old it may be is for the visit to say, which nobody must be kept from. */
async function readDisplay(digits: DisplayDigits, packs: Packs): Promise<TagReading> {
  const opened = await openDisplayTag(digits, (fields) => displayFor(fields, packs))
  if (!opened.ok) return refused(opened.error === 'unknown-key' ? 'unknown-here' : 'untrusted')
  const found = find(opened.tag.checkpoint, packs)
  if (!found) return refused('unknown-here')
  const { checkpoint } = found
  if (checkpoint.state === 'retired') return { ok: false, refusal: { reason: 'retired', checkpoint } }
  if (displayFor(opened.tag, packs)?.revokedAt !== undefined)
    return { ok: false, refusal: { reason: 'display-revoked', checkpoint } }
  return { ok: true, spot: { ...found, evidence: { channel: 'display', digits } } }
}

/** Looks up a short code typed by hand. */
export function readShortCode(typed: string, packs: Packs): TagReading {
  const parsed = parseShortCode(typed)
  if (!parsed.ok) return refused(parsed.error === 'check-character' ? 'typo' : 'misspelt')
  const found = find(parsed.id, packs)
  if (!found) return refused('unknown-here')
  if (found.checkpoint.state === 'retired')
    return { ok: false, refusal: { reason: 'retired', checkpoint: found.checkpoint } }
  return { ok: true, spot: { ...found, evidence: { channel: 'typed' } } }
}

/** Lets only those go on who file visits on the spot's estate; the others hear what they have before them. */
export function admit(reading: TagReading, memberships: readonly Membership[]): TagReading {
  if (!reading.ok) return reading
  const { pack, checkpoint } = reading.spot
  const roles = memberships.find(({ estate }) => estate.id === pack.estate.id)?.roles ?? []
  if (!mayDo('file a visit', roles)) return { ok: false, refusal: { reason: 'forbidden', checkpoint } }
  return isSignInDue() ? { ok: false, refusal: { reason: 'sign-in-due' } } : reading
}

/**
 * Asks the server about a tag that is not on this phone's list; without signal the answer stays the same, but for a new
 * label of a known spot (see {@link isYetToBeChecked}).
 */
export async function clarify(text: string, channel: Channel): Promise<TagReading> {
  const answer = await askAboutTag(text, channel, [...packs.value.values()])
  if (answer === 'refresh') {
    await refreshPacks()
    return readTag(text, channel, [...packs.value.values()])
  }
  const unheard = answer.reason === 'unknown-here' ? newLabel(text, channel, [...packs.value.values()]) : undefined
  return unheard ?? { ok: false, refusal: answer }
}

/**
 * Whether a label names a key that its estate took up after this phone last heard of it, or a display that was paired since.
 * Nobody can tell offline whether it is genuine: the visit goes on, and the server checks the label before it counts.
 */
export function isYetToBeChecked(pack: Pack, evidence: Evidence): boolean {
  const { keys, estate } = pack
  if (evidence.channel === 'display') {
    const shown = parseDisplayTag(evidence.digits)?.fields
    return shown !== undefined && displayFor(shown, [pack]) === undefined
  }
  const tag = evidence.channel === 'typed' ? undefined : parseTag(evidence.digits)?.fields
  return tag !== undefined && keys.every(({ kid }) => Number(kid.slice(estate.id.length + 1)) < tag.generation)
}

function newLabel(text: string, channel: Channel, packs: Packs): TagReading | undefined {
  const shown = displayDigitsIn(addressIn(text, channel))
  if (shown) return newDisplay(shown, packs)
  const evidence = evidenceIn(text, channel)
  const tag = evidence && parseTag(evidence.digits)?.fields
  const found = tag && find(tag.checkpoint, packs)
  if (!found || found.checkpoint.state === 'retired' || tag.revision < found.checkpoint.revision) return undefined
  return isYetToBeChecked(found.pack, evidence) ? { ok: true, spot: { ...found, evidence } } : undefined
}

function newDisplay(digits: DisplayDigits, packs: Packs): TagReading | undefined {
  const shown = parseDisplayTag(digits)?.fields
  const found = shown && find(shown.checkpoint, packs)
  if (!found || found.checkpoint.state === 'retired') return undefined
  const evidence = { channel: 'display', digits } as const
  return isYetToBeChecked(found.pack, evidence) ? { ok: true, spot: { ...found, evidence } } : undefined
}

/** @returns 'refresh': it hangs on one of his estates, the pack is too old */
async function askAboutTag(text: string, channel: Channel, packs: Packs): Promise<Refusal | 'refresh'> {
  const shown = displayDigitsIn(addressIn(text, channel))
  const digits = shown ?? evidenceIn(text, channel)?.digits
  const parsed = digits && (shown ? parseDisplayTag(digits) : parseTag(digits))
  if (!parsed || digits === undefined) return { reason: 'untrusted' }
  const reply = await (shown ? server.openDisplayUrl(digits) : server.openTagUrl(digits))
  if (reply.ok) {
    const { estate } = reply.value
    return packs.some((pack) => pack.estate.id === estate.id) ? 'refresh' : { reason: 'other-estate', estate }
  }
  // Too many have asked from here: nothing is said about the tag.
  if (reply.offline || reply.problem.status === 429) return { reason: 'unknown-here' }
  const known = find(parsed.fields.checkpoint, packs)
  if (reply.problem.code === 'tag-revoked' && known)
    return { reason: shown ? 'display-revoked' : 'revoked', checkpoint: known.checkpoint }
  if (reply.problem.code === 'tag-revoked' || reply.problem.code === 'tag-of-other-estate')
    return { reason: 'other-estate', estate: undefined }
  return { reason: 'untrusted' }
}

/** Our own address with the wrong number of digits behind it. */
const CUT_OFF_TAG = /^https?:\/\/[^/?#\s]+\/([sS]\/\d*|[dD]\/\d{20,})[^?#\s]*$/

function displayFor({ checkpoint, number }: DisplayFields, packs: Packs) {
  // A pack that was kept by an older version of the app knows of none.
  const displays: Partial<Pack>['displays'] = find(checkpoint, packs)?.pack.displays
  return displays?.find((display) => display.checkpoint === checkpoint && display.number === number)
}

function keyFor({ checkpoint, generation }: TagFields, packs: Packs) {
  const pack = find(checkpoint, packs)?.pack
  const key = pack?.keys.find(({ kid }) => kid === `${pack.estate.id}.${generation}`)
  return pack && key && { estate: pack.estate.id, key }
}

function find(id: string, packs: Packs): Pick<Spot, 'pack' | 'checkpoint'> | undefined {
  for (const pack of packs) {
    const checkpoint = pack.checkpoints.find((listed) => listed.id === id)
    if (checkpoint) return { pack, checkpoint }
  }
  return undefined
}

function refused(reason: 'foreign' | 'untrusted' | 'unknown-here' | 'typo' | 'misspelt'): TagReading {
  return { ok: false, refusal: { reason } }
}
