/**
 * What the page and the decoder's worker say to each other. Types only: the page imports them without importing any
 * worker code.
 */

export type Point = { readonly x: number; readonly y: number }

/** One QR symbol. The corners are in pixels of the picture that was looked at, clockwise from the symbol's own top left. */
export type Reading = {
  readonly text: string
  readonly corners: readonly [Point, Point, Point, Point]
}

/** Every symbol in one picture, and whether it took the blurred second pass to see them. */
export type Decoded = {
  readonly pass: 'raw' | 'blurred'
  readonly readings: readonly Reading[]
}

export type DecoderRequest = { readonly id: number } & (
  | { readonly kind: 'frame'; readonly frame: ImageBitmap | ImageData }
  | { readonly kind: 'still'; readonly photo: Blob }
)

/** `broken` means that the wasm did not load or trapped: this worker is of no more use. */
export type DecoderAnswer =
  | { readonly kind: 'looked'; readonly id: number; readonly decoded: Decoded | undefined; readonly ms: number }
  | { readonly kind: 'broken' }
