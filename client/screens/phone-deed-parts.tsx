import type { CivilDate } from '../../checkpoints/time.ts'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { Notice } from '../components/notice.tsx'
import { SignaturePad } from '../components/signature-pad.tsx'
import { takePhoto } from '../device/photo.ts'
import { isBegun } from '../local/deed-drafts.ts'
import type { Deed } from '../models/deed.ts'
import type { Overtaken } from '../models/finding-work.ts'
import { findingWords } from '../words/findings.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import type { PhoneFindingWords } from '../words/phone-findings.zh-Hant.ts'
import { civilDay } from '../words/writing.ts'
import { ItemPhotos } from './item-parts.tsx'
import type { Fault, Saying } from './use-deed.ts'

type Words = PhoneFindingWords['deed']

/** Where what has been entered is. */
export function KeepingNote({ words, deed }: { readonly words: Words; readonly deed: Deed }) {
  const { value: keeping } = deed.keeping
  if (keeping === 'failed') return <Notice tone="error">{words.keepFailed}</Notice>
  // Nothing is said of nothing: it would sound as if it had been sent.
  return isBegun(deed.draft.value) ? <p class="soft">{keeping === 'kept' ? words.kept : words.keeping}</p> : null
}

type OvertakenProps = { readonly words: Words; readonly overtaken: Overtaken; readonly saying: Saying }

/** Somebody else has dealt with it while it was filled in. What he does himself overtakes nobody. */
export function OvertakenNote({ words, overtaken, saying }: OvertakenProps) {
  return overtaken === 'by-others' && !saying.busy.value ? <Notice tone="warn">{words.overtaken}</Notice> : null
}

/** Why nothing was sent; what was filled in is still there. */
export function SayingFault({ words, fault }: { readonly words: Words; readonly fault: Fault | undefined }) {
  return fault ? (
    <Notice
      tone="error"
      actions={
        fault === 'device-unknown' || fault === 'key-lost' ? <Button href="/settings">{words.settings}</Button> : null
      }
    >
      {words.fault[fault]}
    </Notice>
  ) : null
}

type SignatureProps = {
  readonly words: Words
  readonly phone: PhoneWords
  readonly deed: Deed
  readonly error: string | undefined
}

/** His hand under what he did (policy 9.1, 9.4): drawn with a finger, or a photo of it on paper; kept like any picture. */
export function DeedSignature({ words, phone, deed, error }: SignatureProps) {
  async function keep(drawing: Blob): Promise<void> {
    const taken = await takePhoto(drawing)
    if (taken.ok) deed.addPhoto('signature', taken.photo)
  }
  return (
    <FieldGroup label={words.signature} error={error}>
      {deed.draft.value.signature.length === 0 && (
        <SignaturePad
          label={words.signHere}
          done={words.signed}
          clear={words.clear}
          onSigned={(png) => void keep(png)}
        />
      )}
      <ItemPhotos words={phone} form={deed} item="signature" most={1} />
    </FieldGroup>
  )
}

type UntilProps = { readonly deed: Deed; readonly dueOn: CivilDate | null; readonly error: string | undefined }

/** Until when he asks for more time, in the words of the desk. */
export function Until({ deed, dueOn, error }: UntilProps) {
  const words = findingWords.value?.form
  return words ? (
    <Field
      type="date"
      label={words.until}
      hint={dueOn === null ? undefined : words.untilHint(civilDay(dueOn))}
      value={deed.field('until')}
      onInput={(until) => deed.set('until', until)}
      error={error}
      required
    />
  ) : null
}
