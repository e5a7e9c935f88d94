import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { nameIn } from '../../checkpoints/language.ts'
import { mayCall } from '../../checkpoints/people.ts'
import type { Plan } from '../../checkpoints/plan.ts'
import { spotsOf } from '../../checkpoints/plan-spots.ts'
import type { Team } from '../../checkpoints/team.ts'
import type { Zone } from '../../checkpoints/time.ts'
import type { Estate, StaffMember } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Empty } from '../components/empty.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import type { Catalogue } from '../models/catalogue.ts'
import { catalogueOf } from '../models/catalogue-kept.ts'
import { estate, roles } from '../models/estate.ts'
import { plansOf, staffOf, teamsOf } from '../models/office-kept.ts'
import { language } from '../words/language.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { planWords } from '../words/plan.ts'
import type { PlanWords } from '../words/plan.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import { AddButton } from './add-button.tsx'
import { type Pane, Panes, rowId } from './panes.tsx'
import { PlanForm } from './plan-form.tsx'
import { PlanPane } from './plan-pane.tsx'
import { daysText, windowsText } from './plan-words.ts'
import { useRefreshed } from './use-refreshed.ts'
import { useScreen } from './use-screen.ts'
import { Waiting } from './waiting.tsx'

/** What is to be patrolled, when and by whom: rounds follow from it. */
export function PlansScreen() {
  const words = officeWords.value
  const { value: own } = planWords
  const current = estate.value
  return words && own && current ? <Plans key={current.id} words={words} own={own} estate={current} /> : null
}

export type PlanPaneProps = {
  readonly words: OfficeWords
  readonly planWords: PlanWords
  readonly estate: string
  readonly zone: Zone
  readonly teams: readonly Team[]
  readonly catalogue: Catalogue
  readonly mayChange: boolean
  readonly onChanged: () => void
}

type PlansProps = { readonly words: OfficeWords; readonly own: PlanWords; readonly estate: Estate }

function Plans({ words, own: planWords, estate: { id, names, zone } }: PlansProps) {
  const { plans: own } = words
  useScreen(own.title)
  const { query, route } = useLocation()
  const shown = plansOf(id)
  const plans = useRefreshed(shown)?.plans
  const shownCatalogue = catalogueOf(id)
  const catalogue = useRefreshed(shownCatalogue)
  const staff = useStaff(id)
  const teams = useRefreshed(teamsOf(id))?.teams
  const added = useSignal<Plan | undefined>(undefined)
  const mayChange = mayCall('POST /api/estates/:estate/plans', roles.value)
  const refresh = () => void shown.refresh()

  function paneOf(plans: readonly Plan[], catalogue: Catalogue): Pane | undefined {
    const { open } = query
    if (open === undefined) return undefined
    const frame = { id: open, closeHref: '/plans', closeLabel: words.back(own.title) }
    const pane = {
      words,
      planWords,
      estate: id,
      zone,
      catalogue,
      mayChange,
      staff,
      teams: teams ?? [],
      onChanged: refresh,
    }
    if (open === 'new' && mayChange) {
      const onSaved = (plan: Plan) => {
        added.value = plan
        route('/plans', true)
        refresh()
      }
      const copied = plans.find((plan) => plan.id === query.copy)
      const key = copied?.id ?? 'new'
      return {
        ...frame,
        title: own.add,
        children: <PlanForm key={key} {...pane} plan={undefined} copied={copied} onSaved={onSaved} />,
      }
    }
    const plan = plans.find((plan) => plan.id === open)
    if (!plan) return { ...frame, title: own.title, children: <p>{words.gone}</p> }
    const title = nameIn(plan.names, language.value)
    return { ...frame, title, children: <PlanPane key={open} {...pane} plan={plan} /> }
  }

  return (
    <Page
      width="wide"
      top={
        <TopBar title={own.title} over={nameIn(names, language.value)}>
          {mayChange && catalogue && catalogue.checkpoints.size > 0 && (
            <AddButton words={words} href="/plans?open=new" label={own.add} />
          )}
        </TopBar>
      }
    >
      <PlanLinks words={planWords} />
      <Waiting words={words} shown={shown} zone={zone} />
      {!catalogue && <Waiting words={words} shown={shownCatalogue} zone={zone} />}
      {plans && catalogue && teams && (
        <Panes
          open={paneOf(plans, catalogue)}
          list={
            <>
              {added.value && <Notice tone="success">{own.added(nameIn(added.value.names, language.value))}</Notice>}
              {plans.length === 0 ? (
                <NoPlans words={own} mayChange={mayChange} hasSpots={catalogue.checkpoints.size > 0} />
              ) : (
                <Card flush>
                  <List label={own.title}>
                    {plans.map((plan) => (
                      <Row
                        zone={zone}
                        key={plan.id}
                        words={own}
                        planWords={planWords}
                        plan={plan}
                        catalogue={catalogue}
                        open={query.open}
                      />
                    ))}
                  </List>
                </Card>
              )}
            </>
          }
        />
      )}
    </Page>
  )
}

/** The staff for those who may read them; undefined until they have come. */
function useStaff(estate: string): readonly StaffMember[] | undefined {
  const shown = staffOf(estate)
  const mayRead = mayCall('GET /api/estates/:estate/staff', roles.value)
  useEffect(() => {
    if (mayRead) void shown.refresh()
  }, [shown, mayRead])
  return mayRead ? shown.value.value?.staff : undefined
}

/** From the plans to what they stand on. */
function PlanLinks({ words }: { readonly words: PlanWords }) {
  return (
    <div class="row screen-only">
      <Button href="/calendar">{words.toCalendar}</Button>
      <Button href="/teams">{words.toTeams}</Button>
      <Button href="/holidays">{words.toHolidays}</Button>
    </div>
  )
}

type RowProps = {
  readonly zone: Zone
  readonly words: OfficeWords['plans']
  readonly planWords: PlanWords
  readonly plan: Plan
  readonly catalogue: Catalogue
  readonly open: string | undefined
}

function Row({ zone, words, planWords, plan, catalogue, open }: RowProps) {
  const { id, names, assignees, state } = plan
  const { places, checkpoints: all } = catalogue
  const checkpoints = spotsOf(plan, { places: [...places.values()], checkpoints: [...all.values()] })
  const people = assignees.length === 0 ? words.anyone : words.people(decimal(assignees.length))
  return (
    <ListRow
      id={rowId(id)}
      href={`/plans?open=${id}`}
      current={open === id}
      title={nameIn(names, language.value)}
      detail={
        <>
          {daysText(planWords, plan, zone)} {windowsText(words, plan)}
          <br />
          {words.spots(decimal(checkpoints.length))} · {people}
        </>
      }
      aside={state === 'suspended' && <strong>{words.suspended}</strong>}
    />
  )
}

type NoPlansProps = {
  readonly words: OfficeWords['plans']
  readonly mayChange: boolean
  readonly hasSpots: boolean
}

function NoPlans({ words, mayChange, hasSpots }: NoPlansProps) {
  if (!mayChange) return <Empty title={words.none}>{words.noneReadOnly}</Empty>
  const [href, deed, text] = hasSpots
    ? ['/plans?open=new', words.add, words.noneText]
    : ['/checkpoints', words.toCheckpoints, words.needsSpots]
  return (
    <Empty
      title={words.none}
      action={
        <Button kind="primary" href={href}>
          {deed}
        </Button>
      }
    >
      {text}
    </Empty>
  )
}
