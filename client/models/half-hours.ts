/** When of the day it is patrolled, and whether somebody who waits for it could tell. Pure. */
import { PREDICTABLE_MS } from '../../checkpoints/report.ts'

export type Predictability = 'predictable' | 'varied' | 'unknown'

/** @param startSpreadMs how much the first visits of a plan's rounds vary; null: too few rounds to say */
export function predictabilityOf(startSpreadMs: number | null): Predictability {
  if (startSpreadMs === null) return 'unknown'
  return startSpreadMs < PREDICTABLE_MS ? 'predictable' : 'varied'
}

/** The half hours that are told in writing: the busiest, those near to a busier one left out. In order of the day. */
export function peaksOf(halfHours: readonly number[], { atMost = 3, apart = 5 } = {}): number[] {
  const byHeight = halfHours
    .map((count, at) => ({ count, at }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || a.at - b.at)
  const peaks: number[] = []
  for (const { at } of byHeight) {
    if (peaks.length < atMost && peaks.every((peak) => Math.abs(peak - at) >= apart)) peaks.push(at)
  }
  return peaks.sort((a, b) => a - b)
}

/** `21:30`, the beginning of a half hour counted from midnight; the last one ends at `24:00`. */
export function halfHourText(at: number): string {
  return `${String(Math.floor(at / 2)).padStart(2, '0')}:${at % 2 === 0 ? '00' : '30'}`
}
