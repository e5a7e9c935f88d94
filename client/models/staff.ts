/** Who works on an estate, and a person while he is being filled in. */
import { is } from 'valibot'
import type { Language } from '../../checkpoints/language.ts'
import { ROLES, type Role, Username } from '../../checkpoints/people.ts'
import type { AddStaff, StaffMember } from '../../checkpoints/wire/session.ts'

/** By the first of their roles, then by user name. */
export function inOrderOfRoles(staff: readonly StaffMember[]): StaffMember[] {
  const rank = ({ roles }: StaffMember) => Math.min(...roles.map((role) => ROLES.indexOf(role)))
  return [...staff].sort((a, b) => rank(a) - rank(b) || (a.person.username < b.person.username ? -1 : 1))
}

/** Roles in the order in which they are always told. */
export function withRole(roles: readonly Role[], role: Role, held: boolean): Role[] {
  return ROLES.filter((one) => (one === role ? held : roles.includes(one)))
}

export type StaffDraft = {
  readonly name: string
  readonly username: string
  readonly language: Language
  readonly roles: readonly Role[]
}

export type StaffFault = 'person-name' | 'username' | 'roles'

export function staffFaults({ name, username, roles }: StaffDraft): Partial<Record<keyof StaffDraft, StaffFault>> {
  return {
    ...(name.trim() === '' && { name: 'person-name' }),
    ...(!is(Username, username.trim()) && { username: 'username' }),
    ...rolesFaults({ roles }),
  }
}

/** To have none is to leave the estate, which is asked for apart. */
export function rolesFaults({ roles }: Pick<StaffDraft, 'roles'>): { readonly roles?: 'roles' } {
  return roles.length === 0 ? { roles: 'roles' } : {}
}

export function addedStaff({ name, username, language, roles }: StaffDraft): AddStaff {
  return { name: name.trim(), username: username.trim(), language, roles: [...roles] }
}

/** The one-time link with which somebody sets his password. The token stands where no server log sees it. */
export function invitationLink(origin: string, token: string): string {
  return `${origin}/invitation#token=${token}`
}
