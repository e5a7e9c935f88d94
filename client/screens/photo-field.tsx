import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { FieldGroup } from '../components/field-group.tsx'
import { PhotoThumbs } from '../components/photo-thumbs.tsx'
import { type Photo, takePhoto } from '../device/photo.ts'
import type { FindingWords } from '../words/findings.zh-Hant.ts'
import { decimal } from '../words/writing.ts'

type Props = {
  readonly words: FindingWords
  readonly photos: readonly Photo[]
  readonly onChange: (photos: readonly Photo[]) => void
}

const AT_MOST = 6

/** Photos from files, as a desk has them; each is made small here, and goes up when the form is sent. */
export function PhotoField({ words: { form, detail }, photos, onChange }: Props) {
  const chooser = useRef<HTMLInputElement>(null)
  const unreadable = useSignal(false)
  const urls = useUrls(photos)

  async function add(files: Iterable<File>): Promise<void> {
    unreadable.value = false
    let all = photos
    for (const file of files) {
      const taken = await takePhoto(file)
      if (!taken.ok) unreadable.value = true
      else if (!all.some(({ sha256 }) => sha256 === taken.photo.sha256)) all = [...all, taken.photo].slice(0, AT_MOST)
    }
    onChange(all)
  }

  return (
    <FieldGroup label={form.photos} error={unreadable.value ? form.photoUnreadable : undefined}>
      <PhotoThumbs
        photos={photos.map(({ sha256 }, i) => ({
          id: sha256,
          url: urls.get(sha256) ?? '',
          name: detail.photo(decimal(i + 1)),
        }))}
        remove={{
          label: form.removePhoto,
          onRemove: (id) => onChange(photos.filter(({ sha256 }) => sha256 !== id)),
        }}
        {...(photos.length < AT_MOST && {
          add: { label: form.addPhoto, onAdd: () => chooser.current?.click() },
        })}
      />
      <input
        ref={chooser}
        class="unseen"
        type="file"
        accept="image/*"
        multiple
        tabIndex={-1}
        aria-label={form.addPhoto}
        onChange={({ currentTarget }) => {
          void add([...(currentTarget.files ?? [])])
          currentTarget.value = ''
        }}
      />
    </FieldGroup>
  )
}

/** An address for each photo in memory, for as long as the form is there. */
function useUrls(photos: readonly Photo[]): ReadonlyMap<string, string> {
  const made = useRef(new Map<string, string>())
  for (const { sha256, bytes } of photos) {
    if (!made.current.has(sha256))
      made.current.set(sha256, URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' })))
  }
  useEffect(
    () => () => {
      for (const url of made.current.values()) URL.revokeObjectURL(url)
    },
    [],
  )
  return made.current
}
