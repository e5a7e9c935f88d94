import { EMERGENCY_ITEM } from '../../checkpoints/checklist.ts'
import { FieldGroup } from '../components/field-group.tsx'
import { Segmented } from '../components/segmented.tsx'
import { SignaturePad } from '../components/signature-pad.tsx'
import { TextArea } from '../components/text-area.tsx'
import { takePhoto } from '../device/photo.ts'
import type { PhotoHolder } from '../models/form.ts'
import { packs } from '../models/pack.ts'
import { CallFirst } from './call-first.tsx'
import { severityChoices } from './finding-choices.ts'
import { Evidence, type ItemOf, ItemPhotos, type ItemProps } from './item-parts.tsx'

type Props = ItemProps & { readonly item: ItemOf<'condition'> }

/** Nothing is ticked beforehand; a defect is described in place. */
export function ConditionItem({ item, ...parts }: Props) {
  const { form, label, why } = parts
  const { checklist: own } = parts.words
  const { result } = form.entry(item.id)
  const { estate, checkpoint } = form.draft.value
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
      {result === 'defect' && item.id === EMERGENCY_ITEM && (
        <CallFirst words={parts.words} pack={packs.value.get(estate)} spot={checkpoint}>
          {own.emergency}
        </CallFirst>
      )}
      {result === 'defect' && <Defect {...parts} item={item} />}
      {result === 'ok' && <Evidence {...parts} item={item} />}
    </>
  )
}

/** What it is, how bad it is, whether it was settled on the spot (policy 9.1, 9.3). */
function Defect({ words, form, item, why }: Props) {
  const { checklist: own } = words
  const { note, severity, settled } = form.entry(item.id)
  const isSettled = item.followUp && settled === true
  const missing = (...these: ItemProps['why'][]) => (these.includes(why) && why ? own.why[why] : undefined)
  return (
    <div class="checklist-defect">
      <TextArea
        label={isSettled ? own.noteSettled : own.note}
        hint={isSettled ? own.noteSettledHint : own.noteHint}
        error={missing('defect-unexplained', 'note-missing')}
        maxLength={2000}
        rows={2}
        value={note}
        onInput={(text) => form.change(item.id, { note: text })}
      />
      <FieldGroup label={own.photos} error={missing('photo-missing')}>
        <ItemPhotos words={words} form={form} item={item.id} />
      </FieldGroup>
      {item.followUp && (
        <>
          <Segmented
            legend={own.howBad}
            size="small"
            segments={severityChoices()}
            value={severity}
            onChange={(severity) => form.change(item.id, { severity })}
            error={missing('severity-missing')}
            required
          />
          <Segmented<'yes' | 'no'>
            legend={own.settledAsk}
            segments={[
              { value: 'yes', label: own.settled },
              { value: 'no', label: own.notSettled },
            ]}
            value={settled === undefined ? undefined : settled ? 'yes' : 'no'}
            onChange={(answer) => form.change(item.id, { settled: answer === 'yes' })}
            error={missing('settled-missing')}
            required
          />
          {isSettled && <Hand words={words} form={form} item={item.id} error={missing('signature-missing')} />}
        </>
      )}
    </div>
  )
}

type HandProps = Pick<Props, 'words' | 'form'> & { readonly item: string; readonly error: string | undefined }

/** His own hand under what he settled on the spot (policy 9.1), or a photo of it on paper. */
function Hand({ words, form, item, error }: HandProps) {
  const { checklist: own } = words
  const { signature } = form.entry(item)
  const holder: PhotoHolder = {
    entry: () => ({ photos: signature === undefined ? [] : [signature] }),
    addPhoto: (_, photo) => form.sign(item, photo),
    removePhoto: () => form.sign(item, undefined),
    replacePhoto: (_, __, by) => form.sign(item, by),
  }
  async function keep(drawing: Blob): Promise<void> {
    const taken = await takePhoto(drawing)
    if (taken.ok) form.sign(item, taken.photo)
  }
  return (
    <FieldGroup label={own.yourSignature} error={error}>
      {signature === undefined && (
        <SignaturePad
          label={own.signHere}
          done={own.signed}
          clear={own.clearSignature}
          onSigned={(png) => void keep(png)}
        />
      )}
      <ItemPhotos words={words} form={holder} item={item} most={1} />
    </FieldGroup>
  )
}
