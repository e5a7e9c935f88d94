import { ROLES, type Role } from '../../checkpoints/people.ts'
import { Check } from '../components/check.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { withRole } from '../models/staff.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'

type Props = {
  readonly words: OfficeWords
  readonly value: readonly Role[]
  readonly onChange: (roles: readonly Role[]) => void
  readonly hint?: string | undefined
  readonly error: string | undefined
}

/** The roles somebody holds on the estate, each with what it allows. */
export function RolesField({ words, value, onChange, hint, error }: Props) {
  return (
    <FieldGroup label={words.staff.roles} hint={hint} error={error}>
      {ROLES.map((role) => (
        <Check
          key={role}
          label={words.role[role]}
          detail={words.roleDoes[role]}
          checked={value.includes(role)}
          onChange={(held) => onChange(withRole(value, role, held))}
        />
      ))}
    </FieldGroup>
  )
}
