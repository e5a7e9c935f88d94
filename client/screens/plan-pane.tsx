import { useSignal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import { nameIn } from '../../checkpoints/language.ts'
import type { Plan } from '../../checkpoints/plan.ts'
import { spotsOf } from '../../checkpoints/plan-spots.ts'
import type { StaffMember } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Notice } from '../components/notice.tsx'
import { spotIn } from '../models/catalogue.ts'
import { changePlan } from '../server.ts'
import { language } from '../words/language.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { failureText } from '../words/problems.ts'
import { decimal } from '../words/writing.ts'
import { Facts } from './facts.tsx'
import { PlanForm } from './plan-form.tsx'
import { daysText, windowsText } from './plan-words.ts'
import type { PlanPaneProps } from './plans.tsx'
import { useSending } from './use-sending.ts'

type Props = PlanPaneProps & { readonly plan: Plan; readonly staff: readonly StaffMember[] | undefined }

/** One plan: to read, and for those who write plans to change and suspend. */
export function PlanPane(props: Props) {
  if (!props.mayChange) return <PlanFacts {...props} />
  return (
    <>
      <PlanForm {...props} onSaved={props.onChanged} />
      <section class="pane-section">
        <Button href={`/plans?open=new&copy=${props.plan.id}`}>{props.planWords.copy}</Button>
      </section>
      <InForce {...props} />
    </>
  )
}

function PlanFacts({ words, planWords, catalogue, zone, plan, staff, teams }: Props) {
  const { plans: own } = words
  const { graceMinutes, assignees, focus, state, order } = plan
  const { places, checkpoints: spots } = catalogue
  const checkpoints = spotsOf(plan, { places: [...places.values()], checkpoints: [...spots.values()] })
  const team = teams.find(({ id }) => id === plan.team)
  const grace = graceMinutes === 0 ? own.noGrace : own.minutesOf(decimal(graceMinutes))
  return (
    <>
      {state === 'suspended' && <Notice tone="info">{own.suspended}</Notice>}
      <Facts
        facts={[
          [planWords.recurrence, daysText(planWords, plan, zone)],
          [own.windows, windowsText(own, plan)],
          [own.grace, grace],
          [planWords.order, planWords.orders[order]],
          team && [planWords.team, nameIn(team.names, language.value)],
          [own.assignees, peopleText(own, assignees, staff)],
          focus === '' ? undefined : [own.focus, focus],
        ]}
      />
      <section class="pane-section">
        <h3>{own.spots(decimal(checkpoints.length))}</h3>
        <List ordered>
          {checkpoints.map((id) => {
            const { name, place } = spotIn(catalogue, id, language.value)
            return <ListRow key={id} title={name} detail={place} />
          })}
        </List>
      </section>
    </>
  )
}

/** By name for those who may read the staff list; an auditor reads how many. */
function peopleText(
  own: OfficeWords['plans'],
  assignees: readonly Uuid[],
  staff: readonly StaffMember[] | undefined,
): string {
  if (assignees.length === 0) return own.anyone
  if (!staff) return own.people(decimal(assignees.length))
  const names = new Map(staff.map(({ person }) => [person.id, person.name]))
  return assignees.map((id) => names.get(id) ?? own.left).join(own.listed)
}

function InForce({ words, estate, plan, onChanged }: Props) {
  const { plans: own } = words
  const changed = useSignal(false)
  const { busy, failure, send } = useSending()
  const isSuspended = plan.state === 'suspended'
  return (
    <section class="pane-section">
      <h3>{isSuspended ? own.suspended : own.suspend}</h3>
      {changed.value && <Notice tone="success">{isSuspended ? own.suspendedNow : own.resumedNow}</Notice>}
      <p class="soft small">{isSuspended ? own.resumeLead : own.suspendLead}</p>
      <Button
        busy={busy.value}
        onClick={async () => {
          const state = isSuspended ? 'active' : 'suspended'
          if (!(await send(() => changePlan(estate, plan.id, { state })))?.ok) return
          changed.value = true
          onChanged()
        }}
      >
        {isSuspended ? own.resume : own.suspend}
      </Button>
      {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
    </section>
  )
}
