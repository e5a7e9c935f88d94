/** A picture for a demo defect, drawn here so that the demo needs no downloads: a stained wall, different for each seed. */
import { deflateSync } from 'node:zlib'

const WIDTH = 480
const HEIGHT = 360

/** @returns a PNG (ISO/IEC 15948) of 480×360 */
export function drawStainedWall(seed: number): Uint8Array {
  const rows = Buffer.alloc(HEIGHT * (1 + WIDTH * 3))
  const centre = { x: 120 + ((seed * 97) % 240), y: 110 + ((seed * 53) % 140) }
  const reach = 50 + (seed % 5) * 14
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const grain = ((x * 7919 + y * 104_729 + seed * 31) % 17) - 8
      const light = 190 - Math.hypot(x - WIDTH / 2, y - HEIGHT / 3) / 3.2 + grain
      const wobble = Math.sin(x / 11) * 9 + Math.cos(y / 7 + seed) * 11
      const inStain = Math.hypot(x - centre.x, (y - centre.y) * 0.7) + wobble < reach
      const joint = x % 120 < 2 || y % 90 < 2
      const shade = joint ? 0.7 : inStain ? 0.62 : 1
      const offset = y * (1 + WIDTH * 3) + 1 + x * 3
      rows[offset] = clamp(light * shade)
      rows[offset + 1] = clamp(light * shade * (inStain ? 0.88 : 0.98))
      rows[offset + 2] = clamp(light * shade * (inStain ? 0.7 : 0.93))
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(WIDTH, 0)
  header.writeUInt32BE(HEIGHT, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const body = deflateSync(rows, { level: 6 })
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', body), chunk('IEND', Buffer.alloc(0))])
}

function clamp(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)))
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8 + body.length)
  frame.writeUInt32BE(data.length, 0)
  body.copy(frame, 4)
  frame.writeUInt32BE(crc32(body), 4 + body.length)
  return frame
}

/** CRC-32 as PNG wants it (§5.5); Node 20's zlib does not export one. */
function crc32(data: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of data) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
