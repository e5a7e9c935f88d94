/** Usual lives of a finding, and usual deeds about one. */
import type { Finding } from '../../checkpoints/finding.ts'
import type { CallBackOutcome } from '../../checkpoints/finding-act.ts'
import type { Actor, ActRefusal, Decided } from '../../checkpoints/finding-decision.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { CivilDate } from '../../checkpoints/time.ts'
import { type Act, amy, anAct, aStory, ben, DUE, type Story, sue } from './a-finding.ts'
import { uuid } from './builders.ts'

export const applied: Decided = { outcome: 'applied' }
export const conflicting: Decided = { outcome: 'conflicting' }
export const refused = (why: ActRefusal): Decided => ({ outcome: 'refused', why })
/** One that a finding may be merged into. */
export const other = { id: uuid(0xf2), state: 'reported', severity: 'normal' } as const

export const toDay = (until: CivilDate) => anAct('ask-extension', { until })
export const answer = (approved: boolean) => anAct('answer-extension', { approved })
export const failed = anAct('verify', { passed: false, note: 'Still loose' })
export const heard = (outcome: CallBackOutcome) => anAct('call-back', { outcome })
export const routedTo = (assignee: Uuid | null) =>
  anAct('triage', { route: { kind: 'repair', assignee, contractor: null }, dueOn: DUE })
export const classed = (severity: Finding['severity']) => anAct('reclassify', { severity })

/** Does one after the other, each of which has to count. */
export function story(beginning: Parameters<typeof aStory>[0], ...deeds: [Actor, Act][]): Story {
  const told = aStory(beginning)
  for (const [actor, act] of deeds) {
    const { outcome } = told.does(actor, act, { given: { into: other } })
    if (outcome !== 'applied') throw new Error(`${act.kind} is ${outcome}`)
  }
  return told
}
export const IN_WORK: [Actor, Act][] = [[sue, routedTo(null)]]
export const FIXED: [Actor, Act][] = [...IN_WORK, [amy, anAct('fix')]]
export const CLOSED: [Actor, Act][] = [...FIXED, [ben, anAct('verify')]]
