import { useEffect, useMemo } from 'preact/hooks'
import { nameIn } from '../../checkpoints/language.ts'
import { mayCall } from '../../checkpoints/people.ts'
import { addDays, civilDateOf, type Zone } from '../../checkpoints/time.ts'
import type { StaffMember } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Checks } from '../components/checks.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { Notice } from '../components/notice.tsx'
import { Segmented } from '../components/segmented.tsx'
import { Select } from '../components/select.tsx'
import { Sheet } from '../components/sheet.tsx'
import { TextArea } from '../components/text-area.tsx'
import type { CalendarRound } from '../models/calendar.ts'
import { roles } from '../models/estate.ts'
import {
  clashesOf,
  clashesOfSwap,
  type HandedRound,
  type HandOverDraft,
  type HandOverFault,
  handOverBody,
  handOverFaults,
  isJoined,
  NO_HAND_OVER,
  REASON_MAX_LENGTH,
  swappable,
} from '../models/hand-over.ts'
import { assignable } from '../models/plans.ts'
import { polled } from '../models/polled.ts'
import { now } from '../models/server-time.ts'
import { getCalendar, handOver } from '../server.ts'
import type { CalendarWords } from '../words/calendar.zh-Hant.ts'
import { language } from '../words/language.ts'
import { dayOf } from '../words/writing.ts'
import { hoursText, nameOf, walkersText } from './calendar-words.ts'
import { useForm } from './use-form.ts'
import { Waiting } from './waiting.tsx'

type Props = {
  readonly words: CalendarWords
  readonly estate: string
  readonly zone: Zone
  readonly round: HandedRound
  /** Undefined as long as it has not come. */
  readonly staff: readonly StaffMember[] | undefined
  readonly onClose: () => void
  readonly onDone: () => void
}

/** How far ahead rounds are offered for a swap. */
const DAYS_AHEAD = 14

/** Gives a round to colleagues, or exchanges the walkers of two. Says beforehand what will come of it. */
export function HandOverSheet(props: Props) {
  const { words, estate, zone, round, staff, onClose, onDone } = props
  const { handOver: own } = words
  const coming = useComing(estate, zone)
  const rounds = coming.value.value?.rounds ?? []
  const form = useForm<HandOverDraft, HandOverFault>({
    initial: NO_HAND_OVER,
    faultsOf: handOverFaults,
    faultText: (fault) => own.faults[fault],
    fieldOf: { 'person-unknown': 'people' },
  })
  const { draft, set } = form
  const joins = isJoined(round, now.value)

  async function send(event?: SubmitEvent): Promise<void> {
    event?.preventDefault()
    if (await form.submit((draft) => handOver(estate, handOverBody(round, draft, rounds)))) onDone()
  }

  const deed = draft.how === 'swap' ? own.submitSwap : joins ? own.submitJoin : own.submitGive
  return (
    <Sheet
      title={own.titleOf(nameIn(round.names, language.value))}
      closeLabel={words.close}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" busy={form.busy} onClick={() => void send()}>
            {deed}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </>
      }
    >
      <form class="stack" ref={form.ref} onSubmit={send} noValidate>
        <p>
          {own.now(walkersText(words, round, staff))}{' '}
          {joins ? own.whileOpen : draft.how === 'swap' ? own.whenSwapped : own.beforeOpen}
        </p>
        {!joins && (
          <Segmented
            legend={own.how}
            size="small"
            segments={[
              { value: 'give', label: own.give },
              { value: 'swap', label: own.swap },
            ]}
            value={draft.how}
            onChange={(how) => set({ how })}
          />
        )}
        {!staff && mayCall('GET /api/estates/:estate/staff', roles.value) && <p class="soft">{words.loading}</p>}
        {draft.how === 'give' ? (
          <Colleagues {...props} rounds={rounds} draft={draft} set={set} error={form.errorOf('people')} />
        ) : (
          <>
            <Waiting words={words} shown={coming} zone={zone} />
            {coming.value.value && (
              <Swap {...props} rounds={rounds} draft={draft} set={set} error={form.errorOf('other')} />
            )}
          </>
        )}
        <TextArea
          label={own.reason}
          hint={own.reasonHint}
          rows={2}
          maxLength={REASON_MAX_LENGTH}
          value={draft.reason}
          onInput={(reason) => set({ reason })}
        />
        {form.trouble && <Notice tone="error">{form.trouble}</Notice>}
      </form>
    </Sheet>
  )
}

