/** What an estate has settled about its findings, and what that makes of a due day. */
import type { Finding } from '../../checkpoints/finding.ts'
import type { RouteKind } from '../../checkpoints/finding-act.ts'
import { latestDue } from '../../checkpoints/finding-due.ts'
import {
  DEFAULT_RULES,
  daysAllowed,
  type FindingRules,
  formerAfter,
  NO_PARTNERS,
  type Partners,
} from '../../checkpoints/finding-rules.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { Person } from '../../checkpoints/people.ts'
import type { CivilDate, Instant } from '../../checkpoints/time.ts'
import type { FindingRulesRecord, SetFindingRules } from '../../checkpoints/wire/finding.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import type { Stores } from '../store/stores.ts'
import { done, type Outcome, refused } from './outcome.ts'

export async function findingRulesOf({ findingRules }: Pick<Stores, 'findingRules'>, estate: string) {
  return (await findingRules.of(estate)) ?? { rules: DEFAULT_RULES, former: NO_PARTNERS, updated: null }
}

/**
 * Writes them anew as a whole, over what their author has seen. Whoever an open finding still names cannot be left out; who was
 * left out before it was opened again holds up nothing.
 */
export async function setFindingRules(
  context: Context,
  estate: string,
  person: Person,
  { basis, ...rules }: SetFindingRules,
): Promise<Outcome<FindingRulesRecord>> {
  const outcome = await context.database.write(async (stores) => {
    const known = await findingRulesOf(stores, estate)
    const before = known.updated?.at ?? null
    if (basis !== undefined && basis !== before) return refused('rules-changed')
    const staff = new Set((await stores.people.staffOf(estate)).map((member) => member.person.id))
    const isStaff = ({ supervisor }: FindingRules['departments'][number]) =>
      supervisor === null || staff.has(supervisor)
    if (!rules.departments.every(isStaff)) return refused('person-unknown')
    const kept = idsOf(rules)
    const leaving = new Set([...idsOf(known.rules)].filter((id) => !kept.has(id)))
    const open = await stores.findings.openOf(estate)
    const numbers = open.flatMap(({ number, finding: { route } }) => {
      const named = route?.kind === 'department' ? route.department : route?.kind === 'repair' ? route.contractor : null
      return named !== null && leaving.has(named) ? [String(number)] : []
    })
    if (numbers.length > 0) return refused('responsible-in-use', { where: numbers })
    // Two changes never look alike, however fast they follow.
    const at = Math.max(context.now(), (before ?? 0) + 1)
    const given = leaving.size > 0 ? await stores.findings.everGivenTo(estate) : leaving
    await stores.findingRules.set(estate, { rules, former: formerAfter(known, rules, given) }, { by: person.id, at })
    return done(await findingRulesOf(stores, estate))
  })
  if (outcome.ok) context.log('info', 'finding rules changed', { estate, by: person.id })
  return outcome
}

function idsOf({ departments, contractors }: Partners): ReadonlySet<Uuid> {
  return new Set([...departments, ...contractors].map(({ id }) => id))
}

export type DueDays = (finding: Finding, route: RouteKind) => CivilDate

/**
 * The latest day that the rules of an estate allow for one of its findings, decided upon now. A day to which its time has been
 * extended already stays allowed: whoever sends somebody else takes nothing back.
 */
export async function dueDaysOf(stores: Stores, estate: Estate, now: Instant): Promise<DueDays> {
  const { rules } = await findingRulesOf(stores, estate.id)
  const holidays = new Set((await stores.teams.holidays(estate.id)).map(({ on }) => on))
  return (finding, route) => {
    const days = daysAllowed(rules, route, finding.severity)
    const { dueOn } = finding
    const due = latestDue(finding.reportedAt, days, { ...rules, holidays, zone: estate.zone, now, dueOn })
    const extendedTo = finding.extended > 0 ? dueOn : null
    return extendedTo !== null && extendedTo > due ? extendedTo : due
  }
}
