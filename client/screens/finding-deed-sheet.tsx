import { useSignal } from '@preact/signals'
import { useMemo, useRef } from 'preact/hooks'
import type { FindingAct } from '../../checkpoints/finding-act.ts'
import type { DeskDeed } from '../../checkpoints/finding-next.ts'
import type { FindingRules } from '../../checkpoints/finding-rules.ts'
import type { FindingDetail, FindingReceipt } from '../../checkpoints/wire/finding.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Notice } from '../components/notice.tsx'
import { Sheet } from '../components/sheet.tsx'
import type { Photo } from '../device/photo.ts'
import { formSender, refusalIn, since } from '../models/finding-events.ts'
import type { Polled } from '../models/polled.ts'
import { me } from '../models/session.ts'
import type { Reply } from '../request.ts'
import type { FindingWords } from '../words/findings.zh-Hant.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { MergeForm } from './finding-form-merge.tsx'
import { ReclassifyForm } from './finding-form-reclassify.tsx'
import { ResolveForm } from './finding-form-resolve.tsx'
import { TriageForm } from './finding-form-triage.tsx'
import {
  AcknowledgeForm,
  AnswerExtensionForm,
  AskExtensionForm,
  CallBackForm,
  CommentForm,
  FixForm,
  ReasonForm,
} from './finding-forms.tsx'
import { EventShown } from './finding-history.tsx'
import { FindingVerify } from './finding-verify.tsx'
import { deedName } from './finding-words.ts'
import { Waiting } from './waiting.tsx'

type Props = {
  readonly words: FindingWords
  readonly office: OfficeWords
  readonly estate: Estate
  readonly shown: Polled<FindingDetail>
  readonly rules: FindingRules | undefined
  readonly kind: DeskDeed
  readonly onClose: () => void
  readonly onDone: (receipt: FindingReceipt) => void
}

export type DeedProps = Pick<Props, 'words' | 'office' | 'estate' | 'rules'> & {
  readonly detail: FindingDetail
  /** Undefined: the server has taken it, and the sheet closes. */
  readonly send: (act: FindingAct, photos?: readonly Photo[]) => Promise<Reply<FindingReceipt>>
  /** Why the last attempt was refused as the finding stands; the form need not say it again. */
  readonly refused: string | undefined
}

/**
 * The form of one deed. What happens to the finding meanwhile is shown above it and takes nothing away; what is sent says how much
 * of it its author has seen.
 */
export function FindingDeedSheet(props: Props) {
  const { words, office, estate, shown, kind, rules, onClose, onDone } = props
  const detail = shown.value.value
  const refused = useSignal<string | undefined>(undefined)
  const opened = useRef<number | undefined>(undefined)
  opened.current ??= detail?.finding.version
  const sender = useMemo(
    () =>
      formSender(() => {
        const { finding } = shown.value.peek()!
        return { estate: estate.id, finding: finding.id, basis: finding.version, person: me.peek()!.person.id }
      }),
    [estate.id, shown],
  )
  async function send(act: FindingAct, photos?: readonly Photo[]): Promise<Reply<FindingReceipt>> {
    refused.value = undefined
    const reply = await sender(act, photos)
    if (reply.ok) onDone(reply.value)
    refused.value = refusalIn(reply)
    if (refused.value !== undefined) await shown.refresh()
    return reply
  }
  const title = detail ? deedName(words, kind, detail.finding) : ''
  const newer = detail ? since(detail.events, opened.current ?? 0) : []
  return (
    <Sheet title={title} closeLabel={words.form.close} onClose={onClose}>
      <div class="stack">
        <Waiting words={office} shown={shown} zone={estate.zone} notFound={words.detail.notFound} />
        {detail && newer.length > 0 && (
          <Notice tone="warn">
            <p>{words.form.changed}</p>
            <ul class="finding-newer">
              {newer.map((event) => (
                <li key={event.id}>
                  <EventShown words={words} estate={estate} detail={detail} event={event} />
                </li>
              ))}
            </ul>
          </Notice>
        )}
        {refused.value !== undefined && (
          <Notice tone="error">
            {words.form.refused(words.refusals[refused.value] ?? words.refusals['wrong-state'] ?? '')}
          </Notice>
        )}
        {detail && <DeedForm {...{ words, office, estate, rules, detail, send, kind }} refused={refused.value} />}
      </div>
    </Sheet>
  )
}

function DeedForm({ kind, ...props }: DeedProps & { readonly kind: DeskDeed }) {
  const { form } = props.words
  switch (kind) {
    case 'triage':
      return <TriageForm {...props} />
    case 'ask-extension':
      return <AskExtensionForm {...props} />
    case 'answer-extension':
      return <AnswerExtensionForm {...props} />
    case 'fix':
      return <FixForm {...props} />
    case 'verify':
      return <FindingVerify words={props.words} finding={props.detail.finding} />
    case 'call-back':
      return <CallBackForm {...props} />
    case 'comment':
      return <CommentForm {...props} />
    case 'reclassify':
      return <ReclassifyForm {...props} />
    case 'merge':
      return <MergeForm {...props} />
    case 'dismiss':
      return <ReasonForm {...props} lead={form.dismissText} act={(reason) => ({ kind, reason })} />
    case 'reopen':
      return <ReasonForm {...props} lead={form.reopenText} act={(reason) => ({ kind, reason })} />
    case 'acknowledge':
      return <AcknowledgeForm {...props} />
    case 'resolve':
      return <ResolveForm {...props} />
  }
}
