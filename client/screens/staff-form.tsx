import { useSignal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { StaffChanged } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { LanguageSwitch } from '../components/language-switch.tsx'
import { Notice } from '../components/notice.tsx'
import { addedStaff, type StaffDraft, type StaffFault, staffFaults } from '../models/staff.ts'
import { addStaff } from '../server.ts'
import { LANGUAGE_NAMES, language } from '../words/language.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { InvitationLink } from './invitation-link.tsx'
import { RolesField } from './roles-field.tsx'
import { useForm } from './use-form.ts'

type Props = { readonly words: OfficeWords; readonly estate: Uuid; readonly onChanged: () => void }

/** Adds people one after the other; each gets a link to set a password that nobody else ever knows. */
export function StaffForm({ words, estate, onChanged }: Props) {
  const { staff: own } = words
  const added = useSignal<StaffChanged | undefined>(undefined)
  const form = useForm<StaffDraft, StaffFault>({
    initial: { name: '', username: '', language: language.peek(), roles: ['assistant'] },
    faultsOf: staffFaults,
    faultText: (fault) => words.faults[fault],
    fieldOf: { 'username-taken': 'username' },
  })
  const { draft, set, errorOf } = form

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const changed = await form.submit((draft) => addStaff(estate, addedStaff(draft)))
    if (!changed) return
    added.value = changed
    form.startWith({ ...draft, name: '', username: '' })
    onChanged()
  }

  return (
    <form class="stack" ref={form.ref} onSubmit={send} noValidate>
      {added.value?.invitation && (
        <InvitationLink words={words} name={added.value.member.person.name} token={added.value.invitation} />
      )}
      <Field
        label={own.name}
        maxLength={80}
        autoComplete="off"
        value={draft.name}
        onInput={(name) => set({ name })}
        error={errorOf('name')}
      />
      <Field
        label={own.username}
        hint={own.usernameHint}
        verbatim
        maxLength={32}
        autoComplete="off"
        value={draft.username}
        onInput={(username) => set({ username: username.toLowerCase() })}
        error={errorOf('username')}
      />
      <LanguageSwitch
        legend={own.language}
        names={LANGUAGE_NAMES}
        value={draft.language}
        onChange={(language) => set({ language })}
      />
      <RolesField words={words} value={draft.roles} onChange={(roles) => set({ roles })} error={errorOf('roles')} />
      {form.trouble && <Notice tone="error">{form.trouble}</Notice>}
      <Button kind="primary" submit busy={form.busy}>
        {own.submit}
      </Button>
    </form>
  )
}
