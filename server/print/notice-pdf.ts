/** The notice of a violation (policy 7, 9.2): to the unit, what was found, what is asked of it, until when. It names nobody of the staff. */
import type { Language } from '../../checkpoints/language.ts'
import { civilDateOf } from '../../checkpoints/time.ts'
import { type FindingFile, residentsOf, type Speech, speechIn } from '../tables/finding-file.ts'
import { frameOf } from './finding-history.ts'
import { drawPhotos } from './finding-photos.ts'
import { drawFacts, drawSignatureLines, drawText } from './flow.ts'
import { drawLine, GREY, LEADING, LEFT, onPaper, type Paper } from './paper.ts'
import { drawHeading } from './sections.ts'

/** @param notice what the estate asks of them, as it was written when the route was decided */
export function printNotice(file: FindingFile, notice: string, language: Language): Promise<Uint8Array<ArrayBuffer>> {
  const speech = speechIn(language, file.estate.zone)
  const { words } = speech
  return onPaper(frameOf(file, speech, words.notice.title), (paper) => {
    drawTo(paper, file, speech)
    drawFound(paper, file, { notice, speech })
    const { photos: title, noPhotos: none } = words.notice
    drawPhotos(paper, { title, none, sha256s: file.finding.photos, bytes: file.photos }, speech)
    drawText(paper, words.notice.after, { title: words.notice.title })
    paper.y += 4
    drawSignatureLines(paper, {
      title: words.notice.signatures,
      lead: words.notice.signaturesLead,
      who: [words.notice.issued, words.notice.received],
      lines: words.lines,
      room: 20,
    })
    drawLine(paper, words.notice.posted, LEFT, paper.y, { points: 9 })
    paper.y += 9 * LEADING
  })
}

function drawTo(paper: Paper, file: FindingFile, speech: Speech): void {
  const { words } = speech
  const { notice } = words
  drawLine(paper, notice.to, LEFT, paper.y, { points: 9, colour: GREY })
  paper.y += 13
  drawText(paper, residentsOf(file, file.finding.route, speech) ?? notice.toUnknown, {
    points: 16,
    title: notice.title,
  })
  paper.y += 6
  drawText(paper, notice.lead, { points: 10.5, title: notice.title })
  paper.y += 8
}

type Asked = { readonly notice: string; readonly speech: Speech }

function drawFound(paper: Paper, { finding, place, clause, estate }: FindingFile, { notice, speech }: Asked): void {
  const { words, named, path, day } = speech
  const own = words.notice
  const { category, note, itemWords, spot, reportedAt, dueOn } = finding
  const rule = own.rules[category === 'fit-out' ? 'fit-out' : 'house']
  drawFacts(
    paper,
    [
      [own.rule, clause ? words.inBrackets(rule, words.clause(clause)) : rule],
      [own.found, note],
      [words.facts.item, itemWords ? named(itemWords) : ''],
      [own.where, [path(place), named(spot.names)].filter((part) => part !== '').join(' · ')],
      [own.foundOn, day(civilDateOf(reportedAt, estate.zone))],
    ],
    own.title,
  )
  drawHeading(paper, { title: own.asked, means: '' })
  drawText(paper, notice, { points: 12, title: own.asked })
  paper.y += 6
  drawFacts(paper, [[own.until, dueOn === null ? own.noUntil : day(dueOn)]], own.asked)
}
