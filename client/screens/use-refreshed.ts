import { useEffect } from 'preact/hooks'
import type { Polled } from '../models/polled.ts'

/** Fetches anew what a screen shows, whenever it opens: what an estate is set up with seldom changes while one looks on. */
export function useRefreshed<T>(shown: Polled<T>): T | undefined {
  useEffect(() => void shown.refresh(), [shown])
  return shown.value.value
}
