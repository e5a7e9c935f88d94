/** Readings that could not be right at first sight, under the names that their meters have now. */
import type { Names } from '../../checkpoints/language.ts'
import type { Report } from '../../checkpoints/wire/report.ts'
import type { Context } from '../context.ts'
import type { RemarkableReading } from '../store/records.ts'
import { checklistOf, newestVersions, refOf } from './checklists.ts'

type Questioned = Report['anomalies'][number]

/** What is not asked for any more goes by its id, as in the history of its spot. */
export async function withItemWords(
  context: Context,
  estate: string,
  readings: readonly RemarkableReading[],
): Promise<Questioned[]> {
  if (readings.length === 0) return []
  const { read } = context.database
  const [spots, versions] = await Promise.all([
    read.checkpoints.byIds([...new Set(readings.map(({ checkpoint }) => checkpoint))]),
    newestVersions(read, estate),
  ])
  const words = new Map<string, ReadonlyMap<string, Names>>()
  for (const [id, { checkpoint }] of spots) {
    const checklist = await checklistOf(context, estate, id, refOf(checkpoint, versions))
    words.set(id, new Map(checklist?.items.map((item) => [item.id, item.words])))
  }
  return readings.map(({ person: _, plan: __, ...reading }) => {
    const { checkpoint, item } = reading
    return { ...reading, words: words.get(checkpoint)?.get(item) ?? { en: item } }
  })
}
