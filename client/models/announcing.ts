import type { Uuid } from '../../checkpoints/ids.ts'
import type { OutboxItem } from '../local/outbox.ts'
import * as server from '../server.ts'

/** So many are named at once; who holds more is still a day's work away from the last of them. */
const MOST_NAMED = 500

/**
 * Tells the server what a person's visits on this phone are, before what takes long is sent: until they have come, their spots are
 * shown as awaited and nobody is asked why they were missed. It proves nothing; if it is lost, nothing is lost.
 * @param held what still waits; none of a device: it holds nothing any more
 */
export async function announceHeld(
  person: Uuid,
  held: readonly OutboxItem[],
  devices: ReadonlySet<Uuid>,
): Promise<void> {
  for (const device of devices) {
    const visits = held
      .filter((item) => item.device === device)
      .slice(0, MOST_NAMED)
      .map(({ id: visit, estate, checkpoint, scannedAt: occurredAt }) => ({ visit, estate, checkpoint, occurredAt }))
    const reply = await server.announce(person, device, { visits })
    // What goes up next will notice the same.
    if (!reply.ok && reply.offline) return
  }
}
