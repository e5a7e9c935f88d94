import type { Decoder } from './decoder.ts'

export type ScanLoopOptions = {
  readonly video: HTMLVideoElement
  readonly decoder: Decoder
  /** Every code seen, foreign ones too: whoever listens decides, the camera keeps running. */
  readonly onRead: (text: string) => void
  /** The decoder is gone for good; the loop has ended. */
  readonly onFailed: () => void
}

/** Looks at frame after frame, as fast as the decoder takes them, until stopped. */
export function startScanLoop({ video, decoder, onRead, onFailed }: ScanLoopOptions): () => void {
  const isFresh = freshTexts(REPEAT_AFTER_MS)
  let stopped = false

  async function look(): Promise<void> {
    const seen = await decoder.decodeFrame(video)
    if (stopped) return
    if (seen.outcome === 'failed') {
      stopped = true
      return onFailed()
    }
    if (seen.outcome !== 'read') return
    for (const { text } of seen.readings) if (!stopped && isFresh(text, performance.now())) onRead(text)
  }

  function next(): void {
    onNextFrame(video, () => {
      if (stopped) return
      // Not awaited: while one picture is in flight the decoder drops the others, and the latest frame is looked at next.
      void look()
      next()
    })
  }

  next()
  return () => {
    stopped = true
  }
}

/** Lets a text through, then not again until `quietMs` later: a label held before the camera is one scan, not thirty a second. */
export function freshTexts(quietMs: number): (text: string, nowMs: number) => boolean {
  const lastAt = new Map<string, number>()
  return (text, nowMs) => {
    const before = lastAt.get(text)
    if (before !== undefined && nowMs - before < quietMs) return false
    lastAt.set(text, nowMs)
    return true
  }
}

const REPEAT_AFTER_MS = 2_000

/** Firefox had no requestVideoFrameCallback before 132; the screen's own beat does as well, with some frames looked at twice. */
function onNextFrame(video: HTMLVideoElement, callback: () => void): void {
  if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(callback)
  else requestAnimationFrame(callback)
}
