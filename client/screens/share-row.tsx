import type { Uuid } from '../../checkpoints/ids.ts'
import { nameIn } from '../../checkpoints/language.ts'
import type { Place } from '../../checkpoints/place.ts'
import type { Plan } from '../../checkpoints/plan.ts'
import type { ShareFilter, SharePeriod } from '../../checkpoints/share.ts'
import { civilDateOf, type Instant, type Zone } from '../../checkpoints/time.ts'
import type { Share } from '../../checkpoints/wire/share.ts'
import { Button } from '../components/button.tsx'
import { ListRow } from '../components/list-row.tsx'
import { language } from '../words/language.ts'
import type { ReportWords } from '../words/report.zh-Hant.ts'
import type { ShareWords } from '../words/share.zh-Hant.ts'
import { civilDay, dayAndTime, decimal, span } from '../words/writing.ts'
import { kindName } from './kind-choices.ts'
import { daysText } from './report-words.ts'
import './share-row.css'
import type { SharesWords } from './shares.tsx'

/** What the filters of links are called by; undefined until it is known. */
export type KnownNames = {
  readonly places: ReadonlyMap<Uuid, Place> | undefined
  readonly plans: readonly Plan[] | undefined
}

type Props = {
  readonly texts: SharesWords
  readonly share: Share
  readonly known: KnownNames
  readonly zone: Zone
  readonly now: Instant
  readonly onTakeBack: () => void
}

/** A link: what it shows, until when, and whether anybody has looked. */
export function ShareRow({ texts: { own, report }, share, known, zone, now, onTakeBack }: Props) {
  const { label, period, filter, openedCount, lastOpenedAt, state, createdAt, createdBy } = share
  const cells = filterText(report, filter, known)
  return (
    <ListRow
      title={label}
      detail={
        <span class="share-row">
          <span class="share-facts">
            <span>{cells ? report.of(periodText(report, period), cells) : periodText(report, period)}</span>
            <strong>{standing(own, share, { zone, now })}</strong>
            <span>
              {lastOpenedAt === null
                ? own.neverOpened
                : own.opened(decimal(openedCount), dayAndTime(lastOpenedAt, zone))}
            </span>
            <span>{own.madeBy(createdBy, dayAndTime(createdAt, zone))}</span>
          </span>
          {state === 'open' && (
            <Button onClick={onTakeBack}>
              {own.takeBack}
              <span class="unseen"> {label}</span>
            </Button>
          )}
        </span>
      }
    />
  )
}

/** `上月`, or the days where they stay. */
function periodText(report: ReportWords, period: SharePeriod): string {
  return 'rolling' in period ? report.periods[period.rolling] : daysText(report, period)
}

/** The last day on which it opens anything: it ends with that day. */
export function lastDayText(expiresAt: Instant, zone: Zone): string {
  return civilDay(civilDateOf(expiresAt - 1, zone))
}

function filterText(report: ReportWords, { building, kind, plan }: ShareFilter, { places, plans }: KnownNames): string {
  const names = [building && places?.get(building)?.names, plan && plans?.find(({ id }) => id === plan)?.names].flatMap(
    (named) => (named ? [nameIn(named, language.value)] : []),
  )
  return [...names, ...(kind ? [kindName(kind)] : [])].join(report.and)
}

function standing(
  own: ShareWords,
  { state, expiresAt, revokedAt, revokedBy }: Share,
  { zone, now }: { readonly zone: Zone; readonly now: Instant },
): string {
  const day = lastDayText(expiresAt, zone)
  if (state === 'open') return own.untilAndLeft(own.until(day), span(expiresAt - now))
  if (state === 'expired') return own.expired(day)
  return own.takenBack(revokedBy ?? '', dayAndTime(revokedAt ?? 0, zone))
}
