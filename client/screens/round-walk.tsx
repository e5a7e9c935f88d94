import type { Remark } from '../../checkpoints/walk.ts'
import type { StaffMember } from '../../checkpoints/wire/session.ts'
import { Card } from '../components/card.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { spotIn } from '../models/catalogue.ts'
import type { BoardWords } from '../words/board.zh-Hant.ts'
import { language } from '../words/language.ts'
import { dayAndTime, decimal, timeOfDay } from '../words/writing.ts'
import type { RoundProps } from './round.tsx'
import { namesOfPeople } from './use-people.ts'

/** What to ask about the way the round was walked. Questions, not findings: they shift no number. */
export function WalkQuestions({ words, zone, round, catalogue }: RoundProps) {
  const asked = round.visits.flatMap((visit) => visit.remarks.map((remark): [typeof visit, Remark] => [visit, remark]))
  if (asked.length === 0) return null
  return (
    <Card title={words.round.questions} aside={<strong>{decimal(asked.length)}</strong>} flush>
      <p class="round-lead soft small">{words.round.questionsLead}</p>
      <List>
        {asked.map(([visit, remark]) => {
          const { name, place } = spotIn(catalogue, visit.checkpoint, language.value)
          return (
            <ListRow
              key={`${visit.visit}/${remark}`}
              href={`/visits/${visit.visit}`}
              title={`${place} ${name}`}
              detail={
                <>
                  <span class="round-spot-line">{`${timeOfDay(visit.occurredAt, zone)} · ${visit.person}`}</span>
                  <span class="round-spot-line">{words.round.question[remark]}</span>
                </>
              }
            />
          )
        })}
      </List>
    </Card>
  )
}

type HandoversProps = Pick<RoundProps, 'words' | 'zone' | 'round'> & {
  readonly staff: readonly StaffMember[] | undefined
}

/** Who handed the round over to whom, and why; the first one first. */
export function Handovers({ words, zone, round, staff }: HandoversProps) {
  if (round.handovers.length === 0) return null
  const own = words.round
  return (
    <Card title={own.handovers} flush>
      <List ordered>
        {round.handovers.map(({ at, by, from, to, reason }) => {
          const joined = to.filter((person) => !from.includes(person))
          const stays = from.every((person) => to.includes(person))
          return (
            <ListRow
              key={at}
              title={
                // Into an open round they come beside those who walk it already.
                stays && from.length > 0 && joined.length > 0
                  ? own.joined(by, peopleText(words, staff, joined))
                  : own.handover(by, peopleText(words, staff, from), peopleText(words, staff, to))
              }
              detail={reason || own.noReason}
              aside={dayAndTime(at, zone)}
            />
          )
        })}
      </List>
    </Card>
  )
}

/** Names where they may be read, else how many they are; nobody in particular means any assistant. */
export function peopleText(
  words: BoardWords,
  staff: readonly StaffMember[] | undefined,
  people: RoundProps['round']['assignees'],
): string {
  if (people.length === 0) return words.round.anyone
  return namesOfPeople(staff, people, words.board.and) ?? words.round.people(decimal(people.length))
}
