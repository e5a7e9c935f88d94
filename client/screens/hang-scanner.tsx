import { type Signal, useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { CheckpointId } from '../../checkpoints/ids.ts'
import { Button } from '../components/button.tsx'
import { keepScreenOn } from '../device/wake-lock.ts'
import { phoneWords } from '../words/phone.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import { EmergencyButton } from './emergency-button.tsx'
import './scan.css'
import { Message, type Said, StillPhoto, Tools } from './scan.tsx'
import { useScanner } from './use-scanner.ts'
import { useSound } from './use-sound.ts'

type Props = {
  /** What is to be scanned now, in large letters; and how. */
  readonly title: string
  readonly text: string
  readonly closeHref: string
  readonly said: Signal<Said | undefined>
  /** One code at a time; one that stays before the camera is told once for each `title`. */
  readonly onText: (text: string) => Promise<void>
  /** Where he stands, if that is known. */
  readonly spot?: CheckpointId
  /** Ways on without a scan. */
  readonly children?: ComponentChildren
}

/** The camera for one thing: which label to hold before it is said below the picture. */
export function HangScanner(props: Props) {
  const words = phoneWords.value
  return words ? <Scanning {...props} words={words} /> : null
}

function Scanning({
  words,
  title,
  text,
  closeHref,
  said,
  onText,
  spot,
  children,
}: Props & { readonly words: PhoneWords }) {
  useSound()
  useEffect(() => keepScreenOn(), [])
  const busy = useRef(false)
  const told = useRef('')
  const reading = useSignal(false)
  const scanner = useScanner((code) => void read(code))

  async function read(code: string): Promise<void> {
    if (busy.current || told.current === `${title} ${code}`) return
    busy.current = true
    told.current = `${title} ${code}`
    try {
      await onText(code)
    } finally {
      busy.current = false
    }
  }

  async function readPhoto(photo: Blob): Promise<void> {
    reading.value = true
    said.value = { tone: 'info', text: words.scan.photoReading }
    const [first] = await scanner.readStill(photo)
    reading.value = false
    told.current = ''
    if (first === undefined) said.value = { tone: 'warn', text: words.scan.photoNothing }
    else await read(first)
  }

  return (
    <main class="scanner" id="main" tabIndex={-1}>
      <div class="scanner-view">
        <video ref={scanner.video} class="scanner-picture" muted playsInline aria-hidden />
      </div>
      <div class="scanner-close">
        <Button icon="close" iconOnly href={closeHref}>
          {words.scan.close}
        </Button>
      </div>
      <div class="scanner-emergency">
        <EmergencyButton words={words} spot={spot} />
      </div>
      <div class="scanner-panel">
        <h1>{title}</h1>
        <p>{text}</p>
        <Message words={words} said={said} state={scanner.state} onRetry={scanner.open} />
        <Tools words={words} scanner={scanner} />
        <div class="scanner-ways">
          {children}
          <StillPhoto label={words.scan.usePhoto} onPhoto={(photo) => void readPhoto(photo)} />
        </div>
      </div>
    </main>
  )
}
