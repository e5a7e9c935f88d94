/** The whole history of a finding on paper (policy 9.4): what was wrong, what was done about it, by whom and when. */
import { SEVERITY_NAMES } from '../../checkpoints/answer.ts'
import { CATEGORIES } from '../../checkpoints/checklist.ts'
import { FINDING_STATES } from '../../checkpoints/finding.ts'
import { ROUTES } from '../../checkpoints/finding-act.ts'
import type { Language } from '../../checkpoints/language.ts'
import { daysSince } from '../../checkpoints/time.ts'
import { decimal } from '../../checkpoints/writing.ts'
import {
  type FiledEvent,
  type FindingFile,
  numberOf,
  responsibleFor,
  type Speech,
  speechIn,
} from '../tables/finding-file.ts'
import { beforeAndAfter, type Step, stepsOf, titleOf } from '../tables/finding-steps.ts'
import { drawFacts, drawLargeFigures, drawSignatureLines, drawText, type Fact } from './flow.ts'
import {
  drawLine,
  drawRule,
  type Frame,
  GREY,
  INK,
  LEADING,
  LEFT,
  needs,
  onPaper,
  type Paper,
  RIGHT,
  WIDTH,
} from './paper.ts'
import {
  columnWidth,
  drawCaption,
  drawPicture,
  drawPictures,
  type Pictures,
  type Placed,
  picturesOn,
  rowHeight,
} from './pictures.ts'
import { drawContinued, drawHeading } from './sections.ts'

export function printHistory(file: FindingFile, language: Language): Promise<Uint8Array<ArrayBuffer>> {
  const speech = speechIn(language, file.estate.zone)
  const frame = frameOf(file, speech, speech.words.history.title)
  return onPaper(frame, (paper) => {
    const pictures = picturesOn(paper, file.photos, speech.words.photo)
    drawTop(paper, file, speech)
    const title = speech.words.history.facts
    drawHeading(paper, { title, means: '' })
    drawFacts(paper, factsOf(file, speech), title)
    drawBeforeAndAfter(paper, pictures, { file, speech })
    drawSteps(paper, pictures, { file, speech })
    const { signatures, lines, roles } = speech.words
    drawSignatureLines(paper, { ...signatures, who: [roles.supervisor, roles.manager], lines })
  })
}

/** The same on every paper about a finding. */
export function frameOf({ estate, finding, place, now }: FindingFile, speech: Speech, title: string): Frame {
  const { words, named, path, time } = speech
  const { number, spot } = finding
  return {
    owner: named(estate.names),
    title,
    about: [words.number(String(number)), path(place), named(spot.names)].filter((part) => part !== '').join(' · '),
    madeAt: words.madeAt(time(now)),
    page: words.page,
    continued: words.continued,
  }
}

/** How it stands, and what it came to. */
function drawTop(paper: Paper, { finding, now }: FindingFile, { words, language, time }: Speech): void {
  const { history } = words
  const { state, stateSince, standing, reportedAt, closedAt, extended, sentBack } = finding
  const { open, names } = FINDING_STATES[state]
  drawLine(paper, names[language], LEFT, paper.y, { points: 20 })
  const beside = [standing === 'none' ? '' : words.standings[standing], history.since(time(stateSince))]
  const text = beside.filter((part) => part !== '').join(' · ')
  drawLine(paper, text, RIGHT, paper.y + 10, { points: 9.5, align: 'right' })
  paper.y += 34
  const days = decimal(daysSince(reportedAt, open ? now : (closedAt ?? now)), language)
  drawLargeFigures(paper, [
    open ? { text: history.open(days), note: history.openNote } : { text: history.over(days), note: history.overNote },
    { text: history.extended(decimal(extended, language)), note: history.extendedNote },
    { text: history.sentBack(decimal(sentBack, language)), note: history.sentBackNote },
  ])
}

