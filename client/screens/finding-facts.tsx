import { CATEGORIES } from '../../checkpoints/checklist.ts'
import { isOpenFinding } from '../../checkpoints/finding.ts'
import { ROUTES } from '../../checkpoints/finding-act.ts'
import { nameIn } from '../../checkpoints/language.ts'
import type { FindingDetail } from '../../checkpoints/wire/finding.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { placeIn } from '../models/catalogue.ts'
import { catalogueOf } from '../models/catalogue-kept.ts'
import { partnersOf } from '../models/office-kept.ts'
import { now } from '../models/server-time.ts'
import type { FindingWords } from '../words/findings.zh-Hant.ts'
import { language } from '../words/language.ts'
import { civilWeekday, dayAndTime, decimal, span } from '../words/writing.ts'
import { Facts } from './facts.tsx'
import { partnerOf } from './finding-words.ts'

type Props = {
  readonly words: FindingWords
  readonly estate: Estate
  readonly detail: FindingDetail
}

/** What is settled about it, fact by fact. */
export function FindingFacts({ words, estate, detail }: Props) {
  const { finding, clause, residents } = detail
  const { detail: own } = words
  const catalogue = catalogueOf(estate.id).value.value
  const { route, source, category, itemWords } = finding
  const partner = route && partnerOf(route, partnersOf(estate.id))
  const unit = route?.kind === 'violation' ? route.unit : null
  return (
    <>
      <Facts
        facts={[
          itemWords
            ? [own.item, [nameIn(itemWords, language.value), clause && own.clause(clause)].filter(Boolean).join(' · ')]
            : undefined,
          [own.category, category ? nameIn(CATEGORIES[category].names, language.value) : own.noCategory],
          [own.reportedBy, finding.reporter ?? own.source[source.by]],
          [
            own.reportedAt,
            <>
              {dayAndTime(finding.reportedAt, estate.zone)}
              <br />
              <SourceLink words={words} finding={finding} />
            </>,
          ],
          finding.dueOn
            ? [
                own.due,
                <>
                  {civilWeekday(finding.dueOn)}
                  {finding.extended > 0 && ` · ${own.extended(decimal(finding.extended))}`}
                </>,
              ]
            : undefined,
          route ? [own.route, ROUTES[route.kind].names[language.value]] : undefined,
          partner ? [route.kind === 'repair' ? own.contractor : own.department, partner] : undefined,
          route ? [own.assignee, finding.assignee?.name ?? words.nobody] : undefined,
          unit && catalogue ? [own.unit, placeIn(catalogue, unit, language.value)] : undefined,
          finding.workOrder ? [own.workOrder, finding.workOrder] : undefined,
        ]}
      />
      <p class="soft small">
        {[
          isOpenFinding(finding) && own.open(span(now.value - finding.reportedAt)),
          finding.sentBack > 0 && own.sentBack(decimal(finding.sentBack)),
          isOpenFinding(finding) && finding.callBack && finding.calledBack === null && own.callBack,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {residents
        .filter((report) => finding.source.by !== 'resident' || report !== finding.source.report)
        .map((report) => (
          <p key={report}>
            <ResidentLink words={words} report={report} />
          </p>
        ))}
      {finding.mergedInto && (
        <p>
          {own.mergedInto} · <a href={`/findings/${finding.mergedInto}`}>{own.toMerged}</a>
        </p>
      )}
    </>
  )
}

function SourceLink({ words, finding: { source } }: { words: FindingWords; finding: FindingDetail['finding'] }) {
  const { detail: own } = words
  if (source.by === 'visit') return <a href={`/visits/${source.visit}`}>{own.toVisit}</a>
  if (source.by === 'resident') return <ResidentLink words={words} report={source.report} />
  return <>{own.source.staff}</>
}

function ResidentLink({ words, report }: Pick<Props, 'words'> & { readonly report: string }) {
  return <a href={`/resident-reports?open=${report}`}>{words.detail.toResidentReport}</a>
}
