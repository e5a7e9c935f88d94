import { type Signal, useComputed, useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { signalScan } from '../device/feedback.ts'
import { keepScreenOn } from '../device/wake-lock.ts'
import { startDraft, tagSeen } from '../models/drafts.ts'
import { justScanned } from '../models/form-open.ts'
import { noteOldLabel } from '../models/old-label.ts'
import { packs } from '../models/pack.ts'
import { me } from '../models/session.ts'
import { admit, clarify, readShortCode, readTag, type TagReading } from '../models/tag-reading.ts'
import { phoneWords } from '../words/phone.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import { EmergencyButton } from './emergency-button.tsx'
import './scan.css'
import { refusalText } from './tag-refusal.ts'
import { TorchButton } from './torch-button.tsx'
import { TypedCode } from './typed-code.tsx'
import { type CameraState, type Scanner, useScanner } from './use-scanner.ts'
import { useScreen } from './use-screen.ts'
import { useSound } from './use-sound.ts'

/** The scanner. Whatever it reads, the camera keeps running; there is always another way in. */
export function ScanScreen() {
  const words = phoneWords.value
  return words ? <Scan words={words} /> : null
}

/** What the walker is told below the picture. */
export type Said = { readonly tone: 'info' | 'warn'; readonly text: string }

const HELP_AFTER_MS = 4_000

function Scan({ words }: { readonly words: PhoneWords }) {
  useScreen(words.scan.title)
  useSound()
  const said = useSignal<Said | undefined>(undefined)
  const found = useSignal(false)
  const typing = useSignal(false)
  const handling = useRef(false)
  const { route } = useLocation()
  useEffect(() => keepScreenOn(), [])

  /** One code at a time; what is read meanwhile will be read again. */
  async function handle(read: () => Promise<TagReading>, ask?: () => Promise<TagReading>): Promise<boolean> {
    if (handling.current || found.value) return false
    handling.current = true
    const seen = tagSeen()
    try {
      let reading = await read()
      if (!reading.ok && reading.refusal.reason === 'unknown-here' && ask) {
        said.value = { tone: 'info', text: words.scan.asking }
        reading = await ask()
      }
      return await settle(admit(reading, me.value?.memberships ?? []), seen)
    } finally {
      handling.current = false
    }
  }

  async function settle(reading: TagReading, seen: ReturnType<typeof tagSeen>): Promise<boolean> {
    if (!reading.ok) {
      signalScan('bad')
      said.value = { tone: 'warn', text: refusalText(reading.refusal, words) }
      return false
    }
    const { spot } = reading
    signalScan('good')
    said.value = undefined
    found.value = true
    try {
      const draft = await startDraft(spot, me.value!.person.id, seen)
      justScanned.value = draft.id
      route(`/visit/${draft.id}`, true)
      return true
    } catch (error) {
      console.warn('the form could not be kept', error)
      found.value = false
      said.value = { tone: 'warn', text: words.tag.notKept }
      return false
    }
  }

  const allPacks = () => [...packs.value.values()]
  const scanner = useScanner((text) => void readOff(text))
  const runs = scanner.state.value === 'running'
  useEffect(() => {
    // So that the form is there the moment a tag is read; the camera and its decoder come first.
    if (runs) import('./checklist.tsx').catch(() => undefined)
  }, [runs])
  const lastText = useRef('')

  async function readOff(text: string): Promise<void> {
    // The same refused code still before the camera: it has been said.
    if (text === lastText.current && said.value) return
    lastText.current = text
    await handle(
      async () => noteOldLabel(text, await readTag(text, 'camera', allPacks())),
      async () => noteOldLabel(text, await clarify(text, 'camera')),
    )
  }

  async function readPhoto(photo: Blob): Promise<void> {
    said.value = { tone: 'info', text: words.scan.photoReading }
    const texts = await scanner.readStill(photo)
    lastText.current = ''
    if (texts[0] === undefined) said.value = { tone: 'warn', text: words.scan.photoNothing }
    else await readOff(texts.find((text) => /\/[sd]\/\d+$/i.test(text)) ?? texts[0])
  }

  return (
    <main class="scanner" id="main" tabIndex={-1}>
      <h1 class="unseen">{words.scan.title}</h1>
      <div class="scanner-view" data-found={found.value ? '' : undefined}>
        <video ref={scanner.video} class="scanner-picture" muted playsInline aria-hidden />
      </div>
      <div class="scanner-close">
        <Button icon="close" iconOnly href="/">
          {words.scan.close}
        </Button>
      </div>
      <div class="scanner-emergency">
        <EmergencyButton words={words} />
      </div>
      <div class="scanner-panel">
        <Message words={words} said={said} state={scanner.state} onRetry={scanner.open} />
        <Tools words={words} scanner={scanner} />
        <div class="scanner-ways">
          <Button
            icon="keyboard"
            onClick={() => {
              typing.value = true
            }}
          >
            {words.scan.typeCode}
          </Button>
          <StillPhoto label={words.scan.usePhoto} onPhoto={(photo) => void readPhoto(photo)} />
        </div>
      </div>
      {typing.value && (
        <TypedCode
          words={words}
          said={said}
          onClose={() => {
            typing.value = false
            said.value = undefined
          }}
          onTyped={async (typed) => {
            if (await handle(async () => readShortCode(typed, allPacks()))) typing.value = false
          }}
        />
      )}
    </main>
  )
}

type MessageProps = {
  readonly words: PhoneWords
  readonly said: Signal<Said | undefined>
  readonly state: Signal<CameraState>
  readonly onRetry: () => void
}

/** One thing at a time: what came of a code, else what is wrong with the camera, else how to hold it. */
export function Message({ words: { scan: words }, said, state, onRetry }: MessageProps) {
  const help = useSignal(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      help.value = true
    }, HELP_AFTER_MS)
    return () => clearTimeout(timer)
  }, [help])
  const fault = useComputed(() => (state.value === 'running' || state.value === 'opening' ? undefined : state.value))
  if (said.value) return <Notice tone={said.value.tone}>{said.value.text}</Notice>
  if (fault.value === 'decoder-failed') return <Notice tone="warn">{words.decoderFailed}</Notice>
  if (fault.value)
    return (
      <Notice tone="warn" actions={<Button onClick={onRetry}>{words.tryCamera}</Button>}>
        {words.camera[fault.value]}
      </Notice>
    )
  return (
    <p class="scanner-help" role="status">
      {state.value === 'opening' ? words.opening : help.value ? words.help : words.aim}
    </p>
  )
}

