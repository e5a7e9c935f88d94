import type { Uuid } from '../../checkpoints/ids.ts'
import { SUSPICION_NAMES } from '../../checkpoints/presence.ts'
import type { Instant } from '../../checkpoints/time.ts'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { language } from '../words/language.ts'
import { stateName } from '../words/state.ts'
import { dayAndTime, decimal } from '../words/writing.ts'
import type { SectionProps } from './report-body.tsx'
import { Fold, Nothing } from './report-section.tsx'

/** What waits for a word from the desk, and why it is asked. */
export function DoubtfulVisits(props: SectionProps) {
  const { words, report, names, href } = props
  if (report.doubtful.length === 0) return <Nothing>{words.doubtfulNone}</Nothing>
  return (
    <Fold words={words} items={report.doubtful}>
      {(some) => (
        <List>
          {some.map(({ visit, checkpoint, person, occurredAt, reasons }) => (
            <ListRow
              key={visit}
              href={href?.visit(visit)}
              mark="doubtful"
              markLabel={stateName('doubtful')}
              title={names.spot(checkpoint)}
              detail={whenAndWho(props, occurredAt, person)}
              aside={reasons.map((reason) => SUSPICION_NAMES[reason][language.value]).join(words.and)}
            />
          ))}
        </List>
      )}
    </Fold>
  )
}

export function Excused({ words, report, names, href }: SectionProps) {
  if (report.excused.length === 0) return <Nothing>{words.excused.none}</Nothing>
  return (
    <Fold words={words} items={report.excused}>
      {(some) => (
        <List>
          {some.map(({ checkpoint, cells, reasons }) => (
            <ListRow
              key={checkpoint}
              href={href?.cells({ checkpoint, state: 'excused' })}
              mark="excused"
              title={names.spot(checkpoint)}
              // Whoever reads without an account is not told the reason; that does not mean there is none.
              detail={reasons.join(words.and) || (href && words.excused.noReason)}
              aside={<strong class="report-since">{words.excused.cells(decimal(cells))}</strong>}
            />
          ))}
        </List>
      )}
    </Fold>
  )
}

/** Apart, as they shift no number. */
export function OutOfPlanVisits(props: SectionProps) {
  const { words, report, names, href } = props
  if (report.outOfPlan.length === 0) return <Nothing>{words.outOfPlanNone}</Nothing>
  return (
    <Fold words={words} items={report.outOfPlan}>
      {(some) => (
        <List>
          {some.map(({ visit, checkpoint, person, occurredAt }) => (
            <ListRow
              key={visit}
              href={href?.visit(visit)}
              title={names.spot(checkpoint)}
              detail={whenAndWho(props, occurredAt, person)}
            />
          ))}
        </List>
      )}
    </Fold>
  )
}

function whenAndWho({ names, zone }: SectionProps, occurredAt: Instant, person: Uuid | null): string {
  const name = person === null ? undefined : names.person(person)
  return [dayAndTime(occurredAt, zone), name].filter(Boolean).join(' · ')
}
