import { useSignal } from '@preact/signals'
import type { Plan } from '../../checkpoints/plan.ts'
import type { StaffMember } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Check } from '../components/check.tsx'
import { Field } from '../components/field.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { Notice } from '../components/notice.tsx'
import { TextArea } from '../components/text-area.tsx'
import {
  assignable,
  draftOfPlan,
  FOCUS_MAX_LENGTH,
  fieldsOfPlan,
  NEW_PLAN,
  type PlanFault,
  type PlanFields,
  planFaults,
  WEEKDAYS,
} from '../models/plans.ts'
import { addPlan, changePlan } from '../server.ts'
import { weekdayName } from '../words/language.ts'
import { NamesFields } from './names-fields.tsx'
import { PlanCheckpoints } from './plan-checkpoints.tsx'
import { PlanWindows } from './plan-windows.tsx'
import type { PlanPaneProps } from './plans.tsx'
import { useForm } from './use-form.ts'

type Props = PlanPaneProps & {
  /** Undefined: a new one. */
  readonly plan: Plan | undefined
  /** Who works on the estate; undefined until known. */
  readonly staff: readonly StaffMember[] | undefined
  readonly onSaved: (plan: Plan) => void
}

/** Writes a plan: where, when, by whom, what to look at. */
export function PlanForm({ words, estate, catalogue, plan, staff, onSaved }: Props) {
  const { plans: own } = words
  const saved = useSignal(false)
  const form = useForm<PlanFields, PlanFault>({
    initial: plan ? fieldsOfPlan(plan) : NEW_PLAN,
    faultsOf: planFaults,
    faultText: (fault) => words.faults[fault],
    fieldOf: { 'checkpoint-unknown': 'checkpoints', 'person-unknown': 'assignees' },
  })
  const { draft, set, errorOf } = form

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    saved.value = false
    const kept = await form.submit((fields) =>
      plan ? changePlan(estate, plan.id, draftOfPlan(fields)) : addPlan(estate, draftOfPlan(fields)),
    )
    if (!kept) return
    saved.value = true
    onSaved(kept)
  }

  return (
    <form class="stack" ref={form.ref} onSubmit={send} noValidate>
      <NamesFields words={words} value={draft.names} onChange={(names) => set({ names })} error={errorOf('names')} />
      <FieldGroup label={own.weekdays} error={errorOf('weekdays')} layout="chips">
        {WEEKDAYS.map((day) => (
          <Check
            key={day}
            look="chip"
            label={weekdayName(day)}
            checked={draft.weekdays.includes(day)}
            onChange={(ticked) =>
              set({ weekdays: WEEKDAYS.filter((d) => (d === day ? ticked : draft.weekdays.includes(d))) })
            }
          />
        ))}
      </FieldGroup>
      <PlanWindows words={words} value={draft.windows} onChange={(windows) => set({ windows })} tried={form.tried} />
      <Field
        label={own.grace}
        hint={own.graceHint}
        unit={own.minutes}
        inputMode="numeric"
        maxLength={3}
        value={draft.graceMinutes}
        onInput={(graceMinutes) => set({ graceMinutes })}
        error={errorOf('graceMinutes')}
      />
      <PlanCheckpoints
        words={words}
        catalogue={catalogue}
        value={draft.checkpoints}
        onChange={(checkpoints) => set({ checkpoints })}
        error={errorOf('checkpoints')}
      />
      {staff && (
        <FieldGroup label={own.assignees} hint={own.assigneesHint} error={errorOf('assignees')}>
          {assignable(staff, draft.assignees).map(({ person, roles }) => (
            <Check
              key={person.id}
              label={person.name}
              detail={roles.map((role) => words.role[role]).join(' · ')}
              checked={draft.assignees.includes(person.id)}
              onChange={(ticked) => {
                const others = draft.assignees.filter((id) => id !== person.id)
                set({ assignees: ticked ? [...others, person.id] : others })
              }}
            />
          ))}
        </FieldGroup>
      )}
      <TextArea
        label={own.focus}
        hint={own.focusHint}
        maxLength={FOCUS_MAX_LENGTH}
        value={draft.focus}
        onInput={(focus) => set({ focus })}
        error={errorOf('focus')}
      />
      {plan && <p class="soft small">{own.unchanged}</p>}
      {form.trouble && <Notice tone="error">{form.trouble}</Notice>}
      {saved.value && plan && <Notice tone="success">{words.saved}</Notice>}
      <Button kind="primary" submit busy={form.busy}>
        {plan ? words.save : own.add}
      </Button>
    </form>
  )
}
