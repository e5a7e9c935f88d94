import { mayCall } from '../../checkpoints/people.ts'
import type { ListedFinding } from '../../checkpoints/wire/finding.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { roles } from '../models/estate.ts'
import { findingPaperUrl } from '../server.ts'
import type { FindingWords } from '../words/findings.zh-Hant.ts'
import { language } from '../words/language.ts'
import { WorkOrderLink } from './work-order-link.tsx'

type Props = {
  readonly words: FindingWords
  readonly estate: Estate
  readonly finding: ListedFinding
}

const PATH = '/api/estates/:estate/findings/:finding'

/** Its papers, as far as the reader may have them. */
export function FindingDocuments({ words, estate, finding }: Props) {
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
          <Button key={paper} icon="print" href={findingPaperUrl(estate.id, finding.id, paper, language.value)} newTab>
            {label}
          </Button>
        ))}
      </div>
      {mayLink && <WorkOrderLink estate={estate} finding={finding.id} />}
    </div>
  )
}
