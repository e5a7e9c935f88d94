import { useMemo } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import { SEVERITY_NAMES } from '../../checkpoints/answer.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { mayCall } from '../../checkpoints/people.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { SpotHistory } from '../../checkpoints/wire/spot.ts'
import { Card } from '../components/card.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { type Catalogue, placeIn } from '../models/catalogue.ts'
import { catalogueOf } from '../models/catalogue-kept.ts'
import { estate, roles } from '../models/estate.ts'
import { unitsIn } from '../models/places.ts'
import { polled } from '../models/polled.ts'
import { getSpotHistory } from '../server.ts'
import { language } from '../words/language.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { spotWords } from '../words/spot.ts'
import type { SpotWords } from '../words/spot.zh-Hant.ts'
import { dayAndTime, decimal } from '../words/writing.ts'
import { CheckpointPane } from './checkpoint-pane.tsx'
import { SpotExtras } from './spot-extras.tsx'
import { SpotLabels } from './spot-labels.tsx'
import { SpotMeters } from './spot-meters.tsx'
import { SpotOutages } from './spot-outages.tsx'
import './spot.css'
import { useRefreshed } from './use-refreshed.ts'
import { useScreen } from './use-screen.ts'
import { Waiting } from './waiting.tsx'

/** Everything about one checkpoint: what it is asked, what was found there, what its meters showed. */
export function SpotScreen() {
  const words = officeWords.value
  const { value: own } = spotWords
  const current = estate.value
  const { checkpoint = '' } = useRoute().params
  if (!words || !own || !current) return null
  return <Spot key={`${current.id} ${checkpoint}`} words={words} own={own} estate={current} id={checkpoint} />
}

type Props = {
  readonly words: OfficeWords
  readonly own: SpotWords
  readonly estate: Estate
  readonly id: string
}

function Spot({ words, own, estate, id }: Props) {
  const shownCatalogue = catalogueOf(estate.id)
  const catalogue = useRefreshed(shownCatalogue)
  const shown = useMemo(() => polled(() => getSpotHistory(estate.id, id)), [estate.id, id])
  const history = useRefreshed(shown)
  const checkpoint = catalogue?.checkpoints.get(id)
  const title = checkpoint ? nameIn(checkpoint.names, language.value) : words.checkpoints.title
  useScreen(title)
  const back = { href: '/checkpoints', label: own.allTime }
  const over = catalogue && checkpoint ? placeIn(catalogue, checkpoint.place, language.value) : undefined
  return (
    <Page width="wide" top={<TopBar title={title} over={over} back={back} />}>
      <Waiting words={words} shown={shown} zone={estate.zone} notFound={words.gone} />
      {catalogue && checkpoint && history && (
        <SpotBody
          words={words}
          own={own}
          estate={estate}
          catalogue={catalogue}
          checkpoint={checkpoint}
          history={history}
          onChanged={() => {
            void shownCatalogue.refresh()
            void shown.refresh()
          }}
        />
      )}
    </Page>
  )
}

export type SpotProps = Omit<Props, 'id'> & {
  readonly catalogue: Catalogue
  readonly checkpoint: ListedCheckpoint
  readonly history: SpotHistory
  readonly onChanged: () => void
}

function SpotBody(props: SpotProps) {
  const { words, estate, catalogue, checkpoint, history, onChanged } = props
  const may = (route: string) => mayCall(route, roles.value)
  const mayChange = may('POST /api/estates/:estate/checkpoints')
  const mayPlan = may('PUT /api/estates/:estate/checkpoints/:checkpoint/extras')
  const dwellings = unitsIn(catalogue).map((place) => ({ place, label: placeIn(catalogue, place.id, language.value) }))
  return (
    <div class="spot-columns">
      <div class="stack">
        <SpotOutages {...props} mayChange={mayPlan} />
        <SpotFindings {...props} />
        <SpotMeters {...props} />
        <SpotVisits {...props} />
      </div>
      <div class="stack">
        <Card title={words.checkpoints.title}>
          <CheckpointPane {...{ words, estate: estate.id, catalogue, mayChange, onChanged, checkpoint }} />
        </Card>
        <SpotPlans {...props} />
        <SpotTags {...props} />
        <SpotLabels {...props} />
        <SpotExtras
          estate={estate.id}
          checkpoint={checkpoint}
          extras={history.extras}
          dwellings={dwellings}
          mayChange={mayPlan}
          onSaved={onChanged}
        />
      </div>
    </div>
  )
}

function SpotVisits({ own, estate, history: { visits } }: SpotProps) {
  return (
    <Card title={own.history} aside={decimal(visits.length)} flush>
      {visits.length === 0 && <p class="spot-empty soft">{own.noVisits}</p>}
      <List label={own.history}>
        {visits.map(({ visit, person, occurredAt, verdict, round, defects }) => (
          <ListRow
            key={visit}
            href={`/visits/${visit}`}
            mark={verdict.outcome === 'verified' ? 'done' : 'doubtful'}
            title={dayAndTime(occurredAt, estate.zone)}
            detail={round === null ? `${person} · ${own.outOfPlan}` : person}
            aside={defects > 0 && <strong>{own.defects(decimal(defects))}</strong>}
          />
        ))}
      </List>
    </Card>
  )
}

function SpotFindings({ own, estate, history: { sightings } }: SpotProps) {
  return (
    <Card title={own.findings} aside={decimal(sightings.length)} flush>
      {sightings.length === 0 && <p class="spot-empty soft">{own.noFindings}</p>}
      <List label={own.findings}>
        {sightings.map(({ visit, item, occurredAt, words, severity, settled, cause, note, finding }) => (
          <ListRow
            key={`${visit} ${item}`}
            href={finding === null ? `/visits/${visit}` : `/findings/${finding}`}
            title={nameIn(words, language.value)}
            detail={
              <>
                {dayAndTime(occurredAt, estate.zone)}
                {cause !== 'defect' && ` · ${own.cause[cause]}`}
                {note && (
                  <>
                    <br />
                    {note}
                  </>
                )}
              </>
            }
            aside={
              <>
                <strong>{SEVERITY_NAMES[severity][language.value]}</strong>
                {settled && ` · ${own.settled}`}
              </>
            }
          />
        ))}
      </List>
    </Card>
  )
}

function SpotPlans({ own, history: { plans } }: SpotProps) {
  return (
    <Card title={own.plans} flush>
      {plans.length === 0 && <p class="spot-empty soft">{own.noPlans}</p>}
      <List label={own.plans}>
        {plans.map(({ id, names }) => (
          <ListRow key={id} href={`/plans?open=${id}`} title={nameIn(names, language.value)} />
        ))}
      </List>
    </Card>
  )
}

function SpotTags({ own, estate, history: { tags } }: SpotProps) {
  return (
    <Card title={own.tags} flush>
      <List label={own.tags}>
        {tags.map(({ revision, issuedAt, revokedAt }) => (
          <ListRow
            key={revision}
            title={own.tag(decimal(revision))}
            detail={own.issued(dayAndTime(issuedAt, estate.zone))}
            aside={revokedAt === null ? own.inForce : own.revoked(dayAndTime(revokedAt, estate.zone))}
          />
        ))}
      </List>
    </Card>
  )
}
