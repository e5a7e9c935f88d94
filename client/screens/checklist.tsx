import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import { nameIn } from '../../checkpoints/language.ts'
import { isOutOfTurn } from '../../checkpoints/walk.ts'
import type { Pack } from '../../checkpoints/wire/estate.ts'
import { BottomBar } from '../components/bottom-bar.tsx'
import { Button } from '../components/button.tsx'
import { Empty } from '../components/empty.tsx'
import { Icon } from '../components/icon.tsx'
import { Mark } from '../components/mark.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Progress } from '../components/progress.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { TopBar } from '../components/top-bar.tsx'
import type { Draft } from '../local/drafts.ts'
import type { EnrolmentFault } from '../models/device.ts'
import { isOfAnotherTime } from '../models/displayed-code.ts'
import { discardDraft } from '../models/drafts-kept.ts'
import { fileVisit } from '../models/filing.ts'
import { answersFrom, type Form, openForm } from '../models/form.ts'
import { formOpen, justScanned } from '../models/form-open.ts'
import { items } from '../models/outbox.ts'
import { packs, packsRead } from '../models/pack.ts'
import { knownAbout, NOTHING_KNOWN, questionsOf } from '../models/questions.ts'
import { progressOf } from '../models/rounds.ts'
import { type SpotNames, spotNames } from '../models/spots.ts'
import { isYetToBeChecked } from '../models/tag-reading.ts'
import { language } from '../words/language.ts'
import { phoneWords } from '../words/phone.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import { routeWords } from '../words/route.ts'
import { decimal } from '../words/writing.ts'
import { ChecklistItem } from './checklist-item.tsx'
import { DamagedLabel } from './damaged-label.tsx'
import { DiscardForm } from './discard-form.tsx'
import { EmergencyButton } from './emergency-button.tsx'
import { idOfItem } from './item-parts.tsx'
import './checklist.css'
import { useScreen } from './use-screen.ts'

/** The form of a spot. Nothing is asked on leaving: what has been entered is on the phone already. */
export function ChecklistScreen() {
  const words = phoneWords.value
  const { params } = useRoute()
  const opened = useSignal<Form | 'opening' | 'gone' | 'no-checklist'>('opening')
  const { draft = '' } = params
  const ready = packsRead.value
  const { value: known } = packs

  useEffect(() => {
    // Once it is open, a newer pack changes nothing: a checklist version never does.
    if (!ready || typeof opened.value === 'object') return
    const packOf = ({ estate }: Draft) => known.get(estate)
    openForm(
      draft,
      (kept) => {
        const pack = packOf(kept)
        return pack && questionsOf(pack, kept.checkpoint, kept.checklist)
      },
      (kept) => {
        const pack = packOf(kept)
        return pack ? knownAbout(pack, kept.checkpoint) : NOTHING_KNOWN
      },
    ).then(
      (form) => {
        opened.value = form
      },
      (error: unknown) => {
        console.warn('the form could not be read', error)
        opened.value = 'gone'
      },
    )
  }, [draft, ready, known, opened])

  // Where the form leads is fetched while it is filled in: the signal may be gone by then, and nothing kept yet.
  useEffect(() => void import('./done.tsx').catch(() => undefined), [])

  if (!words) return null
  const { value: form } = opened
  if (typeof form !== 'object') return <NoForm words={words} why={form} />
  const pack = known.get(form.draft.value.estate)
  return pack ? <Checklist words={words} form={form} pack={pack} /> : <NoForm words={words} why="no-checklist" />
}

type NoFormProps = { readonly words: PhoneWords; readonly why: 'opening' | 'gone' | 'no-checklist' }

function NoForm({ words, why }: NoFormProps) {
  useScreen(words.tag.title)
  return (
    <Page top={<TopBar title={words.tag.title} back={{ href: '/', label: words.tag.home }} />}>
      {why === 'opening' ? (
        <Skeleton label={words.tag.opening} />
      ) : (
        <Empty
          title={why === 'gone' ? words.checklist.gone : words.checklist.noChecklist}
          action={<Button href="/">{words.tag.home}</Button>}
        />
      )}
    </Page>
  )
}

type Props = { readonly words: PhoneWords; readonly form: Form; readonly pack: Pack }

