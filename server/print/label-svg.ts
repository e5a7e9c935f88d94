/** A page of labels as SVG, without fonts and without anything from elsewhere: it looks the same wherever it is opened. */
import { KIND_PICTURES, PICTURE_SIDE } from '../../checkpoints/kind-picture.ts'
import { type Drawn, type Logo, type Page, PICTURE_STROKE } from './drawing.ts'
import { type Command, outlinesOf } from './glyph-outline.ts'
import { barsOf, type QrSymbol } from './qr-symbol.ts'

/** @returns a document whose unit is the millimetre; on white, as paper is */
export function svgOf(page: Page, logo?: Logo): string {
  const { width, height } = page
  const { offsetX, offsetY, scaleX, scaleY } = page.adjust
  const glyphs = new Map<string, string>()
  const drawn = page.drawn.map((one) => elementOf(one, glyphs, logo)).join('')
  const defs = [...glyphs].map(([key, path]) => `<path id="${key}" d="${path}"/>`).join('')
  const size = `width="${mm(width)}mm" height="${mm(height)}mm" viewBox="0 0 ${mm(width)} ${mm(height)}"`
  const matrix = [scaleX, 0, 0, scaleY, offsetX, offsetY].map(mm).join(' ')
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect width="100%" height="100%" fill="#fff"/>` +
    `<defs>${defs}</defs><g transform="matrix(${matrix})">${drawn}</g></svg>`
  )
}

function elementOf(drawn: Drawn, glyphs: Map<string, string>, logo: Logo | undefined): string {
  switch (drawn.draw) {
    case 'symbol': {
      const { symbol, x, y, module } = drawn
      return `<path transform="translate(${mm(x)} ${mm(y)}) scale(${module})" shape-rendering="crispEdges" d="${symbolPath(symbol)}"/>`
    }
    case 'text':
      return textOf(drawn, glyphs)
    case 'picture': {
      const at = `translate(${mm(drawn.x)} ${mm(drawn.y)}) scale(${drawn.side / PICTURE_SIDE})`
      const stroke = `fill="none" stroke="#000" stroke-width="${PICTURE_STROKE}" stroke-linecap="round" stroke-linejoin="round"`
      return `<path transform="${at}" ${stroke} d="${KIND_PICTURES[drawn.kind]}"/>`
    }
    case 'logo': {
      if (!logo) return ''
      const data = Buffer.from(logo.png).toString('base64')
      const box = `x="${mm(drawn.x)}" y="${mm(drawn.y)}" width="${mm(drawn.width)}" height="${mm(drawn.height)}"`
      return `<image ${box} href="data:image/png;base64,${data}"/>`
    }
    case 'line': {
      const [[x1, y1], [x2, y2]] = [drawn.from, drawn.to]
      return `<path stroke="#000" stroke-width="${drawn.width}" d="M${mm(x1)} ${mm(y1)}L${mm(x2)} ${mm(y2)}"/>`
    }
  }
}

/** Each glyph is drawn once, however often it stands on the page. */
function textOf({ text, x, y, em }: Extract<Drawn, { draw: 'text' }>, glyphs: Map<string, string>): string {
  const uses = outlinesOf(text).map(({ key, commands, unitsPerEm, at }) => {
    if (!glyphs.has(key)) glyphs.set(key, commands.map((command) => pathOf(command, 1000 / unitsPerEm)).join(''))
    return `<use href="#${key}"${at > 0 ? ` x="${Math.round(at * 1000)}"` : ''}/>`
  })
  const label = `role="img" aria-label="${escaped(text)}"`
  return `<g ${label} transform="translate(${mm(x)} ${mm(y)}) scale(${em / 1000})">${uses.join('')}</g>`
}

// biome-ignore format: hand-aligned table
const LETTERS: Readonly<Record<Command['command'], string>> = {
  moveTo: 'M', lineTo: 'L', quadraticCurveTo: 'Q', bezierCurveTo: 'C', closePath: 'Z',
}

/** Thousandths of an em, y downwards as SVG has it. */
function pathOf({ command, args }: Command, scale: number): string {
  return LETTERS[command] + args.map((arg, i) => Math.round(arg * scale * (i % 2 === 0 ? 1 : -1))).join(' ')
}

function symbolPath(symbol: QrSymbol): string {
  return barsOf(symbol)
    .map(({ row, column, length }) => `M${column} ${row}h${length}v1h-${length}z`)
    .join('')
}

function mm(value: number): string {
  return String(Math.round(value * 10_000) / 10_000)
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)
}
