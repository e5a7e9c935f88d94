import { type LabelSheet, labelBoxes, labelsPerPage } from '../../checkpoints/label-sheet.ts'
import './label-picture.css'

type Props = {
  readonly label: string
  readonly sheet: LabelSheet
  readonly count: number
  readonly startAt: number
}

/** The first page in small: which of its positions are printed on. */
export function LabelPicture({ label, sheet, count, startAt }: Props) {
  const { page, label: size } = sheet
  const printed = labelBoxes(sheet, count, startAt).filter(({ page }) => page === 0)
  const positions = labelBoxes(sheet, labelsPerPage(sheet))
  const gap = Math.min(size.width, size.height) * 0.04
  const draw = (printed: boolean) => (box: (typeof positions)[number]) => (
    <rect
      key={`${box.x}/${box.y}`}
      class={printed ? 'label-picture-printed' : 'label-picture-free'}
      x={box.x + gap}
      y={box.y + gap}
      width={box.width - 2 * gap}
      height={box.height - 2 * gap}
      rx={gap}
    />
  )
  return (
    <svg class="label-picture" viewBox={`-1 -1 ${page.width + 2} ${page.height + 2}`} role="img" aria-label={label}>
      <rect class="label-picture-page" width={page.width} height={page.height} />
      {positions.map(draw(false))}
      {printed.map(draw(true))}
    </svg>
  )
}
