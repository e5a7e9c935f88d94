import type { PlanPreview } from '../../checkpoints/wire/plan.ts'
import type { StaffMember } from '../../checkpoints/wire/session.ts'
import { Notice } from '../components/notice.tsx'
import { type Catalogue, spotIn } from '../models/catalogue.ts'
import { language } from '../words/language.ts'
import type { PlanWords } from '../words/plan.zh-Hant.ts'
import { dayAndTime, decimal, timeOfDay } from '../words/writing.ts'

type Props = {
  readonly words: PlanWords
  readonly preview: PlanPreview
  readonly isNew: boolean
  readonly isRandom: boolean
  readonly catalogue: Catalogue
  readonly staff: readonly StaffMember[] | undefined
  readonly zone: string
}

const MOST_SHOWN = 12

/** What a plan will bring or change, before it does. */
export function PlanPreviewText({ words, preview, isNew, isRandom, catalogue, staff, zone }: Props) {
  const { next, rounds, spots, total, othersChange, conflicts } = preview
  const roundText = ({ opensAt, closesAt }: { readonly opensAt: number; readonly closesAt: number }) =>
    `${dayAndTime(opensAt, zone)}–${timeOfDay(closesAt, zone)}`
  const of = (change: PlanPreview['rounds'][number]['change']) => rounds.filter((round) => round.change === change)
  const spotName = (id: string) => {
    const { name, place } = spotIn(catalogue, id, language.value)
    return `${place} ${name}`
  }
  const personName = (id: string) => staff?.find(({ person }) => person.id === id)?.person.name ?? id
  return (
    <section class="stack" aria-label={words.previewTitle}>
      <p class="soft">{words.previewLead}</p>
      <p>{words.total(decimal(total))}</p>
      {conflicts.length > 0 && (
        <Notice tone="warn">
          <p>{words.conflicts}</p>
          <Some
            words={words}
            items={conflicts.map((conflict) =>
              conflict.why === 'two-at-once'
                ? words.conflict['two-at-once'](personName(conflict.person))
                : words.conflict[conflict.why],
            )}
          />
        </Notice>
      )}
      {!isNew && (
        <>
          {rounds.length === 0 && <p>{words.noRoundChanges}</p>}
          <Listed words={words} title={words.roundsAdded} items={of('added').map(roundText)} />
          <Listed words={words} title={words.roundsDropped} items={of('dropped').map(roundText)} />
          <Listed
            words={words}
            title={words.roundsMoved}
            items={rounds.flatMap((round) =>
              round.change === 'moved-end' ? [words.movedEnd(roundText(round), timeOfDay(round.closedAt, zone))] : [],
            )}
          />
          <Listed words={words} title={words.spotsAdded} items={spots.added.map(spotName)} />
          <Listed words={words} title={words.spotsDropped} items={spots.dropped.map(spotName)} />
          {othersChange && <p>{words.others}</p>}
        </>
      )}
      <h3>{words.firstRounds}</h3>
      {next.length === 0 && <p>{words.noRounds}</p>}
      <ul>
        {next.map((round) => (
          <li key={round.opensAt}>
            {roundText(round)} {isRandom && <span class="soft">{words.inWindow}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

type ListedProps = {
  readonly words: PlanWords
  readonly title: (count: string) => string
  readonly items: readonly string[]
}

function Listed({ words, title, items }: ListedProps) {
  if (items.length === 0) return null
  return (
    <>
      <h3>{title(decimal(items.length))}</h3>
      <Some words={words} items={items} />
    </>
  )
}

function Some({ words, items }: { readonly words: PlanWords; readonly items: readonly string[] }) {
  return (
    <ul>
      {[...new Set(items)].slice(0, MOST_SHOWN).map((item) => (
        <li key={item}>{item}</li>
      ))}
      {items.length > MOST_SHOWN && <li class="soft">{words.more(decimal(items.length - MOST_SHOWN))}</li>}
    </ul>
  )
}
