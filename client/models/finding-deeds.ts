/** What a reader may do about a finding, by the same table by which the server decides (checkpoints/finding-decision.ts). */
import type { Finding } from '../../checkpoints/finding.ts'
import type { Actor, ActRefusal } from '../../checkpoints/finding-decision.ts'
import { awaited, type DeskDeed, deedRefusal, nextDeed } from '../../checkpoints/finding-next.ts'

type Staff = Extract<Actor, { by: 'staff' }>

/** In the order in which they are offered. */
// biome-ignore format: hand-aligned table
const DEEDS: readonly DeskDeed[] = [
  'acknowledge', 'triage', 'answer-extension', 'fix', 'verify', 'call-back', 'resolve',
  'ask-extension', 'comment', 'reclassify', 'merge', 'dismiss', 'reopen',
]

/** Refusals that a reader should know of: it is to be done, but not by him. The others only mean that there is nothing to do. */
const TELLING: ReadonlySet<ActRefusal> = new Set<ActRefusal>(['manager-decides', 'own-work', 'own-extension'])

export type Deeds = {
  /** What he is to do next; undefined: nothing waits for him. */
  readonly primary: DeskDeed | undefined
  readonly others: readonly DeskDeed[]
  /** What is to be done, and why not by him. */
  readonly refused: readonly { readonly kind: DeskDeed; readonly why: ActRefusal }[]
}

export function deedsOf(finding: Finding, actor: Staff): Deeds {
  const judged = DEEDS.map((kind) => ({ kind, why: deedRefusal(kind, finding, actor) }))
  const may = judged.flatMap(({ kind, why }) => (why === undefined ? [kind] : []))
  const primary = nextDeed(finding, actor)
  const refused = judged.flatMap(({ kind, why }) => (why !== undefined && TELLING.has(why) ? [{ kind, why }] : []))
  return {
    primary,
    others: may.filter((kind) => kind !== primary),
    // Where one thing leads on, the others need no excuse.
    refused: refused.filter(({ kind }) => kind === awaited(finding)),
  }
}
