import { useSignal } from '@preact/signals'
import { CELL_STATES, type CellState } from '../../checkpoints/coverage.ts'
import { TERMS } from '../../checkpoints/report-terms.ts'
import type { CellsQuery } from '../../checkpoints/wire/report.ts'
import { Icon } from '../components/icon.tsx'
import { Mark } from '../components/mark.tsx'
import { Table } from '../components/table.tsx'
import { inOrder, type Part, type PartOrder, type PartRow, partRows } from '../models/report-parts.ts'
import { language } from '../words/language.ts'
import type { ReportWords } from '../words/report.zh-Hant.ts'
import { stateName } from '../words/state.ts'
import { decimal, percent } from '../words/writing.ts'
import type { SectionProps } from './report-body.tsx'
import { pointsText } from './report-headline.tsx'
import { ReportPeople } from './report-people.tsx'
import './report-parts.css'
import { Figure } from './report-section.tsx'
import { shortDaysText } from './report-words.ts'

/** Where it goes well and where not: by building, kind and plan, beside what they were; and who walked. */
export function ReportParts({ compared: other, ...rest }: SectionProps) {
  // Columns without a number in them would only be in the way.
  const compared = other?.compliance === null ? undefined : other
  const props = { ...rest, compared }
  const { words, report, names } = props
  return (
    <div class="report-parts">
      <PartTable
        {...props}
        title={words.parts.building}
        column={words.building}
        rows={partRows(report.buildings.map(keyedBy('building')), compared?.buildings.map(keyedBy('building')))}
        nameOf={(building) => (building === null ? words.elsewhere : (names.place(building) ?? words.unnamed))}
        // No filter asks for what stands in no building.
        filterOf={(building) => (building === null ? undefined : { building })}
      />
      <PartTable
        {...props}
        title={words.parts.kind}
        column={words.kind}
        rows={partRows(report.kinds.map(keyedBy('kind')), compared?.kinds.map(keyedBy('kind')))}
        nameOf={names.kind}
        filterOf={(kind) => ({ kind })}
      />
      <PartTable
        {...props}
        title={words.parts.plan}
        column={words.plan}
        rows={partRows(report.plans.map(keyedBy('plan')), compared?.plans.map(keyedBy('plan')))}
        nameOf={(plan) => names.plan(plan) ?? words.unnamed}
        filterOf={(plan) => ({ plan })}
      />
      <ReportPeople {...props} />
    </div>
  )
}

function keyedBy<Name extends string>(name: Name) {
  return <Row extends Part & Readonly<Record<Name, unknown>>>(row: Row): Part & { readonly key: Row[Name] } => ({
    key: row[name],
    tally: row.tally,
    compliance: row.compliance,
  })
}

type TableProps<Key> = SectionProps & {
  readonly title: string
  readonly column: string
  readonly rows: readonly PartRow<Key>[]
  readonly nameOf: (key: Key) => string
  readonly filterOf: (key: Key) => Partial<CellsQuery> | undefined
}

function PartTable<Key>({ rows, nameOf, filterOf, ...props }: TableProps<Key>) {
  const { words, title, column, report, compared, href } = props
  const order = useSignal<PartOrder>('compliance')
  const states = CELL_STATES.filter((state) => rows.some(({ tally }) => tally[state] > 0))
  if (rows.length === 0) return null
  return (
    <Table
      caption={title}
      head={
        <>
          <SortHead words={words} order={order} by="given" label={column} />
          <SortHead words={words} order={order} by="compliance" label={TERMS.compliance.name[language.value]} />
          {compared && <th scope="col">{shortDaysText(words, compared, report)}</th>}
          {compared && <SortHead words={words} order={order} by="change" label={words.parts.change} />}
          {states.map((state) => (
            <th key={state} scope="col">
              <Mark state={state} /> {stateName(state)}
            </th>
          ))}
        </>
      }
    >
      {inOrder(rows, order.value).map((row) => {
        const filter = filterOf(row.key)
        const linkTo = (more: Partial<CellsQuery>) => filter && href?.cells({ ...filter, ...more })
        return (
          <Row
            key={String(row.key)}
            {...props}
            row={row}
            name={nameOf(row.key)}
            states={states}
            linkTo={(more) => linkTo(more)}
          />
        )
      })}
    </Table>
  )
}

type RowProps = Pick<SectionProps, 'words' | 'compared'> & {
  readonly row: PartRow<unknown>
  readonly name: string
  readonly states: readonly CellState[]
  readonly linkTo: (more: Partial<CellsQuery>) => string | undefined
}

function Row({ words, compared, row, name, states, linkTo }: RowProps) {
  const { tally, compliance, before, change } = row
  const { none, cell } = words.parts
  const complianceName = TERMS.compliance.name[language.value]
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {compliance === null ? (
          none
        ) : (
          <Figure href={linkTo({})} label={cell(name, complianceName, percent(compliance))}>
            <strong>{percent(compliance)}</strong>
          </Figure>
        )}
      </td>
      {compared && (
        <td>
          {before?.compliance == null ? (
            none
          ) : (
            <Figure
              href={linkTo({ from: compared.from, to: compared.to })}
              label={cell(name, words.parts.before, percent(before.compliance))}
            >
              {percent(before.compliance)}
            </Figure>
          )}
        </td>
      )}
      {compared && (
        <td>
          <ChangeText words={words} change={change} />
        </td>
      )}
      {states.map((state) => (
        <td key={state}>
          {tally[state] === 0 ? (
            <span class="soft">0</span>
          ) : (
            <Figure href={linkTo({ state })} label={cell(name, stateName(state), decimal(tally[state]))}>
              {decimal(tally[state])}
            </Figure>
          )}
        </td>
      ))}
    </tr>
  )
}

type SortProps = {
  readonly words: ReportWords
  readonly order: { value: PartOrder }
  readonly by: PartOrder
  readonly label: string
}

/** A column's name; pressing it puts the worst first, or all as they usually stand. */
function SortHead({ words, order, by, label }: SortProps) {
  const isSorted = order.value === by
  return (
    <th scope="col" aria-sort={isSorted ? (by === 'given' ? 'other' : 'ascending') : undefined}>
      <button
        type="button"
        class="report-sort"
        title={words.parts.order(label)}
        onClick={() => {
          order.value = by
        }}
      >
        {label}
        {isSorted && <Icon name="down" />}
      </button>
      <span class="report-sort-printed">{label}</span>
    </th>
  )
}

function ChangeText({ words, change }: { readonly words: ReportWords; readonly change: number | null }) {
  const { none, equal, higher, lower } = words.parts
  if (change === null) return <>{none}</>
  if (change === 0) return <>{equal}</>
  return (
    <span class="report-change" data-change={change > 0 ? 'better' : 'worse'}>
      <Icon name={change > 0 ? 'up' : 'down'} />
      {change > 0 ? higher(pointsText(change)) : lower(pointsText(change))}
    </span>
  )
}
