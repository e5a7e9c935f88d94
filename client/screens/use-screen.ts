import { useEffect } from 'preact/hooks'

let isFirst = true

/** What every screen does when it comes up: it names the window, starts at the top, and tells those who hear the page where they are. */
export function useScreen(title: string): void {
  useEffect(() => {
    document.title = `${title} · Waymark`
  }, [title])
  useEffect(() => {
    // The browser itself announces the page it has just opened.
    if (!isFirst) document.getElementById('main')?.focus({ preventScroll: true })
    // The router does so only where the history grows.
    scrollTo(0, 0)
    isFirst = false
  }, [])
}
