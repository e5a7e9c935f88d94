import { useEffect } from 'preact/hooks'
import { allowSound } from '../device/feedback.ts'

/** On the screens one comes from to scan: their touches allow the scanner its beep. */
export function useSound(): void {
  useEffect(() => {
    document.addEventListener('click', allowSound)
    return () => document.removeEventListener('click', allowSound)
  }, [])
}
