import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Replaced } from '../../checkpoints/hanging.ts'
import { nameIn } from '../../checkpoints/language.ts'
import type { Position } from '../../checkpoints/visit.ts'
import type { Pack } from '../../checkpoints/wire/estate.ts'
import { BottomBar } from '../components/bottom-bar.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Mark } from '../components/mark.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { dropText, keepText, keptText } from '../device/kept-text.ts'
import type { Photo } from '../device/photo.ts'
import { whereAmI } from '../device/position.ts'
import type { ToHang } from '../models/hanging.ts'
import { say } from '../models/label-words.ts'
import { estimatedNow } from '../models/server-time.ts'
import { me } from '../models/session.ts'
import { spotNames } from '../models/spots.ts'
import type { HangingWords } from '../words/hanging.zh-Hant.ts'
import { language } from '../words/language.ts'
import { phoneWords } from '../words/phone.ts'
import { decimal } from '../words/writing.ts'
import { AssistantsEmergency } from './emergency-button.tsx'
import './hang-confirm.css'
import { PhotoSheet } from './photo-sheet.tsx'

type Props = {
  readonly words: HangingWords
  readonly pack: Pack
  readonly row: ToHang
  readonly replaced: Replaced
  readonly digits: string
  readonly revision: number
  /** The phone has not heard of the key that signed it. */
  readonly isUnheard: boolean
  readonly onDone: () => void
}

/** Both labels have been read: a photo and a position if he likes, and it is said. */
export function HangConfirm({ words, pack, row, replaced, digits, revision, isUnheard, onDone }: Props) {
  const { spot: own } = words
  const { spot } = row
  const names = spotNames(pack, spot.id, language.value)
  const photo = useSignal<Photo | undefined>(undefined)
  const position = useSignal<Position | null>(null)
  const busy = useSignal(false)
  const failed = useSignal(false)

  async function done(): Promise<void> {
    busy.value = true
    failed.value = false
    const kept = photo.value && { sha256: photo.value.sha256, bytes: photo.value.bytes }
    const body = {
      ...{ digits, installedAt: estimatedNow(), replaced },
      ...{ photo: kept?.sha256 ?? null, position: position.value },
    }
    const about = { estate: pack.estate.id, checkpoint: spot.id, names: spot.names }
    try {
      await say(me.value!.person.id, { kind: 'installed', ...about, body }, kept ? [kept] : [])
      onDone()
    } catch (error) {
      console.warn('the word could not be kept', error)
      failed.value = true
      busy.value = false
    }
  }

  return (
    <Page
      top={
        <TopBar
          title={names?.name ?? nameIn(spot.names, language.value)}
          over={names?.place}
          back={{ href: '/hang', label: own.back }}
        >
          <AssistantsEmergency spot={spot.id} />
        </TopBar>
      }
      bottom={
        <BottomBar>
          <Button kind="primary" wide icon="tick" busy={busy.value} onClick={() => void done()}>
            {own.done}
          </Button>
        </BottomBar>
      }
    >
      <Card title={own.confirmTitle}>
        <p class="row">
          <Mark state={isUnheard ? 'awaiting' : 'done'} />
          <span>{isUnheard ? own.isUnheard : own.isNew(decimal(revision))}</span>
        </p>
        <p class="row">
          <Mark state={replaced === 'none' ? 'excused' : 'done'} />
          <span>{own.replaced[replaced]}</span>
        </p>
      </Card>
      <TakePhoto
        words={own}
        photo={photo.value}
        onPhoto={(taken) => {
          photo.value = taken
        }}
      />
      <Where
        words={own}
        onPosition={(found) => {
          position.value = found
        }}
      />
      {failed.value && <Notice tone="error">{own.notKept}</Notice>}
    </Page>
  )
}

type PhotoProps = {
  readonly words: HangingWords['spot']
  readonly photo: Photo | undefined
  readonly onPhoto: (photo: Photo) => void
}

function TakePhoto({ words, photo, onPhoto }: PhotoProps) {
  const phone = phoneWords.value
  const taking = useSignal(false)
  const url = useSignal<string | undefined>(undefined)
  useEffect(() => {
    if (!photo) return
    const made = URL.createObjectURL(new Blob([photo.bytes], { type: 'image/jpeg' }))
    url.value = made
    return () => URL.revokeObjectURL(made)
  }, [photo, url])
  return (
    <>
      {photo && url.value && <img class="hang-photo" src={url.value} alt={words.photoAlt} />}
      <Button
        wide
        icon="camera"
        onClick={() => {
          taking.value = true
        }}
      >
        {photo ? words.photoAgain : words.photo}
      </Button>
      {taking.value && phone && (
        <PhotoSheet
          words={phone}
          onPhoto={onPhoto}
          onClose={() => {
            taking.value = false
          }}
        />
      )}
    </>
  )
}

const KEPT_AS = 'hang-position'

type WhereProps = {
  readonly words: HangingWords['spot']
  readonly onPosition: (position: Position) => void
}

/** Asked once on each phone; the label is hung with or without it. */
function Where({ words, onPosition }: WhereProps) {
  const chosen = useSignal(keptText(KEPT_AS))
  const found = useSignal<Position | null | 'looking'>('looking')

  useEffect(() => {
    if (chosen.value !== 'yes') return
    let left = false
    void whereAmI().then((position) => {
      if (left) return
      found.value = position
      if (position) onPosition(position)
    })
    return () => {
      left = true
    }
  }, [chosen.value])

  function choose(answer: 'yes' | 'no'): void {
    // A browser that keeps nothing asks again.
    if (!keepText(KEPT_AS, answer)) dropText(KEPT_AS)
    chosen.value = answer
  }

  if (chosen.value === 'no') return null
  if (chosen.value !== 'yes')
    return (
      <Card title={words.position}>
        <p class="soft">{words.positionText}</p>
        <div class="row">
          <Button onClick={() => choose('yes')}>{words.positionYes}</Button>
          <Button onClick={() => choose('no')}>{words.positionNo}</Button>
        </div>
      </Card>
    )
  const { value: where } = found
  return (
    <p class="soft small" role="status">
      {where === 'looking'
        ? words.positionWaiting
        : where === null
          ? words.positionNone
          : words.positionKept(decimal(Math.max(1, Math.round(where.accuracyMetres))))}
    </p>
  )
}
