/** The pack a phone carries: all it needs to work a day without signal. */
import { SHIPPED_CHECKLISTS } from '../../checkpoints/checklists/shipped.ts'
import { DAY_MS } from '../../checkpoints/time.ts'
import type { ChecklistOnWire, Pack } from '../../checkpoints/wire/estate.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import { listCheckpoints } from './checkpoints.ts'
import { ROUNDS_AHEAD_MS, roundsBetween } from './rounds.ts'
import { publicTagKeys } from './tag-keys.ts'

/** Tag URLs are never in it: whoever holds the phone could print them. */
export async function packOf(context: Context, estate: Estate): Promise<Pack> {
  const now = context.now()
  const [places, checkpoints, { keys }, rounds] = await Promise.all([
    context.database.read.places.of(estate.id),
    listCheckpoints(context, estate.id, { withTags: false }),
    publicTagKeys(context, estate.id),
    roundsBetween(context, estate.id, now - 2 * DAY_MS, now + ROUNDS_AHEAD_MS),
  ])
  return { now, estate, places, checkpoints, keys, rounds, checklists: shippedOnWire() }
}

function shippedOnWire(): ChecklistOnWire[] {
  return Object.values(SHIPPED_CHECKLISTS).map((list) => ({
    ...list,
    items: list.items.map((item) => ({ ...item, methods: [...item.methods] })),
  }))
}
