/** PNG files (ISO/IEC 15948): written for single labels, read for an estate's logo. */
import { crc32, deflateSync, inflateSync } from 'node:zlib'
import type { Dots } from './raster.ts'

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/** Eight bits of grey a dot, true to size (§11.3.5.3: dots a metre). */
export function pngOf({ width, height, grey }: Dots, dpi: number): Uint8Array<ArrayBuffer> {
  // Each row starts with its filter, 0: none.
  const rows = new Uint8Array(height * (width + 1))
  for (let y = 0; y < height; y++) rows.set(grey.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const size = Buffer.alloc(9)
  size.writeUInt32BE(Math.round(dpi / 0.0254), 0)
  size.writeUInt32BE(Math.round(dpi / 0.0254), 4)
  size.writeUInt8(1, 8)
  const body = [
    chunk('IHDR', header),
    chunk('pHYs', size),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return new Uint8Array(Buffer.concat([SIGNATURE, ...body]))
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8 + body.length)
  frame.writeUInt32BE(data.length, 0)
  body.copy(frame, 4)
  frame.writeUInt32BE(crc32(body), 4 + body.length)
  return frame
}

export type Decoded = { readonly width: number; readonly height: number; readonly grey: Uint8Array }

/** Channels of the colour types that pictures have which are not palettes (§6.1). */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 }

/**
 * The luminance of a picture on white paper.
 * @param mostDots beyond which nothing is unpacked: a file of a kilobyte may claim a million times that
 * @returns undefined unless it is whole, of eight bits a channel, without palette and not interlaced, as browsers write it
 */
export function readPng(file: Uint8Array, mostDots: number): Decoded | undefined {
  try {
    const chunks = chunksOf(Buffer.from(file.buffer, file.byteOffset, file.byteLength))
    const header = chunks?.find(({ type }) => type === 'IHDR')?.data
    if (!chunks || header?.length !== 13 || chunks.at(-1)?.type !== 'IEND') return undefined
    const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
    const [depth, colour, , , interlace] = header.subarray(8)
    const channels = CHANNELS[colour!]
    if (depth !== 8 || !channels || interlace !== 0 || width === 0 || width * height > mostDots || height === 0)
      return undefined
    const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data))
    const length = height * (width * channels + 1)
    const rows = inflateSync(packed, { maxOutputLength: length + 1 })
    if (rows.length !== length) return undefined
    const bytes = unfiltered(rows, width * channels, channels)
    return bytes && { width, height, grey: greyOf(bytes, channels) }
  } catch {
    // Not deflated, or cut off in the middle.
    return undefined
  }
}

/** undefined if it is no PNG, or a checksum is wrong. */
function chunksOf(file: Buffer): { readonly type: string; readonly data: Buffer }[] | undefined {
  if (!file.subarray(0, 8).equals(SIGNATURE)) return undefined
  const chunks: { type: string; data: Buffer }[] = []
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at)
    const body = file.subarray(at + 4, at + 8 + length)
    if (crc32(body) !== file.readUInt32BE(at + 8 + length)) return undefined
    chunks.push({ type: body.toString('latin1', 0, 4), data: body.subarray(4) })
    at += 12 + length
  }
  return chunks
}

/** §9.2: each byte is told as the difference from its neighbours, by the row's filter. */
function unfiltered(rows: Uint8Array, rowBytes: number, step: number): Uint8Array | undefined {
  const count = rows.length / (rowBytes + 1)
  const bytes = new Uint8Array(count * rowBytes)
  for (let y = 0; y < count; y++) {
    const filter = rows[y * (rowBytes + 1)]!
    if (filter > 4) return undefined
    for (let x = 0; x < rowBytes; x++) {
      const at = y * rowBytes + x
      const left = x >= step ? bytes[at - step]! : 0
      const up = y > 0 ? bytes[at - rowBytes]! : 0
      const corner = x >= step && y > 0 ? bytes[at - rowBytes - step]! : 0
      bytes[at] = rows[y * (rowBytes + 1) + 1 + x]! + predicted(filter, left, up, corner)
    }
  }
  return bytes
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 0) return 0
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

/** BT.601 luminance; what is transparent shows the paper. */
function greyOf(bytes: Uint8Array, channels: number): Uint8Array {
  const hasColour = channels >= 3
  const hasAlpha = channels === 2 || channels === 4
  return Uint8Array.from({ length: bytes.length / channels }, (_, i) => {
    const at = i * channels
    const luminance = hasColour ? 0.299 * bytes[at]! + 0.587 * bytes[at + 1]! + 0.114 * bytes[at + 2]! : bytes[at]!
    const alpha = hasAlpha ? bytes[at + channels - 1]! / 255 : 1
    return Math.round(luminance * alpha + 255 * (1 - alpha))
  })
}
