/** A QR code on a screen, as a camera before it would see it: the pixels of a screenshot, and what an independent decoder reads. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import type { Grey } from './fake-camera.ts'

export type ScreenCode = { readonly picture: Grey; readonly url: string }

/** Takes a picture of the element that holds the code. Its page must be able to draw, and need not have a network. */
export async function readScreen(page: Page, selector: string): Promise<ScreenCode> {
  const png = await page.locator(selector).screenshot()
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer as ArrayBuffer } })
  const [read] = await readBarcodes(new Uint8Array(png), { formats: ['QRCode'] })
  if (!read) throw new Error('nothing on the screen can be read')
  const { width, height, pixels } = await page.evaluate(greyOf, png.toString('base64'))
  return { picture: { width, height, pixels: Uint8Array.from(Buffer.from(pixels, 'base64')) }, url: read.text }
}

/** Runs in the page. */
async function greyOf(base64: string) {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
  const { width, height } = image
  const context = new OffscreenCanvas(width, height).getContext('2d')!
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, width, height)
  let pixels = ''
  for (let i = 0; i < data.length; i += 4) pixels += String.fromCharCode(data[i]!)
  return { width, height, pixels: btoa(pixels) }
}
