import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

/** How long a person has to stop choosing before a new picture is asked for. */
const PAUSE_MS = 350

/**
 * A picture that follows what is being chosen: the old one stays until the new one is there.
 * @param src undefined while there is nothing to show
 */
export function usePreview(src: string | undefined): {
  readonly shown: string | undefined
  readonly busy: boolean
  readonly failed: boolean
} {
  const shown = useSignal<string | undefined>(undefined)
  const failed = useSignal(false)
  useEffect(() => {
    if (src === undefined || src === shown.peek()) return
    const picture = new Image()
    const timer = setTimeout(
      () => {
        picture.onload = () => {
          shown.value = src
          failed.value = false
        }
        picture.onerror = () => {
          failed.value = true
        }
        picture.src = src
      },
      shown.peek() === undefined ? 0 : PAUSE_MS,
    )
    return () => {
      clearTimeout(timer)
      picture.onload = null
      picture.onerror = null
    }
  }, [src])
  return { shown: shown.value, busy: src !== shown.value && !failed.value, failed: failed.value }
}
