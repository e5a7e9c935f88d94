/** What happened to a finding, step by step, in words. */
import { SEVERITY_NAMES } from '../../checkpoints/answer.ts'
import { CATEGORIES } from '../../checkpoints/checklist.ts'
import { type FindingAct, ROUTES } from '../../checkpoints/finding-act.ts'
import type { Sha256 } from '../../checkpoints/ids.ts'
import { SUSPICION_NAMES } from '../../checkpoints/presence.ts'
import { MINUTE_MS } from '../../checkpoints/time.ts'
import type { ShownAct } from '../../checkpoints/wire/finding.ts'
import { type FiledEvent, type FindingFile, numberOf, residentsOf, type Speech } from './finding-file.ts'

export type Step = {
  readonly number: number
  readonly title: string
  readonly at: string
  /** Who, in what role; how it is signed, what the proof of presence was worth. */
  readonly by: string
  /** Facts, one a line. */
  readonly facts: readonly string[]
  /** What was written. */
  readonly said: string
  readonly photos: readonly Sha256[]
  readonly signature: { readonly sha256: Sha256; readonly of: string } | undefined
  readonly conflict: string | undefined
}

/** @param file whose events are told, in order of arrival */
export function stepsOf(file: FindingFile, speech: Speech): Step[] {
  return file.events.map((event) => stepOf(file, speech, event))
}

function stepOf(file: FindingFile, speech: Speech, event: FiledEvent): Step {
  const { words, time } = speech
  const { act, sequence, standing, resolved } = event
  const signature =
    'signature' in act && act.signature
      ? { sha256: act.signature, of: words.signedAs(event.by, time(event.at)) }
      : undefined
  return {
    number: sequence,
    title: titleOf(act, speech),
    at: time(event.at),
    by: authorOf(event, speech),
    facts: factsOf(file, speech, act),
    said: saidIn(act),
    photos: 'photos' in act ? act.photos : [],
    signature,
    conflict: standing === 'applied' ? undefined : resolved ? words.conflictResolved : words.conflict,
  }
}

/** What was done, in a few words. */
export function titleOf(act: ShownAct, { words, language }: Speech): string {
  const { acts } = words
  switch (act.kind) {
    case 'begin':
      return act.settled ? words.colon(acts.begin, acts.settle) : acts.begin
    case 'report':
      return acts.begin
    case 'triage':
      return words.colon(acts.triage, ROUTES[act.route.kind].names[language])
    case 'ask-extension':
      return acts.askExtension
    case 'answer-extension':
      return act.approved ? acts.approved : acts.notApproved
    case 'verify':
      return act.passed ? acts.passed : acts.failed
    case 'call-back':
      return words.colon(acts.callBack, words.outcomes[act.outcome])
    case 'owe-call-back':
      return act.owed ? acts.callBackTaken : acts.callBackGiven
    default:
      return acts[act.kind]
  }
}

function authorOf(event: FiledEvent, speech: Speech): string {
  const { words, time } = speech
  const { by, byContractor, roles, device, at, receivedAt, presence, act } = event
  // Whoever has no account is a contractor, but for a resident whose report it was made of.
  const isResident = act.kind === 'begin' && act.source.by === 'resident' && byContractor
  const role = byContractor ? words.contractor : roles.map((one) => words.roles[one]).join(words.and)
  const who = isResident ? words.resident : role === '' ? by : words.by(by, role)
  // A consequence of what he did; nobody has sent it.
  if (act.kind === 'owe-call-back') return words.followsFrom(who)
  const signed = device ? words.signedBy(device.label) : byContractor ? words.byLink : words.notSigned
  const parts = [
    who,
    isResident ? '' : signed,
    presence === null ? '' : words.colon(words.presenceOf, presenceText(event, presence, speech)),
    // What was done without a signal says when the office could first know of it.
    receivedAt - at >= LATE_MS ? words.arrived(time(receivedAt)) : '',
  ]
  return parts.filter((part) => part !== '').join(' · ')
}
const LATE_MS = 10 * MINUTE_MS

