/**
 * The seven marks on paper, as black vector shapes. Each is kept once in the document (ISO 32000-1 §8.10, form XObject) and only
 * named where it is drawn: a month's matrix has ten thousand of them.
 */
import PDFDocument from 'pdfkit'
import { MARK_SHAPES, MARK_SIZE, type MarkLayer, type MarkState } from '../../checkpoints/mark.ts'
import type { Doc } from './paper.ts'

/** A mark in a square box. */
export type PlacedMark = { readonly state: MarkState; readonly x: number; readonly y: number; readonly size: number }

export function drawMarks(doc: Doc, marks: readonly PlacedMark[]): void {
  const forms = formsIn(doc)
  const { xobjects } = doc.page as unknown as { xobjects: Record<string, unknown> }
  const ops = marks.map(({ state, x, y, size }) => {
    const name = `Mark-${state}`
    xobjects[name] ??= forms[state]
    const scale = rounded(size / MARK_SIZE)
    return `q ${scale} 0 0 ${scale} ${rounded(x)} ${rounded(y)} cm /${name} Do Q`
  })
  if (ops.length > 0) doc.addContent(ops.join('\n'))
}

type Forms = Readonly<Record<MarkState, unknown>>

const formsOf = new WeakMap<Doc, Forms>()

function formsIn(doc: Doc): Forms {
  const known = formsOf.get(doc)
  if (known) return known
  const forms = Object.fromEntries(
    (Object.keys(MARK_SHAPES) as MarkState[]).map((state) => {
      const form = doc.ref({ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, MARK_SIZE, MARK_SIZE] })
      form.end(Buffer.from(MARK_SHAPES[state].map(painted).join('\n')))
      return [state, form]
    }),
  ) as Forms
  formsOf.set(doc, forms)
  return forms
}

function painted(layer: MarkLayer): string {
  if ('fill' in layer) return `0 g ${operatorsOf(layer.fill)} f*`
  const dash = layer.dash ? `[${layer.dash}] 0 d 1 J` : '[] 0 d 0 J'
  return `0 G ${layer.width} w ${dash} ${operatorsOf(layer.stroke)} S`
}

/** An SVG path in the operators of a page: pdfkit knows how to turn arcs into curves, and is asked what it would draw. */
function operatorsOf(path: string): string {
  const operators: string[] = []
  const listener = new PDFDocument({ autoFirstPage: false })
  listener.addContent = (operator: string) => {
    operators.push(operator)
    return listener
  }
  listener.path(path)
  return operators.join(' ')
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
