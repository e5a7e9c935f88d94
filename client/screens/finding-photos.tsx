import { useSignal } from '@preact/signals'
import type { Sha256 } from '../../checkpoints/ids.ts'
import { Button } from '../components/button.tsx'
import { PhotoThumbs } from '../components/photo-thumbs.tsx'
import { Sheet } from '../components/sheet.tsx'
import { photoUrl } from '../server.ts'
import type { FindingWords } from '../words/findings.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import './visit-answers.css'

type Props = {
  readonly words: FindingWords
  readonly photos: readonly Sha256[]
  /** What they show, for the large view. */
  readonly about: string
}

/** Small pictures; each is large at a tap, with the ones beside it a press away. */
export function FindingPhotos({ words: { detail: own, form }, photos, about }: Props) {
  const open = useSignal<string | undefined>(undefined)
  if (photos.length === 0) return null
  const thumbs = photos.map((sha256, i) => ({ id: sha256, url: photoUrl(sha256), name: own.photo(decimal(i + 1)) }))
  const at = thumbs.findIndex(({ id }) => id === open.value)
  const shown = thumbs[at]
  const go = (by: number) => {
    open.value = thumbs[(at + by + thumbs.length) % thumbs.length]?.id
  }
  return (
    <>
      <PhotoThumbs
        photos={thumbs}
        onOpen={(id) => {
          open.value = id
        }}
      />
      {shown && (
        <Sheet
          title={`${about} · ${shown.name}`}
          closeLabel={form.close}
          onClose={() => {
            open.value = undefined
          }}
          actions={
            thumbs.length > 1 && (
              <>
                <Button icon="forward" onClick={() => go(1)}>
                  {own.nextPhoto}
                </Button>
                <Button icon="back" onClick={() => go(-1)}>
                  {own.previousPhoto}
                </Button>
              </>
            )
          }
        >
          <img class="photo-large" src={shown.url} alt={shown.name} />
          <p>
            <a href={shown.url} target="_blank" rel="noreferrer">
              {own.original}
            </a>
          </p>
        </Sheet>
      )}
    </>
  )
}
