/** A work order as its contractor sees it: what is to be done, and nobody of the staff. */
import { pathTo } from '../../checkpoints/place.ts'
import type { PublicWorkOrder } from '../../checkpoints/wire/finding.ts'
import type { Context } from '../context.ts'
import type { StoredEvent, StoredFinding } from '../store/findings.ts'
import type { StoredWorkOrder } from '../store/work-orders.ts'
import { itemWordsOf, workOrderNumber } from './findings.ts'

/** undefined: its estate or spot is gone. */
export async function publicWorkOrder(
  context: Context,
  order: StoredWorkOrder,
  stored: StoredFinding,
): Promise<PublicWorkOrder | undefined> {
  const { read } = context.database
  const { finding } = stored
  const [estate, spot, places, events, words] = await Promise.all([
    read.estates.byId(stored.estate),
    read.checkpoints.byId(finding.checkpoint),
    read.places.of(stored.estate),
    read.findings.events(finding.id),
    itemWordsOf(context, [stored]),
  ])
  if (!estate || !spot) return undefined
  const back = finding.state === 'in-work' ? sentBackBy(events) : undefined
  const byId = new Map(places.map((place) => [place.id, place]))
  return {
    number: workOrderNumber(order),
    estate: { names: estate.names, zone: estate.zone },
    spot: {
      names: spot.checkpoint.names,
      code: spot.checkpoint.code,
      place: pathTo(byId, spot.checkpoint.place).map(({ names }) => names),
    },
    severity: finding.severity,
    note: finding.note,
    itemWords: words.get(finding.id) ?? null,
    // What the verification found shows what is still wrong.
    photos: [...new Set([...finding.photos, ...(back?.act.kind === 'verify' ? back.act.photos : [])])],
    dueOn: finding.dueOn,
    instructions: instructionsIn(events),
    sentBack: back ? reasonOf(back) : null,
    state: finding.state === 'in-work' ? 'to-do' : 'reported-fixed',
    issuedAt: order.issuedAt,
  }
}

/** What was written when it was given out the last time. */
function instructionsIn(events: readonly StoredEvent[]): string {
  const last = events.findLast(({ act, standing }) => act.kind === 'triage' && standing === 'applied')
  return last?.act.kind === 'triage' ? last.act.note : ''
}

/** What sent it back to work, unless it has been fixed again since. */
function sentBackBy(events: readonly StoredEvent[]): StoredEvent | undefined {
  const last = events.findLast(
    ({ act, standing }) => standing === 'applied' && (act.kind === 'fix' || isSendingBack(act)),
  )
  return last && isSendingBack(last.act) ? last : undefined
}

function isSendingBack(act: StoredEvent['act']): boolean {
  return (act.kind === 'verify' && !act.passed) || (act.kind === 'call-back' && act.outcome === 'not-satisfied')
}

/** What a resident said who was called back stays in the house: it may hold who he is. */
function reasonOf({ act }: StoredEvent): string {
  return act.kind === 'verify' ? act.note : ''
}
