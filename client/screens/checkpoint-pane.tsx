import { useSignal } from '@preact/signals'
import { nameIn } from '../../checkpoints/language.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { placeIn } from '../models/catalogue.ts'
import { changeCheckpoint, reissueTag } from '../server.ts'
import { hangingWords } from '../words/hanging.ts'
import { language } from '../words/language.ts'
import { failureText } from '../words/problems.ts'
import { decimal } from '../words/writing.ts'
import { ChangeCheckpointForm } from './checkpoint-form.tsx'
import type { CheckpointPaneProps } from './checkpoints.tsx'
import { ConfirmSheet } from './confirm-sheet.tsx'
import { Facts } from './facts.tsx'
import { kindName } from './kind-choices.ts'
import { useSending } from './use-sending.ts'

type Props = CheckpointPaneProps & { readonly checkpoint: ListedCheckpoint }

/** One checkpoint: what it is, and for admins its name, its tag and whether it is in use. */
export function CheckpointPane(props: Props) {
  const { words, catalogue, mayChange, checkpoint } = props
  const { checkpoints: own } = words
  const { code, kind, place, shortCode, state, revision, checklist } = checkpoint
  return (
    <>
      <Facts
        facts={[
          mayChange ? undefined : [own.code, code],
          mayChange ? undefined : [own.place, placeIn(catalogue, place, language.value)],
          [own.checklist, own.checklistOf(kindName(kind), decimal(checklist.version))],
          [own.tag, own.version(decimal(revision))],
          [own.shortCode, <code key="code">{shortCode}</code>],
        ]}
      />
      {state === 'retired' && !mayChange && <Notice tone="info">{own.retired}</Notice>}
      {mayChange && (
        <>
          <ChangeCheckpointForm {...props} />
          {state === 'active' && <Tag {...props} />}
          <InUse {...props} />
        </>
      )}
    </>
  )
}

/** Printing the label again, or putting a new tag in its place. */
function Tag({ words, estate, checkpoint, onChanged }: Props) {
  const { checkpoints: own } = words
  const asked = useSignal(false)
  const reissued = useSignal(false)
  const hanging = hangingWords.value
  const { busy, failure, send, forget } = useSending()
  const close = () => {
    asked.value = false
    forget()
  }
  return (
    <section class="pane-section">
      <h3>{own.tag}</h3>
      {reissued.value && (
        <Notice tone="warn" actions={hanging && <Button href="/labels/hanging">{hanging.history.toHang}</Button>}>
          {own.reissued}
        </Notice>
      )}
      <div class="row">
        <Button icon="print" href={`/labels?checkpoints=${checkpoint.id}`}>
          {own.printThis}
        </Button>
        <Button
          onClick={() => {
            asked.value = true
          }}
        >
          {own.reissue}
        </Button>
      </div>
      <p class="soft small">{own.reissueLead}</p>
      {asked.value && (
        <ConfirmSheet
          words={words}
          title={own.reissueAsk}
          deed={own.reissue}
          busy={busy.value}
          failure={failure.value}
          onClose={close}
          onConfirm={async () => {
            if (!(await send(() => reissueTag(estate, checkpoint.id)))?.ok) return
            reissued.value = true
            close()
            onChanged()
          }}
        >
          <p>
            <strong>{nameIn(checkpoint.names, language.value)}</strong> · {checkpoint.code}
          </p>
          <p>{own.reissueText}</p>
        </ConfirmSheet>
      )}
    </section>
  )
}

/** Taking a checkpoint out of use, and back. */
function InUse({ words, estate, checkpoint, onChanged }: Props) {
  const { checkpoints: own } = words
  const asked = useSignal(false)
  const changed = useSignal(false)
  const { busy, failure, send, forget } = useSending()
  const isRetired = checkpoint.state === 'retired'
  const close = () => {
    asked.value = false
    forget()
  }

  async function changeTo(state: 'active' | 'retired'): Promise<void> {
    if (!(await send(() => changeCheckpoint(estate, checkpoint.id, { state })))?.ok) return
    changed.value = true
    close()
    onChanged()
  }

  return (
    <section class="pane-section">
      <h3>{isRetired ? own.restoreTitle : own.retireTitle}</h3>
      {changed.value && <Notice tone="success">{isRetired ? own.retiredNow : own.restoredNow}</Notice>}
      <p class="soft small">{isRetired ? own.restoreLead : own.retireLead}</p>
      {isRetired ? (
        <Button busy={busy.value} onClick={() => void changeTo('active')}>
          {own.restore}
        </Button>
      ) : (
        <Button
          onClick={() => {
            asked.value = true
          }}
        >
          {own.retire}
        </Button>
      )}
      {isRetired && failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
      {asked.value && (
        <ConfirmSheet
          words={words}
          title={own.retireAsk}
          deed={own.retire}
          busy={busy.value}
          failure={failure.value}
          onClose={close}
          onConfirm={() => void changeTo('retired')}
        >
          <p>
            <strong>{nameIn(checkpoint.names, language.value)}</strong> · {checkpoint.code}
          </p>
          <p>{own.retireText}</p>
        </ConfirmSheet>
      )}
    </section>
  )
}
