import type { Report } from '../../checkpoints/wire/report.ts'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { roundsWith } from '../models/report-lists.ts'
import { dayOf, decimal, timeOfDay, timeRange } from '../words/writing.ts'
import type { SectionProps } from './report-body.tsx'
import { Fold, Nothing } from './report-section.tsx'

type ReportedRound = Report['rounds'][number]

export function LateStarts(props: SectionProps) {
  const { words, report, zone } = props
  const rounds = roundsWith(report.rounds, ({ startedLate }) => startedLate)
  const { first, nobody } = words.walking
  return (
    <Rounds
      {...props}
      rounds={rounds}
      none={words.walking.noLateStarts}
      asideOf={({ firstAt }) => (firstAt === null ? nobody : first(timeOfDay(firstAt, zone)))}
    />
  )
}

export function Rushed(props: SectionProps) {
  const { words, report } = props
  const rounds = roundsWith(report.rounds, ({ rushed }) => rushed > 0)
  const asideOf = ({ rushed }: ReportedRound) => words.walking.visits(decimal(rushed))
  return <Rounds {...props} rounds={rounds} none={words.walking.noRushed} asideOf={asideOf} />
}

export function OutOfOrder(props: SectionProps) {
  const { words, report } = props
  const rounds = roundsWith(report.rounds, ({ outOfOrder }) => outOfOrder > 0)
  const asideOf = ({ outOfOrder }: ReportedRound) => words.walking.visits(decimal(outOfOrder))
  return <Rounds {...props} rounds={rounds} none={words.walking.noOutOfOrder} asideOf={asideOf} />
}

type Props = SectionProps & {
  readonly rounds: readonly ReportedRound[]
  /** Said where there is none. */
  readonly none: string
  /** What is to be asked about a round. */
  readonly asideOf: (round: ReportedRound) => string
}

function Rounds({ words, names, zone, href, rounds, none, asideOf }: Props) {
  if (rounds.length === 0) return <Nothing>{none}</Nothing>
  return (
    <Fold words={words} items={rounds}>
      {(some) => (
        <List>
          {some.map((one) => (
            <ListRow
              key={one.round}
              href={href?.round(one.round)}
              title={names.plan(one.plan) ?? words.unnamed}
              detail={`${dayOf(one.opensAt, zone)} ${timeRange(one.opensAt, one.closesAt, zone)}`}
              aside={<strong class="report-since">{asideOf(one)}</strong>}
            />
          ))}
        </List>
      )}
    </Fold>
  )
}
