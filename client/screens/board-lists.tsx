import type { ComponentChildren } from 'preact'
import type { CellState } from '../../checkpoints/coverage.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { daysSince } from '../../checkpoints/time.ts'
import type { Gap, RoundCoverage } from '../../checkpoints/wire/coverage.ts'
import { Card } from '../components/card.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Progress } from '../components/progress.tsx'
import { carriedIn, type Found, progressIn, visitedCells } from '../models/board.ts'
import { spotIn } from '../models/catalogue.ts'
import { language } from '../words/language.ts'
import { stateName } from '../words/state.ts'
import { ago, decimal, timeOfDay } from '../words/writing.ts'
import type { DayProps } from './board.tsx'
import './board-lists.css'
import { phaseText } from './round-words.ts'

/** Named one by one: those nobody was ever at first, then the longest unvisited, as the server orders them. */
export function Gaps({ words, zone, coverage, catalogue }: DayProps) {
  const { board: own } = words
  const rowOf = (gap: Gap) => {
    const { name, place } = spotIn(catalogue, gap.checkpoint, language.value)
    return (
      <ListRow
        key={`${gap.round}/${gap.checkpoint}`}
        href={`/board/rounds/${gap.round}`}
        mark="missed"
        title={
          <>
            {place} {name}
            <span class="board-gap">{own.gap(timeOfDay(gap.opensAt, zone), sinceOf(gap))}</span>
          </>
        }
      />
    )
  }
  const sinceOf = ({ lastVisitAt }: Gap) => {
    if (lastVisitAt === null) return own.neverVisited
    const days = daysSince(lastVisitAt, coverage.now)
    return days === 0 ? own.lastVisit(ago(lastVisitAt, coverage.now)) : own.unvisitedDays(decimal(days))
  }
  const { gaps } = coverage
  return (
    <Card title={own.gaps} aside={gaps.length > 0 && <strong>{decimal(gaps.length)}</strong>} flush>
      {gaps.length === 0 ? (
        <p class="board-none soft">{own.noGaps}</p>
      ) : (
        <Folded more={own.more} rows={gaps.map(rowOf)} />
      )}
    </Card>
  )
}

/** The rounds that can be walked now, how many spots are left, and until when; between two rounds the next one. */
export function OpenRounds({ words, zone, coverage }: DayProps) {
  const { board: own } = words
  const open = [...carriedIn(coverage), ...coverage.rounds].filter(({ phase }) => phase === 'open' || phase === 'grace')
  const next = coverage.rounds.find(({ phase }) => phase === 'upcoming')
  const shown = open.length > 0 ? open : next ? [next] : []
  if (shown.length === 0) return null
  const leftIn = (round: RoundCoverage) => {
    const left = round.tally.pending
    if (round.phase === 'upcoming') return phaseText(words, round, zone)
    if (left === 0) return own.complete
    return round.phase === 'grace'
      ? own.leftInGrace(decimal(left), timeOfDay(round.closesAt + round.graceMs, zone))
      : own.left(decimal(left), timeOfDay(round.closesAt, zone))
  }
  return (
    <Card title={open.length > 0 ? own.open : own.next} flush>
      <List>
        {shown.map((round) => {
          const { visited, total } = progressIn(round)
          const name = nameIn(round.names, language.value)
          return (
            <ListRow
              key={round.round}
              href={`/board/rounds/${round.round}`}
              title={name}
              detail={
                <>
                  {leftIn(round)}
                  <Progress done={visited} total={total} label={own.progress(name)} />
                </>
              }
            />
          )
        })}
      </List>
    </Card>
  )
}

/** What a supervisor may want to ask about. */
export function Doubtful(props: DayProps) {
  const { words, coverage } = props
  const found = visitedCells(coverage.rounds, ({ state }) => state === 'doubtful')
  return <Visits {...props} title={words.board.doubtful} lead={words.board.doubtfulLead} found={found} />
}

export function Defects(props: DayProps) {
  const { words, coverage } = props
  const found = visitedCells(coverage.rounds, ({ defects }) => defects > 0)
  const firstOf = ({ cell }: Found) => words.defects(decimal(cell.defects))
  return <Visits {...props} title={words.board.withDefects} found={found} firstOf={firstOf} />
}

type VisitsProps = DayProps & {
  readonly title: string
  readonly lead?: string
  readonly found: readonly Found[]
  /** What the detail begins with. */
  readonly firstOf?: (found: Found) => string
}

function Visits({ words, zone, catalogue, title, lead, found, firstOf }: VisitsProps) {
  if (found.length === 0) return null
  return (
    <Card title={title} aside={<strong>{decimal(found.length)}</strong>} flush>
      {lead && <p class="board-lead soft small">{lead}</p>}
      <Folded
        more={words.board.more}
        rows={found.map((one) => {
          const { cell, round } = one
          const { name, place } = spotIn(catalogue, cell.checkpoint, language.value)
          const time = cell.occurredAt !== null && timeOfDay(cell.occurredAt, zone)
          return (
            <ListRow
              key={cell.visit}
              href={`/visits/${cell.visit}`}
              mark={cell.state}
              markLabel={stateName(cell.state)}
              title={`${place} ${name}`}
              detail={[firstOf?.(one), time, nameIn(round.names, language.value)].filter(Boolean).join(' · ')}
            />
          )
        })}
      />
    </Card>
  )
}

/** Visits that count for no round: apart, as they shift no number. */
export function OutOfPlan({ words, zone, coverage: { outOfPlan }, catalogue }: DayProps) {
  if (outOfPlan.length === 0) return null
  return (
    <Card title={words.board.outOfPlan} aside={<strong>{decimal(outOfPlan.length)}</strong>} flush>
      <p class="board-lead soft small">{words.board.outOfPlanLead}</p>
      <Folded
        more={words.board.more}
        rows={outOfPlan.map(({ visit, checkpoint, person, occurredAt, verdict }) => {
          const { name, place } = spotIn(catalogue, checkpoint, language.value)
          const state: CellState = verdict.outcome === 'doubtful' ? 'doubtful' : 'done'
          return (
            <ListRow
              key={visit}
              href={`/visits/${visit}`}
              mark={state}
              markLabel={stateName(state)}
              title={`${place} ${name}`}
              detail={`${timeOfDay(occurredAt, zone)} · ${person}`}
            />
          )
        })}
      />
    </Card>
  )
}

/** Rows that are read at once; the rest on demand, so that one bad day does not bury what stands below. */
const AT_ONCE = 8

type FoldedProps = { readonly rows: readonly ComponentChildren[]; readonly more: (count: string) => string }

function Folded({ rows, more }: FoldedProps) {
  // Nobody opens a fold for one row.
  const cut = rows.length > AT_ONCE + 1 ? AT_ONCE : rows.length
  return (
    <div>
      <List>{rows.slice(0, cut)}</List>
      {rows.length > cut && (
        <details class="board-more">
          <summary>{more(decimal(rows.length - cut))}</summary>
          <List>{rows.slice(cut)}</List>
        </details>
      )}
    </div>
  )
}
