/** AES-CMAC with 128-bit keys (RFC 4493), which node:crypto does not offer by itself. */
import { createCipheriv } from 'node:crypto'

/** @param key 16 bytes */
export function aesCmac(key: Uint8Array, message: Uint8Array): Uint8Array {
  const first = doubled(encrypt('aes-128-ecb', key, new Uint8Array(BLOCK)))
  const whole = message.length > 0 && message.length % BLOCK === 0
  const blocks = new Uint8Array(Math.max(1, Math.ceil(message.length / BLOCK)) * BLOCK)
  blocks.set(message)
  if (!whole) blocks[message.length] = 0x80
  const last = blocks.subarray(-BLOCK)
  const mask = whole ? first : doubled(first)
  for (let i = 0; i < BLOCK; i++) last[i]! ^= mask[i]!
  return encrypt('aes-128-cbc', key, blocks).subarray(-BLOCK)
}

const BLOCK = 16

/** Times x in GF(2^128): K1 of the encrypted zeros, K2 of K1 (RFC 4493 §2.3). */
function doubled(block: Uint8Array): Uint8Array {
  const shifted = block.map((byte, i) => (byte << 1) | ((block[i + 1] ?? 0) >> 7))
  if (block[0]! & 0x80) shifted[BLOCK - 1]! ^= 0x87
  return shifted
}

function encrypt(cipher: 'aes-128-ecb' | 'aes-128-cbc', key: Uint8Array, blocks: Uint8Array): Uint8Array {
  const iv = cipher === 'aes-128-ecb' ? null : new Uint8Array(BLOCK)
  const stream = createCipheriv(cipher, key, iv).setAutoPadding(false)
  return Uint8Array.from(Buffer.concat([stream.update(blocks), stream.final()]))
}
