import { type Signal, useSignal } from '@preact/signals'
import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Item } from '../../checkpoints/checklist.ts'
import type { Sha256 } from '../../checkpoints/ids.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { Button } from '../components/button.tsx'
import { Check } from '../components/check.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { PhotoThumbs } from '../components/photo-thumbs.tsx'
import { SignaturePad } from '../components/signature-pad.tsx'
import { TextArea } from '../components/text-area.tsx'
import { takePhoto } from '../device/photo.ts'
import { type KeptPhoto, keptPhoto } from '../local/photos.ts'
import { type Form, type Missing, PHOTOS_PER_ITEM, type PhotoHolder } from '../models/form.ts'
import { language } from '../words/language.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import { PhotoSheet } from './photo-sheet.tsx'
import { PhotoView } from './photo-view.tsx'
import { usePhotoUrls } from './use-photo-urls.ts'

export type { Item }
export type ItemOf<Type extends Item['type']> = Extract<Item, { type: Type }>

/** Where on the page an item stands. */
export function idOfItem(item: string): string {
  return `item-${item}`
}

/** What every kind of answer is drawn from. */
export type ItemProps = {
  readonly words: PhoneWords
  readonly form: Form
  readonly label: string
  /** What is missing, once it is to be said. */
  readonly why: Missing['why'] | undefined
}

type Props<Type extends Item['type']> = ItemProps & { readonly item: ItemOf<Type> }

/** One of a few, or several of them. */
export function ChoiceItem({ words: { checklist: own }, form, item, label, why }: Props<'choice'>) {
  const { chosen = [] } = form.entry(item.id)
  const pick = (id: string, ticked: boolean) => {
    const others = item.many ? chosen.filter((one) => one !== id) : []
    form.change(item.id, { chosen: ticked ? [...others, id] : others })
  }
  return (
    <FieldGroup
      label={label}
      hint={item.optional ? own.optional : item.many ? own.severalAllowed : undefined}
      error={why && own.why[why]}
    >
      {item.options.map(({ id, words }) => (
        <Check
          key={id}
          label={nameIn(words, language.value)}
          checked={chosen.includes(id)}
          onChange={(ticked) => pick(id, ticked)}
        />
      ))}
    </FieldGroup>
  )
}

/** Words: the answer itself. */
export function TextItem({ words: { checklist: own }, form, item, label, why }: Props<'text'>) {
  return (
    <TextArea
      label={label}
      hint={item.required ? undefined : own.optional}
      error={why && own.why[why]}
      maxLength={2000}
      rows={2}
      value={form.entry(item.id).note}
      onInput={(text) => form.change(item.id, { note: text })}
    />
  )
}

/** Pictures are the answer. */
export function PhotoItem({ words, form, item, label, why }: Props<'photo'>) {
  const { checklist: own } = words
  return (
    <FieldGroup label={label} hint={item.optional ? own.optional : undefined} error={why && own.why['photo-missing']}>
      <ItemPhotos words={words} form={form} item={item.id} />
    </FieldGroup>
  )
}

/** Drawn with a finger, or a photo of a signature on paper; kept like any picture. */
export function SignatureItem({ words, form, item, label, why }: Props<'signature'>) {
  const { checklist: own } = words
  const { photos } = form.entry(item.id)
  const error = why && own.signatureMissing
  async function keep(drawing: Blob): Promise<void> {
    const taken = await takePhoto(drawing)
    if (taken.ok) form.addPhoto(item.id, taken.photo)
  }
  return (
    <FieldGroup label={label} hint={item.optional ? own.optional : undefined} error={error}>
      {photos.length === 0 && (
        <SignaturePad
          label={own.signHere}
          done={own.signed}
          clear={own.clearSignature}
          onSigned={(png) => void keep(png)}
        />
      )}
      <ItemPhotos words={words} form={form} item={item.id} most={1} />
    </FieldGroup>
  )
}

type PhotosProps = {
  readonly words: PhoneWords
  readonly form: PhotoHolder
  readonly item: string
  readonly most?: number
}

