/** Reading meters (policy 4.4.1): what a phone asks at once, without signal, when a number cannot be right. */
import * as v from 'valibot'
import type { Answer, ReadingRemark } from './answer.ts'
import type { Item } from './checklist.ts'
import { ItemId } from './checklist.ts'
import { CheckpointId } from './ids.ts'
import type { Occupancy } from './place.ts'
import { DAY_MS, Instant } from './time.ts'

export type ReadingItem = Extract<Item, { type: 'reading' }>
export type ReadingAnswer = Extract<Answer, { result: 'reading' }>

/** The last reading of a meter that counts. A meter is a spot's item; its serial number tells when it was replaced. */
export const LastReading = v.strictObject({ checkpoint: CheckpointId, item: ItemId, value: v.number(), at: Instant })
export type LastReading = v.InferOutput<typeof LastReading>

/**
 * - `backwards`: less than last time, on a meter that only rises. It runs backwards, was replaced, or was misread.
 * - `out-of-range`: outside what the meter can show
 * - `jump`: further from the last reading than it plausibly moves in the time since
 * - `moved-while-vacant`: water ran into a unit where nobody lives: its valve is to be shut (policy 4.4.1b)
 */
export const METER_QUESTIONS = ['backwards', 'out-of-range', 'jump', 'moved-while-vacant'] as const
export const MeterQuestion = v.picklist(METER_QUESTIONS)
export type MeterQuestion = v.InferOutput<typeof MeterQuestion>

export type MeterKnown = {
  /** null: nobody has read it yet. */
  readonly last: Pick<LastReading, 'value' | 'at'> | null
  /** Of the unit that the meter supplies; null if it supplies none or that is not known. */
  readonly occupancy: Occupancy | null
}

/** A reading within this of the last one has not moved: dials tremble. */
const STILL = 0.001
/** Two readings soon after each other may still differ by an hour's worth. */
const LEAST_TIME_MS = DAY_MS / 24

/** What a reading has to be asked about; empty: nothing. A later reading that arrives first asks nothing of an earlier one. */
export function questionsAbout(
  item: ReadingItem,
  { value, at }: { readonly value: number; readonly at: Instant },
  { last, occupancy }: MeterKnown,
): MeterQuestion[] {
  const { least, most, perDay } = item.plausible ?? {}
  const questions: MeterQuestion[] = []
  const change = last && last.at <= at ? value - last.value : null
  if (change !== null && change < -STILL && item.runs !== 'free') questions.push('backwards')
  if (value < (least ?? -Infinity) || value > (most ?? Infinity)) questions.push('out-of-range')
  if (change !== null && last && perDay !== undefined) {
    const days = Math.max(at - last.at, LEAST_TIME_MS) / DAY_MS
    if (Math.abs(change) > perDay * days && !questions.includes('backwards')) questions.push('jump')
  }
  const isWater = item.meter ? item.meter.supply === 'water' : item.unit === 'm³'
  if (change !== null && change > STILL && occupancy === 'vacant' && isWater) questions.push('moved-while-vacant')
  return questions
}

/** What still has to be said before a reading can be filed. */
export function unsaid(
  questions: readonly MeterQuestion[],
  said: { readonly remark?: ReadingRemark | undefined; readonly valve?: ReadingAnswer['valve'] | undefined },
): MeterQuestion[] {
  return questions.filter((question) => {
    if (question === 'moved-while-vacant') return said.valve === undefined
    // Whoever says that it was replaced, or runs backwards, has looked.
    if (question === 'backwards') return said.remark !== 'runs-backwards' && said.remark !== 'replaced'
    return said.remark === undefined
  })
}
