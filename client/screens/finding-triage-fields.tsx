import { FINDING_TEXT_MAX, ROUTES, RouteKind } from '../../checkpoints/finding-act.ts'
import type { FindingRules } from '../../checkpoints/finding-rules.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import { nameIn } from '../../checkpoints/language.ts'
import type { CivilDate } from '../../checkpoints/time.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Field } from '../components/field.tsx'
import { Segmented } from '../components/segmented.tsx'
import { Select } from '../components/select.tsx'
import { TextArea } from '../components/text-area.tsx'
import { placeIn } from '../models/catalogue.ts'
import { catalogueOf } from '../models/catalogue-kept.ts'
import { type TriageDraft, withDepartment } from '../models/finding-triage.ts'
import { unitsIn } from '../models/places.ts'
import type { FindingWords } from '../words/findings.zh-Hant.ts'
import { language } from '../words/language.ts'
import { shortDay } from '../words/writing.ts'
import { useRefreshed } from './use-refreshed.ts'

type Props = {
  readonly words: FindingWords
  readonly estate: Estate
  readonly rules: FindingRules | undefined
  readonly staff: readonly { readonly id: Uuid; readonly name: string }[]
  readonly draft: TriageDraft
  readonly set: (change: Partial<TriageDraft>) => void
  readonly errorOf: (key: keyof TriageDraft) => string | undefined
  /** Undefined: of several findings each has its own. */
  readonly latestDue: Readonly<Record<RouteKind, CivilDate>> | undefined
  readonly isManager: boolean
  readonly isMajor: boolean
  /** It was decided before. */
  readonly again?: boolean
}

/** The three ways, each with what it asks. */
export function TriageFields(props: Props) {
  const { words, staff, draft, set, errorOf, isMajor } = props
  const { form } = words
  return (
    <>
      <Segmented<RouteKind>
        legend={form.route}
        size="small"
        segments={RouteKind.options.map((value) => ({ value, label: ROUTES[value].names[language.value] }))}
        value={draft.kind}
        onChange={(kind) => set({ kind })}
        error={errorOf('kind')}
      />
      {draft.kind === 'repair' && <RepairFields {...props} />}
      {draft.kind === 'department' && <DepartmentField {...props} />}
      {draft.kind === 'violation' && <ViolationFields {...props} />}
      {draft.kind && (
        <>
          <Select<string>
            label={form.assignee}
            options={[
              { value: '', label: form.assigneeNobody },
              ...staff.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={draft.assignee}
            onChange={(assignee) => set({ assignee })}
          />
          <DueField {...props} />
        </>
      )}
      <TextArea
        label={isMajor ? form.decision : form.noteOptional}
        hint={isMajor ? form.decisionHint : undefined}
        maxLength={FINDING_TEXT_MAX}
        value={draft.note}
        onInput={(note) => set({ note })}
        error={errorOf('note')}
      />
    </>
  )
}

function DueField({ words: { form }, draft, set, errorOf, latestDue, isManager, again }: Props) {
  const latest = draft.kind && latestDue?.[draft.kind]
  const isLate = latest !== undefined && draft.dueOn > latest
  const hint =
    latest === undefined
      ? form.dueEach
      : isLate && isManager
        ? form.dueLaterManager(shortDay(latest))
        : form.dueHint(shortDay(latest))
  return (
    <Field
      label={again ? form.dueAgain : form.dueOn}
      hint={hint}
      type="date"
      // As the rules have it, until somebody says otherwise.
      value={draft.dueOn || latest || ''}
      onInput={(dueOn) => set({ dueOn })}
      error={errorOf('dueOn')}
    />
  )
}

function RepairFields({ words: { form }, rules, draft, set, errorOf }: Props) {
  const contractors = rules?.contractors ?? []
  return (
    <>
      <Segmented<'house' | 'contractor'>
        legend={form.by}
        size="small"
        segments={[
          { value: 'house', label: form.byHouse },
          { value: 'contractor', label: form.byContractor },
        ]}
        value={draft.by}
        onChange={(by) => set({ by })}
      />
      {draft.by === 'contractor' &&
        (contractors.length === 0 ? (
          <p class="soft">{form.noContractors}</p>
        ) : (
          <Select<Uuid>
            label={form.contractor}
            placeholder={form.choose}
            options={contractors.map(({ id, name, trade }) => ({
              value: id,
              label: trade ? `${name} · ${trade}` : name,
            }))}
            value={draft.contractor}
            onChange={(contractor) => set({ contractor })}
            error={errorOf('contractor')}
          />
        ))}
    </>
  )
}

function DepartmentField({ words: { form }, rules, draft, set, errorOf }: Props) {
  const departments = rules?.departments ?? []
  if (departments.length === 0) return <p class="soft">{form.noDepartments}</p>
  return (
    <Select<Uuid>
      label={form.department}
      placeholder={form.choose}
      options={departments.map(({ id, names }) => ({ value: id, label: nameIn(names, language.value) }))}
      value={draft.department}
      onChange={(department) => set(withDepartment(draft, department, { departments }))}
      error={errorOf('department')}
    />
  )
}

function ViolationFields({ words: { form }, estate, draft, set, errorOf }: Props) {
  const catalogue = useRefreshed(catalogueOf(estate.id))
  const units = catalogue ? unitsIn(catalogue) : []
  return (
    <>
      <Select<string>
        label={form.unit}
        options={[
          { value: '', label: form.unitNone },
          ...units.map(({ id }) => ({ value: id, label: catalogue ? placeIn(catalogue, id, language.value) : '' })),
        ]}
        value={draft.unit}
        onChange={(unit) => set({ unit })}
      />
      <TextArea
        label={form.notice}
        hint={form.noticeHint}
        rows={8}
        maxLength={FINDING_TEXT_MAX}
        value={draft.notice}
        onInput={(notice) => set({ notice })}
        error={errorOf('notice')}
      />
    </>
  )
}
