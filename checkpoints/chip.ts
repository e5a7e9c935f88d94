/**
 * What an NFC chip says when a phone touches it (design.md §3 "Chip"). It is the address of a tag with a query behind, so that any
 * phone opens it and the app can tell a touch from a camera: `?n=1` from a plain chip, which can be copied like a printed tag;
 * `?picc_data=…&cmac=…` from an NTAG 424 DNA, which writes another pair at every touch (SUN, NXP AN12196 §3).
 */
import * as v from 'valibot'
import type { Revision } from './checkpoint.ts'
import { compactTag, type TagDigits, tagDigitsOfCompact } from './tag.ts'
import type { Instant } from './time.ts'

/** What such a chip mirrors into its address, in the capital hex digits that it writes. */
export const SunProof = v.strictObject({
  /** Its number and its count of touches, encrypted. */
  picc: v.pipe(v.string(), v.regex(/^[\dA-F]{32}$/)),
  mac: v.pipe(v.string(), v.regex(/^[\dA-F]{16}$/)),
})
export type SunProof = v.InferOutput<typeof SunProof>

/** The number of a chip as it came out of the factory: seven bytes, the first of them NXP's. */
export const ChipUid = v.pipe(v.string(), v.regex(/^04[\dA-F]{12}$/))
export type ChipUid = v.InferOutput<typeof ChipUid>

/** Finds the number in what was typed, or read by a phone: `04:de:5f:1e:ac:c0:40` and the like. */
export function chipUidIn(typed: string): ChipUid | undefined {
  const uid = typed.replace(/[\s:.-]/g, '').toUpperCase()
  return v.is(ChipUid, uid) ? uid : undefined
}

export type ChipText = { readonly digits: TagDigits; readonly sun?: SunProof }

/**
 * Reads an address that a chip has opened: exactly one of the two queries, in this spelling, nothing before or after. The tag may
 * stand in its digits or in the shorter form that chips have room for.
 * @returns undefined for everything else, a printed tag's address included
 */
export function readChip(text: string): ChipText | undefined {
  const [, tag = '', query = ''] = CHIP_URL.exec(text) ?? []
  const digits = /^\d{174}$/.test(tag) ? tag : tagDigitsOfCompact(tag)
  if (digits === undefined) return undefined
  if (query === PLAIN) return { digits }
  const [, picc = '', mac = ''] = SUN_QUERY.exec(query) ?? []
  return v.is(SunProof, { picc, mac }) ? { digits, sun: { picc, mac } } : undefined
}

const CHIP_URL = /^https?:\/\/[^/?#\s]+\/[sS]\/([\w-]{96}|\d{174})\?([\w=&]+)$/
const PLAIN = 'n=1'
const SUN_QUERY = /^picc_data=([\dA-F]{32})&cmac=([\dA-F]{16})$/

/** What is written to a plain chip; 103 characters and the host. */
export function plainChipUrl(origin: string, digits: TagDigits): string {
  return `${chipUrl(origin, digits)}?${PLAIN}`
}

/** What is written to an NTAG 424 DNA, which puts its proof in the place of the zeros. */
export function sunChipUrl(origin: string, digits: TagDigits): string {
  return `${chipUrl(origin, digits)}?picc_data=${'0'.repeat(32)}&cmac=${'0'.repeat(16)}`
}

/** @throws Error if the digits are no tag: nobody writes such a thing to a chip */
function chipUrl(origin: string, digits: TagDigits): string {
  const tag = compactTag(digits)
  if (tag === undefined) throw new Error('only a tag can be written to a chip')
  return `${origin.toLowerCase().replace(/\/$/, '')}/s/${tag}`
}

/** A chip at a spot, from when it was taken into use until it was taken out. One that is found again may be taken in again. */
export type Chip = {
  readonly id: string
  readonly uid: ChipUid
  readonly checkpoint: string
  /** Of the tag that was to be written to it: a reissue makes it as old as the printed one. */
  readonly revision: Revision
  readonly addedAt: Instant
  readonly revokedAt: Instant | null
}

/** Which of the entries of one chip was meant when it was touched; undefined: there are none. */
export function chipAt<Entry extends Pick<Chip, 'addedAt' | 'revokedAt'>>(
  entries: readonly Entry[],
  touchedAt: Instant,
): Entry | undefined {
  const byAge = [...entries].sort((a, b) => b.addedAt - a.addedAt)
  const then = byAge.find(
    ({ addedAt, revokedAt }) => addedAt <= touchedAt && (revokedAt === null || touchedAt <= revokedAt),
  )
  return then ?? byAge.find(({ revokedAt }) => revokedAt === null) ?? byAge[0]
}
