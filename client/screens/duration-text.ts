import type { RouteWords } from '../words/route.zh-Hant.ts'
import { decimal } from '../words/writing.ts'

/** `35 分鐘`, from an hour on `1 小時 35 分`. */
export function durationText(words: RouteWords, minutes: number): string {
  if (minutes < 60) return words.minutes(decimal(minutes))
  return words.hours(decimal(Math.floor(minutes / 60)), decimal(minutes % 60))
}
