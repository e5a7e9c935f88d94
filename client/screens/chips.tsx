import { useSignal } from '@preact/signals'
import { mayCall } from '../../checkpoints/people.ts'
import type { ChipAdded, ListedChip } from '../../checkpoints/wire/chip.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Empty } from '../components/empty.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Notice } from '../components/notice.tsx'
import { type Catalogue, spotIn } from '../models/catalogue.ts'
import { catalogueOf } from '../models/catalogue-kept.ts'
import { isOutdated } from '../models/chips.ts'
import { estate, roles } from '../models/estate.ts'
import { chipsOf } from '../models/office-kept.ts'
import { chipWords } from '../words/chips.ts'
import type { ChipWords } from '../words/chips.zh-Hant.ts'
import { language } from '../words/language.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { dayAndTime, decimal } from '../words/writing.ts'
import { ChipAdding } from './chip-add.tsx'
import { PlainChip } from './chip-plain.tsx'
import { ChipRevoking } from './chip-revoking.tsx'
import { ChipSetUpCard } from './chip-set-up.tsx'
import { UnderLabels } from './under-labels.tsx'
import { useRefreshed } from './use-refreshed.ts'

/** NFC chips: plain ones are written here; those that cannot be copied are registered, and taken out of use. */
export function ChipsScreen() {
  const words = chipWords.value
  const office = officeWords.value
  const current = estate.value
  return words && office && current ? <Chips key={current.id} words={words} office={office} estate={current} /> : null
}

type Props = { readonly words: ChipWords; readonly office: OfficeWords; readonly estate: Estate }

function Chips({ words, office, estate }: Props) {
  const { id, zone } = estate
  const shown = chipsOf(id)
  const chips = useRefreshed(shown)?.chips
  const catalogue = useRefreshed(catalogueOf(id))
  const added = useSignal<ChipAdded | undefined>(undefined)
  const asked = useSignal<ListedChip | undefined>(undefined)
  const said = useSignal<string | undefined>(undefined)
  const mayAdd = mayCall('POST /api/estates/:estate/chips', roles.value)
  const ask = mayAdd
    ? (chip: ListedChip) => {
        asked.value = chip
      }
    : undefined
  return (
    <UnderLabels
      {...{ words, office, estate, shown }}
      mayChange={mayAdd}
      said={said.value && <Notice tone="success">{said.value}</Notice>}
    >
      {added.value && (
        <ChipSetUpCard
          words={words}
          added={added.value}
          onClose={() => {
            added.value = undefined
          }}
        />
      )}
      {catalogue && mayAdd && <PlainChip words={words} catalogue={catalogue} />}
      {catalogue && chips && <SecureChips words={words} zone={zone} catalogue={catalogue} chips={chips} ask={ask} />}
      {chips?.some(({ missed }) => missed > 0) && <p class="soft small">{words.secure.missedWhy}</p>}
      {catalogue && mayAdd && (
        <ChipAdding
          words={words}
          estate={id}
          catalogue={catalogue}
          onAdded={(answer) => {
            added.value = answer
            said.value = undefined
            void shown.refresh()
          }}
        />
      )}
      {asked.value && catalogue && (
        <ChipRevoking
          words={words}
          office={office}
          estate={id}
          chip={asked.value}
          spot={nameOf(catalogue, asked.value)}
          onClose={() => {
            asked.value = undefined
          }}
          onDone={() => {
            asked.value = undefined
            said.value = words.secure.revoked
            void shown.refresh()
          }}
        />
      )}
    </UnderLabels>
  )
}

type ListProps = {
  readonly words: ChipWords
  readonly zone: string
  readonly catalogue: Catalogue
  readonly chips: readonly ListedChip[]
  /** Undefined for who only reads. */
  readonly ask: ((chip: ListedChip) => void) | undefined
}

function SecureChips({ words, zone, catalogue, chips, ask }: ListProps) {
  const { secure: own } = words
  if (chips.length === 0)
    return (
      <Card title={own.title}>
        <p class="soft">{own.text}</p>
        <Empty title={own.none}>{own.noneText}</Empty>
      </Card>
    )
  return (
    <Card title={own.title} flush>
      <List label={own.list}>
        {chips.map((chip) => (
          <ListRow
            key={chip.id}
            title={nameOf(catalogue, chip)}
            detail={<ChipFacts words={words} zone={zone} catalogue={catalogue} chip={chip} />}
            aside={
              ask &&
              chip.revoked === null && (
                <Button onClick={() => ask(chip)}>
                  {own.revoke}
                  <span class="unseen"> {nameOf(catalogue, chip)}</span>
                </Button>
              )
            }
          />
        ))}
      </List>
    </Card>
  )
}

type FactsProps = Pick<ListProps, 'words' | 'zone' | 'catalogue'> & { readonly chip: ListedChip }

/** Where it is, when it was last read, and why it is no longer. */
function ChipFacts({ words: { secure: own }, zone, catalogue, chip }: FactsProps) {
  const { uid, counter, missed, lastReadAt, addedAt, addedBy, revoked } = chip
  const at = (instant: number) => dayAndTime(instant, zone)
  const facts = [
    uid,
    lastReadAt === null ? own.neverRead : own.lastRead(at(lastReadAt)),
    ...(counter === null ? [] : [own.touches(decimal(counter))]),
    ...(missed > 0 ? [own.missed(decimal(missed))] : []),
  ]
  const urgent = revoked ? own.revokedBy(at(revoked.at), revoked.by, revoked.reason) : own.outdated
  return (
    <>
      {facts.join(' · ')}
      <br />
      {own.added(at(addedAt), addedBy)}
      {(revoked || isOutdated(catalogue, chip)) && (
        <>
          <br />
          <strong>{urgent}</strong>
        </>
      )}
    </>
  )
}

function nameOf(catalogue: Catalogue, { checkpoint }: ListedChip): string {
  const { name, place } = spotIn(catalogue, checkpoint, language.value)
  return `${place} ${name}`.trim()
}
