import { useSignal } from '@preact/signals'
import { useLocation } from 'preact-iso'
import { nameIn } from '../../checkpoints/language.ts'
import { mayCall } from '../../checkpoints/people.ts'
import { type Team, unassignedPlaces } from '../../checkpoints/team.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Empty } from '../components/empty.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Sheet } from '../components/sheet.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { placeIn } from '../models/catalogue.ts'
import { catalogueOf } from '../models/catalogue-kept.ts'
import { estate, roles } from '../models/estate.ts'
import { plansOf, staffOf, teamsOf } from '../models/office-kept.ts'
import { teamless } from '../models/teams.ts'
import { removeTeam } from '../server.ts'
import { language } from '../words/language.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { planWords } from '../words/plan.ts'
import type { PlanWords } from '../words/plan.zh-Hant.ts'
import { failureText } from '../words/problems.ts'
import { decimal } from '../words/writing.ts'
import { AddButton } from './add-button.tsx'
import { Facts } from './facts.tsx'
import { type Pane, Panes, rowId } from './panes.tsx'
import { TeamForm, type TeamPaneProps } from './team-form.tsx'
import { useRefreshed } from './use-refreshed.ts'
import { useScreen } from './use-screen.ts'
import { useSending } from './use-sending.ts'
import { Waiting } from './waiting.tsx'

/** Who walks together, and which part of the estate each team answers for (policy 3, 4.1). */
export function TeamsScreen() {
  const words = officeWords.value
  const { value: own } = planWords
  const current = estate.value
  return words && own && current ? <Teams key={current.id} words={words} own={own} estate={current} /> : null
}

type Props = { readonly words: OfficeWords; readonly own: PlanWords; readonly estate: Estate }

function Teams({ words, own, estate: { id, names, zone } }: Props) {
  const { teams: text } = own
  useScreen(text.title)
  const { query, route } = useLocation()
  const shown = teamsOf(id)
  const teams = useRefreshed(shown)?.teams
  const catalogue = useRefreshed(catalogueOf(id))
  const mayReadStaff = mayCall('GET /api/estates/:estate/staff', roles.value)
  const staff = useRefreshed(staffOf(id))?.staff ?? (mayReadStaff ? undefined : [])
  const mayChange = mayCall('POST /api/estates/:estate/teams', roles.value)
  const refresh = () => void shown.refresh()
  const toList = () => {
    route('/teams', true)
    refresh()
  }

  function paneOf(all: readonly Team[], pane: TeamPaneProps): Pane | undefined {
    const { open } = query
    if (open === undefined) return undefined
    const frame = { id: open, closeHref: '/teams', closeLabel: words.back(text.title) }
    if (open === 'new' && mayChange)
      return { ...frame, title: text.add, children: <TeamForm {...pane} team={undefined} onSaved={toList} /> }
    const team = all.find((one) => one.id === open)
    if (!team) return { ...frame, title: text.title, children: <p>{words.gone}</p> }
    const title = nameIn(team.names, language.value)
    return {
      ...frame,
      title,
      children: mayChange ? (
        <>
          <TeamForm key={open} {...pane} team={team} onSaved={refresh} />
          <RemoveTeam {...pane} team={team} onRemoved={toList} />
        </>
      ) : (
        <TeamFacts {...pane} team={team} />
      ),
    }
  }

  return (
    <Page
      width="wide"
      top={
        <TopBar
          title={text.title}
          over={nameIn(names, language.value)}
          back={{ href: '/plans', label: words.back(words.plans.title) }}
        >
          {mayChange && <AddButton words={words} href="/teams?open=new" label={text.add} />}
        </TopBar>
      }
    >
      <Waiting words={words} shown={shown} zone={zone} />
      {teams && catalogue && staff && (
        <Panes
          open={paneOf(teams, { words, own, estate: id, catalogue, staff, onChanged: refresh })}
          list={
            teams.length === 0 ? (
              <Empty
                title={text.none}
                action={
                  mayChange && (
                    <Button kind="primary" href="/teams?open=new">
                      {text.add}
                    </Button>
                  )
                }
              >
                {mayChange ? text.noneText : text.noneReadOnly}
              </Empty>
            ) : (
              <>
                <Gaps
                  words={own}
                  people={teamless(staff, teams).map(({ person }) => person.name)}
                  places={unassignedPlaces([...catalogue.places.values()], teams).map((place) =>
                    nameIn(place.names, language.value),
                  )}
                />
                <Card flush>
                  <List label={text.title}>
                    {teams.map((team) => (
                      <ListRow
                        key={team.id}
                        id={rowId(team.id)}
                        href={`/teams?open=${team.id}`}
                        current={query.open === team.id}
                        title={nameIn(team.names, language.value)}
                        detail={text.counts(decimal(team.members.length), decimal(team.places.length))}
                      />
                    ))}
                  </List>
                </Card>
              </>
            )
          }
        />
      )}
    </Page>
  )
}

type GapsProps = { readonly words: PlanWords; readonly people: readonly string[]; readonly places: readonly string[] }

/** Who is in no team, and what nobody answers for. */
function Gaps({ words: { teams: text }, people, places }: GapsProps) {
  if (people.length === 0 && places.length === 0) return null
  return (
    <Notice tone="info">
      {people.length > 0 && <p>{text.teamless(people.join(' · '))}</p>}
      {places.length > 0 && <p>{text.unassigned(places.join(' · '))}</p>}
    </Notice>
  )
}

function TeamFacts({ own, catalogue, staff, team }: TeamPaneProps & { readonly team: Team }) {
  const { teams: text } = own
  const names = team.members.flatMap((id) => staff.find(({ person }) => person.id === id)?.person.name ?? [])
  return (
    <Facts
      facts={[
        [text.members, names.length > 0 ? names.join(' · ') : decimal(team.members.length)],
        [text.area, team.places.map((id) => placeIn(catalogue, id, language.value)).join(' · ')],
      ]}
    />
  )
}

type RemoveProps = TeamPaneProps & { readonly team: Team; readonly onRemoved: () => void }

function RemoveTeam({ own, estate, team, onRemoved }: RemoveProps) {
  const { teams: text } = own
  const asking = useSignal(false)
  const { busy, failure, send } = useSending()
  const plans = useRefreshed(plansOf(estate))?.plans ?? []
  const users = plans.filter((plan) => plan.team === team.id).map(({ names }) => nameIn(names, language.value))
  const close = () => {
    asking.value = false
  }
  return (
    <section class="pane-section">
      {users.length > 0 ? (
        <p class="soft">{text.usedBy(users.join(' · '))}</p>
      ) : (
        <Button
          kind="danger"
          onClick={() => {
            asking.value = true
          }}
        >
          {text.remove}
        </Button>
      )}
      {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
      {asking.value && (
        <Sheet
          title={text.removeAsk}
          closeLabel={text.keep}
          onClose={close}
          actions={
            <>
              <Button wide onClick={close}>
                {text.keep}
              </Button>
              <Button
                kind="danger"
                wide
                busy={busy.value}
                onClick={async () => {
                  if ((await send(() => removeTeam(estate, team.id)))?.ok) onRemoved()
                  close()
                }}
              >
                {text.remove}
              </Button>
            </>
          }
        >
          <p>{text.removeText}</p>
        </Sheet>
      )}
    </section>
  )
}
