/** What residents of the demo estate have reported at its tags, as they would: page by page, without an account. */
import type { Kind } from '../../checkpoints/checkpoint.ts'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import { HOUR_MS, type Instant, MINUTE_MS } from '../../checkpoints/time.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { PublicTag, ResidentReports } from '../../checkpoints/wire/resident-report.ts'
import type { ApiClient } from '../support/api-client.ts'

// biome-ignore format: hand-aligned table
const REPORTS: readonly (readonly [hoursAgo: number, kind: Kind, category: string, text: string, contact: string])[] = [
  [50, 'recreation', 'cleanliness', '泳池旁的垃圾箱滿瀉，有異味。',         ''],
  [26, 'lift',       'facilities',  '升降機到 12 樓時有異響，門關得很慢。', '陳太 9123 4567，黃昏後方便'],
  [3,  'car-park',   'security',    '停車場入口的燈昨晚起不亮。',           ''],
]

/** @param spots with their tags, as the admin has them */
export async function reportAsResidents(
  { admin, resident }: { readonly admin: ApiClient; readonly resident: ApiClient },
  estatePath: string,
  spots: readonly ListedCheckpoint[],
  clock: { readonly end: Instant; readonly set: (now: Instant) => void },
): Promise<void> {
  await admin.call('PUT', `${estatePath}/public-page`, { showsLastPatrol: true, takesReports: true })
  for (const [hoursAgo, kind, category, text, contact] of REPORTS) {
    const spot = spots.find((one) => one.kind === kind)
    const path = `/api/public/tags/${tagDigitsIn(spot?.tagUrl ?? '')}`
    const at = clock.end - hoursAgo * HOUR_MS
    clock.set(at)
    const { reports } = await resident.call<PublicTag>('GET', path)
    clock.set(at + MINUTE_MS)
    await resident.call('POST', `${path}/reports`, { ticket: reports?.ticket, category, text, contact })
  }
  clock.set(clock.end)
  const { reports } = await admin.call<ResidentReports>('GET', `${estatePath}/resident-reports`)
  const answer = '已清理，清潔員會每日多巡一次。多謝提醒。'
  await admin.call('PUT', `${estatePath}/resident-reports/${reports.at(-1)?.id}`, { state: 'solved', answer })
}
