import { useSignal } from '@preact/signals'
import { nameIn } from '../../checkpoints/language.ts'
import type { Plan } from '../../checkpoints/plan.ts'
import { civilDateOf } from '../../checkpoints/time.ts'
import type { PlanPreview } from '../../checkpoints/wire/plan.ts'
import type { StaffMember } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Checks } from '../components/checks.tsx'
import { Field } from '../components/field.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { Notice } from '../components/notice.tsx'
import { Select } from '../components/select.tsx'
import { Sheet } from '../components/sheet.tsx'
import { TextArea } from '../components/text-area.tsx'
import {
  assignable,
  copyOfPlan,
  draftOfPlan,
  FOCUS_MAX_LENGTH,
  fieldsOfPlan,
  newPlan,
  type PlanFault,
  type PlanFields,
  planFaults,
} from '../models/plans.ts'
import { now } from '../models/server-time.ts'
import { addPlan, changePlan, previewPlan } from '../server.ts'
import { language } from '../words/language.ts'
import { NamesFields } from './names-fields.tsx'
import { PlanCheckpoints } from './plan-checkpoints.tsx'
import { PlanPreviewText } from './plan-preview.tsx'
import { PlanRecurrence } from './plan-recurrence.tsx'
import { PlanRules } from './plan-rules.tsx'
import { PlanWalk } from './plan-walk.tsx'
import { PlanWindows } from './plan-windows.tsx'
import type { PlanPaneProps } from './plans.tsx'
import { useForm } from './use-form.ts'

type Props = PlanPaneProps & {
  /** Undefined: a new one. */
  readonly plan: Plan | undefined
  /** The plan that a new one begins as a copy of. */
  readonly copied?: Plan | undefined
  /** Who works on the estate; undefined until known. */
  readonly staff: readonly StaffMember[] | undefined
  readonly onSaved: (plan: Plan) => void
}

/** Writes a plan: where, when, by whom, what to look at. */
export function PlanForm({ words, planWords, estate, zone, catalogue, plan, copied, staff, teams, onSaved }: Props) {
  const { plans: own } = words
  const saved = useSignal(false)
  const preview = useSignal<PlanPreview | undefined>(undefined)
  const today = civilDateOf(now.peek(), zone)
  const begin = () => {
    if (plan) return fieldsOfPlan(plan, today)
    return copied ? copyOfPlan(copied, today, planWords.copyOf) : newPlan(today)
  }
  const form = useForm<PlanFields, PlanFault>({
    initial: begin(),
    faultsOf: planFaults,
    faultText: (fault) => words.faults[fault],
    fieldOf: {
      'checkpoint-unknown': 'checkpoints',
      'person-unknown': 'assignees',
      'name-taken': 'names',
      'plan-empty': 'checkpoints',
      'recurrence-empty': 'recurrence',
      'place-unknown': 'rules',
      'team-unknown': 'team',
    },
  })
  const { draft, errorOf } = form
  const set = (change: Partial<PlanFields>) => {
    form.set(change)
    // What was seen is not what would be saved any more.
    preview.value = undefined
    saved.value = false
  }

  async function look(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    saved.value = false
    preview.value = await form.submit((fields) =>
      previewPlan(estate, { plan: plan?.id ?? null, draft: draftOfPlan(fields) }),
    )
  }

  async function save(): Promise<void> {
    const kept = await form.submit((fields) =>
      plan ? changePlan(estate, plan.id, draftOfPlan(fields)) : addPlan(estate, draftOfPlan(fields)),
    )
    preview.value = undefined
    if (!kept) return
    saved.value = true
    onSaved(kept)
  }

  return (
    <form class="stack" ref={form.ref} onSubmit={look} noValidate>
      <NamesFields words={words} value={draft.names} onChange={(names) => set({ names })} error={errorOf('names')} />
      <PlanRecurrence
        words={planWords}
        value={draft.recurrence}
        holidays={draft.holidays}
        today={today}
        onChange={set}
        error={errorOf('recurrence')}
      />
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
      <PlanWalk words={planWords} draft={draft} set={set} errorOf={errorOf} />
      <PlanRules words={planWords} catalogue={catalogue} value={draft.rules} onChange={(rules) => set({ rules })} />
      <PlanCheckpoints
        words={words}
        catalogue={catalogue}
        value={draft.checkpoints}
        onChange={(checkpoints) => set({ checkpoints })}
        error={errorOf('checkpoints')}
      />
      {teams.length > 0 && (
        <Select
          label={planWords.team}
          options={[
            { value: '', label: planWords.noTeam },
            ...teams.map(({ id, names }) => ({ value: id, label: nameIn(names, language.value) })),
          ]}
          value={draft.team ?? ''}
          onChange={(team) => set({ team: team === '' ? null : team })}
          error={errorOf('team')}
        />
      )}
      {staff && (
        <FieldGroup label={own.assignees} hint={own.assigneesHint} error={errorOf('assignees')}>
          <Checks
            options={assignable(staff, draft.assignees).map(({ person, roles }) => ({
              value: person.id,
              label: person.name,
              detail: roles.map((role) => words.role[role]).join(' · '),
            }))}
            value={draft.assignees}
            onChange={(assignees) => set({ assignees })}
          />
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
      {form.trouble && <Notice tone="error">{form.trouble}</Notice>}
      {saved.value && plan && <Notice tone="success">{words.saved}</Notice>}
      {preview.value ? (
        <Sheet
          title={planWords.previewTitle}
          closeLabel={planWords.backToForm}
          onClose={() => {
            preview.value = undefined
          }}
          actions={
            <>
              <Button
                wide
                onClick={() => {
                  preview.value = undefined
                }}
              >
                {planWords.backToForm}
              </Button>
              <Button kind="primary" wide busy={form.busy} onClick={() => void save()}>
                {plan ? planWords.save : planWords.add}
              </Button>
            </>
          }
        >
          <PlanPreviewText
            words={planWords}
            preview={preview.value}
            isNew={!plan}
            isRandom={draft.randomStart.trim() !== ''}
            catalogue={catalogue}
            staff={staff}
            zone={zone}
          />
        </Sheet>
      ) : null}
      <Button kind="primary" submit busy={form.busy}>
        {plan ? planWords.preview : planWords.previewNew}
      </Button>
    </form>
  )
}
