import { useEffect, useRef } from 'preact/hooks'

/** What each key does, by its `KeyboardEvent.key`. */
export type Shortcuts = Readonly<Record<string, () => void>>

/** Keys for those who work without a mouse: not while somebody types, nor while a sheet is open above the page. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts)
  latest.current = shortcuts
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      const target = event.target as HTMLElement
      if (target.closest('input:not([type="checkbox"], [type="radio"]), select, textarea, [contenteditable]')) return
      if (document.querySelector('dialog[open]')) return
      const deed = latest.current[event.key]
      if (!deed) return
      event.preventDefault()
      deed()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}
