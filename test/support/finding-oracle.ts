/** The life of a finding as the policy tells it (9), in a table of its own: it owes nothing to checkpoints/finding.ts but the names. */
import type { Severity } from '../../checkpoints/answer.ts'
import type { FindingState, KeptAct, KeptEvent } from '../../checkpoints/finding.ts'
import type { Actor } from '../../checkpoints/finding-decision.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { Role } from '../../checkpoints/people.ts'
import type { Act } from './a-finding.ts'

const LETTERS: Readonly<Record<Role, string>> = {
  assistant: 'a',
  supervisor: 's',
  manager: 'm',
  admin: 'd',
  auditor: 'u',
}
const OPEN = 'reported in-work fixed call-back'
const OVER = 'closed settled dismissed merged'

/**
 * By whom, and in which states: assistant, supervisor, manager, admin (d), contractor (c); where it is major or an emergency by the
 * second ones. `to`: '' where it stays what it is.
 */
// biome-ignore format: hand-aligned table
const STEPS: Readonly<Record<string, { who: string; major: string; from: string; to: string }>> = {
  'settle':              { who: 'as',   major: 'as',   from: 'reported',               to: 'settled' },
  'settle for resident': { who: 'as',   major: 'as',   from: 'reported',               to: 'call-back' },
  'triage':              { who: 'sm',   major: 'm',    from: 'reported in-work',       to: 'in-work' },
  'ask-extension':       { who: 'asm',  major: 'asm',  from: 'in-work',                to: '' },
  'answer-extension':    { who: 'm',    major: 'm',    from: 'in-work',                to: '' },
  'fix':                 { who: 'asmc', major: 'asmc', from: 'in-work',                to: 'fixed' },
  'verify passed':       { who: 'asm',  major: 'asm',  from: 'fixed',                  to: 'closed' },
  'verify for resident': { who: 'asm',  major: 'asm',  from: 'fixed',                  to: 'call-back' },
  'verify failed':       { who: 'asm',  major: 'asm',  from: 'fixed',                  to: 'in-work' },
  'call-back heard':     { who: 'asmd', major: 'asmd', from: 'call-back',              to: 'closed' },
  'call-back on settled':{ who: 'asmd', major: 'asmd', from: 'call-back',              to: 'settled' },
  'call-back in vain':   { who: 'asmd', major: 'asmd', from: 'call-back',              to: '' },
  'call-back unhappy':   { who: 'asmd', major: 'asmd', from: 'call-back',              to: 'in-work' },
  'call-back unsettles': { who: 'asmd', major: 'asmd', from: 'call-back',              to: 'reported' },
  'comment':             { who: 'asmd', major: 'asmd', from: `${OPEN} ${OVER}`,        to: '' },
  'reclassify':          { who: 'sm',   major: 'sm',   from: 'reported in-work fixed', to: '' },
  'reclassify as less':  { who: 'sm',   major: 'm',    from: 'reported in-work fixed', to: '' },
  'merge':               { who: 'sm',   major: 'sm',   from: 'reported in-work',       to: 'merged' },
  'merge into less':     { who: 'sm',   major: 'm',    from: 'reported in-work',       to: 'merged' },
  'dismiss':             { who: 'sm',   major: 'm',    from: 'reported in-work',       to: 'dismissed' },
  'reopen decided':      { who: 'sm',   major: 'sm',   from: OVER,                     to: 'in-work' },
  'reopen':              { who: 'sm',   major: 'sm',   from: OVER,                     to: 'reported' },
  'acknowledge':         { who: 'smd',  major: 'smd',  from: `${OPEN} ${OVER}`,        to: '' },
  'resolve':             { who: 'sm',   major: 'sm',   from: `${OPEN} ${OVER}`,        to: '' },
}

/** As much of a finding as decides what may be done about it. */
export type Shadow = {
  readonly state: FindingState
  readonly severity: Severity
  readonly forResident: boolean
  readonly decided: boolean
  readonly assignee: Uuid | null
  readonly fixers: readonly (Uuid | null)[]
  readonly due: string | null
  readonly asked: { readonly by: Uuid | null; readonly until: string } | null
  /** The number of the event since which it rings. */
  readonly alarm: number | null
  readonly calledInVain: boolean
  readonly conflicts: readonly Uuid[]
}

/** What a deed needs to know of elsewhere. */
export type Elsewhere = {
  readonly latestDue: string
  readonly into: { readonly self: boolean; readonly open: boolean; readonly severity: Severity } | undefined
}

const BAD: readonly Severity[] = ['minor', 'normal', 'major', 'emergency']
const isMajor = (severity: Severity) => severity === 'major' || severity === 'emergency'
const isLess = (a: Severity, b: Severity) => BAD.indexOf(a) < BAD.indexOf(b)

