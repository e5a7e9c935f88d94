/** Hearing from the server without asking (server-sent events): that a look is worth it, nothing else. */

type Listener = {
  /** Something has changed, or may have while nobody was listening. */
  readonly onChanged: () => void
  /** Whether changes are heard at once from now on. */
  readonly onHearing: (hearing: boolean) => void
}

/** After an answer that ends the stream for good, a sign-in that has lapsed for instance. */
const TRY_AGAIN_MS = 30_000

/**
 * Listens at an address until the returned function is called. A stream that breaks off is taken up by the browser itself, which
 * says what it heard last.
 */
export function hear(url: string, { onChanged, onHearing }: Listener): () => void {
  let source: EventSource
  let timer: ReturnType<typeof setTimeout> | undefined
  function open(): void {
    source = new EventSource(url)
    source.addEventListener('open', () => onHearing(true))
    source.addEventListener('changed', onChanged)
    source.addEventListener('error', () => {
      onHearing(false)
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, TRY_AGAIN_MS)
    })
  }
  open()
  return () => {
    clearTimeout(timer)
    source.close()
  }
}
