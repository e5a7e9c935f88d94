/** What labels are drawn with, whatever they are drawn on: PDF, SVG and dots show the same. Millimetres, y downwards. */
import type { Kind } from '../../checkpoints/checkpoint.ts'
import type { QrSymbol } from './qr-symbol.ts'

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

export type Drawn =
  /** The box is the symbol's without its quiet zone. */
  | {
      readonly draw: 'symbol'
      readonly symbol: QrSymbol
      readonly x: number
      readonly y: number
      readonly module: number
    }
  /** `x` where the text begins, `y` its baseline; `em` is the size of its type. */
  | { readonly draw: 'text'; readonly text: string; readonly x: number; readonly y: number; readonly em: number }
  | { readonly draw: 'picture'; readonly kind: Kind; readonly x: number; readonly y: number; readonly side: number }
  | ({ readonly draw: 'logo' } & Box)
  | { readonly draw: 'line'; readonly from: Point; readonly to: Point; readonly width: number }

export type Point = readonly [x: number, y: number]

/** A page, and how this printer has to be given it: scaled about the page's corner, then moved. */
export type Page = {
  readonly width: number
  readonly height: number
  readonly adjust: Adjust
  readonly drawn: readonly Drawn[]
}

export type Adjust = {
  readonly offsetX: number
  readonly offsetY: number
  /** 1: as it is. */
  readonly scaleX: number
  readonly scaleY: number
}

export const NO_ADJUST: Adjust = { offsetX: 0, offsetY: 0, scaleX: 1, scaleY: 1 }

/** A picture of an estate, decoded. */
export type Logo = {
  /** The file as it was uploaded. */
  readonly png: Uint8Array
  readonly width: number
  readonly height: number
  /** Luminance on white paper, row by row. */
  readonly grey: Uint8Array
}

/** Pictures are lines on a square of 24; as wide as on screens would be thin on paper. */
export const PICTURE_STROKE = 1.9
