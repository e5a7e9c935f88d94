import { useSignal } from '@preact/signals'
import { nameIn } from '../../checkpoints/language.ts'
import type { Place } from '../../checkpoints/place.ts'
import { Button } from '../components/button.tsx'
import { childrenOf, spotsWithin } from '../models/places.ts'
import { language } from '../words/language.ts'
import { decimal } from '../words/writing.ts'
import './place-tree.css'
import type { PlacesProps } from './places.tsx'

type Props = PlacesProps & {
  readonly open: string | undefined
  readonly onMove: (place: Place, position: number) => void
}

/** The tree, to open and close, each place above or below its siblings: by dragging, or by its two buttons. */
export function PlaceTree(props: Props) {
  return <Branch {...props} parent={null} />
}

function Branch({ parent, ...props }: Props & { readonly parent: string | null }) {
  const { catalogue, mayChange, onMove } = props
  const siblings = childrenOf(catalogue, parent)
  const dragged = useSignal<string | undefined>(undefined)
  return (
    <ol class="place-tree">
      {siblings.map((place, i) => (
        <li
          key={place.id}
          draggable={mayChange && siblings.length > 1}
          onDragStart={(event) => {
            event.stopPropagation()
            dragged.value = place.id
          }}
          onDragOver={(event) => {
            if (dragged.value !== undefined) event.preventDefault()
          }}
          onDrop={(event) => {
            const moved = siblings.find(({ id }) => id === dragged.value)
            dragged.value = undefined
            if (!moved) return
            event.preventDefault()
            event.stopPropagation()
            onMove(moved, i)
          }}
        >
          <Branching {...props} place={place} at={i} last={siblings.length - 1} />
        </li>
      ))}
    </ol>
  )
}

type BranchingProps = Props & { readonly place: Place; readonly at: number; readonly last: number }

function Branching({ place, at, last, ...props }: BranchingProps) {
  const { own, catalogue, mayChange, open, onMove } = props
  const { places: text } = own
  const name = nameIn(place.names, language.value)
  const hasChildren = childrenOf(catalogue, place.id).length > 0
  const row = (
    <div class="place-row" aria-current={open === place.id ? 'true' : undefined}>
      <a href={`/places?open=${place.id}`}>
        {name}
        {place.occupancy && <span class="soft small"> · {text.occupancy[place.occupancy]}</span>}
      </a>
      <span class="soft small">{text.spots(decimal(spotsWithin(catalogue, place.id)))}</span>
      {mayChange && last > 0 && (
        <span class="place-moves">
          <Button kind="quiet" icon="up" iconOnly disabled={at === 0} onClick={() => onMove(place, at - 1)}>
            {text.up(name)}
          </Button>
          <Button kind="quiet" icon="down" iconOnly disabled={at === last} onClick={() => onMove(place, at + 1)}>
            {text.down(name)}
          </Button>
        </span>
      )}
    </div>
  )
  if (!hasChildren) return row
  return (
    <>
      {row}
      <details class="place-children">
        <summary>
          {text.inner(decimal(childrenOf(catalogue, place.id).length))}
          <span class="unseen"> {name}</span>
        </summary>
        <Branch {...props} parent={place.id} />
      </details>
    </>
  )
}
