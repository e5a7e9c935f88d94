import type { Kind } from '../../checkpoints/checkpoint.ts'
import { nameIn } from '../../checkpoints/language.ts'
import type { Place } from '../../checkpoints/place.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Check } from '../components/check.tsx'
import { Empty } from '../components/empty.tsx'
import { Field } from '../components/field.tsx'
import { KindIcon } from '../components/kind-icon.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Select } from '../components/select.tsx'
import type { Catalogue } from '../models/catalogue.ts'
import {
  type Building,
  byBuilding,
  type CheckpointFilter,
  choose,
  chosenSpots,
  EVERYTHING,
  matching,
  type Spots,
  shareChosen,
} from '../models/checkpoints.ts'
import { placeWithin } from '../models/places.ts'
import { exportUrl } from '../server.ts'
import { language } from '../words/language.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import type { SpotWords } from '../words/spot.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import { kindChoices, kindName } from './kind-choices.ts'
import { rowId } from './panes.tsx'

type Props = {
  readonly words: OfficeWords
  readonly spotWords: SpotWords
  readonly estate: string
  readonly catalogue: Catalogue
  readonly mayChange: boolean
  /** The checkpoint that is open beside the list. */
  readonly open: string | undefined
  readonly filter: CheckpointFilter
  readonly onFilter: (filter: CheckpointFilter) => void
}

/** The checkpoints by building and floor, in the order in which they are walked. */
export function CheckpointList(props: Props) {
  const { words, catalogue, mayChange, filter } = props
  const { checkpoints: own } = words
  const { list } = props.spotWords
  const found = matching(catalogue, filter)
  const isWhole = filter.text.trim() === '' && filter.kind === undefined && !filter.outOnly
  return (
    <>
      <Filter {...props} />
      <div class="row">
        <p class="soft" role="status">
          {own.count(decimal(found.length), decimal(catalogue.checkpoints.size))}
        </p>
        {mayChange && (
          <Button kind="quiet" icon="plus" href="/checkpoints?open=new-place">
            {own.addPlace}
          </Button>
        )}
        <Button kind="quiet" href="/places">
          {list.toPlaces}
        </Button>
        {mayChange && (
          <Button kind="quiet" href="/checkpoints/import">
            {list.toImport}
          </Button>
        )}
        <a href={exportUrl(props.estate, 'csv')} download>
          {list.exportCsv}
        </a>
        <a href={exportUrl(props.estate, 'xlsx')} download>
          {list.exportXlsx}
        </a>
      </div>
      {found.length === 0 && !isWhole && (
        <Empty
          title={own.noneFound}
          action={<Button onClick={() => props.onFilter(EVERYTHING)}>{own.clearFilter}</Button>}
        />
      )}
      {byBuilding(catalogue, found, { bare: isWhole && mayChange }).map((building) => (
        <BuildingCard key={building.root.id} {...props} building={building} />
      ))}
    </>
  )
}

function Filter({ words: { checkpoints: own }, spotWords: { list }, filter, onFilter }: Props) {
  return (
    <search class="checkpoint-filter">
      <Field
        label={own.search}
        placeholder={own.searchHint}
        type="search"
        value={filter.text}
        onInput={(text) => onFilter({ ...filter, text })}
      />
      <Select<Kind | ''>
        label={own.kind}
        options={[{ value: '', label: own.allKinds }, ...kindChoices()]}
        value={filter.kind ?? ''}
        onChange={(kind) => onFilter({ ...filter, kind: kind === '' ? undefined : kind })}
      />
      <Check
        label={own.retiredToo}
        checked={filter.retiredToo}
        onChange={(retiredToo) => onFilter({ ...filter, retiredToo })}
      />
      <Check
        label={list.onlyOutOfService}
        checked={filter.outOnly}
        onChange={(outOnly) => onFilter({ ...filter, outOnly })}
      />
    </search>
  )
}

function BuildingCard({ building: { root, parts }, ...props }: Props & { readonly building: Building }) {
  const { words, mayChange } = props
  const name = nameIn(root.names, language.value)
  const printable = parts.flatMap(({ checkpoints }) => printableIn(checkpoints))
  return (
    <Card
      title={name}
      flush
      aside={
        mayChange && (
          <div class="row">
            {printable.length > 0 && (
              <Check
                label={
                  <>
                    <span aria-hidden="true">{words.checkpoints.selectAll}</span>
                    <span class="unseen">{words.checkpoints.selectAllAt(name)}</span>
                  </>
                }
                checked={shareChosen(printable, chosenSpots.value)}
                onChange={(chosen) => choose(printable, chosen)}
              />
            )}
            <AddHere words={words} place={root} name={name} />
          </div>
        )
      }
    >
      <div class="checkpoint-building">
        {parts.map((part) => (
          <Part key={part.place.id} {...props} spots={part} />
        ))}
      </div>
    </Card>
  )
}

/** What hangs directly in a building, or on one of its floors. */
function Part({ spots: { place, checkpoints }, ...props }: Props & { readonly spots: Spots }) {
  const { words, catalogue, mayChange } = props
  const name = placeWithin(catalogue, place.id, language.value)
  return (
    <>
      {name !== '' && (
        <div class="checkpoint-part">
          <h3>{name}</h3>
          {checkpoints.length === 0 && <span class="soft small">{words.checkpoints.nothingHere}</span>}
          {mayChange && <AddHere words={words} place={place} name={name} />}
        </div>
      )}
      {checkpoints.length > 0 && (
        <List>
          {checkpoints.map((checkpoint) => (
            <Row key={checkpoint.id} {...props} checkpoint={checkpoint} />
          ))}
        </List>
      )}
    </>
  )
}

type AddHereProps = Pick<Props, 'words'> & { readonly place: Place; readonly name: string }

function AddHere({ words, place, name }: AddHereProps) {
  return (
    <Button kind="quiet" icon="plus" iconOnly href={`/checkpoints?open=new&place=${place.id}`}>
      {words.checkpoints.addAt(name)}
    </Button>
  )
}

type RowProps = Pick<Props, 'words' | 'spotWords' | 'mayChange' | 'open'> & { readonly checkpoint: ListedCheckpoint }

function Row({ words: { checkpoints: own }, spotWords: { list }, mayChange, open, checkpoint }: RowProps) {
  const { id, names, code, kind, shortCode, state, outage } = checkpoint
  const name = nameIn(names, language.value)
  return (
    <ListRow
      id={rowId(id)}
      href={`/checkpoints?open=${id}`}
      current={open === id}
      lead={<KindIcon kind={kind} />}
      title={name}
      detail={
        <>
          {code} · {kindName(kind)} · <code>{shortCode}</code>
        </>
      }
      aside={state === 'retired' ? own.retired : outage && list.outOfService}
      beside={
        mayChange && (
          <Check
            look="bare"
            label={own.select(`${name} ${code}`)}
            checked={chosenSpots.value.has(id)}
            disabled={state === 'retired'}
            onChange={(chosen) => choose([id], chosen)}
          />
        )
      }
    />
  )
}

function printableIn(checkpoints: readonly ListedCheckpoint[]): string[] {
  return checkpoints.filter(({ state }) => state === 'active').map(({ id }) => id)
}
