/**
 * An estate whose people see to findings with phones that seldom hear of each other, one server that keeps what arrives, and a
 * shadow of each finding beside it (finding-oracle.ts). Nothing here decides anything: it asks checkpoints/finding.ts, as the
 * server does, and keeps a record of what it was told.
 */
import type { Severity } from '../../checkpoints/answer.ts'
import { after, type Finding, type KeptEvent } from '../../checkpoints/finding.ts'
import type { ActKind } from '../../checkpoints/finding-act.ts'
import { type Actor, type Decided, decide } from '../../checkpoints/finding-decision.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { Role } from '../../checkpoints/people.ts'
import { type Act, aBeginning, anAct, DUE, keptAct, staff } from './a-finding.ts'
import { at, minutes, uuid } from './builders.ts'
import { type Elsewhere, follow, obstacle, type Shadow } from './finding-oracle.ts'

/** One throw of the dice: what happens next, and every choice that it leaves. */
export type Turn = {
  readonly what: 'do' | 'look' | 'send' | 'send-unheard' | 'send-again'
  readonly phone: number
  readonly finding: number
  readonly deed: number
  readonly choice: number
  /** Whether he tries what he can see that he may not. */
  readonly wild: boolean
}
export type Estate = {
  readonly severities: readonly Severity[]
  readonly callBack: boolean
  /** The roles of each person; none: a contractor. */
  readonly roles: readonly (readonly Role[])[]
  /** By how many minutes each phone's clock is wrong. */
  readonly skews: readonly number[]
  /** Whether each phone sends in the order in which things were done. */
  readonly inOrder: boolean
}

export type Sent = {
  readonly id: Uuid
  readonly finding: Uuid
  readonly actor: Actor
  readonly act: Act
  readonly basis: number
  readonly at: number
}
/** What became of one, and how the finding stood when it did. */
export type Told = Sent & {
  readonly decided: Decided
  readonly elsewhere: Elsewhere
  readonly history: readonly KeptEvent[]
  readonly before: Finding
  readonly after: Finding
}
type Kept = { events: KeptEvent[]; finding: Finding }

export function livedThrough({ severities, callBack, roles, skews, inOrder }: Estate, turns: readonly Turn[]) {
  const kept = new Map<Uuid, Kept>()
  const phones = skews.map((skew) => ({ skew: minutes(skew), seen: new Map<Uuid, number>(), queue: [] as Sent[] }))
  const told = new Map<Uuid, Told>()
  const sent: Sent[] = []
  let now = at('08:00')

  for (const [i, severity] of severities.entries()) {
    const id = findingId(i)
    const act = { kind: 'begin', ...aBeginning({ severity, callBack }) } as const
    const event = { id: uuid(0xb000 + i), sequence: 1, at: now, by: uuid(1), standing: 'applied', act } as const
    kept.set(id, { events: [event], finding: after(id, undefined, event)! })
  }

  function act(turn: Turn) {
    const phone = phones[turn.phone % phones.length]!
    const finding = findingId(turn.finding % severities.length)
    const basis = phone.seen.get(finding) ?? 1
    const queued = phone.queue.filter((event) => event.finding === finding)
    const seen = kept.get(finding)!.events.slice(0, basis)
    const view = shadowOf([...seen, ...queued.map((event, i) => rowOf(event, basis + 1 + i, 'applied', event.at))])
    const deeds = deedsWith(turn.choice, kept.get(finding)!.events)
    const elsewhere = new Map(deeds.map((one) => [one, elsewhereOf(finding, one)]))
    const passing = roles.map((_, i) => actorOf(roles, turn.choice + i))
    const may = (actor: Actor) => deeds.filter((one) => !obstacle(view, one, actor, elsewhere.get(one)!))
    const { actor, from } = chosen(passing, turn, may) ?? { actor: passing[0]!, from: turn.wild ? deeds : [] }
    const deed = from[turn.deed % from.length]
    if (!deed) return
    const event = { id: uuid(0xd000 + sent.length), finding, actor, act: deed, basis, at: now + phone.skew }
    sent.push(event)
    phone.queue.push(event)
  }

  function deliver(event: Sent) {
    if (told.has(event.id)) return
    const one = kept.get(event.finding)!
    const elsewhere = elsewhereOf(event.finding, event.act)
    const into = event.act.kind === 'merge' ? kept.get(event.act.into)?.finding : undefined
    const history = [...one.events]
    const before = one.finding
    const decided = decide(event.finding, history, event, event.actor, { latestDue: DUE, into })
    if (decided.outcome !== 'refused') {
      const row = rowOf(event, history.length + 1, decided.outcome, now)
      one.events.push(row)
      one.finding = after(event.finding, one.finding, row)!
    }
    told.set(event.id, { ...event, decided, elsewhere, history, before, after: one.finding })
  }

  function elsewhereOf(finding: Uuid, deed: Act): Elsewhere {
    const into = deed.kind === 'merge' ? kept.get(deed.into) : undefined
    const shadow = into && shadowOf(into.events)
    const isOpen = shadow && ['reported', 'in-work', 'fixed', 'call-back'].includes(shadow.state)
    return {
      latestDue: DUE,
      into: shadow && {
        self: deed.kind === 'merge' && deed.into === finding,
        open: isOpen === true,
        severity: shadow.severity,
      },
    }
  }

  function play(turn: Turn) {
    now += minutes(turn.choice % 90)
    const phone = phones[turn.phone % phones.length]!
    const waiting = phone.queue[inOrder ? 0 : turn.choice % Math.max(1, phone.queue.length)]
    switch (turn.what) {
      case 'do':
        return act(turn)
      case 'look':
        for (const [id, { events }] of kept) phone.seen.set(id, events.length)
        return
      case 'send':
      case 'send-unheard':
        if (!waiting) return
        deliver(waiting)
        // Of what it has not heard an answer to, a phone keeps hold.
        if (turn.what === 'send') phone.queue.splice(phone.queue.indexOf(waiting), 1)
        return
      case 'send-again': {
        const again = sent[turn.choice % Math.max(1, sent.length)]
        if (again && told.has(again.id)) deliver(again)
      }
    }
  }

  for (const turn of turns) play(turn)
  // In the end everybody comes up from the basement, in an order that nobody planned.
  for (let i = 0; ; i++) {
    const waiting = phones.filter(({ queue }) => queue.length > 0)
    if (waiting.length === 0) break
    const { choice, deed } = turns[i % turns.length]!
    const { queue } = waiting[choice % waiting.length]!
    const [event] = queue.splice(inOrder ? 0 : deed % queue.length, 1)
    if (event) deliver(event)
  }
  return { kept, told, sent }
}

