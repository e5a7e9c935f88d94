import { useSignal } from '@preact/signals'
import { mayCall } from '../../checkpoints/people.ts'
import { civilDateOf } from '../../checkpoints/time.ts'
import type { ListedFinding, WorkOrderLink } from '../../checkpoints/wire/finding.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { roles } from '../models/estate.ts'
import { findingPaperUrl, linkWorkOrder, unlinkWorkOrder } from '../server.ts'
import type { FindingWords } from '../words/findings.zh-Hant.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { failureText } from '../words/problems.ts'
import { civilDay } from '../words/writing.ts'
import { CopyField } from './copy-field.tsx'
import { useSending } from './use-sending.ts'

type Props = {
  readonly words: FindingWords
  readonly office: OfficeWords
  readonly estate: Estate
  readonly finding: ListedFinding
}

const PATH = '/api/estates/:estate/findings/:finding'

/** Its papers, as far as the reader may have them. */
export function FindingDocuments(props: Props) {
  const { words, estate, finding } = props
  const { detail: own } = words
  const may = (paper: string) => mayCall(`GET ${PATH}/${paper}.pdf`, roles.value)
  const order = finding.workOrder
  const papers = [
    may('history') && (['history', own.history] as const),
    order !== null && may('work-order') && (['work-order', own.workOrderPdf(order)] as const),
    finding.route?.kind === 'violation' && may('notice') && (['notice', own.notice] as const),
  ].filter((paper) => paper !== false)
  if (papers.length === 0) return null
  const mayLink = order !== null && mayCall(`POST ${PATH}/work-order/link`, roles.value)
  return (
    <div class="pane-section">
      <h3>{own.documents}</h3>
      <div class="row">
        {papers.map(([paper, label]) => (
          <Button key={paper} icon="print" href={findingPaperUrl(estate.id, finding.id, paper)} newTab>
            {label}
          </Button>
        ))}
      </div>
      {mayLink && <OrderLink {...props} />}
    </div>
  )
}

/** The link under which a contractor sees his work order; shown once, as the server keeps only a hash of it. */
function OrderLink({ words, office, estate, finding }: Props) {
  const { detail: own } = words
  const made = useSignal<WorkOrderLink | 'taken-back' | undefined>(undefined)
  const { busy, failure, send } = useSending()
  async function make(): Promise<void> {
    const reply = await send(() => linkWorkOrder(estate.id, finding.id))
    if (reply?.ok) made.value = reply.value
  }
  async function takeBack(): Promise<void> {
    const reply = await send(() => unlinkWorkOrder(estate.id, finding.id))
    if (reply?.ok) made.value = 'taken-back'
  }
  const link = made.value
  return (
    <div class="stack finding-link">
      <h4>{own.link}</h4>
      <p class="soft small">{own.linkText}</p>
      {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
      {link === 'taken-back' && <Notice tone="success">{own.takenBack}</Notice>}
      {link && link !== 'taken-back' && (
        <CopyField
          words={office}
          label={own.link}
          hint={own.linkUntil(civilDay(civilDateOf(link.expiresAt, estate.zone)))}
          value={link.url}
        />
      )}
      <div class="row">
        <Button busy={busy.value} onClick={() => void make()}>
          {own.makeLink}
        </Button>
        <Button kind="quiet" busy={busy.value} onClick={() => void takeBack()}>
          {own.takeBack}
        </Button>
      </div>
    </div>
  )
}
