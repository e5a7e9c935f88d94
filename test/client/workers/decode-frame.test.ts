import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { beforeAll, describe, expect, it } from 'vitest'
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer'
import { decodeFrame, loadDecoder } from '../../../client/workers/decode-frame.ts'
import { frameOf, type Grey, modulePicture, qrPicture, readPgm, rgbaOf, type Scene } from '../../support/fake-camera.ts'

const TEXT = `https://patrol.example.com/s/${'0123456789'.repeat(18).slice(0, 174)}`

beforeAll(async () => {
  await loadDecoder({ wasmBinary: await wasmOf('reader') })
})

const look = (picture: Grey | undefined, scene?: Scene) => decodeFrame(rgbaOf(frameOf(picture, scene)))

describe('a frame of the camera', () => {
  it('reads a label in good light at the first look', async () => {
    const decoded = await look(qrPicture(TEXT, 5))
    expect(decoded?.pass).toBe('raw')
    expect(decoded?.readings.map((reading) => reading.text)).toEqual([TEXT])
  })

  it('says where the symbol is, clockwise from its own top left', async () => {
    const decoded = await look(qrPicture(TEXT, 5))
    const [left, right] = [(1280 - 41 * 5) / 2, (1280 + 41 * 5) / 2]
    const [top, bottom] = [(720 - 41 * 5) / 2, (720 + 41 * 5) / 2]
    const expected = [left, top, right, top, right, bottom, left, bottom]
    const corners = decoded!.readings[0]!.corners.flatMap(({ x, y }) => [x, y])
    for (const [i, at] of corners.entries()) expect(Math.abs(at - expected[i]!)).toBeLessThanOrEqual(3)
  })

  it('reads a label in the dark at the second, blurred look', async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const decoded = await look(qrPicture(TEXT, 4), { black: 12, white: 40, noise: 12, seed })
      expect(decoded?.pass).toBe('blurred')
      expect(decoded?.readings[0]?.text).toBe(TEXT)
    }
  })

  it('reads both symbols of a label that carries two', async () => {
    const [left, right] = [qrPicture(TEXT, 4), qrPicture('second', 4)]
    const decoded = await look(sideBySide(left, right))
    expect(decoded?.readings.map((reading) => reading.text).sort()).toEqual([TEXT, 'second'].sort())
  })

  it('reads foreign codes too: whose they are is not its business', async () => {
    expect((await look(qrPicture('https://example.org/menu', 6)))?.readings[0]?.text).toBe('https://example.org/menu')
  })

  it('sees nothing on an empty wall, bright or noisy', async () => {
    expect(await look(undefined)).toBeUndefined()
    expect(await look(undefined, { black: 20, white: 90, noise: 20 })).toBeUndefined()
  })
})

describe('symbols that no label of ours is', () => {
  beforeAll(async () => {
    await prepareZXingModule({ overrides: { wasmBinary: await wasmOf('writer') }, fireImmediately: true })
  })

  it.each(['MicroQRCode', 'RMQRCode', 'DataMatrix', 'Code128'] as const)('does not read %s', async (format) => {
    const { symbol } = await writeBarcode('12345', { format })
    const { width, height, data } = symbol
    const picture = modulePicture({ width, height, isDark: (x, y) => data[y * width + x] === 0 }, 8)
    expect(await look(picture)).toBeUndefined()
  })

  it('reads a full QR symbol made by the same writer', async () => {
    const { symbol } = await writeBarcode('12345', { format: 'QRCode' })
    const { width, height, data } = symbol
    const picture = modulePicture({ width, height, isDark: (x, y) => data[y * width + x] === 0 }, 8)
    expect((await look(picture))?.readings[0]?.text).toBe('12345')
  })
})

describe('a picture from pdftoppm', () => {
  it('is taken as it is', () => {
    const file = Uint8Array.from([...new TextEncoder().encode('P5\n3 2\n255\n'), 0, 10, 20, 30, 40, 255])
    expect(readPgm(file)).toEqual({ width: 3, height: 2, pixels: Uint8Array.from([0, 10, 20, 30, 40, 255]) })
  })
})

async function wasmOf(part: 'reader' | 'writer'): Promise<ArrayBuffer> {
  const file = await readFile(createRequire(import.meta.url).resolve(`zxing-wasm/${part}/zxing_${part}.wasm`))
  return file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer
}

function sideBySide(left: Grey, right: Grey): Grey {
  const [width, height] = [left.width + right.width, Math.max(left.height, right.height)]
  const pixels = new Uint8Array(width * height).fill(255)
  for (let y = 0; y < left.height; y++)
    pixels.set(left.pixels.subarray(y * left.width, (y + 1) * left.width), y * width)
  for (let y = 0; y < right.height; y++) {
    pixels.set(right.pixels.subarray(y * right.width, (y + 1) * right.width), y * width + left.width)
  }
  return { width, height, pixels }
}
