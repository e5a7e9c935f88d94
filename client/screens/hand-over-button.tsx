import { useSignal } from '@preact/signals'
import { mayCall } from '../../checkpoints/people.ts'
import type { Zone } from '../../checkpoints/time.ts'
import { Button } from '../components/button.tsx'
import { roles } from '../models/estate.ts'
import { canBeHandedOver, type HandedRound } from '../models/hand-over.ts'
import { now } from '../models/server-time.ts'
import { calendarWords } from '../words/calendar.ts'
import { HandOverSheet } from './hand-over.tsx'
import { usePeople } from './use-people.ts'

type Props = {
  readonly estate: string
  readonly zone: Zone
  readonly round: HandedRound
  readonly onDone: () => void
}

/** Hands the round over that a page shows; for those who plan, as long as visits count for it. */
export function HandOverButton({ estate, zone, round, onDone }: Props) {
  const words = calendarWords.value
  const open = useSignal(false)
  const staff = usePeople(estate)
  const mayHandOver = mayCall('PUT /api/estates/:estate/rounds/assignees', roles.value)
  if (!words || !mayHandOver || !canBeHandedOver(round, now.value)) return null
  const close = () => {
    open.value = false
  }
  return (
    <>
      <Button
        onClick={() => {
          open.value = true
        }}
      >
        {words.handOver.title}
      </Button>
      {/* A section, as a sheet's head inside a page's head would be taken for another page's. */}
      {open.value && (
        <section>
          <HandOverSheet
            words={words}
            estate={estate}
            zone={zone}
            round={round}
            staff={staff}
            onClose={close}
            onDone={() => {
              close()
              onDone()
            }}
          />
        </section>
      )}
    </>
  )
}
