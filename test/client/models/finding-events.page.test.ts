import { beforeEach, expect, it } from 'vitest'
import type { FindingAct } from '../../../checkpoints/finding-act.ts'
import { PERSON, uuid } from '../../support/builders.ts'
import { type FakeServer, newPhone, refusal } from './page.ts'

type Comment = Extract<FindingAct, { kind: 'comment' }>
const FINDING = uuid(0xf1)
const ESTATE = uuid(0xe5)
const comment = (text: string): Comment => ({ kind: 'comment', text, mentions: [], photos: [] })

let server: FakeServer
let basis: number

beforeEach(() => {
  server = newPhone()
  basis = 3
})

async function sender() {
  const { formSender } = await import('../../../client/models/finding-events.ts')
  return formSender(() => ({ estate: ESTATE, finding: FINDING, basis, person: PERSON }))
}
const sentEvents = () =>
  server.sent
    .filter(({ path }) => path.startsWith('/api/finding-events/'))
    .map(({ body }) => JSON.parse(body as string).event)
const receipt = {
  status: 201,
  body: { id: uuid(1), finding: FINDING, sequence: 4, standing: 'applied', at: 1, receivedAt: 1 },
}

it('sends the same words again as the same event as long as nobody knows whether they arrived', async () => {
  const send = await sender()
  server.answer = () => 'offline'
  await send(comment('the lift stands still'))
  basis = 4
  server.answer = () => receipt
  await send(comment('the lift stands still'))
  const [first, second] = sentEvents()
  expect(second).toEqual(first)
})

it('sends other words as another deed, and the same words once more after they have arrived', async () => {
  const send = await sender()
  server.answer = () => 'offline'
  await send(comment('the lift stands still'))
  server.answer = () => receipt
  await send(comment('the lift runs again'))
  await send(comment('the lift runs again'))
  expect(new Set(sentEvents().map(({ id }) => id)).size).toBe(3)
})

it('says after a refusal what has been seen since', async () => {
  const { refusalIn } = await import('../../../client/models/finding-events.ts')
  const send = await sender()
  const body = { ...(refusal('finding-act-refused') as { body: object }).body, where: ['wrong-state'] }
  server.answer = () => ({ status: 409, body })
  expect(refusalIn(await send(comment('done')))).toBe('wrong-state')
  basis = 5
  server.answer = () => receipt
  await send(comment('done'))
  expect(sentEvents().map(({ basis }) => basis)).toEqual([3, 5])
})

it('sends photos before the event that names them, and no event without them', async () => {
  const send = await sender()
  const photo = { bytes: new ArrayBuffer(4), sha256: 'a'.repeat(64), width: 1, height: 1 }
  const act = { ...comment('see'), photos: [photo.sha256] }
  server.answer = ({ path }) => (path.startsWith('/api/photos/') ? 'offline' : receipt)
  expect(await send(act, [photo])).toEqual({ ok: false, offline: true })
  expect(sentEvents()).toEqual([])
  server.answer = ({ path }) => (path.startsWith('/api/photos/') ? undefined : receipt)
  await send(act, [photo])
  expect(server.log.map((line) => line.replace(/[^/]+$/, ''))).toEqual([
    'PUT /api/photos/',
    'PUT /api/photos/',
    'PUT /api/finding-events/',
  ])
})
