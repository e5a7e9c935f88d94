import { SEVERITY_NAMES } from '../../checkpoints/answer.ts'
import { CATEGORIES } from '../../checkpoints/checklist.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { MINUTE_MS } from '../../checkpoints/time.ts'
import type { FindingDetail, ShownAct, ShownEvent } from '../../checkpoints/wire/finding.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Mark } from '../components/mark.tsx'
import { partnersOf } from '../models/office-kept.ts'
import { photoUrl } from '../server.ts'
import type { FindingWords } from '../words/findings.zh-Hant.ts'
import { language } from '../words/language.ts'
import { dayAndTime, shortDay } from '../words/writing.ts'
import { FindingPhotos } from './finding-photos.tsx'
import { nameOf, routeSaid } from './finding-words.ts'

type Props = {
  readonly words: FindingWords
  readonly estate: Estate
  readonly detail: FindingDetail
}

/** Every step, its author, its time, and what stands under it. The newest last, as one reads a file. */
export function FindingHistory({ detail, ...props }: Props) {
  const { words } = props
  return (
    <div class="pane-section">
      <h3>{words.detail.events}</h3>
      <ol class="finding-history">
        {detail.events.map((event) => (
          <li key={event.id} data-standing={event.standing}>
            <EventShown {...props} detail={detail} event={event} />
          </li>
        ))}
      </ol>
    </div>
  )
}

type EventProps = Props & { readonly event: ShownEvent }

/** One step with all that is known of it. */
export function EventShown({ words, estate: { id, zone }, detail, event }: EventProps) {
  const { history: own } = words
  const { act, at, receivedAt, by, byContractor, device, presence, standing, resolved } = event
  const said = saidBy(act)
  return (
    <>
      <p>
        <strong>{own.acts[act.kind]}</strong>
        {factsOf(words, act, { partners: partnersOf(id), staff: detail.staff }).map((fact) => (
          <span key={fact}> · {fact}</span>
        ))}
      </p>
      {standing === 'conflicting' && (
        <p class="finding-conflict">
          <Mark state={resolved ? 'excused' : 'missed'} /> {resolved ? own.resolved : own.conflicting}
        </p>
      )}
      {said !== '' && (
        <blockquote class="finding-said as-written">
          {byContractor && <p class="soft small">{own.words}</p>}
          {said}
        </blockquote>
      )}
      {'photos' in act && <FindingPhotos words={words} photos={act.photos} about={own.acts[act.kind]} />}
      {'signature' in act && act.signature && (
        <img class="finding-signature" src={photoUrl(act.signature)} alt={`${words.detail.signature} · ${by}`} />
      )}
      <p class="soft small">
        {[
          byContractor ? `${by}（${own.contractor}）` : by,
          dayAndTime(at, zone),
          // What was done without a signal arrives later; who reads the times should know.
          receivedAt - at > 5 * MINUTE_MS && own.received(dayAndTime(receivedAt, zone)),
          !byContractor && (device ? own.onPhone(device.label) : own.atDesk),
          presence && own.presence[presence],
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  )
}

/** What somebody wrote. */
function saidBy(act: ShownAct): string {
  if (act.kind === 'comment') return act.text
  if (act.kind === 'triage' && act.route.kind === 'violation')
    return [act.note, act.route.notice].filter(Boolean).join('\n\n')
  return ('note' in act ? act.note : 'reason' in act ? act.reason : '').trim()
}

/** What was decided, in a few words each. */
function factsOf(words: FindingWords, act: ShownAct, known: Parameters<typeof routeSaid>[1]): string[] {
  const { history: own, form } = words
  switch (act.kind) {
    case 'begin':
    case 'report':
      return [SEVERITY_NAMES[act.severity][language.value]]
    case 'triage':
      return [routeSaid(act.route, known), ...(act.dueOn ? [own.due(shortDay(act.dueOn))] : [])]
    case 'ask-extension':
      return [own.until(shortDay(act.until))]
    case 'answer-extension':
      return [act.approved ? own.approved : own.declined]
    case 'verify':
      return [act.passed ? own.passed : own.failed]
    case 'call-back':
      return [form.outcomes[act.outcome]]
    case 'owe-call-back':
      return [act.owed ? own.owed : own.notOwed]
    case 'reclassify': {
      const category = nameIn(CATEGORIES[act.category].names, language.value)
      return [own.to(`${SEVERITY_NAMES[act.severity][language.value]} · ${category}`)]
    }
    case 'comment': {
      const names = act.mentions.flatMap((person) => nameOf(known.staff, person) ?? [])
      return names.length > 0 ? [own.mentions(names.join(' · '))] : []
    }
    default:
      return []
  }
}
