import { isOpenFinding } from '../../checkpoints/finding.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { civilDateOf } from '../../checkpoints/time.ts'
import type { FindingDetail, Like } from '../../checkpoints/wire/finding.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Notice } from '../components/notice.tsx'
import { placeIn } from '../models/catalogue.ts'
import { catalogueOf } from '../models/catalogue-kept.ts'
import { findingRulesOf } from '../models/office-kept.ts'
import type { Polled } from '../models/polled.ts'
import { now } from '../models/server-time.ts'
import type { FindingWords } from '../words/findings.zh-Hant.ts'
import { language } from '../words/language.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { dayAndTime, decimal, shortDay, span } from '../words/writing.ts'
import './finding.css'
import { FindingDeeds } from './finding-deeds.tsx'
import { FindingDocuments } from './finding-documents.tsx'
import { FindingFacts } from './finding-facts.tsx'
import { FindingHistory } from './finding-history.tsx'
import { FindingPhotos } from './finding-photos.tsx'
import { DueSign, Flags, SeveritySign, StateSign } from './finding-signs.tsx'
import { dueSaid, nameOf, stateOf, whatIsWrong } from './finding-words.ts'
import { useRefreshed } from './use-refreshed.ts'

type Props = {
  readonly words: FindingWords
  readonly office: OfficeWords
  readonly estate: Estate
  readonly shown: Polled<FindingDetail>
  /** It is a page of its own, not beside the list. */
  readonly alone?: boolean
  readonly onChanged?: () => void
}

/** All about one problem. Draws nothing before its answer is there. */
export function FindingPane(props: Props) {
  const { words, estate, shown, alone, onChanged } = props
  const detail = shown.value.value
  const rules = useRefreshed(findingRulesOf(estate.id))?.rules
  if (!detail) return null
  const { finding, alike, earlier, merged } = detail
  const changed = () => {
    void shown.refresh()
    onChanged?.()
  }
  return (
    <div class="stack">
      <Head words={words} estate={estate} detail={detail} />
      <FindingPhotos words={words} photos={finding.photos} about={whatIsWrong(finding)} />
      <FindingDeeds {...props} detail={detail} rules={rules} onChanged={changed} />
      {!alone && (
        <p class="small">
          <a href={`/findings/${finding.id}`}>{words.detail.openAlone}</a>
        </p>
      )}
      <FindingFacts words={words} estate={estate} detail={detail} />
      <Others title={words.detail.alike} lead={words.detail.alikeText} likes={alike} {...{ words, estate }} />
      <Others
        title={words.detail.recurs}
        lead={words.detail.recursText(decimal(earlier.length))}
        likes={earlier}
        {...{ words, estate }}
      />
      <Others title={words.detail.merged} likes={merged} {...{ words, estate }} />
      <FindingDocuments words={words} estate={estate} finding={finding} />
      <FindingHistory words={words} estate={estate} detail={detail} />
    </div>
  )
}

type HeadProps = Pick<Props, 'words' | 'estate'> & { readonly detail: FindingDetail }

/** How bad, how far, until when, where. */
function Head({ words, estate, detail: { finding, staff, residents } }: HeadProps) {
  const catalogue = useRefreshed(catalogueOf(estate.id))
  const { zone } = estate
  const { spot, stateSince, extension, alarmedAt, conflicts } = finding
  const place = catalogue && placeIn(catalogue, spot.place, language.value)
  const today = civilDateOf(now.value, zone)
  const due = finding.dueOn === null ? '' : words.due(shortDay(finding.dueOn))
  const said = dueSaid(words, finding, today)?.text ?? ''
  return (
    <>
      {alarmedAt !== null && <Notice tone="error">{words.detail.alarm(dayAndTime(alarmedAt, zone))}</Notice>}
      {residents.length > 0 && !isOpenFinding(finding) && finding.state !== 'merged' && (
        <Notice tone="warn">{words.detail.unanswered}</Notice>
      )}
      {conflicts.length > 0 && <Notice tone="warn">{words.detail.conflict}</Notice>}
      <div class="finding-head">
        <p class="row">
          <SeveritySign severity={finding.severity} />
          <StateSign state={finding.state} />
          <span class="soft small">{words.since(span(now.value - stateSince))}</span>
        </p>
        <p class="row">
          <DueSign words={words} finding={finding} today={today} />
          {finding.dueOn !== null && !said.includes(due) && <span class="soft small">{due}</span>}
          <Flags words={words} finding={finding} />
        </p>
        <p>
          <a href={`/checkpoints/${spot.id}`}>{nameIn(spot.names, language.value)}</a>{' '}
          <span class="soft small">
            {place && `${place} · `}
            {spot.code}
          </span>
        </p>
      </div>
      {extension && (
        <Notice tone="info">
          {words.detail.asked(nameOf(staff, extension.askedBy) ?? words.nobody, shortDay(extension.until))}
        </Notice>
      )}
    </>
  )
}

type OthersProps = Pick<Props, 'words' | 'estate'> & {
  readonly title: string
  readonly lead?: string
  readonly likes: readonly Like[]
}

/** Problems that have to do with this one. */
function Others({ words, estate, title, lead, likes }: OthersProps) {
  if (likes.length === 0) return null
  return (
    <div class="pane-section">
      <h3>{title}</h3>
      {lead && <p class="soft small">{lead}</p>}
      <List label={title}>
        {likes.map(({ id, number, state, reportedAt, note }) => (
          <ListRow
            key={id}
            href={`/findings/${id}`}
            title={`${words.number(decimal(number))} ${note}`}
            detail={`${dayAndTime(reportedAt, estate.zone)} · ${stateOf(state)}`}
          />
        ))}
      </List>
    </div>
  )
}
