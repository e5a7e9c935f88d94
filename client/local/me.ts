import type { Me } from '../../checkpoints/wire/session.ts'
import { database } from './database.ts'

export async function keptMe(): Promise<Me | undefined> {
  return (await database()).get('me', 'me')
}

export async function keepMe(me: Me): Promise<void> {
  await (await database()).put('me', me, 'me')
}

/** At sign-out. What the person still has to send stays, and so does his key: without it nothing he files would fit on. */
export async function forgetMe(): Promise<void> {
  const tx = (await database()).transaction(['me', 'packs'], 'readwrite')
  await Promise.all([tx.objectStore('me').clear(), tx.objectStore('packs').clear(), tx.done])
}
