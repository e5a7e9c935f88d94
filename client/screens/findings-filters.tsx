import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { SEVERITIES, SEVERITY_NAMES } from '../../checkpoints/answer.ts'
import { CATEGORIES, Category } from '../../checkpoints/checklist.ts'
import { FINDING_STATES, FindingState } from '../../checkpoints/finding.ts'
import { ROUTES, RouteKind } from '../../checkpoints/finding-act.ts'
import { DueStanding } from '../../checkpoints/finding-due.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { mayCall } from '../../checkpoints/people.ts'
import { placesInOrder } from '../../checkpoints/place.ts'
import { Button } from '../components/button.tsx'
import { Checks } from '../components/checks.tsx'
import { Field } from '../components/field.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { Select } from '../components/select.tsx'
import { placeIn } from '../models/catalogue.ts'
import { catalogueOf } from '../models/catalogue-kept.ts'
import { roles } from '../models/estate.ts'
import { chosen, countFilters, type Filter, findingsHref, withFilter } from '../models/findings.ts'
import { partnersOf, staffOf } from '../models/office-kept.ts'
import { language } from '../words/language.ts'
import { decimal } from '../words/writing.ts'
import type { ViewProps } from './findings.tsx'
import { FindingsSaved } from './findings-saved.tsx'
import { useRefreshed } from './use-refreshed.ts'

type Key = keyof Filter
type Change = (change: { readonly [K in Key]?: string | undefined }) => void

/** Narrows what is listed; all of it stands in the address, so that it can be kept, named and sent. */
export function FindingsFilters(props: ViewProps) {
  const { words, shown } = props
  const { filter } = shown
  const { route } = useLocation()
  const change: Change = (changed) => route(findingsHref({ ...shown, filter: withFilter(filter, changed) }), true)
  const count = countFilters(filter)
  return (
    <div class="findings-filters screen-only">
      <SearchField {...props} change={change} />
      <details class="findings-filter">
        <summary>{count > 0 ? words.filter.active(decimal(count)) : words.filter.title}</summary>
        <div class="findings-filter-fields">
          <ListFilters {...props} change={change} />
          <OneFilters {...props} change={change} />
        </div>
      </details>
      {count > 0 && (
        <Button kind="quiet" href={findingsHref({ ...shown, filter: {} })}>
          {words.filter.clear}
        </Button>
      )}
      <FindingsSaved {...props} />
    </div>
  )
}

type PartProps = ViewProps & { readonly change: Change }

/** Asks once nobody has typed for a moment. */
function SearchField({ words, shown, change }: PartProps) {
  const { text = '' } = shown.filter
  const typed = useSignal(text)
  const sent = useRef(text)
  // Cleared, or set by a saved filter, from outside.
  if (text !== sent.current) {
    sent.current = text
    typed.value = text
  }
  useEffect(() => {
    const wanted = typed.value.trim()
    if (wanted === sent.current) return
    const timer = setTimeout(() => {
      sent.current = wanted
      change({ text: wanted || undefined })
    }, 300)
    return () => clearTimeout(timer)
  })
  return (
    <div class="findings-search">
      <Field
        label={words.filter.search}
        placeholder={words.filter.searchHint}
        name="findings-search"
        type="search"
        maxLength={100}
        value={typed.value}
        onInput={(value) => {
          typed.value = value
        }}
      />
    </div>
  )
}

function ListFilters({ words: { filter: own }, shown: { filter }, change }: PartProps) {
  const group = <Value extends string>(key: Key, label: string, options: readonly (readonly [Value, string])[]) => (
    <FieldGroup label={label} layout="chips">
      <Checks<Value>
        look="chip"
        options={options.map(([value, label]) => ({ value, label }))}
        value={chosen<Value>(filter, key)}
        onChange={(values) => change({ [key]: values.join(',') })}
      />
    </FieldGroup>
  )
  const lang = language.value
  return (
    <>
      {group(
        'state',
        own.state,
        FindingState.options.map((one) => [one, FINDING_STATES[one].names[lang]] as const),
      )}
      {group(
        'severity',
        own.severity,
        SEVERITIES.map((one) => [one, SEVERITY_NAMES[one][lang]] as const),
      )}
      {group(
        'standing',
        own.standing,
        DueStanding.options.map((one) => [one, own.standings[one]] as const),
      )}
      {group(
        'category',
        own.category,
        Category.options.map((one) => [one, CATEGORIES[one].names[lang]] as const),
      )}
      {group(
        'route',
        own.route,
        RouteKind.options.map((one) => [one, ROUTES[one].names[lang]] as const),
      )}
    </>
  )
}

function OneFilters({ words, estate, shown: { filter }, change }: PartProps) {
  const { filter: own } = words
  const partners = partnersOf(estate.id)
  const catalogue = catalogueOf(estate.id).value.value
  const select = (key: Key, label: string, options: readonly (readonly [string, string])[]) =>
    options.length > 0 && (
      <Select<string>
        label={label}
        options={[{ value: '', label: own.any }, ...options.map(([value, label]) => ({ value, label }))]}
        value={filter[key] ?? ''}
        onChange={(value) => change({ [key]: value })}
      />
    )
  const places = catalogue ? placesInOrder([...catalogue.places.values()]) : []
  return (
    <div class="findings-selects">
      {select(
        'department',
        own.department,
        (partners?.departments ?? []).map(({ id, names }) => [id, nameIn(names, language.value)]),
      )}
      {select(
        'contractor',
        own.contractor,
        partners?.contractors.length
          ? [['none', words.score.house] as const, ...partners.contractors.map(({ id, name }) => [id, name] as const)]
          : [],
      )}
      {mayCall('GET /api/estates/:estate/staff', roles.value) && (
        <AssigneeFilter estate={estate.id} select={select} label={own.assignee} />
      )}
      {catalogue &&
        select(
          'place',
          own.place,
          places.map(({ id }) => [id, placeIn(catalogue, id, language.value)]),
        )}
      <Field label={own.from} type="date" value={filter.from ?? ''} onInput={(from) => change({ from })} />
      <Field label={own.to} type="date" value={filter.to ?? ''} onInput={(to) => change({ to })} />
    </div>
  )
}

type AssigneeProps = {
  readonly estate: string
  readonly label: string
  readonly select: (key: Key, label: string, options: readonly (readonly [string, string])[]) => preact.ComponentChild
}

function AssigneeFilter({ estate, label, select }: AssigneeProps) {
  const staff = useRefreshed(staffOf(estate))?.staff ?? []
  return (
    <>
      {select(
        'assignee',
        label,
        staff.map(({ person }) => [person.id, person.name]),
      )}
    </>
  )
}
