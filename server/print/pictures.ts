/**
 * Photos on paper. Their bytes came from phones and from strangers: what cannot be drawn is said in its place, and nothing that
 * somebody has sent breaks a document or the server.
 */
import type { Sha256 } from '../../checkpoints/ids.ts'
import { MOST_PHOTO_BYTES, type PhotoBytes } from '../tables/finding-file.ts'
import type { FindingWords } from '../words/finding.zh-Hant.ts'
import { drawLines, GREY, LEADING, needs, type Paper, RULE } from './paper.ts'
import { pngOf, readPng } from './png.ts'
import { linesOf } from './text-block.ts'

export type Pictures = {
  /** Ready to be drawn, or why it cannot be. */
  readonly of: (sha256: Sha256) => Drawable | 'missing' | 'unreadable' | 'left-out'
  readonly words: FindingWords['photo']
}

type Drawable = { readonly width: number; readonly height: number; readonly orientation?: number }

const MOST_PICTURES = 60
/** Unpacked, a PNG of a few kilobytes may be a thousand times that. */
const MOST_PNG_DOTS = 6_000_000

export function picturesOn({ doc }: Paper, photos: PhotoBytes, words: FindingWords['photo']): Pictures {
  const opened = new Map<Sha256, Drawable | 'unreadable' | 'left-out'>()
  let bytesSoFar = 0
  const open = (bytes: Uint8Array) => {
    if (opened.size >= MOST_PICTURES || bytesSoFar + bytes.length > MOST_PHOTO_BYTES) return 'left-out'
    bytesSoFar += bytes.length
    return openPicture(doc as unknown as Opener, bytes)
  }
  return {
    words,
    of(sha256) {
      const bytes = photos.get(sha256)
      if (bytes === undefined) return 'missing'
      if (bytes === 'left-out') return bytes
      const known = opened.get(sha256) ?? open(bytes)
      opened.set(sha256, known)
      return known
    },
  }
}

/** pdfkit opens a picture once and draws it often; its types do not say so. */
type Opener = { readonly openImage: (source: Buffer) => Drawable & { readonly colorSpace?: string } }

function openPicture(doc: Opener, bytes: Uint8Array): Drawable | 'unreadable' {
  const drawable = isPng(bytes) ? safePng(bytes) : wholeJpeg(Buffer.from(bytes))
  if (!drawable) return 'unreadable'
  try {
    const picture = doc.openImage(drawable)
    // Of a JPEG with two channels, or of none, no reader knows the colours.
    const isWhole = picture.width > 0 && picture.height > 0 && (isPng(bytes) || picture.colorSpace !== undefined)
    return isWhole ? picture : 'unreadable'
  } catch {
    // It throws plain strings at what is no picture, or ends too soon.
    return 'unreadable'
  }
}

/** ITU-T T.81 §B.2: pdfkit takes what has a head, and a reader of the document would stumble over what has no more. */
function wholeJpeg(file: Buffer): Buffer | undefined {
  for (let offset = 2; file[0] === 0xff && file[1] === 0xd8 && offset + 4 <= file.length; ) {
    if (file[offset] !== 0xff) return undefined
    if (file[offset + 1] === START_OF_SCAN) return file.lastIndexOf(END_OF_IMAGE) > offset ? file : undefined
    offset += 2 + file.readUInt16BE(offset + 2)
  }
  return undefined
}
const START_OF_SCAN = 0xda
const END_OF_IMAGE = Buffer.of(0xff, 0xd9)

function isPng(bytes: Uint8Array): boolean {
  return bytes[0] === 0x89 && bytes[1] === 0x50
}

/**
 * pdfkit unpacks a PNG with transparency or a palette later on, where what it throws would end the process. So such a one is drawn
 * anew, in grey on white as signatures are; plain colours go in as they are, once they are known to be whole.
 */
function safePng(bytes: Uint8Array): Buffer | undefined {
  const decoded = readPng(bytes, MOST_PNG_DOTS)
  if (!decoded) return undefined
  const file = Buffer.from(bytes)
  const isPlain = file[COLOUR_TYPE] === RGB && !file.includes('tRNS')
  return isPlain ? file : Buffer.from(pngOf(decoded, 72))
}
/** ISO/IEC 15948 §11.2.2: the ninth byte of what IHDR holds. */
const COLOUR_TYPE = 25
const RGB = 2

export type Placed = { readonly sha256: Sha256; readonly caption: string }

type Row = {
  readonly left: number
  readonly width: number
  readonly columns: number
  /** Of a picture, without its caption. */
  readonly height: number
}

const GUTTER = 10
const CAPTION_POINTS = 7.5
const CAPTION_LINES = 3

/** Pictures beside each other, row by row, each above its caption. @param onPage called at the top of each new page */
export function drawPictures(
  paper: Paper,
  pictures: Pictures,
  placed: readonly Placed[],
  { row, onPage }: { readonly row: Row; readonly onPage: () => void },
): void {
  const { left, columns, height } = row
  const width = columnWidth(row)
  for (let from = 0; from < placed.length; from += columns) {
    const here = placed.slice(from, from + columns)
    const total = rowHeight(here, row)
    if (needs(paper, total)) onPage()
    for (const [i, one] of here.entries()) {
      const x = left + i * (width + GUTTER)
      drawPicture(paper, pictures, one.sha256, { x, y: paper.y, width, height })
      drawCaption(paper, one.caption, x, paper.y + height + 2, width)
    }
    paper.y += total
  }
}

export function columnWidth({ width, columns }: Pick<Row, 'width' | 'columns'>): number {
  return (width - GUTTER * (columns - 1)) / columns
}

/** Of one row with its captions and the space below. */
export function rowHeight(placed: readonly Placed[], row: Row): number {
  const lines = placed.map(({ caption }) => linesOf(caption, columnWidth(row) / CAPTION_POINTS, CAPTION_LINES).length)
  return row.height + 2 + Math.max(0, ...lines) * CAPTION_POINTS * LEADING + 8
}

export function drawCaption(paper: Paper, caption: string, x: number, y: number, width: number): void {
  drawLines(paper, caption, x, y, { points: CAPTION_POINTS, colour: GREY, width, mostLines: CAPTION_LINES })
}

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Fitted into the box, at its upper left; what cannot be drawn is said in a frame. */
export function drawPicture(paper: Paper, pictures: Pictures, sha256: Sha256, box: Box): void {
  const picture = pictures.of(sha256)
  if (typeof picture === 'string') {
    drawFrame(paper, box)
    const { missing, unreadable, leftOut } = pictures.words
    const why = { missing, unreadable, 'left-out': leftOut }[picture]
    drawLines(paper, why, box.x + 6, box.y + 6, { points: 8, colour: GREY, width: box.width - 12, mostLines: 4 })
    return
  }
  // Since the EXIF of a photo may turn it, its sides may have changed places.
  const isTurned = (picture.orientation ?? 1) > 4
  const [wide, high] = isTurned ? [picture.height, picture.width] : [picture.width, picture.height]
  const scale = Math.min(box.width / wide, box.height / high)
  const fit: [number, number] = [wide * scale, high * scale]
  paper.doc.image(picture as unknown as Buffer, box.x, box.y, { fit })
  drawFrame(paper, { ...box, width: fit[0], height: fit[1] })
}

function drawFrame({ doc }: Paper, { x, y, width, height }: Box): void {
  doc.rect(x, y, width, height).lineWidth(0.5).strokeColor(RULE).stroke()
}
