import { useEffect } from 'preact/hooks'
import { formOpen } from '../models/form-open.ts'

/** As long as something is not saved: an update waits, and whoever leaves the page, by a link or altogether, is asked. */
export function useUnsaved(changed: boolean, question: string): void {
  useEffect(() => {
    formOpen.value = changed
    if (!changed) return undefined
    const leaving = (event: BeforeUnloadEvent) => event.preventDefault()
    // In capture, before the router takes the link.
    const clicked = (event: MouseEvent) => {
      const link = (event.target as Element).closest?.('a[href]')
      if (!link || link.hasAttribute('download') || link.getAttribute('target') === '_blank') return
      if (confirm(question)) return
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    addEventListener('beforeunload', leaving)
    document.addEventListener('click', clicked, true)
    return () => {
      formOpen.value = false
      removeEventListener('beforeunload', leaving)
      document.removeEventListener('click', clicked, true)
    }
  }, [changed, question])
}
