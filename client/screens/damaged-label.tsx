import { useSignal } from '@preact/signals'
import { DAMAGES, type Damage } from '../../checkpoints/hanging.ts'
import type { ListedCheckpoint, Pack } from '../../checkpoints/wire/estate.ts'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { Notice } from '../components/notice.tsx'
import { Segmented } from '../components/segmented.tsx'
import { Sheet } from '../components/sheet.tsx'
import { damageKnown, hangingKnown } from '../models/hanging.ts'
import { labelWords, say } from '../models/label-words.ts'
import { estimatedNow } from '../models/server-time.ts'
import { me } from '../models/session.ts'
import { hangingWords } from '../words/hanging.ts'
import type { HangingWords } from '../words/hanging.zh-Hant.ts'
import { dayAndTime } from '../words/writing.ts'
import { useHanging } from './use-hanging.ts'

type Props = { readonly pack: Pack; readonly checkpoint: ListedCheckpoint }

/** Whoever had to type a label's code knows best what is wrong with it: a press or two, also without a signal. */
export function DamagedLabel({ pack, checkpoint }: Props) {
  const words = hangingWords.value?.damage
  const open = useSignal(false)
  useHanging(pack.estate.id)
  if (!words) return null
  const known = damageKnown(checkpoint.id, hangingKnown.value.get(pack.estate.id), labelWords.value)
  const close = () => {
    open.value = false
  }
  if (known)
    return (
      <Notice tone="success">
        {'by' in known ? words.saidBefore(known.by, dayAndTime(known.at, pack.estate.zone)) : words.saidHere}
      </Notice>
    )
  return (
    <Notice
      tone="info"
      title={words.title}
      actions={
        <Button
          onClick={() => {
            open.value = true
          }}
        >
          {words.report}
        </Button>
      }
    >
      {words.lead}
      {open.value && <Report words={words} pack={pack} checkpoint={checkpoint} onClose={close} />}
    </Notice>
  )
}

type ReportProps = Props & { readonly words: HangingWords['damage']; readonly onClose: () => void }

function Report({ words, pack, checkpoint, onClose }: ReportProps) {
  const damage = useSignal<Damage | undefined>(undefined)
  const note = useSignal('')
  const tried = useSignal(false)
  const failed = useSignal(false)

  async function report(): Promise<void> {
    tried.value = true
    if (damage.value === undefined) return
    const body = {
      ...{ checkpoint: checkpoint.id, damage: damage.value, note: note.value.trim() },
      reportedAt: estimatedNow(),
    }
    const about = { estate: pack.estate.id, checkpoint: checkpoint.id, names: checkpoint.names }
    try {
      await say(me.value!.person.id, { kind: 'damaged', ...about, body })
      onClose()
    } catch (error) {
      console.warn('the report could not be kept', error)
      failed.value = true
    }
  }

  return (
    <Sheet
      title={words.report}
      closeLabel={words.close}
      onClose={onClose}
      actions={
        <Button kind="primary" wide icon="send" onClick={() => void report()}>
          {words.send}
        </Button>
      }
    >
      <div class="stack">
        <Segmented<Damage>
          legend={words.ask}
          segments={DAMAGES.map((value) => ({ value, label: words.kinds[value] }))}
          value={damage.value}
          onChange={(chosen) => {
            damage.value = chosen
          }}
          error={tried.value && damage.value === undefined ? words.choose : undefined}
        />
        <Field
          label={words.note}
          maxLength={500}
          value={note.value}
          onInput={(typed) => {
            note.value = typed
          }}
        />
        {failed.value && <Notice tone="error">{words.notKept}</Notice>}
      </div>
    </Sheet>
  )
}
