import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { FieldGroup } from '../components/field-group.tsx'
import { PhotoThumbs } from '../components/photo-thumbs.tsx'
import { type Photo, takePhoto } from '../device/photo.ts'
import type { StrangerWords } from '../words/stranger.zh-Hant.ts'

type Props = {
  readonly words: Pick<StrangerWords['form'], 'photo' | 'photoUnreadable' | 'photoName' | 'removePhoto' | 'addPhoto'>
  readonly photo: Photo | undefined
  readonly onPhoto: (photo: Photo | undefined) => void
}

/** A photo to go with a report: the phone asks whether to take one or to choose one. It is drawn anew, so that it tells no place. */
export function ReportPhoto({ words, photo, onPhoto }: Props) {
  const chooser = useRef<HTMLInputElement>(null)
  const url = useSignal<string | undefined>(undefined)
  const unreadable = useSignal(false)

  useEffect(() => {
    if (!photo) return
    const shown = URL.createObjectURL(new Blob([photo.bytes], { type: 'image/jpeg' }))
    url.value = shown
    return () => {
      url.value = undefined
      URL.revokeObjectURL(shown)
    }
  }, [photo, url])

  async function take(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0]
    if (!file) return
    const taken = await takePhoto(file)
    // The same file once more is a change again.
    input.value = ''
    unreadable.value = !taken.ok
    if (taken.ok) onPhoto(taken.photo)
  }

  return (
    <FieldGroup label={words.photo} error={unreadable.value ? words.photoUnreadable : undefined}>
      <PhotoThumbs
        photos={photo && url.value ? [{ id: photo.sha256, url: url.value, name: words.photoName }] : []}
        remove={{ label: words.removePhoto, onRemove: () => onPhoto(undefined) }}
        add={photo ? undefined : { label: words.addPhoto, onAdd: () => chooser.current?.click() }}
      />
      <input
        ref={chooser}
        class="unseen"
        type="file"
        accept="image/*"
        tabIndex={-1}
        aria-label={words.addPhoto}
        onChange={(event) => void take(event.currentTarget)}
      />
    </FieldGroup>
  )
}
