import { useSignal } from '@preact/signals'
import { useLocation } from 'preact-iso'
import { nameIn } from '../../checkpoints/language.ts'
import { mayCall } from '../../checkpoints/people.ts'
import type { Occupancy, Place } from '../../checkpoints/place.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Empty } from '../components/empty.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Segmented } from '../components/segmented.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { type Catalogue, placeIn } from '../models/catalogue.ts'
import { catalogueOf } from '../models/catalogue-kept.ts'
import { estate, roles } from '../models/estate.ts'
import { unitsIn } from '../models/places.ts'
import { changePlace } from '../server.ts'
import { language } from '../words/language.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { failureText } from '../words/problems.ts'
import { spotWords } from '../words/spot.ts'
import type { SpotWords } from '../words/spot.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import { AddButton } from './add-button.tsx'
import { type Pane, Panes, rowId } from './panes.tsx'
import { PlaceForm } from './place-form.tsx'
import { PlacePane } from './place-pane.tsx'
import { PlaceTree } from './place-tree.tsx'
import { useRefreshed } from './use-refreshed.ts'
import { useScreen } from './use-screen.ts'
import { useSending } from './use-sending.ts'
import { Waiting } from './waiting.tsx'

/** The tree of the estate, in walking order, and its units with how they are used (policy 7, 8). */
export function PlacesScreen() {
  const words = officeWords.value
  const { value: own } = spotWords
  const current = estate.value
  return words && own && current ? <Places key={current.id} words={words} own={own} estate={current} /> : null
}

export type PlacesProps = {
  readonly words: OfficeWords
  readonly own: SpotWords
  readonly estate: string
  readonly catalogue: Catalogue
  /** The tree itself; supervisors may say how units are used. */
  readonly mayChange: boolean
  readonly maySetUse: boolean
  readonly onChanged: () => void
}

type Props = Pick<PlacesProps, 'words' | 'own'> & { readonly estate: Estate }

function Places({ words, own, estate: { id, names, zone } }: Props) {
  const text = own.places
  useScreen(text.title)
  const { query } = useLocation()
  const shown = catalogueOf(id)
  const catalogue = useRefreshed(shown)
  const mayChange = mayCall('PATCH /api/estates/:estate/places/:place', roles.value)
  const maySetUse = mayCall('PUT /api/estates/:estate/places/:place/occupancy', roles.value)
  const { failure, send } = useSending()
  const onChanged = () => void shown.refresh()
  const props = catalogue && { words, own, estate: id, catalogue, mayChange, maySetUse, onChanged }

  async function move(place: Place, position: number): Promise<void> {
    if ((await send(() => changePlace(id, place.id, { position })))?.ok) await shown.refresh()
  }

  return (
    <Page
      width="wide"
      top={
        <TopBar
          title={text.title}
          over={nameIn(names, language.value)}
          back={{ href: '/checkpoints', label: words.back(words.checkpoints.title) }}
        >
          {mayChange && <AddButton words={words} href="/places?open=new" label={text.add} />}
        </TopBar>
      }
    >
      <p class="soft">{text.lead}</p>
      {mayChange && (
        <div class="row">
          <Button href="/checkpoints/import">{text.toImport}</Button>
        </div>
      )}
      <Waiting words={words} shown={shown} zone={zone} />
      {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
      {props && (
        <Panes
          open={paneOf(props, query.open)}
          list={
            props.catalogue.places.size === 0 ? (
              <Empty title={text.none}>{text.lead}</Empty>
            ) : (
              <>
                <Card title={text.title} flush>
                  <PlaceTree {...props} open={query.open} onMove={(place, position) => void move(place, position)} />
                </Card>
                <Units {...props} open={query.open} />
              </>
            )
          }
        />
      )}
    </Page>
  )
}

function paneOf(props: PlacesProps, open: string | undefined): Pane | undefined {
  const { words, own, estate, catalogue, mayChange, onChanged } = props
  if (open === undefined) return undefined
  const frame = { id: open, closeHref: '/places', closeLabel: words.back(own.places.title) }
  if (open === 'new' && mayChange) {
    const form = <PlaceForm words={words} estate={estate} catalogue={catalogue} onAdded={onChanged} />
    return { ...frame, title: own.places.add, children: form }
  }
  const place = catalogue.places.get(open)
  if (!place) return { ...frame, title: own.places.title, children: <p>{words.gone}</p> }
  const title = nameIn(place.names, language.value)
  return { ...frame, title, children: <PlacePane key={open} {...props} place={place} /> }
}

type UnitsProps = PlacesProps & { readonly open: string | undefined }

/** The flats, by how they are used. */
function Units({ own: { places: text }, catalogue, open }: UnitsProps) {
  const use = useSignal<Occupancy | 'all'>('all')
  const all = unitsIn(catalogue)
  if (all.length === 0) return null
  const units = all.filter(({ occupancy }) => use.value === 'all' || occupancy === use.value)
  return (
    <Card title={text.units} aside={decimal(units.length)} flush>
      <Segmented<Occupancy | 'all'>
        legend={text.units}
        hideLegend
        size="small"
        segments={(['all', 'vacant', 'fit-out', 'occupied'] as const).map((value) => ({
          value,
          label: value === 'all' ? text.allUnits : text.occupancy[value],
        }))}
        value={use.value}
        onChange={(chosen) => {
          use.value = chosen
        }}
      />
      {units.length === 0 && <p class="soft">{text.noUnits}</p>}
      <List label={text.units}>
        {units.map(({ id, occupancy }) => (
          <ListRow
            key={id}
            id={`unit-${rowId(id)}`}
            href={`/places?open=${id}`}
            current={open === id}
            title={placeIn(catalogue, id, language.value)}
            aside={occupancy && text.occupancy[occupancy]}
          />
        ))}
      </List>
    </Card>
  )
}
