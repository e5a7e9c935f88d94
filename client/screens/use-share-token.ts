import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { tokenOfShare } from '../models/shares.ts'

/**
 * The token of the link that is open; undefined if its address holds none. Other links within the page also write behind the
 * `#`, such as those of a table of contents: the token then takes its place again, so that reloading finds it.
 */
export function useShareToken(): string | undefined {
  const token = useSignal(tokenOfShare(location.hash))
  useEffect(() => {
    const follow = () => {
      const next = tokenOfShare(location.hash)
      if (next !== undefined) token.value = next
      else if (token.peek() !== undefined)
        history.replaceState(history.state, '', `${location.pathname}#${token.peek()}`)
    }
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [token])
  return token.value
}
