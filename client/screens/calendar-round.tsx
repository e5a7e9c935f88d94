import { useSignal } from '@preact/signals'
import { mayCall } from '../../checkpoints/people.ts'
import type { Plan } from '../../checkpoints/plan.ts'
import { Button } from '../components/button.tsx'
import { Sheet } from '../components/sheet.tsx'
import { type CalendarRound, isUnforeseen } from '../models/calendar.ts'
import { roles } from '../models/estate.ts'
import { canBeHandedOver } from '../models/hand-over.ts'
import { now } from '../models/server-time.ts'
import { dayOf, decimal, timeRange } from '../words/writing.ts'
import type { ViewProps } from './calendar.tsx'
import { nameOf, walkersText } from './calendar-words.ts'
import { Facts } from './facts.tsx'
import { HandOverSheet } from './hand-over.tsx'

type Props = Pick<ViewProps, 'words' | 'zone' | 'staff'> & {
  readonly estate: string
  readonly plans: readonly Plan[]
  /** Undefined: the address names one that is not among the days shown. */
  readonly round: CalendarRound | undefined
  readonly onClose: () => void
  readonly onHandedOver: () => void
}

/** One round of the calendar: what is known of it, and what can be done about it. */
export function CalendarRoundSheet({ round, ...props }: Props) {
  const { words, onClose } = props
  const handing = useSignal(false)
  if (!round)
    return (
      <Sheet title={words.title} closeLabel={words.close} onClose={onClose}>
        <p>{words.round.gone}</p>
      </Sheet>
    )
  return handing.value ? (
    <HandOverSheet {...props} round={round} onDone={props.onHandedOver} />
  ) : (
    <RoundFacts
      {...props}
      round={round}
      onHandOver={() => {
        handing.value = true
      }}
    />
  )
}

type FactsProps = Omit<Props, 'round' | 'onHandedOver'> & {
  readonly round: CalendarRound
  readonly onHandOver: () => void
}

function RoundFacts({ words, zone, staff, plans, round, onClose, onHandOver }: FactsProps) {
  const { round: own } = words
  const hidden = isUnforeseen(round, now.value)
  const mayHandOver =
    mayCall('PUT /api/estates/:estate/rounds/assignees', roles.value) && canBeHandedOver(round, now.value)
  const plan = plans.find(({ id }) => id === round.plan)
  return (
    <Sheet
      title={nameOf(round)}
      closeLabel={words.close}
      onClose={onClose}
      actions={
        <>
          {/* Its own page tells its hours. */}
          {round.made && !hidden && (
            <Button kind="primary" href={`/board/rounds/${round.round}`}>
              {own.open}
            </Button>
          )}
          {mayHandOver && <Button onClick={onHandOver}>{words.handOver.title}</Button>}
          {plan && (
            <Button kind="quiet" href={`/plans?open=${plan.id}`}>
              {own.plan}
            </Button>
          )}
        </>
      }
    >
      <div class="stack">
        <Facts
          facts={[
            [own.day, dayOf(round.opensAt, zone)],
            [own.time, hidden ? words.random : timeRange(round.opensAt, round.closesAt, zone)],
            [own.spots, words.spots(decimal(round.spots))],
            [own.who, walkersText(words, round, staff)],
            [own.state, round.made ? stateOf(own, round) : words.foreseen],
          ]}
        />
        {hidden && <p class="soft small">{words.randomText}</p>}
        {!round.made && <p class="soft small">{words.foreseenText}</p>}
      </div>
    </Sheet>
  )
}

function stateOf(words: ViewProps['words']['round'], { opensAt, closesAt, graceMs }: CalendarRound): string {
  if (now.value < opensAt) return words.upcoming
  return now.value <= closesAt + graceMs ? words.running : words.over
}
