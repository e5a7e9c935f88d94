/** What is to be done about a finding next, and by whom, by the same table by which a deed is judged (finding-decision.ts). */
import type { Finding } from './finding.ts'
import type { ActKind, FindingAct } from './finding-act.ts'
import { type Actor, type ActRefusal, refusalOf } from './finding-decision.ts'

export type DeskDeed = Exclude<ActKind, 'report' | 'settle'>
type Act = Exclude<FindingAct, { kind: 'report' }>
type Staff = Extract<Actor, { by: 'staff' }>

const NOBODY = '00000000-0000-0000-0000-000000000000'
const NEVER = '9999-12-31'

/** A deed of a kind that nothing is wrong with but, perhaps, who does it and when. */
function soundDeed(kind: DeskDeed, finding: Finding): Act {
  const [note, reason, photos] = ['-', '-', []]
  switch (kind) {
    case 'triage':
      return { kind, route: { kind: 'repair', assignee: null, contractor: null }, dueOn: null, note }
    case 'ask-extension':
      return { kind, until: NEVER, reason }
    case 'answer-extension':
      return { kind, approved: true, reason }
    case 'fix':
      return { kind, note, photos }
    case 'verify': {
      const evidence = { channel: 'typed' } as const
      return { kind, passed: true, note, photos, signature: '', evidence, position: null }
    }
    case 'call-back':
      return { kind, outcome: 'satisfied', note }
    case 'comment':
      return { kind, text: note, mentions: [], photos }
    case 'reclassify':
      return { kind, severity: 'emergency', category: finding.category ?? 'facilities', reason }
    case 'merge':
      return { kind, into: NOBODY, note }
    case 'dismiss':
    case 'reopen':
      return { kind, reason }
    case 'acknowledge':
      return { kind, note }
    case 'resolve':
      return { kind, event: finding.conflicts[0] ?? NOBODY, reason }
  }
}

/** Why a kind of deed is not his to do now; undefined: it is. */
export function deedRefusal(kind: DeskDeed, finding: Finding, actor: Staff): ActRefusal | undefined {
  return refusalOf(finding, soundDeed(kind, finding), actor, { into: { id: NOBODY, state: 'reported' } })
}

/** What has to be done next, whoever may; undefined: nothing. */
export function awaited(finding: Finding): DeskDeed | undefined {
  if (finding.alarmedAt !== null) return 'acknowledge'
  if (finding.conflicts.length > 0) return 'resolve'
  if (finding.extension) return 'answer-extension'
  switch (finding.state) {
    case 'reported':
      return 'triage'
    case 'in-work':
      return 'fix'
    case 'fixed':
      return 'verify'
    case 'call-back':
      return 'call-back'
    default:
      return undefined
  }
}

/** The first thing to do that is his; a request for more time does not keep anybody from fixing it. */
export function nextDeed(finding: Finding, actor: Staff): DeskDeed | undefined {
  const next = awaited(finding)
  const calm = { ...finding, alarmedAt: null, conflicts: [], extension: null }
  const steps = [next, awaited(calm)].filter((kind) => kind !== undefined)
  return steps.find((kind) => deedRefusal(kind, finding, actor) === undefined)
}

/** What waits for this reader and, where it is a repair, nobody else. */
export function waitsForMe(finding: Finding, actor: Staff): DeskDeed | undefined {
  const next = nextDeed(finding, actor)
  return next === 'fix' && finding.route?.assignee !== actor.person ? undefined : next
}
