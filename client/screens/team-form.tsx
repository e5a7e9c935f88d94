import { nameIn } from '../../checkpoints/language.ts'
import { placesInOrder } from '../../checkpoints/place.ts'
import type { Team } from '../../checkpoints/team.ts'
import type { StaffMember } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Checks } from '../components/checks.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { Notice } from '../components/notice.tsx'
import { type Catalogue, placeIn } from '../models/catalogue.ts'
import { assignable } from '../models/plans.ts'
import { draftOfTeam, fieldsOfTeam, NEW_TEAM, teamFaults } from '../models/teams.ts'
import { addTeam, changeTeam } from '../server.ts'
import { language } from '../words/language.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import type { PlanWords } from '../words/plan.zh-Hant.ts'
import { NamesFields } from './names-fields.tsx'
import { useForm } from './use-form.ts'

export type TeamPaneProps = {
  readonly words: OfficeWords
  readonly own: PlanWords
  readonly estate: string
  readonly catalogue: Catalogue
  readonly staff: readonly StaffMember[]
  readonly onChanged: () => void
}

type Props = TeamPaneProps & {
  /** Undefined: a new one. */
  readonly team: Team | undefined
  readonly onSaved: (team: Team) => void
}

/** Who walks together, and which part of the estate they answer for (policy 3). */
export function TeamForm({ words, own, estate, catalogue, staff, team, onSaved }: Props) {
  const { teams: text } = own
  const form = useForm({
    initial: team ? fieldsOfTeam(team) : NEW_TEAM,
    faultsOf: teamFaults,
    faultText: (fault: 'name') => words.faults[fault],
    fieldOf: { 'name-taken': 'names', 'person-unknown': 'members', 'place-unknown': 'places' },
  })
  const { draft, set, errorOf } = form

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const kept = await form.submit((fields) =>
      team ? changeTeam(estate, team.id, draftOfTeam(fields)) : addTeam(estate, draftOfTeam(fields)),
    )
    if (kept) onSaved(kept)
  }

  return (
    <form class="stack" ref={form.ref} onSubmit={send} noValidate>
      <NamesFields words={words} value={draft.names} onChange={(names) => set({ names })} error={errorOf('names')} />
      <FieldGroup label={text.members} hint={text.membersHint} error={errorOf('members')}>
        <Checks
          options={assignable(staff, draft.members).map(({ person, roles }) => ({
            value: person.id,
            label: person.name,
            detail: roles.map((role) => words.role[role]).join(' · '),
          }))}
          value={draft.members}
          onChange={(members) => set({ members })}
        />
      </FieldGroup>
      <FieldGroup label={text.area} hint={text.areaHint} error={errorOf('places')}>
        <Checks
          options={placesInOrder([...catalogue.places.values()])
            .filter(({ occupancy }) => occupancy === null)
            .map(({ id, parent, names }) => ({
              value: id,
              label:
                parent === null ? (
                  <strong>{nameIn(names, language.value)}</strong>
                ) : (
                  placeIn(catalogue, id, language.value)
                ),
            }))}
          value={draft.places}
          onChange={(places) => set({ places })}
        />
      </FieldGroup>
      {form.trouble && <Notice tone="error">{form.trouble}</Notice>}
      {form.saved && team && <Notice tone="success">{words.saved}</Notice>}
      <Button kind="primary" submit busy={form.busy}>
        {team ? words.save : text.add}
      </Button>
    </form>
  )
}
