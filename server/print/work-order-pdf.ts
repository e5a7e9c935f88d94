/** A work order on paper: what a contractor takes along, and signs. It names nobody of the staff. */
import { SEVERITY_NAMES } from '../../checkpoints/answer.ts'
import type { Contractor } from '../../checkpoints/finding-rules.ts'
import type { Language } from '../../checkpoints/language.ts'
import { civilDateOf, type Instant } from '../../checkpoints/time.ts'
import type { PublicWorkOrder } from '../../checkpoints/wire/finding.ts'
import { type PhotoBytes, type Speech, speechIn } from '../tables/finding-file.ts'
import { drawPhotos } from './finding-photos.ts'
import { drawFacts, drawSignatureLines, drawText } from './flow.ts'
import { drawLine, drawLines, GREY, INK, LEFT, onPaper, type Paper, RIGHT, WIDTH } from './paper.ts'
import { barsOf, qrSymbol } from './qr-symbol.ts'
import { drawHeading } from './sections.ts'

export type WorkOrderFile = {
  readonly now: Instant
  readonly order: PublicWorkOrder
  readonly contractor: Pick<Contractor, 'name' | 'phone'> | null
  /** Under which the contractor reports it done; undefined: not known, or there is none. */
  readonly link: string | undefined
  readonly photos: PhotoBytes
}

export function printWorkOrder(file: WorkOrderFile, language: Language): Promise<Uint8Array<ArrayBuffer>> {
  const { order, now } = file
  const speech = speechIn(language, order.estate.zone)
  const { words, named, path, time } = speech
  const about = [path(order.spot.place), named(order.spot.names)].filter((part) => part !== '').join(' · ')
  const frame = {
    ...{ owner: named(order.estate.names), title: words.workOrder.title, about, madeAt: words.madeAt(time(now)) },
    ...{ page: words.page, continued: words.continued },
  }
  return onPaper(frame, (paper) => {
    drawTop(paper, file, speech)
    drawTask(paper, file, speech)
    const { photos: title, noPhotos: none } = words.workOrder
    drawPhotos(paper, { title, none, sha256s: order.photos, bytes: file.photos }, speech)
    drawSignatureLines(paper, {
      title: words.workOrder.signatures,
      lead: words.workOrder.signaturesLead,
      who: [words.workOrder.received, words.workOrder.done, words.workOrder.accepted],
      lines: words.lines,
    })
  })
}

const SYMBOL = 92
const TOP = 118

/** Its number and its day large; beside them the symbol, if there is a link. */
function drawTop(paper: Paper, { order, link }: WorkOrderFile, speech: Speech): void {
  const { words, day, language } = speech
  const { workOrder } = words
  const width = link === undefined ? WIDTH : WIDTH - SYMBOL - 150
  drawLines(paper, order.number, LEFT, paper.y, { points: 26, width, mostLines: 1 })
  const due = order.dueOn === null ? workOrder.noDue : day(order.dueOn)
  drawLine(paper, workOrder.due, LEFT, paper.y + 42, { points: 9, colour: GREY })
  drawLines(paper, due, LEFT, paper.y + 55, { points: 16, width, mostLines: 1 })
  drawLine(paper, words.facts.severity, LEFT, paper.y + 84, { points: 9, colour: GREY })
  drawLine(paper, SEVERITY_NAMES[order.severity][language], LEFT, paper.y + 96, { points: 11 })
  if (link !== undefined) drawLink(paper, link, speech)
  paper.y += link === undefined ? TOP : Math.max(TOP, SYMBOL + 26)
}

function drawLink(paper: Paper, link: string, { words }: Speech): void {
  const symbol = qrSymbol(link, 'M')
  const module = SYMBOL / symbol.size
  const [left, top] = [RIGHT - SYMBOL, paper.y + 4]
  paper.doc.fillColor(INK)
  for (const { row, column, length } of barsOf(symbol))
    paper.doc.rect(left + column * module, top + row * module, length * module, module)
  paper.doc.fill()
  const beside = { width: 128, points: 8.5 }
  const x = left - 4 * module - 132
  const height = drawLines(paper, words.workOrder.link, x, top, { ...beside, points: 10.5, mostLines: 2 })
  drawLines(paper, words.workOrder.linkText, x, top + height + 3, { ...beside, colour: GREY, mostLines: 6 })
}

function drawTask(paper: Paper, { order, contractor }: WorkOrderFile, speech: Speech): void {
  const { words, named, path, day } = speech
  const { workOrder, facts } = words
  const { note, itemWords, spot, instructions, sentBack, issuedAt, estate } = order
  drawHeading(paper, { title: workOrder.what, means: '' })
  const item = itemWords ? named(itemWords) : ''
  drawText(paper, note === '' ? item : note, { points: 12, title: workOrder.what })
  paper.y += 6
  drawFacts(
    paper,
    [
      [facts.item, note === '' ? '' : item],
      [workOrder.where, [path(spot.place), named(spot.names)].filter((part) => part !== '').join(' · ')],
      [facts.spot, spot.code],
      [workOrder.instructions, instructions === '' ? workOrder.noInstructions : instructions],
      [workOrder.sentBack, sentBack === '' ? workOrder.sentBackText : (sentBack ?? '')],
      [workOrder.contractor, contractor?.name ?? ''],
      [workOrder.phone, contractor?.phone ?? ''],
      [workOrder.issued, day(civilDateOf(issuedAt, estate.zone))],
    ],
    workOrder.what,
  )
}
