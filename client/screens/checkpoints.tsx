import { useSignal } from '@preact/signals'
import { useLocation } from 'preact-iso'
import { nameIn } from '../../checkpoints/language.ts'
import { mayCall } from '../../checkpoints/people.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { BottomBar } from '../components/bottom-bar.tsx'
import { Button } from '../components/button.tsx'
import { Empty } from '../components/empty.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import type { Catalogue } from '../models/catalogue.ts'
import { catalogueOf } from '../models/catalogue-kept.ts'
import { checkpointsIn, chosenSpots, EVERYTHING } from '../models/checkpoints.ts'
import { estate, roles } from '../models/estate.ts'
import { language } from '../words/language.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { spotWords } from '../words/spot.ts'
import type { SpotWords } from '../words/spot.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import { AddCheckpointForm } from './checkpoint-form.tsx'
import { CheckpointList } from './checkpoint-list.tsx'
import { CheckpointPane } from './checkpoint-pane.tsx'
import './checkpoints.css'
import { AddButton } from './add-button.tsx'
import { type Pane, Panes } from './panes.tsx'
import { PlaceForm } from './place-form.tsx'
import { useRefreshed } from './use-refreshed.ts'
import { useScreen } from './use-screen.ts'
import { Waiting } from './waiting.tsx'

/** Every spot of the estate by where it is: to look up, and for admins to add, change, choose for printing. */
export function CheckpointsScreen() {
  const words = officeWords.value
  const { value: own } = spotWords
  const current = estate.value
  return words && own && current ? (
    <Checkpoints key={current.id} words={words} spotWords={own} estate={current} />
  ) : null
}

type Props = { readonly words: OfficeWords; readonly spotWords: SpotWords; readonly estate: Estate }

function Checkpoints({ words, spotWords, estate: { id, names, zone } }: Props) {
  const { checkpoints: own } = words
  useScreen(own.title)
  const { query } = useLocation()
  const filter = useSignal(EVERYTHING)
  const shown = catalogueOf(id)
  const catalogue = useRefreshed(shown)
  const mayChange = mayCall('POST /api/estates/:estate/checkpoints', roles.value)
  const refresh = () => void shown.refresh()
  const open = catalogue && paneOf({ words, spotWords, estate: id, catalogue, mayChange, onChanged: refresh }, query)
  return (
    <Page
      width="wide"
      top={
        <TopBar title={own.title} over={nameIn(names, language.value)}>
          {mayChange && catalogue && catalogue.places.size > 0 && (
            <AddButton words={words} href="/checkpoints?open=new" label={own.add} />
          )}
        </TopBar>
      }
      bottom={catalogue && mayChange && <ChosenBar words={words} catalogue={catalogue} />}
    >
      <Waiting words={words} shown={shown} zone={zone} />
      {catalogue && (
        <Panes
          open={open}
          list={
            catalogue.checkpoints.size === 0 && (catalogue.places.size === 0 || !mayChange) ? (
              <FirstSteps words={own} mayChange={mayChange} />
            ) : (
              <CheckpointList
                words={words}
                spotWords={spotWords}
                estate={id}
                catalogue={catalogue}
                mayChange={mayChange}
                open={open?.id}
                filter={filter.value}
                onFilter={(changed) => {
                  filter.value = changed
                }}
              />
            )
          }
        />
      )}
    </Page>
  )
}

export type CheckpointPaneProps = {
  readonly words: OfficeWords
  readonly estate: string
  readonly catalogue: Catalogue
  readonly mayChange: boolean
  readonly onChanged: () => void
}

/** What the address says is open: `?open=new`, `?open=new-place` or a checkpoint's id. */
function paneOf(
  props: CheckpointPaneProps & Pick<Props, 'spotWords'>,
  query: Readonly<Record<string, string>>,
): Pane | undefined {
  const { words, catalogue, mayChange } = props
  const { checkpoints: own } = words
  const { open, place } = query
  if (open === undefined) return undefined
  const frame = { id: open, closeHref: '/checkpoints', closeLabel: words.back(own.title) }
  if (open === 'new' && mayChange)
    return { ...frame, title: own.add, children: <AddCheckpointForm key={place} {...props} place={place} /> }
  if (open === 'new-place' && mayChange)
    return { ...frame, title: own.addPlace, children: <PlaceForm {...props} onAdded={props.onChanged} /> }
  const checkpoint = catalogue.checkpoints.get(open)
  if (!checkpoint) return { ...frame, title: own.title, children: <p>{words.gone}</p> }
  return {
    ...frame,
    title: nameIn(checkpoint.names, language.value),
    children: (
      <>
        <div>
          <Button href={`/checkpoints/${open}`}>{props.spotWords.more}</Button>
        </div>
        <CheckpointPane key={open} {...props} checkpoint={checkpoint} />
      </>
    ),
  }
}

type ChosenProps = { readonly words: OfficeWords; readonly catalogue: Catalogue }

/** What is ticked, and what can be done with it. */
function ChosenBar({ words: { checkpoints: own }, catalogue }: ChosenProps) {
  const chosen = checkpointsIn(catalogue).filter(({ id, state }) => state === 'active' && chosenSpots.value.has(id))
  if (chosen.length === 0) return null
  const count = decimal(chosen.length)
  return (
    <BottomBar note={own.selected(count)}>
      <div class="row">
        <Button kind="primary" icon="print" href={`/labels?checkpoints=${chosen.map(({ id }) => id).join(',')}`}>
          {own.print(count)}
        </Button>
        <Button
          onClick={() => {
            chosenSpots.value = new Set()
          }}
        >
          {own.clear}
        </Button>
      </div>
    </BottomBar>
  )
}

type FirstProps = { readonly words: OfficeWords['checkpoints']; readonly mayChange: boolean }

/** An estate that has nothing yet: the way from here to the first round. */
function FirstSteps({ words, mayChange }: FirstProps) {
  if (!mayChange) return <Empty title={words.startReadOnly}>{words.startReadOnlyText}</Empty>
  const steps = [
    [words.startPlace, words.startPlaceText],
    [words.startSpot, words.startSpotText],
    [words.startLabels, words.startLabelsText],
    [words.startPlan, words.startPlanText],
  ] as const
  return (
    <Empty
      title={words.start}
      action={
        <div class="row">
          <Button kind="primary" href="/checkpoints?open=new-place">
            {words.startPlace}
          </Button>
          <Button href="/checkpoints/import">{words.importMany}</Button>
        </div>
      }
    >
      <ol class="first-steps">
        {steps.map(([step, text]) => (
          <li key={step}>
            <strong>{step}</strong>
            <br />
            {text}
          </li>
        ))}
      </ol>
    </Empty>
  )
}