function stepOf(shadow: Shadow, act: KeptAct, into?: Elsewhere['into']) {
  const name = (): string => {
    switch (act.kind) {
      case 'verify':
        return act.passed ? (shadow.forResident ? 'verify for resident' : 'verify passed') : 'verify failed'
      case 'settle':
        return shadow.forResident ? 'settle for resident' : 'settle'
      case 'call-back':
        if (act.outcome === 'not-satisfied') return shadow.decided ? 'call-back unhappy' : 'call-back unsettles'
        if (act.outcome === 'not-reached' && !shadow.calledInVain) return 'call-back in vain'
        return shadow.decided ? 'call-back heard' : 'call-back on settled'
      case 'reclassify':
        return isLess(act.severity, shadow.severity) ? 'reclassify as less' : 'reclassify'
      case 'merge':
        return into && isLess(into.severity, shadow.severity) ? 'merge into less' : 'merge'
      case 'reopen':
        return shadow.decided ? 'reopen decided' : 'reopen'
      default:
        return act.kind
    }
  }
  return STEPS[name()]!
}

/** The first thing in the way of a deed: who does it, where the finding stands, or something about it; undefined: nothing is. */
export type Obstacle = 'role' | 'state' | 'manager' | 'detail' | 'elsewhere'
export function obstacle(shadow: Shadow, act: Act, actor: Actor, elsewhere: Elsewhere): Obstacle | undefined {
  const { who, major, from } = stepOf(shadow, act as KeptAct, elsewhere.into)
  const letters = actor.by === 'staff' ? actor.roles.map((role) => LETTERS[role]) : ['c']
  const isManager = letters.includes('m')
  const me = actor.by === 'staff' ? actor.person : null
  if (!letters.some((letter) => who.includes(letter))) return 'role'
  if (isMajor(shadow.severity) && !letters.some((letter) => major.includes(letter))) return 'manager'
  if (!from.split(' ').includes(shadow.state)) return 'state'
  const { into, latestDue } = elsewhere
  const isFine = (): boolean => {
    switch (act.kind) {
      case 'triage':
        return act.note !== '' || !isMajor(shadow.severity)
      case 'ask-extension':
        return shadow.asked === null && (shadow.due ?? '') < act.until
      case 'answer-extension':
        return shadow.asked !== null && shadow.asked.by !== me
      case 'verify':
        return !shadow.fixers.includes(me)
      case 'acknowledge':
        return shadow.alarm !== null
      case 'resolve':
        return shadow.conflicts.includes(act.event)
      default:
        return true
    }
  }
  if (act.kind === 'triage' && !isManager && (act.dueOn ?? latestDue) > latestDue) return 'elsewhere'
  if (act.kind === 'merge' && (!into || into.self || !into.open)) return 'elsewhere'
  return isFine() ? undefined : 'detail'
}

/** One event further; it is not asked whether it may be. */
export function follow(shadow: Shadow | undefined, event: KeptEvent): Shadow | undefined {
  const { act, by, id, sequence } = event
  if (act.kind === 'begin') return beginning(act, sequence)
  if (!shadow) return undefined
  if (event.standing === 'conflicting') return { ...shadow, conflicts: [...shadow.conflicts, id] }
  const { to } = stepOf(shadow, act)
  const state = (to || shadow.state) as FindingState
  const isOver = OVER.split(' ').includes(to)
  const next = { ...shadow, state, ...(isOver ? { alarm: null } : {}), ...(to ? { asked: null } : {}) }
  switch (act.kind) {
    case 'settle':
      return { ...next, fixers: [by], calledInVain: false, alarm: null }
    case 'triage':
      return { ...next, decided: true, assignee: act.route.assignee, due: act.dueOn }
    case 'ask-extension':
      return { ...next, asked: { by, until: act.until } }
    case 'answer-extension':
      return { ...next, asked: null, due: act.approved && shadow.asked ? shadow.asked.until : shadow.due }
    case 'fix':
      return { ...next, fixers: [by, shadow.assignee].filter((one) => one !== null) }
    case 'verify':
      return { ...next, calledInVain: act.passed ? false : shadow.calledInVain }
    case 'call-back':
      return { ...next, calledInVain: act.outcome === 'not-reached' }
    case 'reclassify': {
      const rings = act.severity === 'emergency'
      const isNew = rings && shadow.severity !== 'emergency'
      return { ...next, severity: act.severity, alarm: isNew ? sequence : rings ? shadow.alarm : null }
    }
    case 'reopen':
      return { ...next, fixers: [], calledInVain: false, alarm: shadow.severity === 'emergency' ? sequence : null }
    case 'acknowledge':
      return { ...next, alarm: null }
    case 'resolve':
      return { ...next, conflicts: shadow.conflicts.filter((one) => one !== act.event) }
    default:
      return next
  }
}

function beginning(act: Extract<KeptAct, { kind: 'begin' }>, sequence: number): Shadow {
  return {
    state: act.settled ? 'settled' : 'reported',
    severity: act.severity,
    forResident: act.callBack,
    ...{ decided: false, assignee: null, fixers: [], due: null, asked: null, calledInVain: false, conflicts: [] },
    alarm: act.severity === 'emergency' && !act.settled ? sequence : null,
  }
}