function factsOf(file: FindingFile, speech: Speech): Fact[] {
  const { words, named, path, language, time, day } = speech
  const { finding, place, clause, merged } = file
  const { note, itemWords, spot, category, severity, reporter, reportedAt, source, route, dueOn, workOrder } = finding
  const { facts, causes } = words
  const cause = source.by === 'visit' && source.cause !== 'defect' ? causes[source.cause] : ''
  const from = words.sources[source.by]
  return [
    [facts.what, note === '' ? cause : note],
    [facts.item, itemWords ? named(itemWords) : ''],
    [facts.where, path(place)],
    [facts.spot, words.inBrackets(named(spot.names), spot.code)],
    [facts.category, category === null ? '' : CATEGORIES[category].names[language]],
    [facts.severity, SEVERITY_NAMES[severity][language]],
    [facts.clause, clauseText(words, clause, category)],
    [facts.source, cause === '' || note === '' ? from : words.inBrackets(from, cause)],
    [facts.reported, [time(reportedAt), reporter ?? ''].filter((part) => part !== '').join(' · ')],
    [
      facts.route,
      route ? words.inBrackets(ROUTES[route.kind].names[language], words.clause(ROUTES[route.kind].clause)) : '',
    ],
    [facts.who, responsibleFor(file, speech)],
    [facts.due, dueOn === null ? '' : day(dueOn)],
    [facts.workOrder, workOrder ?? ''],
    [facts.mergedInto, finding.mergedInto === null ? '' : numberOf(file, finding.mergedInto, speech)],
    [facts.merged, merged.map((number) => words.number(String(number))).join(words.and)],
  ]
}

/** Of the item that was asked, else of what it is about. */
function clauseText(
  words: Speech['words'],
  clause: string | null,
  category: FindingFile['finding']['category'],
): string {
  if (clause === '') return words.ownItem
  if (clause !== null) return words.clause(clause)
  return category === null ? '' : words.clause(CATEGORIES[category].clause)
}

type Told = { readonly file: FindingFile; readonly speech: Speech }

const PAIR = { left: LEFT, width: WIDTH, columns: 2, height: 178 } as const

/** Two columns: on the left how it was, on the right how it is now. */
function drawBeforeAndAfter(paper: Paper, pictures: Pictures, { file, speech }: Told): void {
  const { history } = speech.words
  const { before, after } = beforeAndAfter(file.events)
  const placed = (events: readonly FiledEvent[]): Placed[] =>
    events.flatMap(({ act, at, sequence }) =>
      ('photos' in act ? act.photos : []).map((sha256) => ({
        sha256,
        caption: history.caption(String(sequence), titleOf(act, speech), speech.time(at)),
      })),
    )
  const [left, right] = [placed(before), placed(after)]
  if (left.length + right.length === 0) return
  const first = rowHeight([...left.slice(0, 1), ...right.slice(0, 1)], PAIR)
  needs(paper, first + 70)
  drawHeading(paper, { title: history.photos, means: '' })
  const width = columnWidth(PAIR)
  const columns = [LEFT, RIGHT - width] as const
  const heads = () => {
    drawLine(paper, history.before, columns[0], paper.y, { points: 10.5 })
    drawLine(paper, history.after, columns[1], paper.y, { points: 10.5 })
    paper.y += 18
  }
  heads()
  if (left.length === 0) drawCaption(paper, history.noBefore, columns[0], paper.y, width)
  if (right.length === 0) drawCaption(paper, history.noAfter, columns[1], paper.y, width)
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const row = [left[i], right[i]]
    const height = rowHeight(
      row.filter((one) => one !== undefined),
      PAIR,
    )
    if (needs(paper, height)) {
      drawContinued(paper, history.photos)
      heads()
    }
    for (const [at, one] of row.entries()) {
      if (!one) continue
      const x = columns[at]!
      drawPicture(paper, pictures, one.sha256, { x, y: paper.y, width, height: PAIR.height })
      drawCaption(paper, one.caption, x, paper.y + PAIR.height + 2, width)
    }
    paper.y += height
  }
}

const INDENT = 26
const STEP_LEFT = LEFT + INDENT
const THUMBS = { left: STEP_LEFT, width: WIDTH - INDENT, columns: 4, height: 84 } as const
const SIGNATURE = { width: 170, height: 58 } as const