/** Torch, zoom and lenses, where the phone has them. */
export function Tools({ words: { scan: words }, scanner }: { readonly words: PhoneWords; readonly scanner: Scanner }) {
  const zoomed = useSignal(false)
  const lenses = useSignal<readonly { readonly deviceId: string; readonly current: boolean }[]>([])
  const camera = scanner.camera.value
  const runs = scanner.state.value === 'running'
  useEffect(() => {
    if (camera && runs) void camera.choices().then((choices) => (lenses.value = choices))
  }, [camera, runs, lenses])
  if (!camera || !runs) return null

  async function nextLens(): Promise<void> {
    const at = lenses.value.findIndex(({ current }) => current)
    const next = lenses.value[(at + 1) % lenses.value.length]
    if (next) await camera!.switchTo(next.deviceId)
    lenses.value = await camera!.choices()
    zoomed.value = false
  }

  return (
    <div class="scanner-tools">
      {/* The other lens has a torch of its own. */}
      <TorchButton key={lenses.value.find(({ current }) => current)?.deviceId} camera={camera} label={words.torch} />
      {camera.hasZoom() && (
        <Button
          icon="zoom"
          pressed={zoomed.value}
          onClick={async () => {
            if (await camera.setZoom(zoomed.value ? 1 : 2)) zoomed.value = !zoomed.value
          }}
        >
          {words.zoom}
        </Button>
      )}
      {lenses.value.length > 1 && (
        <Button icon="camera" onClick={() => void nextLens()}>
          {words.lens}
        </Button>
      )}
    </div>
  )
}

/** Without `capture`: Android may kill the page while its camera app is open; the picture is taken there or chosen. */
export function StillPhoto({ label, onPhoto }: { readonly label: string; readonly onPhoto: (photo: Blob) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button icon="camera" onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        class="unseen"
        type="file"
        accept="image/*"
        tabIndex={-1}
        aria-label={label}
        onChange={(event) => {
          const photo = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (photo) onPhoto(photo)
        }}
      />
    </>
  )
}
