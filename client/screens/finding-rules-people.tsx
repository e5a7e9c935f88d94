import { mayCall } from '../../checkpoints/people.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Field } from '../components/field.tsx'
import { Select } from '../components/select.tsx'
import { newId } from '../device/id.ts'
import { roles } from '../models/estate.ts'
import type { ContractorDraft, DepartmentDraft } from '../models/finding-rules.ts'
import { NO_NAMES } from '../models/names.ts'
import { staffOf } from '../models/office-kept.ts'
import { language } from '../words/language.ts'
import type { PartProps } from './finding-rules.tsx'
import { NamesFields } from './names-fields.tsx'
import { useRefreshed } from './use-refreshed.ts'

/** Departments of the house, each with its supervisor. */
export function RulesDepartments(props: PartProps) {
  const { words, estate, draft, set } = props
  const own = words.ruleForm
  const may = mayCall('GET /api/estates/:estate/staff', roles.value)
  const staff = useRefreshed(staffOf(estate.id))?.staff ?? []
  const people = may ? staff.map(({ person }) => ({ value: person.id, label: person.name })) : []
  const change = (id: string, changed: Partial<DepartmentDraft>) =>
    set({ departments: draft.departments.map((one) => (one.id === id ? { ...one, ...changed } : one)) })
  return (
    <Card title={own.departments}>
      <p class="soft">{own.departmentsText}</p>
      {draft.departments.map((department) => (
        <Department
          key={department.id}
          {...props}
          department={department}
          people={people}
          onChange={(changed) => change(department.id, changed)}
          onRemove={() => set({ departments: draft.departments.filter(({ id }) => id !== department.id) })}
        />
      ))}
      <div class="row">
        <Button
          icon="plus"
          onClick={() => set({ departments: [...draft.departments, { id: newId(), names: NO_NAMES, supervisor: '' }] })}
        >
          {own.addDepartment}
        </Button>
      </div>
    </Card>
  )
}

type DepartmentProps = PartProps & {
  readonly department: DepartmentDraft
  readonly people: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: (change: Partial<DepartmentDraft>) => void
  readonly onRemove: () => void
}

function Department({ words, office, department, people, faultAt, onChange, onRemove }: DepartmentProps) {
  const own = words.ruleForm
  const name = department.names[language.value] || Object.values(department.names).find(Boolean) || own.unnamed
  return (
    <div class="rules-row">
      <h3>{name}</h3>
      <div class="rules-names">
        <NamesFields
          words={office}
          value={department.names}
          onChange={(names) => onChange({ names })}
          error={faultAt(`name ${department.id}`)}
        />
      </div>
      <Select<string>
        label={own.departmentSupervisor}
        options={[{ value: '', label: own.supervisorNone }, ...people]}
        value={department.supervisor}
        onChange={(supervisor) => onChange({ supervisor })}
      />
      <div class="row">
        <Button kind="quiet" icon="close" onClick={onRemove}>
          {own.remove(name)}
        </Button>
      </div>
    </div>
  )
}

/** Firms from outside, who need no account. */
export function RulesContractors(props: PartProps) {
  const { words, draft, set } = props
  const own = words.ruleForm
  const change = (id: string, changed: Partial<ContractorDraft>) =>
    set({ contractors: draft.contractors.map((one) => (one.id === id ? { ...one, ...changed } : one)) })
  return (
    <Card title={own.contractors}>
      <p class="soft">{own.contractorsText}</p>
      {draft.contractors.map((contractor) => (
        <Contractor
          key={contractor.id}
          {...props}
          contractor={contractor}
          onChange={(changed) => change(contractor.id, changed)}
          onRemove={() => set({ contractors: draft.contractors.filter(({ id }) => id !== contractor.id) })}
        />
      ))}
      <div class="row">
        <Button
          icon="plus"
          onClick={() =>
            set({ contractors: [...draft.contractors, { id: newId(), name: '', trade: '', phone: '', email: '' }] })
          }
        >
          {own.addContractor}
        </Button>
      </div>
    </Card>
  )
}

type ContractorProps = PartProps & {
  readonly contractor: ContractorDraft
  readonly onChange: (change: Partial<ContractorDraft>) => void
  readonly onRemove: () => void
}

function Contractor({ words, contractor, faultAt, onChange, onRemove }: ContractorProps) {
  const own = words.ruleForm
  const { id, name, trade, phone, email } = contractor
  return (
    <div class="rules-row">
      <h3>{name.trim() || own.unnamed}</h3>
      <div class="rules-fields">
        <Field
          label={own.contractorName}
          maxLength={120}
          value={name}
          onInput={(name) => onChange({ name })}
          error={faultAt(`name ${id}`)}
        />
        <Field label={own.trade} maxLength={80} value={trade} onInput={(trade) => onChange({ trade })} />
        <Field
          label={own.contractorPhone}
          maxLength={32}
          value={phone}
          onInput={(phone) => onChange({ phone })}
          error={faultAt(`phone ${id}`)}
        />
        <Field
          label={own.email}
          maxLength={254}
          verbatim
          value={email}
          onInput={(email) => onChange({ email })}
          error={faultAt(`email ${id}`)}
        />
      </div>
      <div class="row">
        <Button kind="quiet" icon="close" onClick={onRemove}>
          {own.remove(name.trim() || own.unnamed)}
        </Button>
      </div>
    </div>
  )
}
