import { useSignal } from '@preact/signals'
import { nameIn } from '../../checkpoints/language.ts'
import { mayCall } from '../../checkpoints/people.ts'
import { MINUTE_MS } from '../../checkpoints/time.ts'
import type { BoardAlert } from '../../checkpoints/wire/coverage.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Mark } from '../components/mark.tsx'
import { spotIn } from '../models/catalogue.ts'
import { roles } from '../models/estate.ts'
import { now } from '../models/server-time.ts'
import { language } from '../words/language.ts'
import { decimal, timeOfDay } from '../words/writing.ts'
import type { DayProps } from './board.tsx'
import { Acknowledging } from './board-acknowledging.tsx'
import './board-alerts.css'

type Props = DayProps & {
  readonly estate: string
  /** Asks the board anew. */
  readonly onSaid?: (() => void) | undefined
}

/** What is to be seen to, read out as it comes: rounds about to close, then rounds that closed with gaps. */
export function Alerts(props: Props) {
  const { words, coverage, onSaid, estate } = props
  const chosen = useSignal<BoardAlert | undefined>(undefined)
  const alerts = coverage.board?.alerts ?? []
  const maySay = onSaid !== undefined && mayCall(ACKNOWLEDGING, roles.value)
  const { value: open } = chosen
  return (
    <>
      <div aria-live="polite" aria-relevant="additions">
        {alerts.length > 0 && (
          <Card title={words.board.alerts} flush>
            <ul class="board-alerts">
              {alerts.map((alert) => (
                <AlertRow
                  key={`${alert.round} ${alert.kind}`}
                  {...props}
                  alert={alert}
                  onSay={
                    maySay
                      ? () => {
                          chosen.value = alert
                        }
                      : undefined
                  }
                />
              ))}
            </ul>
          </Card>
        )}
      </div>
      {open && (
        <Acknowledging
          words={words}
          estate={estate}
          alert={open}
          said={alertText(props, open)}
          onClose={() => {
            chosen.value = undefined
          }}
          onDone={() => {
            chosen.value = undefined
            onSaid?.()
          }}
        />
      )}
    </>
  )
}

const ACKNOWLEDGING = 'POST /api/estates/:estate/rounds/:round/acknowledgement'
/** Named in the alert itself; more are found in the round. */
const NAMED = 5

type RowProps = Props & { readonly alert: BoardAlert; readonly onSay: (() => void) | undefined }

function AlertRow({ onSay, alert, ...props }: RowProps) {
  const { words, zone, catalogue } = props
  const said = alertText(props, alert)
  const spots = alert.spots.slice(0, NAMED).map((spot) => {
    const { place, name } = spotIn(catalogue, spot, language.value)
    return `${place} ${name}`
  })
  const more = alert.spots.length - spots.length
  if (more > 0) spots.push(words.board.andMore(decimal(more)))
  const { acknowledged } = alert
  return (
    <li data-kind={alert.kind} data-quiet={acknowledged ? '' : undefined}>
      <Mark state={alert.kind === 'missed' ? 'missed' : 'pending'} />
      <div class="board-alert-text">
        <a href={`/board/rounds/${alert.round}`}>{said}</a>
        <p class="small">{words.board.spotList(spots)}</p>
        {acknowledged && (
          <p class="small soft">
            {words.board.acknowledged(acknowledged.by, timeOfDay(acknowledged.at, zone), acknowledged.reason)}
          </p>
        )}
      </div>
      {onSay && !acknowledged && (
        <Button onClick={onSay}>
          <span aria-hidden>{words.board.acknowledge}</span>
          <span class="unseen">{words.board.acknowledgeOf(said)}</span>
        </Button>
      )}
    </li>
  )
}

/** "Evening, 21:00: 5 left, 20 min to go" */
function alertText({ words: { board: own }, zone }: Pick<DayProps, 'words' | 'zone'>, alert: BoardAlert): string {
  const name = own.roundAt(nameIn(alert.names, language.value), timeOfDay(alert.opensAt, zone))
  const count = decimal(alert.spots.length)
  if (alert.kind === 'missed') return own.missedAlert(name, count)
  const minutes = decimal(Math.max(0, Math.ceil((alert.until - now.value) / MINUTE_MS)))
  return alert.until > alert.closesAt ? own.closingGrace(name, count, minutes) : own.closing(name, count, minutes)
}
