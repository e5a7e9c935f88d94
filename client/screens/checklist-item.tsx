import { useSignal } from '@preact/signals'
import { METHODS } from '../../checkpoints/checklist.ts'
import type { ChecklistOnWire } from '../../checkpoints/wire/estate.ts'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { PhotoThumbs } from '../components/photo-thumbs.tsx'
import { Segmented } from '../components/segmented.tsx'
import { TextArea } from '../components/text-area.tsx'
import { type Form, type Missing, PHOTOS_PER_ITEM } from '../models/form.ts'
import { decimal, language } from '../words/language.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import { PhotoSheet } from './photo-sheet.tsx'
import { usePhotoUrls } from './use-photo-urls.ts'

type Item = ChecklistOnWire['items'][number]

type Props = {
  readonly words: PhoneWords
  readonly form: Form
  readonly item: Item
  /** Say what is missing, which nobody is told before he has asked. */
  readonly showMissing: boolean
}

export function idOfItem(item: string): string {
  return `item-${item}`
}

/** One question in one row: its clause and methods small, its answer large. */
export function ChecklistItem({ words, form, item, showMissing }: Props) {
  const methods = item.methods.map((method) => METHODS[method][language.value]).join(' · ')
  const missing = form.missing.value.find((missing) => missing.item === item.id)
  // A reading that is no number is said at once: it was typed, not forgotten.
  const why = showMissing || missing?.why === 'unreadable' ? missing?.why : undefined
  const parts = { words, form, why, label: item.words[language.value] }
  return (
    <li class="checklist-item" id={idOfItem(item.id)}>
      <p class="checklist-source">
        {words.checklist.clause(item.clause)} · {methods}
      </p>
      {item.type === 'condition' && <Condition {...parts} item={item} />}
      {item.type === 'reading' && <Reading {...parts} item={item} />}
      {item.type === 'text' && <FreeText {...parts} item={item} />}
    </li>
  )
}

type Part<Type extends Item['type']> = Pick<Props, 'words' | 'form'> & {
  readonly item: Item & { readonly type: Type }
  readonly label: string
  readonly why: Missing['why'] | undefined
}

/** Nothing is ticked beforehand; a defect is described in place. */
function Condition({ words, form, item, label, why }: Part<'condition'>) {
  const { checklist: own } = words
  const { result } = form.entry(item.id)
  return (
    <>
      <Segmented<'ok' | 'defect' | 'not-applicable'>
        legend={label}
        segments={[
          { value: 'ok', label: own.ok, tone: 'good' },
          { value: 'defect', label: own.defect, tone: 'bad', icon: 'warn' },
          { value: 'not-applicable', label: own.notApplicable },
        ]}
        value={result ?? undefined}
        onChange={(chosen) => form.change(item.id, { result: chosen })}
        error={why === 'unanswered' ? own.why.unanswered : undefined}
        required
      />
      {result === 'defect' && <Defect words={words} form={form} item={item.id} why={why} />}
    </>
  )
}

type DefectProps = Pick<Props, 'words' | 'form'> & { readonly item: string; readonly why: Missing['why'] | undefined }

function Defect({ words, form, item, why }: DefectProps) {
  const { checklist: own } = words
  const taking = useSignal(false)
  const { note, photos } = form.entry(item)
  const urls = usePhotoUrls(photos)
  const thumbs = photos.flatMap((sha256, i) => {
    const url = urls.get(sha256)
    return url ? [{ id: sha256, url, name: own.photo(decimal(i + 1)) }] : []
  })
  return (
    <div class="checklist-defect">
      <TextArea
        label={own.note}
        hint={own.noteHint}
        error={why === 'defect-unexplained' ? own.why['defect-unexplained'] : undefined}
        maxLength={2000}
        rows={2}
        value={note}
        onInput={(text) => form.change(item, { note: text })}
      />
      <PhotoThumbs
        photos={thumbs}
        remove={{ label: own.removePhoto, onRemove: (sha256) => form.removePhoto(item, sha256) }}
        {...(photos.length < PHOTOS_PER_ITEM && {
          add: {
            label: own.addPhoto,
            onAdd: () => {
              taking.value = true
            },
          },
        })}
      />
      {taking.value && (
        <PhotoSheet
          words={words}
          onPhoto={(photo) => form.addPhoto(item, photo)}
          onClose={() => {
            taking.value = false
          }}
        />
      )}
    </div>
  )
}

function Reading({ words: { checklist: own }, form, item, label, why }: Part<'reading'>) {
  const { reading, result } = form.entry(item.id)
  const absent = result === 'not-applicable'
  return (
    <>
      <Field
        label={label}
        hint={item.optional ? own.optional : undefined}
        error={why === 'unreadable' ? own.why.unreadable : why && own.readingMissing}
        inputMode="decimal"
        autoComplete="off"
        maxLength={20}
        unit={item.unit}
        disabled={absent}
        value={reading}
        onInput={(typed) => form.change(item.id, { reading: typed })}
      />
      {!item.optional && (
        <Button pressed={absent} onClick={() => form.change(item.id, { result: absent ? null : 'not-applicable' })}>
          {own.noReading}
        </Button>
      )}
    </>
  )
}

function FreeText({ words: { checklist: own }, form, item, label }: Part<'text'>) {
  return (
    <TextArea
      label={label}
      hint={own.optional}
      maxLength={2000}
      rows={2}
      value={form.entry(item.id).note}
      onInput={(text) => form.change(item.id, { note: text })}
    />
  )
}
