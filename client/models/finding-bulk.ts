/** The same deed for many findings: what it would change first, then each as an event of its own, with its own outcome. */
import type { Finding } from '../../checkpoints/finding.ts'
import type { FindingAct } from '../../checkpoints/finding-act.ts'
import type { Actor } from '../../checkpoints/finding-decision.ts'
import { deedRefusal } from '../../checkpoints/finding-next.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { FindingReceipt, ListedFinding } from '../../checkpoints/wire/finding.ts'
import type { Reply } from '../request.ts'
import { type Outgoing, outgoing } from './finding-events.ts'

export type BulkKind = 'triage' | 'merge'
type Staff = Extract<Actor, { by: 'staff' }>

export type BulkRow = {
  readonly finding: ListedFinding
  /** Why it is left out; undefined: it is not. `kept` is the one into which the others are merged. */
  readonly left: ReturnType<typeof deedRefusal> | 'kept'
}

/** Which of the selected ones would change. */
export function previewOf(
  kind: BulkKind,
  selected: readonly ListedFinding[],
  actor: Staff,
  into: Uuid | undefined,
): BulkRow[] {
  return selected.map((finding) => ({
    finding,
    left: kind === 'merge' && finding.id === into ? 'kept' : deedRefusal(kind, finding, actor),
  }))
}

/** Duplicates are at one spot; the one that is furthest, else the oldest, goes on. */
export function suggestedInto(selected: readonly ListedFinding[]): Uuid | undefined {
  const rank = ({ state }: Pick<Finding, 'state'>) =>
    ({ fixed: 3, 'call-back': 3, 'in-work': 2, reported: 1 })[state as string] ?? 0
  return selected.toSorted((a, b) => rank(b) - rank(a) || a.reportedAt - b.reportedAt)[0]?.id
}

export type Outcome = { readonly finding: Uuid; readonly reply: Reply<FindingReceipt> }

/** One event each, as prepared once: a second attempt sends the same ones, so that none counts twice. */
export function preparedFor(rows: readonly BulkRow[], estate: Uuid, person: Uuid, act: FindingAct): Outgoing[] {
  return rows
    .filter(({ left }) => left === undefined)
    .map(({ finding }) => outgoing({ estate, person, finding: finding.id, basis: finding.version }, act))
}

/** One after the other; each outcome is told as it comes, and none stops the rest. */
export async function sendAll(
  events: readonly Outgoing[],
  send: (event: Outgoing) => Promise<Reply<FindingReceipt>>,
  onOutcome: (outcome: Outcome) => void,
): Promise<void> {
  for (const event of events) onOutcome({ finding: event.event.finding, reply: await send(event) })
}

/** Those to be sent again: the ones of which nobody knows whether they arrived. */
export function unsent(events: readonly Outgoing[], outcomes: readonly Outcome[]): Outgoing[] {
  const settled = new Set(outcomes.flatMap(({ finding, reply }) => (reply.ok || !reply.offline ? [finding] : [])))
  return events.filter(({ event }) => !settled.has(event.finding))
}
