/**
 * Tells ear and hand what came of a scan: one high beep and a short buzz for good, two low ones for bad, so that it is
 * understood with the phone at arm's length. Silent where the browser allows neither.
 */
export function signalScan(result: 'good' | 'bad'): void {
  const { notes, buzz } = SIGNALS[result]
  // iPhones have no vibrate; without a touch before it Chrome ignores the call and warns on the console.
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(buzz)
  if (audio?.state !== 'running') return
  for (const note of notes) beep(audio, note)
}

/** Call in the handler of a touch (the scan button): browsers let no page make a sound that nobody touched. */
export function allowSound(): void {
  if (typeof AudioContext === 'undefined') return
  audio ??= new AudioContext()
  // 'interrupted' is iOS after a phone call.
  if (audio.state !== 'running') void audio.resume().catch(() => undefined)
}

/** An emergency that nobody has in hand: three rising tones, for a desk from which somebody has just got up. */
export function soundAlarm(): void {
  if (audio?.state !== 'running') return
  for (const note of ALARM) beep(audio, note)
}

/** Whether the browser lets this page be heard at all. */
export function maySound(): boolean {
  return audio?.state === 'running'
}

type Note = { readonly atMs: number; readonly forMs: number; readonly hertz: number }

// biome-ignore format: hand-aligned table
const SIGNALS: Record<'good' | 'bad', { readonly notes: readonly Note[]; readonly buzz: number[] }> = {
  good: { notes: [{ atMs: 0, forMs: 120, hertz: 1320 }],                                     buzz: [60] },
  bad:  { notes: [{ atMs: 0, forMs: 140, hertz: 220 }, { atMs: 200, forMs: 140, hertz: 220 }], buzz: [90, 60, 90] },
}

// biome-ignore format: hand-aligned table
const ALARM: readonly Note[] = [
  { atMs: 0, forMs: 260, hertz: 660 }, { atMs: 300, forMs: 260, hertz: 880 }, { atMs: 600, forMs: 420, hertz: 1100 },
]

const LOUDNESS = 0.2

let audio: AudioContext | undefined

function beep(context: AudioContext, { atMs, forMs, hertz }: Note): void {
  const from = context.currentTime + atMs / 1000
  const until = from + forMs / 1000
  const gain = context.createGain()
  gain.gain.setValueAtTime(LOUDNESS, from)
  // Fading out: a tone cut off at full height clicks.
  gain.gain.exponentialRampToValueAtTime(0.001, until)
  const tone = new OscillatorNode(context, { frequency: hertz })
  tone.connect(gain).connect(context.destination)
  tone.start(from)
  tone.stop(until)
}
