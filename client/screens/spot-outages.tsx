import { addDays, civilDateOf } from '../../checkpoints/time.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Field } from '../components/field.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Notice } from '../components/notice.tsx'
import { addOutage, changeOutage } from '../server.ts'
import { failureText } from '../words/problems.ts'
import { civilWeekday } from '../words/writing.ts'
import type { SpotProps } from './spot.tsx'
import { useForm } from './use-form.ts'
import { useSending } from './use-sending.ts'

type Props = SpotProps & { readonly mayChange: boolean }

/** Whether it is out of service now or soon, why, and the way to say so. */
export function SpotOutages(props: Props) {
  const { own, estate, checkpoint, history, mayChange } = props
  const { outage } = checkpoint
  const today = civilDateOf(history.now, estate.zone)
  const past = history.outages.filter(({ id }) => id !== outage?.id)
  if (!outage && past.length === 0 && !mayChange) return null
  return (
    <Card title={own.outage}>
      <div class="stack">
        {outage && <InForce {...props} today={today} />}
        {!outage && mayChange && <Declare {...props} today={today} />}
        {past.length > 0 && (
          <details>
            <summary>{own.past}</summary>
            <List label={own.past}>
              {past.map(({ id, from, until, reason, by }) => (
                <ListRow key={id} title={`${from} – ${until ?? ''}`} detail={`${reason} · ${own.by(by)}`} />
              ))}
            </List>
          </details>
        )}
      </div>
    </Card>
  )
}

type DayProps = Props & { readonly today: string }

function InForce({ own, estate, checkpoint, mayChange, today, onChanged }: DayProps) {
  const { busy, failure, send } = useSending()
  const { outage } = checkpoint
  if (!outage) return null
  const hasBegun = outage.from <= today
  const standing = hasBegun
    ? outage.until === null
      ? own.outageOpen
      : own.outageNow(civilWeekday(outage.until))
    : own.outageLater(civilWeekday(outage.from))
  // Yesterday was its last day; one that began today, or has not begun, is taken back.
  const until = addDays(hasBegun ? today : outage.from, -1)
  return (
    <>
      <Notice tone="warn">
        <strong>{standing}</strong>
        <br />
        {outage.reason}
      </Notice>
      {mayChange && (
        <div>
          <Button
            busy={busy.value}
            onClick={async () => {
              if ((await send(() => changeOutage(estate.id, checkpoint.id, outage.id, { until })))?.ok) onChanged()
            }}
          >
            {hasBegun ? own.endToday : own.takeBack}
          </Button>
        </div>
      )}
      {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
    </>
  )
}

type Fields = { readonly from: string; readonly until: string; readonly reason: string }

function Declare({ own, estate, checkpoint, today, onChanged }: DayProps) {
  const form = useForm<Fields, keyof Fields>({
    initial: { from: today, until: '', reason: '' },
    faultsOf: ({ from, until, reason }) => ({
      ...((from === '' || from < today) && { from: 'from' }),
      ...(until !== '' && until < from && { until: 'until' }),
      ...(reason.trim() === '' && { reason: 'reason' }),
    }),
    faultText: (fault) => own.faults[fault],
    fieldOf: { 'outage-overlaps': 'from' },
  })
  const { draft, set, errorOf } = form

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const kept = await form.submit(({ from, until, reason }) =>
      addOutage(estate.id, checkpoint.id, { from, until: until === '' ? null : until, reason: reason.trim() }),
    )
    if (kept) onChanged()
  }

  return (
    <details>
      <summary>{own.declare}</summary>
      <form class="stack" ref={form.ref} onSubmit={send} noValidate>
        <p class="soft small">{own.outageLead}</p>
        <Field
          label={own.from}
          type="date"
          value={draft.from}
          onInput={(from) => set({ from })}
          error={errorOf('from')}
        />
        <Field
          label={own.until}
          type="date"
          value={draft.until}
          onInput={(until) => set({ until })}
          error={errorOf('until')}
        />
        <Field
          label={own.reason}
          maxLength={200}
          value={draft.reason}
          onInput={(reason) => set({ reason })}
          error={errorOf('reason')}
        />
        {form.trouble && <Notice tone="error">{form.trouble}</Notice>}
        <Button submit kind="primary" busy={form.busy}>
          {own.declare}
        </Button>
      </form>
    </details>
  )
}