function Checklist({ words, form, pack }: Props) {
  const draft = form.draft.value
  const names = spotNames(pack, draft.checkpoint, language.value)
  const { route } = useLocation()
  const filing = useSignal(false)
  const fault = useSignal<EnrolmentFault | 'failed' | undefined>(undefined)
  const showMissing = useSignal(false)
  useScreen(names?.name ?? draft.checkpoint)
  useEffect(() => {
    formOpen.value = true
    return () => {
      formOpen.value = false
    }
  }, [])

  async function file(): Promise<void> {
    filing.value = true
    fault.value = undefined
    try {
      await form.kept()
      const { value: latest } = form.draft
      const listed = pack.checkpoints.find(({ id }) => id === latest.checkpoint)
      const filed = await fileVisit(
        latest,
        answersFrom(form.checklist, latest.entries, form.known),
        listed?.names ?? {},
      )
      if (filed.ok) route(`/done/${filed.item.id}`, true)
      else fault.value = filed.error
    } catch (error) {
      console.warn('the visit could not be filed', error)
      fault.value = 'failed'
    } finally {
      filing.value = false
    }
  }

  return (
    <Page
      top={
        <TopBar title={names?.name ?? draft.checkpoint} over={names?.place} back={{ href: '/', label: words.tag.home }}>
          <EmergencyButton words={words} spot={draft.checkpoint} />
        </TopBar>
      }
      bottom={
        <SubmitBar
          words={words}
          form={form}
          busy={filing.value}
          onJump={() => {
            showMissing.value = true
          }}
          onSubmit={() => void file()}
        />
      }
    >
      <JustScanned form={form} names={names} />
      <OutOfTurn form={form} pack={pack} />
      <Standing words={words} form={form} pack={pack} />
      <LabelTrouble form={form} pack={pack} />
      <ol class="checklist">
        {form.asked.value.map((item) => (
          <ChecklistItem key={item.id} words={words} form={form} item={item} showMissing={showMissing.value} />
        ))}
      </ol>
      {fault.value && <Notice tone="error">{words.checklist.fault[fault.value]}</Notice>}
      <Button wide icon="warn" href={`/report/${draft.checkpoint}?from=/visit/${draft.id}`}>
        {words.checklist.reportHere}
      </Button>
      <Discard words={words} form={form} />
    </Page>
  )
}

const FLASH_MS = 1_500

/** Whose form it is, over everything for a moment, as a scan opens it. */
function JustScanned({ form, names }: Pick<Props, 'form'> & { readonly names: SpotNames | undefined }) {
  const flashing = useSignal(justScanned.peek() === form.draft.value.id)
  useEffect(() => {
    justScanned.value = undefined
    const timer = setTimeout(() => {
      flashing.value = false
    }, FLASH_MS)
    return () => clearTimeout(timer)
  }, [flashing])
  if (!flashing.value) return null
  return (
    <div class="checklist-flash" role="status">
      <Icon name="tick" />
      <p class="checklist-flash-name">{names?.name}</p>
      <p>{names?.place}</p>
    </div>
  )
}

/** The way back from a mis-scan. It leaves no trace, and is there until something has been entered. */
function NotHere({ words, form }: Pick<Props, 'words' | 'form'>) {
  const { route } = useLocation()
  if (form.draft.value.entries.length > 0) return null

  async function undo(): Promise<void> {
    await discardDraft(form.draft.value)
    route('/scan', true)
  }

  return (
    <Button wide icon="scan" onClick={() => void undo()}>
      {words.checklist.notHere}
    </Button>
  )
}

/** In a strict round another spot may come first: that is asked, never forbidden (walk.ts). */
function OutOfTurn({ form, pack }: Pick<Props, 'form' | 'pack'>) {
  const words = routeWords.value
  const { round: roundId, checkpoint, entries } = form.draft.value
  const round = pack.rounds.find(({ id }) => id === roundId)
  // Once something has been filled in, the question has been answered.
  if (!words || !round || round.order !== 'strict' || entries.length > 0) return null
  const { states, next } = progressOf(round, items.value)
  const covered = new Set(
    round.expected.flatMap((spot, i) => (['pending', 'missed'].includes(states[i] ?? '') ? [] : [spot.checkpoint])),
  )
  if (next === undefined || !isOutOfTurn(round, covered, checkpoint)) return null
  return (
    <Notice tone="warn" actions={<Button href="/scan">{words.scanNext}</Button>}>
      {words.outOfTurn(spotNames(pack, next, language.value)?.name ?? next)}
    </Notice>
  )
}

/** Opened by its code: what is wrong with its label? */
function LabelTrouble({ form, pack }: Pick<Props, 'form' | 'pack'>) {
  const { evidence, checkpoint } = form.draft.value
  const listed = pack.checkpoints.find(({ id }) => id === checkpoint)
  return evidence.channel === 'typed' && listed ? <DamagedLabel pack={pack} checkpoint={listed} /> : null
}

