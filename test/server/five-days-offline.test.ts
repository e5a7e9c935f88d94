/** A phone comes back after five days without signal: meanwhile the estate has a new tag key, new labels and a new checklist. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import { addDays } from '../../checkpoints/time.ts'
import type { Coverage } from '../../checkpoints/wire/coverage.ts'
import type { ListedCheckpoint, Pack } from '../../checkpoints/wire/estate.ts'
import type { PackDelta } from '../../checkpoints/wire/pack-delta.ts'
import { partsOf, wholeFrom } from '../../checkpoints/wire/pack-parts.ts'
import type { BatchOutcome, VisitRecord } from '../../checkpoints/wire/visit.ts'
import { makeRounds } from '../../server/services/rounds.ts'
import { newTagKey } from '../../server/services/tag-keys.ts'
import { at, days, hours, minutes, TODAY } from '../support/builders.ts'
import {
  type EstateServer,
  enrolPhone,
  startEstateServer,
  type TestPhone,
  writePlan,
} from '../support/estate-server.ts'

let server: EstateServer
let phone: TestPhone
let lobby: ListedCheckpoint
let lift: ListedCheckpoint
let before: Pack

const lastContact = at('20:30')
const dayOf = (n: number) => addDays(TODAY, n)

beforeAll(async () => {
  server = await startEstateServer()
  await writePlan(server)
  phone = await enrolPhone(server)
  ;[lobby, lift] = server.spots as [ListedCheckpoint, ListedCheckpoint]
  before = (await server.as.assistant('GET', `${server.path}/pack`)).body

  // Day two: a second key. Day three: the lift's label is issued anew with it, and the lobby is asked something new.
  server.setClock(at('10:00', dayOf(2)))
  const key = await newTagKey(server.context, server.estate, 2)
  await server.context.database.write((stores) => stores.estates.addTagKey(server.estate, key, server.now()))
  server.setClock(at('10:00', dayOf(3)))
  await server.as.admin('POST', `${server.path}/checkpoints/${lift.id}/tag`)
  const { version, items } = before.checklists.find(({ kind }) => kind === 'lobby')!
  const more = { ...items[0]!, id: 'mat-flat' }
  const published = await server.as.supervisor('POST', `${server.path}/checklists/lobby`, {
    basis: version,
    items: [...items, more],
  })
  if (published.status !== 201) throw new Error(JSON.stringify(published.body))
  for (let day = 1; day <= 5; day++) {
    server.setClock(at('12:00', dayOf(day)))
    await makeRounds(server.context, (await server.context.database.read.estates.byId(server.estate))!)
  }
  server.setClock(at('21:30', dayOf(5)))
})
afterAll(() => server.stop())

const digestOf = (part: object) => createHash('sha256').update(JSON.stringify(part)).digest('hex').slice(0, 16)

/** Signed on the phone on the evening of a day, with nothing newer than its last contact. */
function evening(day: number, spot: ListedCheckpoint) {
  const scannedAt = at('20:40', dayOf(day))
  const lastServerTime = { at: lastContact, elapsedMs: scannedAt - lastContact }
  return phone.visit(spot, { scannedAt, openedAt: scannedAt, submittedAt: scannedAt + minutes(2), lastServerTime })
}

describe('a phone that comes back after five days without signal', () => {
  it('has each visit taken as what it was: old label, old checklist, the evening it happened', async () => {
    const signed = [
      await evening(1, lobby),
      await evening(2, lift),
      await evening(3, lobby),
      await evening(4, lift),
      await evening(5, lobby),
    ]
    const sent = await server.as.assistant('POST', '/api/visits/batch', { visits: signed.map(({ jws }) => jws) })
    const { outcomes } = sent.body as BatchOutcome
    expect(outcomes.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201])

    const records: VisitRecord[] = []
    for (const { id } of signed) records.push((await server.as.supervisor('GET', `/api/visits/${id}`)).body)
    expect(records.map(({ claims }) => claims.checklist.version)).toEqual(
      [lobby, lift, lobby, lift, lobby].map(({ checklist }) => checklist.version),
    )
    expect(records.map(({ occurredAt }) => occurredAt)).toEqual([1, 2, 3, 4, 5].map((day) => at('20:40', dayOf(day))))
    // A label of the first key is as good as ever; only the lift's was replaced, on the third day.
    expect(records.map(({ verdict }) => verdict)).toEqual([
      { outcome: 'verified' },
      { outcome: 'verified' },
      { outcome: 'verified' },
      { outcome: 'doubtful', reasons: ['tag-revoked'] },
      { outcome: 'verified' },
    ])
    const period = `from=${dayOf(1)}&to=${dayOf(6)}`
    const { rounds } = (await server.as.supervisor('GET', `${server.path}/coverage?${period}`)).body as Coverage
    const ofRecords = records.map(({ round }) => round?.opensAt)
    expect(ofRecords).toEqual([1, 2, 3, 4, 5].map((day) => at('20:00', dayOf(day))))
    expect(rounds.length).toBeGreaterThanOrEqual(5)
  })

  it('files a new label of the new key that it had never heard of, and learns of key and checklist', async () => {
    const have = partsOf(before).map(digestOf)
    const delta = (await server.as.assistant('GET', `${server.path}/pack?have=${have.join('.')}`)).body as PackDelta
    const kept = new Map(partsOf(before).map((part) => [digestOf(part), part]))
    const after = wholeFrom(delta, kept)!
    expect(after).toEqual((await server.as.assistant('GET', `${server.path}/pack`)).body)
    // The places and what is asked at lifts came with the first one.
    expect(delta.places).toMatch(/^[0-9a-f]{16}$/)
    expect(before.keys).toHaveLength(1)
    expect(after.keys.map(({ kid }) => kid)).toEqual([`${server.estate}.1`, `${server.estate}.2`])
    expect(after.checklists.find(({ kind }) => kind === 'lobby')?.items.at(-1)?.id).toBe('mat-flat')
    const { checkpoints } = (await server.as.admin('GET', `${server.path}/checkpoints`)).body
    const label = checkpoints.find(({ id }: ListedCheckpoint) => id === lift.id) as ListedCheckpoint
    const scannedAt = at('21:00', dayOf(5))
    const filed = await phone.file(lift, {
      evidence: { channel: 'camera', digits: tagDigitsIn(label.tagUrl!)! },
      scannedAt,
      lastServerTime: { at: lastContact, elapsedMs: days(5) + hours(0.5) },
    })
    expect(filed.status).toBe(201)
    expect(filed.body.verdict).toEqual({ outcome: 'verified' })
  })
})
