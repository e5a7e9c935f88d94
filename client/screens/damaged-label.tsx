import { useSignal } from '@preact/signals'
import { DAMAGES, type Damage } from '../../checkpoints/hanging.ts'
import type { ListedCheckpoint, Pack } from '../../checkpoints/wire/estate.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Field } from '../components/field.tsx'
import { Notice } from '../components/notice.tsx'
import { Segmented } from '../components/segmented.tsx'
import { damageKnown, hangingKnown } from '../models/hanging.ts'
import { labelWords, say } from '../models/label-words.ts'
import { estimatedNow } from '../models/server-time.ts'
import { me } from '../models/session.ts'
import { hangingWords } from '../words/hanging.ts'
import type { HangingWords } from '../words/hanging.zh-Hant.ts'
import { dayAndTime } from '../words/writing.ts'
import { useHanging } from './use-hanging.ts'

type Props = { readonly pack: Pack; readonly checkpoint: ListedCheckpoint }

/** Whoever had to type a label's code knows best what is wrong with it: one press, also without a signal. */
export function DamagedLabel({ pack, checkpoint }: Props) {
  const words = hangingWords.value?.damage
  useHanging(pack.estate.id)
  if (!words) return null
  const known = damageKnown(checkpoint.id, hangingKnown.value.get(pack.estate.id), labelWords.value)
  return (
    <Card title={words.title}>
      {known ? (
        <p role="status">
          {'by' in known ? words.saidBefore(known.by, dayAndTime(known.at, pack.estate.zone)) : words.saidHere}
        </p>
      ) : (
        <Report words={words} pack={pack} checkpoint={checkpoint} />
      )}
    </Card>
  )
}

function Report({ words, pack, checkpoint }: Props & { readonly words: HangingWords['damage'] }) {
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
    } catch (error) {
      console.warn('the report could not be kept', error)
      failed.value = true
    }
  }

  return (
    <>
      <p class="soft">{words.lead}</p>
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
      <Button wide icon="send" onClick={() => void report()}>
        {words.report}
      </Button>
    </>
  )
}
