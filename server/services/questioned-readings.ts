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
  const words = new Map<string, ReadonlyMap<string, Names>>()
  for (const checkpoint of new Set(readings.map(({ checkpoint }) => checkpoint)))
    words.set(checkpoint, await itemsOf(context, estate, checkpoint))
  return readings.map(({ person: _, plan: __, ...reading }) => {
    const { checkpoint, item } = reading
    return { ...reading, words: words.get(checkpoint)?.get(item) ?? { en: item } }
  })
}

async function itemsOf(context: Context, estate: string, id: string): Promise<ReadonlyMap<string, Names>> {
  const { read } = context.database
  const found = await read.checkpoints.byId(id)
  const asked = found && refOf(found.checkpoint, await newestVersions(read, estate))
  const checklist = asked && (await checklistOf(context, estate, id, asked))
  return new Map(checklist?.items.map(({ id, words }) => [id, words]))
}
