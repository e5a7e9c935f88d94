/** Findings for tests: a problem at the lobby, the people who see to it, and what they do about it. */
import {
  after,
  type Finding,
  type FindingBeginning,
  findingOf,
  type KeptAct,
  type KeptEvent,
} from '../../checkpoints/finding.ts'
import type { ActKind, FindingAct } from '../../checkpoints/finding-act.ts'
import { type Actor, type Decided, decide, type Given } from '../../checkpoints/finding-decision.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { Role } from '../../checkpoints/people.ts'
import type { CivilDate, Instant } from '../../checkpoints/time.ts'
import { at, LOBBY, minutes, UNSIGNED_DIGITS, uuid } from './builders.ts'

export type Act = Exclude<FindingAct, { kind: 'report' }>
export type ActOf<Kind extends ActKind> = Extract<FindingAct, { kind: Kind }>
export type Staff = Extract<Actor, { by: 'staff' }>

export const FINDING = uuid(0xf1)
export const [AMY, BEN, SUE, SAM, MAX, MIA] = [1, 2, 3, 4, 5, 6].map((number) => uuid(number)) as [
  Uuid,
  Uuid,
  Uuid,
  Uuid,
  Uuid,
  Uuid,
]
const HAND = 'a'.repeat(64)

export function staff(person: Uuid, ...roles: Role[]): Staff {
  return { by: 'staff', person, roles }
}
/** Two of each who do the work, so that one can look at what the other did. */
export const amy = staff(AMY, 'assistant')
export const ben = staff(BEN, 'assistant')
export const sue = staff(SUE, 'supervisor')
export const sam = staff(SAM, 'supervisor')
export const max = staff(MAX, 'manager')
export const mia = staff(MIA, 'manager')
export const contractor: Actor = { by: 'contractor' }

/** A normal problem that Amy reports free at the lobby. */
export function aBeginning(given: Partial<FindingBeginning> = {}): FindingBeginning {
  return {
    checkpoint: LOBBY,
    source: { by: 'staff' },
    category: 'facilities',
    severity: 'normal',
    note: 'A tile is loose',
    photos: [],
    signature: null,
    settled: false,
    callBack: false,
    ...given,
  }
}

/** As Amy has just reported it, at 21:00, unless it says otherwise. */
export function aFinding(given: Partial<Finding> = {}): Finding {
  const begin = { kind: 'begin', ...aBeginning() } as const
  const finding = findingOf(FINDING, [
    { id: uuid(0xe0), sequence: 1, at: at('21:00'), by: AMY, standing: 'applied', act: begin },
  ])
  return { ...finding!, ...given }
}

/** The day that is due for what is decided upon without a day of its own. */
export const DUE: CivilDate = '2026-03-09'

// biome-ignore format: hand-aligned table
const ACTS: { readonly [Kind in Exclude<ActKind, 'report'>]: ActOf<Kind> } = {
  settle:             { kind: 'settle', note: 'Glued', photos: [], signature: HAND },
  triage:             { kind: 'triage', route: { kind: 'repair', assignee: null, contractor: null }, dueOn: null, note: 'To the workshop' },
  'ask-extension':    { kind: 'ask-extension', until: '2026-03-16', reason: 'No tiles' },
  'answer-extension': { kind: 'answer-extension', approved: true, reason: 'Ordered' },
  fix:                { kind: 'fix', note: 'Glued', photos: [] },
  verify:             { kind: 'verify', passed: true, note: '', photos: [], signature: HAND,
                        evidence: { channel: 'camera', digits: UNSIGNED_DIGITS }, position: null },
  'call-back':        { kind: 'call-back', outcome: 'satisfied', note: '' },
  comment:            { kind: 'comment', text: 'Looking', mentions: [], photos: [] },
  reclassify:         { kind: 'reclassify', severity: 'normal', category: 'facilities', reason: 'Seen it' },
  merge:              { kind: 'merge', into: uuid(0xf2), note: '' },
  dismiss:            { kind: 'dismiss', reason: 'It is meant to be so' },
  reopen:             { kind: 'reopen', reason: 'Loose again' },
  acknowledge:        { kind: 'acknowledge', note: '' },
  resolve:            { kind: 'resolve', event: uuid(0xc0), reason: 'Both were there' },
}

export function anAct<Kind extends keyof typeof ACTS>(kind: Kind, given: Partial<ActOf<Kind>> = {}): ActOf<Kind> {
  return { ...ACTS[kind], ...given }
}

type Doing = {
  /** All that has happened, unless it says otherwise. */
  readonly basis?: number
  readonly at?: Instant
  readonly given?: Given
}

/** A finding to which things happen: each a minute after the last, and known to everybody, unless a test says otherwise. */
export function aStory(beginning: Partial<FindingBeginning> = {}) {
  const begin = { kind: 'begin', ...aBeginning(beginning) } as const
  const events: KeptEvent[] = [
    { id: uuid(0xe01), sequence: 1, at: at('21:00'), by: AMY, standing: 'applied', act: begin },
  ]
  let finding = after(FINDING, undefined, events[0]!)!
  const tries = (actor: Actor, act: Act, { basis = events.length, given }: Doing = {}): Decided =>
    decide(FINDING, events, { act, basis }, actor, given)
  return {
    events,
    get finding(): Finding {
      return finding
    },
    /** What would come of it. */
    tries,
    /** Does it, and keeps it unless it is refused. */
    does(actor: Actor, act: Act, doing: Doing = {}): Decided {
      const decided = tries(actor, act, doing)
      if (decided.outcome === 'refused') return decided
      const event = keptEvent(actor, act, { sequence: events.length + 1, standing: decided.outcome, at: doing.at })
      events.push(event)
      finding = after(FINDING, finding, event)!
      return decided
    },
  }
}
export type Story = ReturnType<typeof aStory>

function keptEvent(
  actor: Actor,
  act: Act,
  { sequence, standing, at: doneAt }: Pick<KeptEvent, 'sequence' | 'standing'> & { readonly at: Instant | undefined },
): KeptEvent {
  return {
    id: uuid(0xe00 + sequence),
    sequence,
    standing,
    at: doneAt ?? at('21:00') + minutes(sequence - 1),
    by: actor.by === 'staff' ? actor.person : null,
    act: keptAct(act),
  }
}

/** As the server keeps it: a due day is settled. */
export function keptAct(act: Act): KeptAct {
  return act.kind === 'triage' ? { ...act, dueOn: act.dueOn ?? DUE } : act
}
