/** A Zebra printer as far as our labels need one: reads `^GFA` graphics as the ZPL II guide has them, written without a look at ours. */
import type { Grey } from './fake-camera.ts'

/** The labels of a file, dot by dot. */
export function dotsOfZpl(zpl: string): Grey[] {
  return [...zpl.matchAll(/\^XA(.*?)\^XZ/gs)].map(([, label = '']) => {
    const width = Number(/\^PW(\d+)/.exec(label)?.[1])
    const height = Number(/\^LL(\d+)/.exec(label)?.[1])
    const [, binary, total, rowBytes, data] = /\^FO0,0\^GFA,(\d+),(\d+),(\d+),(.*?)\^FS/s.exec(label) ?? []
    if (binary !== total || Number(total) !== Number(rowBytes) * height) throw new Error('sizes do not agree')
    const nibbles = unpacked(data ?? '', Number(rowBytes) * 2)
    const pixels = new Uint8Array(width * height)
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const nibble = nibbles[y * Number(rowBytes) * 2 + (x >> 2)] ?? 0
        pixels[y * width + x] = (nibble >> (3 - (x & 3))) & 1 ? 0 : 255
      }
    }
    return { width, height, pixels }
  })
}

function unpacked(data: string, perRow: number): number[] {
  const out: number[] = []
  let repeat = 0
  for (const char of data) {
    if (char >= 'G' && char <= 'Y') repeat += char.charCodeAt(0) - 70
    else if (char >= 'g' && char <= 'z') repeat += (char.charCodeAt(0) - 102) * 20
    else if (char === ',' || char === '!') {
      do out.push(char === ',' ? 0 : 15)
      while (out.length % perRow !== 0)
    } else if (char === ':') out.push(...out.slice(-perRow))
    else {
      for (let i = 0; i < Math.max(1, repeat); i++) out.push(Number.parseInt(char, 16))
      repeat = 0
    }
  }
  return out
}
