/** Bytes as fixed-width decimal digits, which a QR holds in fewer modules than anything else (design.md §3 "Tag"). */

/** Big-endian, with leading zeros up to the width: `bytes` have one spelling. */
export function digitsOfBytes(bytes: readonly number[], width: number): string {
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return BigInt(`0x${hex}`).toString().padStart(width, '0')
}

/** @returns undefined if the value takes more bytes than `count` */
export function bytesOfDigits(digits: string, count: number): Uint8Array | undefined {
  const hex = BigInt(digits)
    .toString(16)
    .padStart(count * 2, '0')
  if (hex.length > count * 2) return undefined
  return Uint8Array.from({ length: count }, (_, i) => Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16))
}
