/** Pictures for scripts that need one, so that none has to be downloaded. */
import { crc32, deflateSync } from 'node:zlib'

export type Rgb = readonly [red: number, green: number, blue: number]

/**
 * Draws a PNG (ISO/IEC 15948), 8 bits a channel.
 * @param colourAt each channel is clamped to 0–255
 */
export function drawPng(
  width: number,
  height: number,
  colourAt: (x: number, y: number) => Rgb,
): Uint8Array<ArrayBuffer> {
  const rowBytes = 1 + width * 3
  // Each row starts with its filter, 0: none.
  const rows = new Uint8ClampedArray(height * rowBytes)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows.set(colourAt(x, y), y * rowBytes + 1 + x * 3)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  const parts = [signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]
  return new Uint8Array(Buffer.concat(parts))
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8 + body.length)
  frame.writeUInt32BE(data.length, 0)
  body.copy(frame, 4)
  frame.writeUInt32BE(crc32(body), 4 + body.length)
  return frame
}
