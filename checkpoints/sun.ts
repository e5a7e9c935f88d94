/**
 * The bytes of SUN, the proof that an NTAG 424 DNA writes into its address at every touch (NXP AN12196 rev. 2.0 §3.3, §3.4; key
 * diversification: NXP AN10922 rev. 2.2 §2.2). What is encrypted and hashed here is done by the server, which has the keys.
 */
import type { ChipUid } from './chip.ts'

export type Picc = {
  readonly uid: ChipUid
  /** Rises by one at every touch, from 0 to 2^24 − 1. */
  readonly counter: number
}

/**
 * Reads the decrypted PICC data: `C7 | UID(7) | counter(3, lowest byte first) | random(5)`.
 * @returns undefined if it mirrors anything else, as it does when another key had encrypted it
 */
export function piccIn(plain: Uint8Array): Picc | undefined {
  // C7: the number is mirrored, the counter is mirrored, the number has seven bytes (AN12196 §3.4.2).
  if (plain.length !== 16 || plain[0] !== 0xc7 || plain[1] !== 0x04) return undefined
  const [low = 0, middle = 0, high = 0] = plain.subarray(8, 11)
  return { uid: hexOf(plain.subarray(1, 8)), counter: low | (middle << 8) | (high << 16) }
}

/** SV2, from which the key that signs one touch is derived: `3C C3 00 01 00 80 | UID(7) | counter(3)` (AN12196 §3.3). */
export function sessionVector({ uid, counter }: Picc): Uint8Array {
  const count = [counter & 0xff, (counter >> 8) & 0xff, (counter >> 16) & 0xff]
  return Uint8Array.of(0x3c, 0xc3, 0x00, 0x01, 0x00, 0x80, ...bytesOfHex(uid), ...count)
}

/** SDMMAC: every second byte of the CMAC, from the second on (AN12196 §3.4.4). */
export function shortMac(cmac: Uint8Array): string {
  return hexOf(cmac.filter((_, i) => i % 2 === 1))
}

/** Which keys a chip holds: it proves itself with `file`, hides its number with `meta`, and is written to with `master`. */
export const CHIP_KEYS = { master: 0, file: 1, meta: 2 } as const
export type ChipKeyName = keyof typeof CHIP_KEYS

/**
 * What the estate's master key is diversified with: `UID(7) | "WAYMARK" | 00 | number of the key`. At least 16 bytes, so that
 * AN10922's padding is that of RFC 4493. The number is hidden with one key for all chips of an estate, because it is not known
 * before it has been decrypted: zeros stand in its place.
 */
export function diversifier(key: ChipKeyName, uid: ChipUid | typeof ANY_CHIP): Uint8Array {
  return Uint8Array.of(...bytesOfHex(uid), ...bytesOfText('WAYMARK'), 0, CHIP_KEYS[key])
}

export const ANY_CHIP = '00000000000000'

/** The NDEF file of an NTAG 424 DNA has this many bytes. */
export const SUN_FILE_BYTES = 256

export type SunSettings = {
  /** File 2 as it is to be written: `length(2) | D1 01 length 55 | prefix | address`. */
  readonly file: string
  /** Where in that file the chip is to write, counted from 0. */
  readonly piccOffset: number
  /** Both of the MAC's offsets: nothing but the number and the counter is signed. */
  readonly macOffset: number
  /**
   * The data of ChangeFileSettings for file 2: mirroring on, readable by all, written to with key 0 only; number hidden with key 2,
   * signed with key 1 (AN12196 §5.4, table 18).
   */
  readonly fileSettings: string
}

/**
 * How a chip is to be set up for an address with zeros in the place of `picc_data` and `cmac`.
 * @returns undefined if the address is none of these, or too long for the chip
 */
export function sunSettings(url: string): SunSettings | undefined {
  const [, scheme = '', rest = ''] = /^(https?:\/\/)([!-~]+)$/.exec(url) ?? []
  const [picc, mac] = [rest.search(/(?<==)0{32}(?=&|$)/), rest.search(/(?<==)0{16}$/)]
  const payload = rest.length + 1
  if (picc < 0 || mac < picc || payload > 255 || PREAMBLE + rest.length > SUN_FILE_BYTES) return undefined
  const prefix = scheme === 'https://' ? 0x04 : 0x03
  const message = Uint8Array.of(0xd1, 0x01, payload, 0x55, prefix, ...bytesOfText(rest))
  const [piccOffset, macOffset] = [PREAMBLE + picc, PREAMBLE + mac]
  const offsets = [piccOffset, macOffset, macOffset].flatMap((offset) => [offset & 0xff, offset >> 8, 0])
  return {
    file: hexOf(Uint8Array.of(message.length >> 8, message.length & 0xff, ...message)),
    piccOffset,
    macOffset,
    fileSettings: hexOf(Uint8Array.of(0x40, 0x00, 0xe0, 0xc1, 0xf1, 0x21, ...offsets)),
  }
}

/** Before the address in the file: its length, the record's header and the prefix. */
const PREAMBLE = 7

export function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16))
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('')
}

function bytesOfText(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0))
}