function presenceText({ reasons }: FiledEvent, presence: 'verified' | 'doubtful', { words, language }: Speech): string {
  const why = reasons.map((reason) => SUSPICION_NAMES[reason][language]).join(words.and)
  return why === '' ? words.presence[presence] : words.inBrackets(words.presence[presence], why)
}

function factsOf(file: FindingFile, speech: Speech, act: ShownAct): string[] {
  const { words, day, language } = speech
  const { colon } = words
  switch (act.kind) {
    case 'triage':
      return [...routeFacts(file, speech, act), ...(act.dueOn ? [colon(words.dueOn, day(act.dueOn))] : [])]
    case 'ask-extension':
      return [colon(words.until, day(act.until))]
    case 'reclassify':
      return [
        colon(words.facts.severity, SEVERITY_NAMES[act.severity][language]),
        colon(words.facts.category, CATEGORIES[act.category].names[language]),
      ]
    case 'comment': {
      const names = act.mentions.map((id) => file.names.get(id) ?? words.unknown)
      return names.length > 0 ? [colon(words.mentions, names.join(words.and))] : []
    }
    case 'merge':
      return [numberOf(file, act.into, speech)].filter((part) => part !== '')
    case 'owe-call-back':
      return [numberOf(file, act.of, speech)].filter((part) => part !== '')
    case 'resolve': {
      const about = file.events.find(({ id }) => id === act.event)
      return about ? [words.aboutStep(String(about.sequence))] : []
    }
    case 'begin':
      return act.source.by === 'visit' && act.source.cause !== 'defect' ? [words.causes[act.source.cause]] : []
    default:
      return []
  }
}

function routeFacts(file: FindingFile, speech: Speech, { route }: Extract<FindingAct, { kind: 'triage' }>): string[] {
  const { partners, names } = file
  const { words, named } = speech
  const who = route.assignee === null ? [] : [names.get(route.assignee) ?? words.unknown]
  const responsible = (all: readonly string[]) =>
    all.length > 0 ? [words.colon(words.facts.who, all.join(words.and))] : []
  switch (route.kind) {
    case 'repair': {
      const contractor = partners.contractors.find(({ id }) => id === route.contractor)
      return responsible([...(route.contractor === null ? [] : [contractor?.name ?? words.unknown]), ...who])
    }
    case 'department': {
      const department = partners.departments.find(({ id }) => id === route.department)
      return responsible([department ? named(department.names) : words.unknown, ...who])
    }
    case 'violation': {
      const residents = residentsOf(file, route, speech)
      return [
        ...(residents === undefined ? [] : [words.colon(words.notice.to, residents)]),
        ...responsible(who),
        words.colon(words.noticeSays, route.notice),
      ]
    }
    default:
      return route satisfies never
  }
}

/** What its author wrote. */
export function saidIn(act: ShownAct): string {
  if ('reason' in act) return act.reason
  if ('text' in act) return act.text
  return 'note' in act ? act.note : ''
}

/**
 * The photos to hold side by side: of the report, and of the deeds that ended it, those of a deed that was sent back not among them.
 */
export function beforeAndAfter(events: readonly FiledEvent[]): {
  readonly before: readonly FiledEvent[]
  readonly after: readonly FiledEvent[]
} {
  const applied = events.filter(({ standing }) => standing === 'applied')
  const undone = applied.findLastIndex(
    ({ act }) =>
      (act.kind === 'verify' && !act.passed) ||
      act.kind === 'reopen' ||
      (act.kind === 'call-back' && act.outcome === 'not-satisfied'),
  )
  const withPhotos = (kinds: readonly ShownAct['kind'][], from: number) =>
    applied.slice(from).filter(({ act }) => kinds.includes(act.kind) && 'photos' in act && act.photos.length > 0)
  return {
    before: withPhotos(['begin'], 0),
    after: withPhotos(['settle', 'fix', 'verify'], undone + 1),
  }
}
