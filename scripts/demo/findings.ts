/**
 * Three weeks of seeing to problems: every morning the supervisor and the manager decide, the house's people and contractors work,
 * others verify on the spot. What each does follows from the finding's number, so that the demo is the same every time.
 */

import type { FindingAct, Route } from '../../checkpoints/finding-act.ts'
import { DEFAULT_RULES, type FindingRules } from '../../checkpoints/finding-rules.ts'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import { addDays, civilDateOf, DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../../checkpoints/time.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { FindingDetail, Findings, ListedFinding } from '../../checkpoints/wire/finding.ts'
import { type DemoActor, perform, photoAfter, signatureOf } from './finding-people.ts'
import {
  COMMENTS,
  CONTRACTORS,
  DECIDED,
  DEPARTMENTS,
  DISMISSED,
  FIXED,
  LIFT_CONTRACTOR,
  MANAGER_DECIDED,
  MORE_TIME,
  PASSED,
  REPAIRERS,
  SECURITY_PHONE,
  SEES_TO,
  SENT_BACK,
  TIME_ANSWERED,
} from './finding-texts.ts'
import { DEFECTS, ESTATE } from './jade-lake.ts'

export type Office = {
  readonly estate: string
  readonly spots: ReadonlyMap<string, ListedCheckpoint>
  readonly lee: DemoActor
  readonly cheung: DemoActor
  /** On their phones. */
  readonly chan: DemoActor
  readonly ho: DemoActor
  readonly setClock: (now: Instant) => void
}

type Step = { readonly actor: DemoActor; readonly act: FindingAct }

export async function setFindingRules({ estate, lee, cheung }: Office): Promise<void> {
  const rules: FindingRules = {
    ...DEFAULT_RULES,
    securityPhone: SECURITY_PHONE,
    departments: DEPARTMENTS.map((one) => ({ ...one, supervisor: one.supervisor === null ? null : lee.me.person.id })),
    contractors: [...CONTRACTORS],
  }
  await cheung.api.call('PUT', `/api/estates/${estate}/finding-rules`, rules)
}

/** A morning at the desk, and what is done about problems until the next: one step each at most. */
export async function seeToFindings(office: Office, morning: Instant): Promise<void> {
  const { estate, lee, setClock } = office
  setClock(morning)
  const path = `/api/estates/${estate}/findings`
  const { findings } = await lee.api.call<Findings>('GET', `${path}?state=reported,in-work,fixed`)
  let at = morning
  for (const finding of findings.toSorted((a, b) => a.number - b.number)) {
    if (finding.stateSince > morning - 2 * HOUR_MS) continue
    const step = await nextStep(office, finding, at)
    if (!step) continue
    at += 3 * MINUTE_MS
    setClock(at)
    await perform(estate, step.actor, { finding: finding.id, basis: finding.version, at, act: step.act })
  }
}

async function nextStep(office: Office, finding: ListedFinding, now: Instant): Promise<Step | undefined> {
  const { state, stateSince, number } = finding
  const days = (now - stateSince) / DAY_MS
  if (state === 'reported') return days >= number % 3 ? decided(office, finding) : undefined
  if (state === 'fixed') return days >= 0.8 + (number % 3) ? verified(office, finding) : undefined
  const { extension } = finding
  if (extension) return days > 4 && number % 20 !== 7 ? answered(office, finding) : undefined
  if (number % 9 === 4 && days < 1.5) return commented(office, finding)
  if (number % 10 === 7) return finding.extended < 1 && days >= 2 ? asked(office, finding) : undefined
  if (number % 17 === 5) return undefined
  return days >= 1 + (number % 4) ? fixed(office, finding) : undefined
}

/** By the supervisor, of major ones by the manager; the same one again is merged, and some are none. */
async function decided(office: Office, finding: ListedFinding): Promise<Step> {
  const { estate, lee, cheung } = office
  const { number, severity, category } = finding
  const isMajor = severity === 'major' || severity === 'emergency'
  const actor = isMajor ? cheung : lee
  const { alike } = await lee.api.call<FindingDetail>('GET', `/api/estates/${estate}/findings/${finding.id}`)
  const [same] = alike
  if (same && same.number < number)
    return { actor, act: { kind: 'merge', into: same.id, note: '同一位置，同一情況。' } }
  if (number % 11 === 3) return { actor, act: { kind: 'dismiss', reason: one(DISMISSED, number) } }
  const route = routeFor(office, finding, category ?? 'facilities')
  const note = isMajor ? one(MANAGER_DECIDED, number) : one(DECIDED, number)
  return { actor, act: { kind: 'triage', route, dueOn: null, note } }
}

function routeFor({ ho }: Office, { spot, number }: ListedFinding, category: keyof typeof FIXED): Route {
  const department = SEES_TO[category]
  if (department) return { kind: 'department', assignee: null, department }
  const contractor = spot.kind === 'lift' ? LIFT_CONTRACTOR : REPAIRERS[category]
  const isOurs = number % 3 === 0 || !contractor
  return { kind: 'repair', assignee: isOurs ? ho.me.person.id : null, contractor: isOurs ? null : contractor }
}

async function fixed({ lee, ho }: Office, finding: ListedFinding): Promise<Step> {
  const actor = finding.route?.assignee === ho.me.person.id ? ho : lee
  const photos = [await photoAfter(actor, finding.number)]
  const { spot, note, category, number } = finding
  const [, , own] = DEFECTS[spot.kind].find(([, defect]) => defect === note) ?? []
  return { actor, act: { kind: 'fix', note: own ?? one(FIXED[category ?? 'facilities'], number), photos } }
}

/** By an assistant who has not fixed it, at the spot. */
async function verified({ chan, spots }: Office, finding: ListedFinding): Promise<Step> {
  const passed = finding.number % 8 !== 6 || finding.sentBack > 0
  const spot = spots.get(finding.spot.id)
  const photos = [await photoAfter(chan, finding.number + 1)]
  const act: FindingAct = {
    ...{ kind: 'verify', passed, note: passed ? one(PASSED, finding.number) : SENT_BACK, photos },
    signature: await signatureOf(chan),
    evidence: { channel: 'camera', digits: tagDigitsIn(spot?.tagUrl ?? '') ?? '' },
    position: null,
  }
  return { actor: chan, act }
}

function asked({ lee }: Office, { dueOn, number }: ListedFinding): Step {
  const until = addDays(dueOn ?? civilDateOf(Date.now(), ESTATE.zone), 7)
  return { actor: lee, act: { kind: 'ask-extension', until, reason: one(MORE_TIME, number) } }
}

function answered({ cheung }: Office, { number }: ListedFinding): Step {
  return { actor: cheung, act: { kind: 'answer-extension', approved: true, reason: one(TIME_ANSWERED, number) } }
}

function commented({ cheung, lee }: Office, { number, version }: ListedFinding): Step | undefined {
  // One remark each is enough.
  if (version > 2) return undefined
  const mentions = [lee.me.person.id]
  return { actor: cheung, act: { kind: 'comment', text: one(COMMENTS, number), mentions, photos: [] } }
}

export function one<Text>(texts: readonly Text[], number: number): Text {
  return texts[number % texts.length]!
}
