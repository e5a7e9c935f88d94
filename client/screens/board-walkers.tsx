import { Card } from '../components/card.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { spotIn } from '../models/catalogue.ts'
import { language } from '../words/language.ts'
import { ago } from '../words/writing.ts'
import type { DayProps } from './board.tsx'

/** Where everybody was last, by his last scan. */
export function Walkers({ words, coverage, catalogue }: DayProps) {
  const walkers = coverage.board?.walkers ?? []
  if (walkers.length === 0) return null
  return (
    <Card title={words.board.walkers} flush>
      <p class="board-lead soft small">{words.board.walkersLead}</p>
      <List>
        {walkers.map(({ person, checkpoint, occurredAt, visit }) => {
          const { name, place } = spotIn(catalogue, checkpoint, language.value)
          return (
            <ListRow
              key={visit}
              href={`/visits/${visit}`}
              title={person}
              detail={`${place} ${name}`}
              aside={ago(occurredAt, coverage.now)}
            />
          )
        })}
      </List>
    </Card>
  )
}