/** What the tag was worth, what the visit counts for, and how far the form is. */
function Standing({ words: { checklist: words }, form, pack }: Props) {
  const { evidence, round: roundId } = form.draft.value
  const round = pack.rounds.find(({ id }) => id === roundId)
  const { asked, answered } = countsOf(form)
  const typed = evidence.channel === 'typed'
  const unheard = isYetToBeChecked(pack, evidence)
  const old = isOfAnotherTime(form.draft.value)
  const worth = typed ? words.typed : old ? words.notOfNow : unheard ? words.unheard : words.verified
  return (
    <div class="checklist-standing">
      <p class="row">
        <Mark state={typed || old ? 'doubtful' : unheard ? 'awaiting' : 'done'} />
        <span>{evidence.channel === 'display' && worth === words.verified ? words.fresh : worth}</span>
      </p>
      <Focus words={words} form={form} pack={pack} round={round?.focus} />
      <OpenHere words={words} form={form} />
      <p class="soft small">{round ? words.inRound(nameIn(round.names, language.value)) : words.noRound}</p>
      <Progress done={answered} total={asked} label={words.progress} />
    </div>
  )
}

type FocusProps = {
  readonly words: PhoneWords['checklist']
  readonly form: Form
  readonly pack: Pack
  /** Of the round. */
  readonly round: string | undefined
}

/** What to look at in particular, here and in this round (巡查的重點內容). */
function Focus({ words, form, pack, round }: FocusProps) {
  const spot = pack.checkpoints.find(({ id }) => id === form.draft.value.checkpoint)?.focus
  const texts = [spot && nameIn(spot, language.value), round].filter(Boolean)
  return texts.length === 0 ? null : <Notice tone="info">{words.focus(texts.join(' · '))}</Notice>
}

/** How much there is to look at again; each stands at its item. */
function OpenHere({ words, form }: Pick<FocusProps, 'words' | 'form'>) {
  const items = new Set(form.asked.value.map(({ id }) => id))
  const open = form.known.findings.filter(({ item }) => items.has(item)).length
  return open === 0 ? null : <Notice tone="warn">{words.openHere(decimal(open))}</Notice>
}

/** Items that have to be answered, and those that are. What may stay empty counts for nothing. */
function countsOf(form: Form): { readonly asked: number; readonly answered: number } {
  const asked = form.asked.value.filter((item) =>
    item.type === 'text' ? item.required : item.type === 'condition' || !item.optional,
  )
  const missing = new Set(form.missing.value.map(({ item }) => item))
  return { asked: asked.length, answered: asked.filter(({ id }) => !missing.has(id)).length }
}

type SubmitBarProps = {
  readonly words: PhoneWords
  readonly form: Form
  readonly busy: boolean
  readonly onJump: () => void
  readonly onSubmit: () => void
}

/** Says what is missing and goes there; files the visit once nothing is. */
function SubmitBar({ words: all, form, busy, onJump, onSubmit }: SubmitBarProps) {
  const { checklist: words } = all
  const { value: missing } = form.missing
  const { value: keeping } = form.keeping
  const [first] = missing

  function jump(): void {
    onJump()
    // After the item has drawn what is wrong with it.
    requestAnimationFrame(() => {
      const item = document.getElementById(idOfItem(first!.item))
      item?.scrollIntoView({ block: 'center' })
      item?.querySelector<HTMLElement>('input, textarea')?.focus({ preventScroll: true })
    })
  }

  return (
    <BottomBar
      note={
        keeping === 'failed' ? (
          <Notice tone="error">{words.keepFailed}</Notice>
        ) : (
          <p class="submit-note">
            <span>{first ? words.missing(decimal(missing.length)) : words.ready}</span>
            <span class="soft">{keeping === 'kept' ? words.kept : words.keeping}</span>
          </p>
        )
      }
    >
      {first ? (
        <Button wide icon="forward" onClick={jump}>
          {words.goToMissing}
        </Button>
      ) : (
        <Button kind="primary" wide icon="tick" busy={busy} onClick={onSubmit}>
          {words.submit}
        </Button>
      )}
      <NotHere words={all} form={form} />
    </BottomBar>
  )
}

function Discard({ words, form }: Pick<Props, 'words' | 'form'>) {
  const { route } = useLocation()
  async function discard(): Promise<void> {
    await form.kept().catch(() => undefined)
    await discardDraft(form.draft.value)
    route('/', true)
  }
  return <DiscardForm words={words} onDiscard={discard} />
}