function drawSteps(paper: Paper, pictures: Pictures, { file, speech }: Told): void {
  const { words } = speech
  drawHeading(paper, { title: words.history.steps, means: words.history.stepsLead })
  const { before, after } = beforeAndAfter(file.events)
  const shownAbove = new Set([...before, ...after].map(({ sequence }) => sequence))
  for (const step of stepsOf(file, speech)) drawStep(paper, pictures, { step, speech, shownAbove })
}

type Drawn = { readonly step: Step; readonly speech: Speech; readonly shownAbove: ReadonlySet<number> }

function drawStep(paper: Paper, pictures: Pictures, { step, speech, shownAbove }: Drawn): void {
  const { words } = speech
  const title = words.history.steps
  const flow = { left: STEP_LEFT, title }
  if (needs(paper, 48)) drawContinued(paper, title)
  const isConflict = step.conflict !== undefined
  drawNumber(paper, step.number, isConflict)
  drawLine(paper, step.title, STEP_LEFT, paper.y, { points: 11 })
  drawLine(paper, step.at, RIGHT, paper.y + 1.5, { points: 9, align: 'right' })
  paper.y += 11 * LEADING + 1
  drawText(paper, step.by, { ...flow, points: 8.5, colour: GREY })
  if (step.conflict !== undefined) drawText(paper, step.conflict, { ...flow, points: 9 })
  for (const fact of step.facts) drawText(paper, fact, flow)
  if (step.said !== '') drawText(paper, words.quoted(step.said), flow)
  if (step.photos.length > 0) drawStepPhotos(paper, pictures, { step, speech, shownAbove })
  if (step.signature) drawSignature(paper, pictures, { step, speech })
  paper.y += 4
  drawRule(paper, paper.y, { from: STEP_LEFT, width: 0.35 })
  paper.y += 6
}

/** Those that stand side by side above are only pointed to. */
function drawStepPhotos(paper: Paper, pictures: Pictures, { step, speech: { words }, shownAbove }: Drawn): void {
  const { steps, photos, inSection } = words.history
  if (shownAbove.has(step.number)) {
    const text = inSection(String(step.photos.length), photos)
    drawText(paper, text, { left: STEP_LEFT, points: 8.5, colour: GREY, title: steps })
    return
  }
  paper.y += 3
  const placed = step.photos.map((sha256, i) => ({ sha256, caption: words.photo.name(String(i + 1)) }))
  drawPictures(paper, pictures, placed, { row: THUMBS, onPage: () => drawContinued(paper, steps) })
}

function drawSignature(paper: Paper, pictures: Pictures, { step, speech: { words } }: Omit<Drawn, 'shownAbove'>): void {
  const { signature } = step
  if (!signature) return
  const { width, height } = SIGNATURE
  if (needs(paper, height + 34)) drawContinued(paper, words.history.steps)
  paper.y += 3
  drawLine(paper, words.signature, STEP_LEFT, paper.y, { points: 8.5, colour: GREY })
  paper.y += 13
  drawPicture(paper, pictures, signature.sha256, { x: STEP_LEFT, y: paper.y, width, height })
  paper.y += height + 2
  drawCaption(paper, signature.of, STEP_LEFT, paper.y, WIDTH - INDENT)
  paper.y += 12
}

/** A number in a ring; of a step that did not count in a broken one, with a stroke through it. */
function drawNumber({ doc, ...paper }: Paper, number: number, isConflict: boolean): void {
  const [x, y, radius] = [LEFT + 9, paper.y + 8, 8.5]
  doc.circle(x, y, radius).lineWidth(0.9).strokeColor(INK)
  if (isConflict) doc.dash(2, { space: 1.6 })
  doc.stroke()
  doc.undash()
  const text = String(number)
  drawLine({ doc, ...paper }, text, x, y - 5.8, { points: text.length > 2 ? 6.5 : 8.5, align: 'centre' })
  if (isConflict)
    doc
      .moveTo(x - radius, y + radius)
      .lineTo(x + radius, y - radius)
      .lineWidth(0.7)
      .stroke()
}
