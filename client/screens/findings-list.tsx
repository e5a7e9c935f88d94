import { nameIn } from '../../checkpoints/language.ts'
import type { ListedFinding } from '../../checkpoints/wire/finding.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Check } from '../components/check.tsx'
import { Empty } from '../components/empty.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { wideEnough } from '../device/viewport.ts'
import { actor } from '../models/actor.ts'
import { placeIn } from '../models/catalogue.ts'
import { catalogueOf } from '../models/catalogue-kept.ts'
import { type Group, grouped, mine } from '../models/finding-groups.ts'
import { countFilters, findingsHref } from '../models/findings.ts'
import { partnersOf } from '../models/office-kept.ts'
import { language } from '../words/language.ts'
import { decimal } from '../words/writing.ts'
import { DueSign, Flags, SeveritySign, StateSign } from './finding-signs.tsx'
import { partnerOf, whatIsWrong } from './finding-words.ts'
import type { ViewProps } from './findings.tsx'
import { rowId } from './panes.tsx'

/** By what waits for whom; in "my work" by what the reader is to do. */
export function FindingsList(props: ViewProps) {
  const { words, shown, findings } = props
  const isMine = shown.view === 'mine'
  const groups: readonly Group<string>[] = isMine ? mine(findings, actor.value) : grouped(findings)
  const titles: Readonly<Record<string, string>> = isMine ? words.mine : words.groups
  if (groups.length === 0) return <NoFindings {...props} />
  return (
    <>
      {groups.map((group) => (
        <GroupCard key={group.kind} {...props} title={titles[group.kind] ?? ''} within={group.findings} />
      ))}
    </>
  )
}

function NoFindings({ words, shown }: ViewProps) {
  const isFiltered = countFilters(shown.filter) > 0
  if (isFiltered)
    return (
      <Empty
        title={words.noneFound}
        action={<Button href={findingsHref({ view: shown.view })}>{words.filter.clear}</Button>}
      >
        {words.noneFoundText}
      </Empty>
    )
  const isMine = shown.view === 'mine'
  return <Empty title={isMine ? words.noneMine : words.none}>{isMine ? words.noneMineText : words.noneText}</Empty>
}

type GroupProps = ViewProps & { readonly title: string; readonly within: readonly ListedFinding[] }

export function GroupCard({ title, within, ...props }: GroupProps) {
  const { words, selected, onSelect } = props
  const ids = within.map(({ id }) => id)
  const ticked = ids.filter((id) => selected?.has(id)).length
  return (
    <Card
      title={title}
      flush
      aside={
        <span class="findings-group-aside">
          <strong>{decimal(within.length)}</strong>
          {selected && (
            <Check
              look="bare"
              label={words.bulk.selectAll(title)}
              checked={ticked === 0 ? false : ticked === ids.length ? true : 'some'}
              onChange={(on) => onSelect(ids, on)}
            />
          )}
        </span>
      }
    >
      <List label={title}>
        {within.map((finding) => (
          <FindingRow key={finding.id} {...props} finding={finding} />
        ))}
      </List>
    </Card>
  )
}

function FindingRow({ finding, ...props }: ViewProps & { readonly finding: ListedFinding }) {
  const { words, estate, shown, today, selected, onSelect } = props
  const catalogue = catalogueOf(estate.id).value.value
  const { id, spot, assignee, state, route } = finding
  const partner = route && partnerOf(route, partnersOf(estate.id))
  const number = words.number(decimal(finding.number))
  const place = catalogue && placeIn(catalogue, spot.place, language.value)
  return (
    <ListRow
      id={rowId(id)}
      href={findingsHref({ ...shown, open: id })}
      current={shown.open === id}
      beside={
        selected && (
          <Check
            look="bare"
            label={words.bulk.select(number)}
            checked={selected.has(id)}
            onChange={(on) => onSelect([id], on)}
          />
        )
      }
      title={
        <span class="findings-excerpt">
          {number} {whatIsWrong(finding)}
        </span>
      }
      detail={
        <>
          {place && `${place} `}
          {nameIn(spot.names, language.value)}
          <span class="findings-signs">
            <SeveritySign severity={finding.severity} />
            <StateSign state={state} />
            {partner && <span>{partner}</span>}
            {assignee && <span>{assignee.name}</span>}
            {!wideEnough.value && <DueSign words={words} finding={finding} today={today} />}
            <Flags words={words} finding={finding} />
          </span>
        </>
      }
      aside={wideEnough.value && <DueSign words={words} finding={finding} today={today} />}
    />
  )
}
