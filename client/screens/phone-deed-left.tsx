import { useLocation } from 'preact-iso'
import { FINDING_TEXT_MAX } from '../../checkpoints/finding-act.ts'
import type { CivilDate } from '../../checkpoints/time.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { isBegun } from '../local/deed-drafts.ts'
import type { Deed } from '../models/deed.ts'
import { discardDeed } from '../models/deeds-begun.ts'
import { roles } from '../models/estate.ts'
import { deedRefusal, type PhoneDeed } from '../models/finding-work.ts'
import { findingWords } from '../words/findings.ts'
import type { FindingWords } from '../words/findings.zh-Hant.ts'
import { phoneWords } from '../words/phone.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import type { PhoneFindingWords } from '../words/phone-findings.zh-Hant.ts'
import { civilDay } from '../words/writing.ts'
import { DiscardForm } from './discard-form.tsx'
import { SayingFault } from './phone-deed-parts.tsx'
import { FindingPhotos } from './phone-finding-photos.tsx'
import { useSaying } from './use-deed.ts'
import type { Seen } from './use-finding.ts'
import './phone-finding.css'

type DiscardProps = { readonly words: PhoneWords; readonly deed: Deed; readonly finding: string }

/** Nothing where nothing has been filled in. */
export function DiscardDeed({ words, deed, finding }: DiscardProps) {
  const { route } = useLocation()
  if (!isBegun(deed.draft.value)) return null
  async function discard(): Promise<void> {
    await discardDeed(deed)
    route(`/findings/${finding}`, true)
  }
  return <DiscardForm words={words} onDiscard={discard} />
}

type LeftProps = {
  readonly words: PhoneFindingWords
  readonly kind: PhoneDeed
  readonly seen: Seen
  readonly deed: Deed
  readonly person: string
}

/**
 * What was begun of a deed that cannot be done any more: the browser was killed over it, and somebody has done it meanwhile. What
 * was written and photographed may still be said as a comment.
 */
export function LeftDeed({ words, kind, seen: { pack, work }, deed, person }: LeftProps) {
  const own = words.deed.left
  const phone = phoneWords.value
  const desk = findingWords.value
  const { route } = useLocation()
  const saying = useSaying()
  const { value: draft } = deed.draft
  if (!phone || !desk || !isBegun(draft)) return null
  const choice = choiceIn(words, desk, deed)
  const note = deed.field('note').trim()
  const mayComment = deedRefusal(work, 'comment', { person, roles: roles.value }) === undefined

  async function comment(): Promise<void> {
    const { id: finding, checkpoint, basis } = work
    const names = pack.checkpoints.find(({ id }) => id === checkpoint)?.names ?? {}
    const about = { estate: pack.estate.id, finding, basis, checkpoint, names }
    const whole = [words.deeds[kind], choice, note].filter(Boolean).join(' · ')
    // What he wrote himself is never cut.
    const text = whole.length > FINDING_TEXT_MAX ? note : whole
    const said = await saying.say(person, about, deed, {
      kind: 'comment',
      text,
      mentions: [],
      photos: [...draft.photos],
    })
    if (said) route(`/findings/${finding}`, true)
  }

  return (
    <Card title={own.title}>
      <p class="soft">{mayComment ? own.textComment : own.text}</p>
      {choice && <p>{choice}</p>}
      {note && <p class="phone-written">{note}</p>}
      {draft.photos.length > 0 && <FindingPhotos words={words} photos={draft.photos} />}
      <SayingFault words={words.deed} fault={saying.fault.value} />
      {mayComment && (
        <Button kind="primary" wide icon="send" busy={saying.busy.value} onClick={() => void comment()}>
          {own.comment}
        </Button>
      )}
      <DiscardDeed words={phone} deed={deed} finding={work.id} />
    </Card>
  )
}

/** What was chosen, of deeds that ask for a choice; empty: nothing was. */
function choiceIn({ verify }: PhoneFindingWords, { form }: FindingWords, deed: Deed): string {
  const [passed, until] = [deed.field('passed'), deed.field('until')]
  const outcome = deed.field('outcome') as keyof FindingWords['form']['outcomes'] | ''
  if (passed) return passed === 'yes' ? verify.passed : verify.back
  if (outcome) return form.outcomes[outcome]
  return until ? `${form.until} ${civilDay(until as CivilDate)}` : ''
}
