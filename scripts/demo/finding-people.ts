/** People of the demo who do something about problems: at a desk unsigned, on a phone signed. */
import { createHash, randomBytes } from 'node:crypto'
import type { FindingAct, FindingEvent } from '../../checkpoints/finding-act.ts'
import { uuidV7 } from '../../checkpoints/ids.ts'
import type { Instant } from '../../checkpoints/time.ts'
import type { FindingReceipt } from '../../checkpoints/wire/finding.ts'
import type { Me } from '../../checkpoints/wire/session.ts'
import type { ApiClient } from '../support/api-client.ts'
import type { Phone } from '../support/phone.ts'
import { drawPng } from '../support/png.ts'
import { drawStainedWall } from './photo.ts'

export type DemoActor = { readonly api: ApiClient; readonly me: Me; readonly phone?: Phone }

export type Deed = {
  readonly finding: string
  readonly basis: number
  readonly at: Instant
  readonly act: FindingAct
}

/** With a phone it is signed there, as the app does. */
export async function perform(estate: string, { api, phone }: DemoActor, deed: Deed): Promise<FindingReceipt> {
  const event: FindingEvent = { v: 1, id: uuidV7(deed.at, randomBytes(10)), estate, ...deed }
  const body = phone ? { jws: await phone.signEvent(event) } : { event }
  return api.call<FindingReceipt>('PUT', `/api/finding-events/${event.id}`, body)
}

export function newFinding(at: Instant): string {
  return uuidV7(at, randomBytes(10))
}

/** A hand under a deed: a line that nobody else draws. Sent by who signs. */
export async function signatureOf({ api, me }: DemoActor): Promise<string> {
  const seed = [...me.person.username].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)
  return sent(api, drawSignature(seed))
}

/** What it looks like once it is done: the wall without its stain would be the same for all, so another one. */
export async function photoAfter({ api }: DemoActor, number: number): Promise<string> {
  return sent(api, drawStainedWall(40 + (number % 4)))
}

async function sent(api: ApiClient, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await api.send(`/api/photos/${sha256}`, bytes, 'image/png')
  return sha256
}

const [WIDTH, HEIGHT] = [360, 120]

function drawSignature(seed: number): Uint8Array<ArrayBuffer> {
  const height = (x: number) =>
    HEIGHT / 2 + 26 * Math.sin(x / (13 + (seed % 7))) * Math.cos(x / (41 + (seed % 11))) + 8 * Math.sin(x / 5 + seed)
  return drawPng(WIDTH, HEIGHT, (x, y) => {
    const isInk = x > 30 && x < WIDTH - 30 && Math.abs(y - height(x)) < 2.4
    return isInk ? [20, 30, 60] : [255, 255, 255]
  })
}