/** The pictures of one answer, and the way to take one more. */
export function ItemPhotos({ words, form, item, most = PHOTOS_PER_ITEM }: PhotosProps) {
  const { checklist: own } = words
  const taking = useSignal(false)
  const opened = useSignal<Sha256 | undefined>(undefined)
  /** The one that is being taken again. */
  const retaking = useSignal<Sha256 | undefined>(undefined)
  const removed = useSignal<KeptPhoto | undefined>(undefined)
  const { photos } = form.entry(item)
  const urls = usePhotoUrls(photos)
  const thumbs = photos.flatMap((sha256, i) => {
    const url = urls.get(sha256)
    return url ? [{ id: sha256, url, name: own.photo(decimal(i + 1)) }] : []
  })
  const large = thumbs.find(({ id }) => id === opened.value)
  const at = useFocusKept(photos, thumbs.length)
  return (
    <>
      <div ref={at}>
        <PhotoThumbs
          photos={thumbs}
          onOpen={(sha256) => {
            opened.value = sha256
          }}
          remove={{
            label: own.removePhoto,
            onRemove: async (sha256) => {
              // Its bytes may be cleared from the phone before he changes his mind.
              removed.value = await keptPhoto(sha256)
              form.removePhoto(item, sha256)
            },
          }}
          {...(photos.length < most && {
            add: {
              label: own.addPhoto,
              onAdd: () => {
                taking.value = true
              },
            },
          })}
        />
      </div>
      {photos.length < most && <Undo words={own} removed={removed} onUndo={(photo) => form.addPhoto(item, photo)} />}
      {large && (
        <PhotoView
          words={words}
          name={large.name}
          url={large.url}
          onMarked={(photo) => {
            form.replacePhoto(item, large.id, photo)
            opened.value = undefined
          }}
          onRetake={() => {
            retaking.value = large.id
            opened.value = undefined
            taking.value = true
          }}
          onClose={() => {
            opened.value = undefined
          }}
        />
      )}
      {taking.value && (
        <PhotoSheet
          words={words}
          onPhoto={(photo) => {
            if (retaking.value) form.replacePhoto(item, retaking.value, photo)
            else form.addPhoto(item, photo)
          }}
          onClose={() => {
            taking.value = false
            retaking.value = undefined
          }}
        />
      )}
    </>
  )
}

/**
 * Where a picture comes or goes, what was pressed for it goes away: the focus stays with the pictures, and is not lost to the top
 * of the page. It is left alone until somebody has changed something here.
 */
function useFocusKept(photos: readonly Sha256[], shown: number): RefObject<HTMLDivElement | null> {
  const at = useRef<HTMLDivElement>(null)
  const named = photos.join(' ')
  const atFirst = useRef(named)
  const isChanged = useRef(false)
  isChanged.current ||= named !== atFirst.current
  // Again once the picture is drawn.
  useEffect(() => {
    if (isChanged.current && document.activeElement === document.body)
      at.current?.querySelector('button')?.focus({ preventScroll: true })
  }, [named, shown])
  return at
}

const UNDO_MS = 10_000

type UndoProps = {
  readonly words: PhoneWords['checklist']
  readonly removed: Signal<KeptPhoto | undefined>
  readonly onUndo: (photo: KeptPhoto) => void
}

/** The way back from a photo that was taken away, for a while. */
function Undo({ words, removed, onUndo }: UndoProps) {
  const { value: photo } = removed
  useEffect(() => {
    if (!photo) return
    const timer = setTimeout(() => {
      removed.value = undefined
    }, UNDO_MS)
    return () => clearTimeout(timer)
  }, [photo, removed])
  if (!photo) return null
  return (
    <p class="row" role="status">
      <span class="soft">{words.photoRemoved}</span>
      <Button
        kind="quiet"
        onClick={() => {
          removed.value = undefined
          onUndo(photo)
        }}
      >
        {words.undo}
      </Button>
    </p>
  )
}

/** Photo and words that an answer needs besides itself. */
export function Evidence({ words, form, item, why }: ItemProps & { readonly item: Item }) {
  const { checklist: own } = words
  const wanted = (rule: Item['photo']) => rule === 'always'
  if (!wanted(item.photo) && !wanted(item.note)) return null
  return (
    <div class="checklist-defect">
      {wanted(item.note) && (
        <TextArea
          label={own.text}
          error={why === 'note-missing' ? own.why['note-missing'] : undefined}
          maxLength={2000}
          rows={2}
          value={form.entry(item.id).note}
          onInput={(text) => form.change(item.id, { note: text })}
        />
      )}
      {wanted(item.photo) && (
        <FieldGroup label={own.photos} error={why === 'photo-missing' ? own.why['photo-missing'] : undefined}>
          <ItemPhotos words={words} form={form} item={item.id} />
        </FieldGroup>
      )}
    </div>
  )
}
