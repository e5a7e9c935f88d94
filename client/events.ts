/** Hearing from the server without asking (server-sent events): that a look is worth it, nothing else. */

type Listener = {
  /** Something has changed, or may have while nobody was listening. */
  readonly onChanged: () => void
  /** Whether changes are heard at once from now on. */
  readonly onHearing: (hearing: boolean) => void
}

/** After an answer that ends the stream for good, a sign-in that has lapsed for instance. */
const TRY_AGAIN_MS = 30_000

/** A browser has six connections to a server for all of its tabs: those of a page who listen at the same address share one. */
const streams = new Map<string, Stream>()
type Stream = { readonly listeners: Set<Listener>; hearing: boolean; readonly close: () => void }

/**
 * Listens at an address until the returned function is called. A stream that breaks off is taken up by the browser itself, which
 * says what it heard last.
 */
export function hear(url: string, listener: Listener): () => void {
  const stream = streams.get(url) ?? openStream(url)
  // Each a value of its own, also if the same functions listen twice.
  const own = { ...listener }
  stream.listeners.add(own)
  if (stream.hearing) own.onHearing(true)
  return () => {
    stream.listeners.delete(own)
    if (stream.listeners.size > 0) return
    stream.close()
    if (streams.get(url) === stream) streams.delete(url)
  }
}

function openStream(url: string): Stream {
  let source: EventSource
  let timer: ReturnType<typeof setTimeout> | undefined
  const listeners = new Set<Listener>()
  const stream: Stream = {
    listeners,
    hearing: false,
    close() {
      clearTimeout(timer)
      source.close()
    },
  }
  function heard(hearing: boolean): void {
    stream.hearing = hearing
    for (const { onHearing } of listeners) onHearing(hearing)
  }
  function open(): void {
    source = new EventSource(url)
    source.addEventListener('open', () => heard(true))
    source.addEventListener('changed', () => {
      for (const { onChanged } of listeners) onChanged()
    })
    source.addEventListener('error', () => {
      heard(false)
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, TRY_AGAIN_MS)
    })
  }
  open()
  streams.set(url, stream)
  return stream
}
