/** A report on paper: A4, what an owners' committee reads, files and signs. */
import type { Language } from '../../checkpoints/language.ts'
import { civilDateOf } from '../../checkpoints/time.ts'
import type { Report } from '../../checkpoints/wire/report.ts'
import { civilDay, decimal, percent, timeOfDay } from '../../checkpoints/writing.ts'
import { figuresOf } from '../tables/summary.ts'
import { filterOf, periodOf, type Told, tell } from '../tables/told.ts'
import { drawLine, type Frame, LEFT, needs, onPaper, RIGHT } from './paper.ts'

export function printReport(report: Report, language: Language): Promise<Uint8Array<ArrayBuffer>> {
  const told = tell(report, language)
  return onPaper(frameOf(told), (paper) => {
    for (const { name, value, type } of figuresOf(told)) {
      needs(paper, 16)
      const written = value === null ? '—' : type === 'share' ? percent(value, language) : decimal(value, language)
      drawLine(paper, name, LEFT, paper.y, { points: 9 })
      drawLine(paper, written, RIGHT, paper.y, { points: 9, align: 'right' })
      paper.y += 16
    }
  })
}

function frameOf(told: Told): Frame {
  const { words, names, report, language, zone } = told
  const madeAt = `${civilDay(civilDateOf(report.now, zone), language)} ${timeOfDay(report.now, zone, language)}`
  const about = [periodOf(told, report), filterOf(told)].filter((part) => part !== '').join('　')
  return { owner: names.estate, title: words.title, about, madeAt: words.madeAt(madeAt), page: words.page }
}
