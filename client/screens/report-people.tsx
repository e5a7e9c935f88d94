import type { Report } from '../../checkpoints/wire/report.ts'
import { Mark } from '../components/mark.tsx'
import { Table } from '../components/table.tsx'
import { stateName } from '../words/state.ts'
import { decimal } from '../words/writing.ts'
import type { SectionProps } from './report-body.tsx'
import { Figure } from './report-section.tsx'

const STATES = ['done', 'late', 'doubtful'] as const

/** Who walked how much; left out where names are nobody's business. */
export function ReportPeople({ words, report, names, href }: SectionProps) {
  const people = report.people.filter(({ person }) => names.person(person) !== undefined)
  if (people.length === 0) return null
  const { person: title, visits, cell } = words.parts
  return (
    <Table
      caption={title}
      head={
        <>
          <th scope="col">{words.person}</th>
          <th scope="col">{visits}</th>
          {STATES.map((state) => (
            <th key={state} scope="col">
              <Mark state={state} /> {stateName(state)}
            </th>
          ))}
        </>
      }
    >
      {people
        .toSorted((a, b) => visitsOf(b) - visitsOf(a))
        .map((row) => {
          const name = names.person(row.person) ?? ''
          return (
            <tr key={row.person}>
              <th scope="row">{name}</th>
              <td>
                <strong>{decimal(visitsOf(row))}</strong>
              </td>
              {STATES.map((state) => (
                <td key={state}>
                  <Figure
                    href={row[state] > 0 ? href?.cells({ person: row.person, state }) : undefined}
                    label={cell(name, stateName(state), decimal(row[state]))}
                  >
                    {decimal(row[state])}
                  </Figure>
                </td>
              ))}
            </tr>
          )
        })}
    </Table>
  )
}

function visitsOf({ done, late, doubtful }: Report['people'][number]): number {
  return done + late + doubtful
}
