import type { ShownEvent } from '../../checkpoints/wire/finding.ts'
import type { DeedProps } from './finding-deed-sheet.tsx'
import { EventShown } from './finding-history.tsx'
import { useDeedForm } from './use-deed-form.tsx'

/** Both records beside each other: the one that came too late, and what had been done before it arrived. */
export function ResolveForm(props: DeedProps) {
  const { words, detail } = props
  const late = detail.events.find(({ id }) => id === detail.finding.conflicts[0])
  const { written, frame } = useDeedForm(props, {
    initial: { reason: '' },
    faultsOf: ({ reason }) => (reason.trim() === '' ? { reason: 'textMissing' } : {}),
    actOf: ({ reason }) => ({ kind: 'resolve', event: late?.id ?? '', reason: reason.trim() }),
  })
  if (!late) return <p>{words.refusals['conflict-unknown']}</p>
  const counted = countedBefore(detail.events, late)
  return frame(
    <>
      <p class="soft">{words.form.resolveText}</p>
      <div class="finding-beside">
        {counted && (
          <section>
            <h3>{words.form.countedRecord}</h3>
            <EventShown {...props} event={counted} />
          </section>
        )}
        <section>
          <h3>{words.form.lateRecord}</h3>
          <EventShown {...props} event={late} />
        </section>
      </div>
      {written('reason', words.form.resolveReason)}
    </>,
  )
}

/** What stood in its way: the last one before it that changed something. */
function countedBefore(events: readonly ShownEvent[], late: ShownEvent): ShownEvent | undefined {
  return events.findLast(
    ({ sequence, standing, act }) =>
      sequence < late.sequence && standing === 'applied' && act.kind !== 'comment' && act.kind !== 'resolve',
  )
}
