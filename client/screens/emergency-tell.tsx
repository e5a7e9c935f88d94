import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { REPORTERS } from '../../checkpoints/finding-decision.ts'
import type { CheckpointId } from '../../checkpoints/ids.ts'
import { HOUR_MS } from '../../checkpoints/time.ts'
import type { Pack } from '../../checkpoints/wire/estate.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Notice } from '../components/notice.tsx'
import { Segmented } from '../components/segmented.tsx'
import { newId } from '../device/id.ts'
import type { SaidEvent } from '../local/finding-events.ts'
import { drafts, readDrafts } from '../models/drafts-kept.ts'
import { EMERGENCIES, type EmergencyKind, emergencyAct, lastSpot } from '../models/emergency.ts'
import { roles } from '../models/estate.ts'
import { mySaid } from '../models/finding-outbox.ts'
import { items } from '../models/outbox.ts'
import { pack } from '../models/pack.ts'
import { now } from '../models/server-time.ts'
import { me } from '../models/session.ts'
import { spotNames } from '../models/spots.ts'
import type { EmergencyWords } from '../words/emergency.zh-Hant.ts'
import { language } from '../words/language.ts'
import { problemText } from '../words/problems.ts'
import { timeOfDay } from '../words/writing.ts'
import { SpotChooser } from './spot-chooser.tsx'

type Props = {
  readonly words: EmergencyWords
  /** Where he was when he pressed the button; undefined: no form was open. */
  readonly spot: CheckpointId | undefined
}

/** One press more, and the desk rings; and whether it has heard of it, in so many words. */
export function TellTheDesk({ words, spot }: Props) {
  const known = pack.value
  const person = me.value?.person.id
  const again = useSignal(false)
  const last = useRef<HTMLDivElement>(null)
  /** In the place of the form stands what became of it. */
  const onTold = () => {
    again.value = false
    requestAnimationFrame(() => last.current?.scrollIntoView({ block: 'center' }))
  }
  useEffect(() => {
    if (person) void readDrafts(person)
    // It brings the signature library: it is here before it is needed.
    void import('../models/finding-saying.ts').catch(() => undefined)
  }, [person])
  if (!known || !person || !roles.value.some((role) => REPORTERS.includes(role))) return null
  const scanned = [...(drafts.value ?? []), ...items.value.filter((item) => item.person === person)]
  const here = spot ?? lastSpot(scanned, now.value)
  const told = mySaid.value.filter(isRecentEmergency).toReversed()
  if (told.length === 0 || again.value)
    return <Tell words={words.tell} pack={known} person={person} here={here} onTold={onTold} />
  return (
    <div ref={last} class="stack">
      {told.map((said) => (
        <Told key={said.id} words={words.tell} pack={known} said={said} />
      ))}
      <Button
        wide
        onClick={() => {
          again.value = true
        }}
      >
        {words.tell.again}
      </Button>
    </div>
  )
}

function isRecentEmergency({ event: { act, at } }: SaidEvent): boolean {
  return act.kind === 'report' && act.severity === 'emergency' && now.value - at < HOUR_MS
}

type ToldProps = { readonly words: EmergencyWords['tell']; readonly pack: Pack; readonly said: SaidEvent }

function Told({ words, pack, said }: ToldProps) {
  const { act, finding } = said.event
  const where = spotNames(pack, said.checkpoint, language.value)
  const what = words.told('note' in act ? act.note : '', where ? `${where.place} ${where.name}` : said.checkpoint)
  const open = <Button href={`/findings/${finding}`}>{words.open}</Button>
  if (said.state === 'on-server')
    return (
      <Notice tone="success" title={words.arrived(timeOfDay(said.receipt.receivedAt, pack.estate.zone))} actions={open}>
        {what}
      </Notice>
    )
  if (said.state === 'refused')
    return (
      <Notice tone="error" title={words.refused}>
        <p>{what}</p>
        <p>{problemText(said.problem)}</p>
      </Notice>
    )
  return (
    <Notice tone="warn" title={words.saved}>
      <p>{what}</p>
      <p>{words.savedText}</p>
    </Notice>
  )
}

type TellProps = {
  readonly words: EmergencyWords['tell']
  readonly pack: Pack
  readonly person: string
  /** Where he most likely stands. */
  readonly here: CheckpointId | undefined
  readonly onTold: () => void
}

function Tell({ words, pack, person, here, onTold }: TellProps) {
  const kind = useSignal<EmergencyKind | undefined>(undefined)
  const chosen = useSignal<CheckpointId | undefined>(undefined)
  const busy = useSignal(false)
  const failed = useSignal(false)
  const spot = chosen.value ?? here

  async function tell(): Promise<void> {
    const listed = pack.checkpoints.find(({ id }) => id === spot)
    if (!listed) return
    busy.value = true
    failed.value = false
    try {
      const { sayOf } = await import('../models/finding-saying.ts')
      const about = { estate: pack.estate.id, finding: newId(), basis: 0, checkpoint: listed.id, names: listed.names }
      const note = kind.value ? words.kinds[kind.value] : words.unnamed
      const said = await sayOf(person, about, emergencyAct(listed.id, kind.value, note))
      failed.value = !said.ok
      if (said.ok) onTold()
    } catch (error) {
      console.warn('the emergency could not be kept', error)
      failed.value = true
    } finally {
      busy.value = false
    }
  }

  return (
    <Card title={words.title}>
      <p>{words.lead}</p>
      <Segmented<EmergencyKind>
        legend={words.what}
        layout="grid"
        segments={(Object.keys(EMERGENCIES) as EmergencyKind[]).map((value) => ({ value, label: words.kinds[value] }))}
        value={kind.value}
        onChange={(picked) => {
          kind.value = picked
        }}
      />
      <SpotChooser
        pack={pack}
        label={words.where}
        choose={words.chooseWhere}
        other={words.elsewhere}
        value={spot}
        near={here}
        onChange={(picked) => {
          chosen.value = picked
        }}
      />
      {failed.value && <Notice tone="error">{words.notKept}</Notice>}
      <Button
        kind="danger"
        wide
        icon="send"
        busy={busy.value}
        disabled={spot === undefined}
        onClick={() => void tell()}
      >
        {words.send}
      </Button>
      {spot === undefined && <p class="soft">{words.needsWhere}</p>}
    </Card>
  )
}