/** The rounds of the next days: for a swap, and to see who is on another round at the time. */
function useComing(estate: string, zone: Zone) {
  const coming = useMemo(() => {
    const today = civilDateOf(now.peek(), zone)
    return polled(() => getCalendar(estate, { from: addDays(today, -1), to: addDays(today, DAYS_AHEAD) }))
  }, [estate, zone])
  useEffect(() => void coming.refresh(), [coming])
  return coming
}

type PartProps = Pick<Props, 'words' | 'zone' | 'round' | 'staff'> & {
  readonly rounds: readonly CalendarRound[]
  readonly draft: HandOverDraft
  readonly set: (change: Partial<HandOverDraft>) => void
  readonly error: string | undefined
}

function Colleagues({ words, round, staff, rounds, draft, set, error }: PartProps) {
  const { handOver: own } = words
  // Who walks it already need not be given it. A round of anyone's is given to somebody in particular.
  const offered = assignable(staff ?? [], []).filter(({ person }) => !round.assignees.includes(person.id))
  const clashes = draft.people.flatMap((person) => {
    const [clash] = clashesOf(person, round, rounds)
    return clash ? [{ person, clash }] : []
  })
  return (
    <>
      <FieldGroup label={own.people} error={error}>
        <Checks
          options={offered.map(({ person }) => ({ value: person.id, label: person.name }))}
          value={draft.people}
          onChange={(people) => set({ people })}
        />
      </FieldGroup>
      <Clashes words={words} staff={staff} clashes={clashes} />
    </>
  )
}

type ClashesProps = Pick<PartProps, 'words' | 'staff'> & {
  readonly clashes: readonly { readonly person: string; readonly clash: HandedRound }[]
}

/** It may be meant all the same: said, not forbidden. */
function Clashes({ words, staff, clashes }: ClashesProps) {
  const nameOfPerson = (id: string) => staff?.find(({ person }) => person.id === id)?.person.name
  return (
    <>
      {clashes.map(({ person, clash }) => (
        <Notice key={`${person}/${clash.round}`} tone="warn">
          {words.handOver.clash(nameOfPerson(person) ?? words.checks.someone, nameOf(clash))}
        </Notice>
      ))}
    </>
  )
}

function Swap({ words, zone, round, staff, rounds, draft, set, error }: PartProps) {
  const { handOver: own } = words
  if (round.assignees.length === 0) return <p>{own.cannotSwap}</p>
  const others = swappable(round, rounds, now.value)
  if (others.length === 0) return <p>{own.noSwaps}</p>
  const whenOf = (other: CalendarRound) => `${dayOf(other.opensAt, zone)} ${hoursText(words, other, zone, now.value)}`
  const other = others.find((one) => one.round === draft.other)
  const nameAt = (one: HandedRound) => `${nameOf(one)} ${dayOf(one.opensAt, zone)}`
  return (
    <>
      <Select
        label={own.other}
        placeholder={own.choose}
        value={other?.round}
        onChange={(other) => set({ other: other || undefined })}
        options={others.map((one) => ({
          value: one.round,
          label: own.choice(whenOf(one), nameOf(one), walkersText(words, one, staff)),
        }))}
        error={error}
      />
      {other && (
        <>
          <ul class="calendar-swap">
            <li>{own.swapped(nameAt(round), walkersText(words, other, staff))}</li>
            <li>{own.swapped(nameAt(other), walkersText(words, round, staff))}</li>
          </ul>
          <Clashes words={words} staff={staff} clashes={clashesOfSwap(round, other, rounds)} />
        </>
      )}
    </>
  )
}
