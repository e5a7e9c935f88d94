import type { Kind } from '../../checkpoints/checkpoint.ts'
import { KIND_PICTURES } from '../../checkpoints/kind-picture.ts'
import './icon.css'

type Props = {
  readonly kind: Kind
  /** The kind in words. Left out where they stand beside the picture. */
  readonly label?: string | undefined
}

/** A small picture of a kind of checkpoint. */
export function KindIcon({ kind, label }: Props) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: without a label it is hidden, as the words stand beside it
    <svg class="icon" viewBox="0 0 24 24" role={label ? 'img' : undefined} aria-hidden={!label}>
      {label && <title>{label}</title>}
      <path d={KIND_PICTURES[kind]} />
    </svg>
  )
}