function rowOf({ id, actor, act, at: doneAt }: Sent, sequence: number, standing: KeptEvent['standing'], now: number) {
  const by = actor.by === 'staff' ? actor.person : null
  return { id, sequence, standing, at: Math.min(doneAt, now), by, act: keptAct(act) }
}

const findingId = (number: number) => uuid(0xf100 + number)

function actorOf(roles: Estate['roles'], number: number): Actor {
  const own = roles[number % roles.length]!
  return own.length === 0 ? { by: 'contractor' } : staff(uuid(1 + (number % roles.length)), ...own)
}

export function shadowOf(events: readonly KeptEvent[]): Shadow {
  return events.reduce<Shadow | undefined>(follow, undefined)!
}

/** How it stands for whoever has seen so much of it, and knows what he has done himself. */
export function shadowFor(actor: Actor, basis: number, events: readonly KeptEvent[]): Shadow | undefined {
  const own = ({ by }: KeptEvent) => actor.by === 'staff' && by === actor.person
  return events
    .filter((event) => event.sequence <= basis || own(event))
    .map((event) => (event.sequence > basis ? { ...event, standing: 'applied' as const } : event))
    .reduce<Shadow | undefined>(follow, undefined)
}

/** What waits for somebody, and what leads on: as a rule that is done, by whoever may. */
const WAITING: readonly ActKind[] = ['answer-extension', 'call-back']
const LEADING: readonly ActKind[] = ['triage', 'ask-extension', 'ask-extension', 'fix', 'verify']

/** Phones go from hand to hand. @returns whose turn it is, and what he may do as far as his phone knows */
function chosen(passing: readonly Actor[], { choice, wild }: Turn, may: (actor: Actor) => readonly Act[]) {
  if (wild) return undefined
  const all = passing.map((actor) => ({ actor, from: may(actor) }))
  for (const kinds of choice % 4 === 0 ? [] : [WAITING, LEADING]) {
    for (const { actor, from } of all) {
      const leading = kinds.flatMap((kind) => from.filter((act) => act.kind === kind))
      if (leading.length > 0) return { actor, from: leading }
    }
  }
  return all[0]
}

const UNTIL = ['2026-03-05', '2026-03-09', '2026-03-12', '2026-03-20']
const SEVERITIES: readonly Severity[] = ['minor', 'normal', 'major', 'emergency']

function deedsWith(choice: number, events: readonly KeptEvent[]): Act[] {
  const pick = <One>(from: readonly One[]): One => from[choice % from.length]!
  const assignee = pick([null, uuid(1), uuid(2), uuid(3)])
  const repair = { kind: 'repair', assignee, contractor: null } as const
  return [
    anAct('settle'),
    anAct('triage', { route: repair, dueOn: pick([null, ...UNTIL]), note: pick(['', 'To the workshop']) }),
    anAct('ask-extension', { until: pick(UNTIL) }),
    anAct('answer-extension', { approved: choice % 3 > 0 }),
    anAct('fix'),
    anAct('verify', { passed: choice % 3 > 0 }),
    anAct('call-back', { outcome: pick(['satisfied', 'not-satisfied', 'not-reached'] as const) }),
    anAct('comment'),
    anAct('reclassify', { severity: pick(SEVERITIES) }),
    anAct('merge', { into: findingId(choice % 3) }),
    anAct('dismiss'),
    anAct('reopen'),
    anAct('acknowledge'),
    anAct('resolve', { event: pick(events).id }),
  ]
}
