import { Icon } from './icon.tsx'
import './photo-thumbs.css'

/** One picture: `name` is what it is called aloud, such as 'Photo 2'. */
export type Thumb = { readonly id: string; readonly url: string; readonly name: string }

type Props = {
  readonly photos: readonly Thumb[]
  readonly onOpen?: ((id: string) => void) | undefined
  /** With it every picture can be taken away again; the label names which. */
  readonly remove?: { readonly label: (name: string) => string; readonly onRemove: (id: string) => void } | undefined
  /** With it there is a place for one more. */
  readonly add?: { readonly label: string; readonly onAdd: () => void } | undefined
}

/** Small pictures in a row, to look at, take away and add. */
export function PhotoThumbs({ photos, onOpen, remove, add }: Props) {
  return (
    <ul class="photo-thumbs">
      {photos.map(({ id, url, name }) => (
        <li key={id} class="photo-thumb">
          {onOpen ? (
            <button type="button" class="photo-thumb-open" onClick={() => onOpen(id)}>
              <img src={url} alt={name} />
            </button>
          ) : (
            <img src={url} alt={name} />
          )}
          {remove && (
            <button type="button" class="photo-thumb-remove" onClick={() => remove.onRemove(id)}>
              <Icon name="close" />
              <span class="unseen">{remove.label(name)}</span>
            </button>
          )}
        </li>
      ))}
      {add && (
        <li>
          <button type="button" class="photo-thumb-add" onClick={add.onAdd}>
            <Icon name="camera" />
            <span>{add.label}</span>
          </button>
        </li>
      )}
    </ul>
  )
}
