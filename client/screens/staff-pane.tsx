import { useSignal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { Role } from '../../checkpoints/people.ts'
import type { StaffMember } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { me } from '../models/session.ts'
import { rolesFaults } from '../models/staff.ts'
import { changeStaff } from '../server.ts'
import { LANGUAGE_NAMES } from '../words/language.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { failureText } from '../words/problems.ts'
import { ConfirmSheet } from './confirm-sheet.tsx'
import { Facts } from './facts.tsx'
import { InvitationLink } from './invitation-link.tsx'
import { RolesField } from './roles-field.tsx'
import { useForm } from './use-form.ts'
import { useSending } from './use-sending.ts'

type Props = {
  readonly words: OfficeWords
  readonly estate: Uuid
  readonly member: StaffMember
  readonly mayChange: boolean
  readonly onChanged: () => void
  readonly onRemoved: () => void
}

/** One of the staff: what he may do, his way back in, his leaving. */
export function StaffPane(props: Props) {
  const { words, member, mayChange } = props
  const { staff: own } = words
  const { person, roles, ready } = member
  return (
    <>
      <Facts
        facts={[
          [own.username, person.username],
          [own.language, LANGUAGE_NAMES[person.language]],
          mayChange ? undefined : [own.roles, roles.map((role) => words.role[role]).join(words.plans.listed)],
        ]}
      />
      {!ready && <Notice tone="info">{own.notReady}</Notice>}
      {mayChange && (
        <>
          <RolesForm {...props} />
          <NewLink {...props} />
          <Removal {...props} />
        </>
      )}
    </>
  )
}

function RolesForm({ words, estate, member: { person, roles }, onChanged }: Props) {
  const form = useForm<{ readonly roles: readonly Role[] }, 'roles'>({
    initial: { roles },
    faultsOf: rolesFaults,
    faultText: (fault) => words.faults[fault],
    fieldOf: { 'last-admin': 'roles' },
  })

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (await form.submit(({ roles }) => changeStaff(estate, person.id, { roles: [...roles] }))) onChanged()
  }

  return (
    <form class="stack" ref={form.ref} onSubmit={send} noValidate>
      <RolesField
        words={words}
        hint={person.id === me.value?.person.id ? words.staff.ownRoles : undefined}
        value={form.draft.roles}
        onChange={(roles) => form.set({ roles })}
        error={form.errorOf('roles')}
      />
      {form.trouble && <Notice tone="error">{form.trouble}</Notice>}
      {form.saved && <Notice tone="success">{words.saved}</Notice>}
      <Button kind="primary" submit busy={form.busy}>
        {words.staff.saveRoles}
      </Button>
    </form>
  )
}

function NewLink({ words, estate, member: { person }, onChanged }: Props) {
  const { staff: own } = words
  const token = useSignal<string | undefined>(undefined)
  const { busy, failure, send } = useSending()
  return (
    <section class="pane-section">
      <h3>{own.password}</h3>
      <p class="soft small">{own.passwordLead}</p>
      <Button
        busy={busy.value}
        onClick={async () => {
          const reply = await send(() => changeStaff(estate, person.id, { invite: true }))
          if (!reply?.ok) return
          token.value = reply.value.invitation ?? undefined
          onChanged()
        }}
      >
        {own.newLink}
      </Button>
      {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
      {token.value && <InvitationLink words={words} name={person.name} token={token.value} />}
    </section>
  )
}

function Removal({ words, estate, member: { person }, onRemoved }: Props) {
  const { staff: own } = words
  const asked = useSignal(false)
  const { busy, failure, send, forget } = useSending()
  return (
    <section class="pane-section">
      <h3>{own.remove}</h3>
      <p class="soft small">{own.removeLead}</p>
      <Button
        onClick={() => {
          asked.value = true
        }}
      >
        {own.remove}
      </Button>
      {asked.value && (
        <ConfirmSheet
          words={words}
          title={own.removeAsk(person.name)}
          deed={own.remove}
          busy={busy.value}
          failure={failure.value}
          onClose={() => {
            asked.value = false
            forget()
          }}
          onConfirm={async () => {
            if ((await send(() => changeStaff(estate, person.id, { roles: [] })))?.ok) onRemoved()
          }}
        >
          <p>{own.removeText}</p>
        </ConfirmSheet>
      )}
    </section>
  )
}
