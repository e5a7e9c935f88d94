import './mark.css'
import { MARK_SHAPES, MARK_SIZE, type MarkLayer, type MarkState } from '../../checkpoints/mark.ts'

type Props = {
  readonly state: MarkState
  /** The state in words. Left out where the same words stand beside the mark. */
  readonly label?: string | undefined
}

/** The mark of a state, as large as the writing around it. */
export function Mark({ state, label }: Props) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: without a label it is hidden, as the words stand beside it
    <svg
      class="mark"
      data-state={state}
      viewBox={`0 0 ${MARK_SIZE} ${MARK_SIZE}`}
      role={label ? 'img' : undefined}
      aria-hidden={!label}
    >
      {label && <title>{label}</title>}
      {MARK_SHAPES[state].map(drawnLayer)}
    </svg>
  )
}

/** Takes its colour from what it stands in. */
export function drawnLayer(layer: MarkLayer) {
  if ('fill' in layer) return <path d={layer.fill} fill="currentColor" fill-rule="evenodd" />
  return (
    <path
      d={layer.stroke}
      fill="none"
      stroke="currentColor"
      stroke-width={layer.width}
      stroke-dasharray={layer.dash}
      stroke-linecap={layer.dash ? 'round' : 'butt'}
    />
  )
}
