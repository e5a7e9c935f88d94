import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { Report, Trend } from '../../checkpoints/wire/report.ts'
import { FloorHatch } from '../components/floor-stack.tsx'
import { MarkSymbols } from '../components/mark-symbols.tsx'
import { aroundPrinting } from '../device/print.ts'
import { type ReportNames, reportNames } from '../models/report-names.ts'
import { language } from '../words/language.ts'
import { picturesWords } from '../words/pictures.ts'
import type { PicturesWords } from '../words/pictures.zh-Hant.ts'
import { CalendarPicture } from './picture-calendar.tsx'
import { HoursPicture } from './picture-hours.tsx'
import { MatrixPicture } from './picture-matrix.tsx'
import { TowerPicture } from './picture-tower.tsx'
import { TrendPicture } from './picture-trend.tsx'
import type { ReportLinks } from './report-links.ts'
import './report-pictures.css'

type Props = {
  readonly report: Report
  /** undefined: a report that leads nowhere, such as a shared one. */
  readonly href: ReportLinks | undefined
  /** Up to two years; undefined while it has not come, or is not to be shown. */
  readonly trend: Trend | undefined
}

export type PictureProps = Omit<Props, 'trend'> & { readonly words: PicturesWords; readonly names: ReportNames }

/** What a report looks like: each picture with a sentence that reads it, and the table behind it. */
export function ReportPictures({ report, href, trend }: Props) {
  const words = picturesWords.value
  const { value: reader } = language
  const names = useMemo(() => reportNames(report.directory, reader), [report, reader])
  const section = useRef<HTMLDivElement>(null)
  useTablesOnPaper(section)
  if (!words) return null
  const given = { report, href, words, names }
  return (
    <div class="report-pictures" ref={section}>
      <MarkSymbols />
      <FloorHatch />
      <CalendarPicture {...given} />
      <MatrixPicture {...given} />
      <TowerPicture {...given} />
      <TrendPicture {...given} trend={trend} />
      <HoursPicture {...given} />
    </div>
  )
}

/** Paper cannot be clicked: the tables behind the pictures are opened for it, and closed again. */
function useTablesOnPaper(section: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    let opened: HTMLDetailsElement[] = []
    return aroundPrinting(
      () => {
        const closed = section.current?.querySelectorAll<HTMLDetailsElement>('.table-behind:not([open])')
        opened = [...(closed ?? [])]
        for (const details of opened) details.open = true
      },
      () => {
        for (const details of opened) details.open = false
      },
    )
  }, [section])
}
