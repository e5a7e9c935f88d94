import { useEffect } from 'preact/hooks'
import type { Uuid } from '../../checkpoints/ids.ts'
import { hangingOf, readHanging } from '../models/hanging.ts'

/** What the phone has kept of the list, then what the server says. */
export function useHanging(estate: Uuid | undefined): void {
  useEffect(() => {
    if (estate) void readHanging(estate).then(() => hangingOf(estate).refresh())
  }, [estate])
}
