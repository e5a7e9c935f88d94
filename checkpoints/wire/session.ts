/** Signing in, setting up, and who am I. */
import * as v from 'valibot'
import { Uuid } from '../ids.ts'
import { Language, Names } from '../language.ts'
import { Password, Person, Role, Username } from '../people.ts'
import { Instant, Zone } from '../time.ts'

/** Checked for shape only: a wrong password and a short one get the same answer. */
export const SignIn = v.strictObject({
  username: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(128)),
  password: v.pipe(v.string(), v.maxLength(512)),
})
export type SignIn = v.InferOutput<typeof SignIn>

/** What people type for an estate, like `jade-lake`. */
export const EstateCode = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{1,31}$/))

export const Estate = v.strictObject({ id: Uuid, code: EstateCode, names: Names, zone: Zone })
export type Estate = v.InferOutput<typeof Estate>

export const Membership = v.strictObject({ estate: Estate, roles: v.array(Role) })
export type Membership = v.InferOutput<typeof Membership>

/** `signedInUntil`: when the server will ask for the password again, unless it does so earlier. */
export const Me = v.strictObject({
  person: Person,
  memberships: v.array(Membership),
  signedInUntil: Instant,
  now: Instant,
})
export type Me = v.InferOutput<typeof Me>

export const Estates = v.strictObject({ estates: v.array(Membership) })
export type Estates = v.InferOutput<typeof Estates>

const PersonName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80))
const LinkToken = v.pipe(v.string(), v.regex(/^[\w-]{43}$/))

/** The first admin opens his installation with the one-time link that `npm start` printed. */
export const SetUp = v.strictObject({
  token: LinkToken,
  estate: v.strictObject({ code: EstateCode, names: Names, zone: Zone }),
  admin: v.strictObject({ username: Username, name: PersonName, language: Language, password: Password }),
})
export type SetUp = v.InferOutput<typeof SetUp>

/** A person an admin has added, or whose password he has reset, sets his own password: nobody else ever knows it. */
export const AcceptInvitation = v.strictObject({ token: LinkToken, password: Password })
export type AcceptInvitation = v.InferOutput<typeof AcceptInvitation>

export const ChangePassword = v.strictObject({ current: v.pipe(v.string(), v.maxLength(512)), password: Password })
export type ChangePassword = v.InferOutput<typeof ChangePassword>

export const AddStaff = v.strictObject({
  username: Username,
  name: PersonName,
  language: Language,
  roles: v.pipe(v.array(Role), v.minLength(1)),
})
export type AddStaff = v.InferOutput<typeof AddStaff>

/** Roles become exactly these (none: the person leaves the estate and is signed out); `invite` sends a new password link. */
export const ChangeStaff = v.strictObject({ roles: v.optional(v.array(Role)), invite: v.optional(v.literal(true)) })
export type ChangeStaff = v.InferOutput<typeof ChangeStaff>

export const StaffMember = v.strictObject({
  person: Person,
  roles: v.array(Role),
  /** Whether he has set a password yet. */
  ready: v.boolean(),
})
export type StaffMember = v.InferOutput<typeof StaffMember>

export const Staff = v.strictObject({ staff: v.array(StaffMember) })
export type Staff = v.InferOutput<typeof Staff>

/** `invitation`: the one-time link's token, shown once to the admin who asked, good for seven days. */
export const StaffChanged = v.strictObject({ member: StaffMember, invitation: v.nullable(v.string()) })
export type StaffChanged = v.InferOutput<typeof StaffChanged>
