import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Uuid } from '../../checkpoints/ids.ts'
import { civilDateOf } from '../../checkpoints/time.ts'
import type { WorkOrderLink as Link, WorkOrderLinkState } from '../../checkpoints/wire/finding.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { saveFile } from '../device/download.ts'
import type { Reply } from '../request.ts'
import { getOrderLink, getOrderWithLink, makeOrderLink, takeBackOrderLink } from '../server-work-order.ts'
import { language } from '../words/language.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { failureText } from '../words/problems.ts'
import { workOrderWords } from '../words/work-order.ts'
import type { WorkOrderWords } from '../words/work-order.zh-Hant.ts'
import { civilDay, span } from '../words/writing.ts'
import { ConfirmSheet } from './confirm-sheet.tsx'
import { CopyField } from './copy-field.tsx'
import { useSending } from './use-sending.ts'

type Props = { readonly estate: Pick<Estate, 'id' | 'zone'>; readonly finding: Uuid }

/** The link under which a contractor sees his work order without an account: made, copied, taken back. */
export function WorkOrderLink({ estate, finding }: Props) {
  const { value: words } = workOrderWords
  const office = officeWords.value
  return words && office ? <TheLink key={finding} {...{ own: words.link, office, estate, finding }} /> : null
}

type LinkProps = Props & { readonly own: WorkOrderWords['link']; readonly office: OfficeWords }

function TheLink({ own, office, estate, finding }: LinkProps) {
  const state = useSignal<WorkOrderLinkState | undefined>(undefined)
  const made = useSignal<Link | undefined>(undefined)
  const asking = useSignal(false)
  const takenBack = useSignal(false)
  const { busy, failure, send } = useSending()

  async function look(): Promise<void> {
    const reply = await getOrderLink(estate.id, finding)
    if (reply.ok) state.value = reply.value
  }
  useEffect(() => void look(), [estate.id, finding])

  /** Whatever comes of it, how it stands is asked anew. */
  async function change<T>(ask: () => Promise<Reply<T>>): Promise<T | undefined> {
    takenBack.value = false
    const reply = await send(ask)
    await look()
    return reply?.ok ? reply.value : undefined
  }
  async function make(): Promise<void> {
    made.value = await change(() => makeOrderLink(estate.id, finding))
  }
  async function takeBack(): Promise<void> {
    await change(() => takeBackOrderLink(estate.id, finding))
    if (failure.value) return
    made.value = undefined
    asking.value = false
    takenBack.value = true
  }
  const expiresAt = state.value?.expiresAt ?? null
  return (
    <section class="stack" aria-label={own.title}>
      <h4>{own.title}</h4>
      <p class="soft small">{own.lead}</p>
      <p role="status">
        {takenBack.value
          ? own.takenBack
          : state.value &&
            (expiresAt === null
              ? own.none
              : own.until(civilDay(civilDateOf(expiresAt, estate.zone)), span(expiresAt - state.value.now)))}
      </p>
      {made.value && <Made {...{ own, office, estate, finding }} url={made.value.url} />}
      {failure.value && !asking.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
      <div class="row">
        <Button busy={busy.value && !asking.value} onClick={() => void make()}>
          {expiresAt === null ? own.make : own.makeAnew}
        </Button>
        {expiresAt !== null && (
          <Button
            kind="quiet"
            onClick={() => {
              asking.value = true
            }}
          >
            {own.takeBack}
          </Button>
        )}
      </div>
      {expiresAt !== null && <p class="soft small">{own.anewText}</p>}
      {asking.value && (
        <ConfirmSheet
          words={office}
          title={own.takeBackAsk}
          deed={own.takeBack}
          busy={busy.value}
          failure={failure.value}
          onClose={() => {
            asking.value = false
          }}
          onConfirm={() => void takeBack()}
        >
          <p>{own.takeBackText}</p>
        </ConfirmSheet>
      )}
    </section>
  )
}

/** Shown once, as the server keeps only a hash of it; so its symbol can be printed only now. */
function Made({ own, office, estate, finding, url }: LinkProps & { readonly url: string }) {
  const { busy, failure, send } = useSending()
  async function take(): Promise<void> {
    const token = url.slice(url.indexOf('#') + 1)
    const reply = await send(() => getOrderWithLink(estate.id, finding, { token, language: language.value }))
    if (reply?.ok) saveFile('work-order.pdf', 'application/pdf', reply.value)
  }
  return (
    <Notice tone="success" title={own.made}>
      <div class="stack">
        <p>{own.madeText}</p>
        <CopyField words={office} label={own.link} value={url} />
        <div class="row">
          <Button icon="print" busy={busy.value} onClick={() => void take()}>
            {own.paper}
          </Button>
        </div>
        {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
      </div>
    </Notice>
  )
}
