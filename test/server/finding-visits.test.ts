/** What visits see wrong becomes findings, and what phones carry of them. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Answer } from '../../checkpoints/answer.ts'
import { EMERGENCY_ITEM } from '../../checkpoints/checklist.ts'
import type { FindingAct } from '../../checkpoints/finding-act.ts'
import { DEFAULT_RULES } from '../../checkpoints/finding-rules.ts'
import type { ListedCheckpoint, Pack } from '../../checkpoints/wire/estate.ts'
import type { Findings, ListedFinding } from '../../checkpoints/wire/finding.ts'
import type { Inbox } from '../../checkpoints/wire/notification.ts'
import { at, minutes } from '../support/builders.ts'
import { allFine, type EstateServer, enrolPhone, startEstateServer, type TestPhone } from '../support/estate-server.ts'
import { type FindingDeeds, findingDeeds } from '../support/finding-deeds.ts'

let server: EstateServer
let deeds: FindingDeeds
let phone: TestPhone
let clock = at('20:30')
let rooms = 0

beforeAll(async () => {
  server = await startEstateServer({ now: clock })
  deeds = findingDeeds(server)
  phone = await enrolPhone(server)
})
afterAll(() => server.stop())
beforeEach(() => tick())

function tick(by = minutes(1)): void {
  clock += by
  server.setClock(clock)
}
async function meterRoom(): Promise<ListedCheckpoint> {
  const body = { code: `M-${++rooms}`, kind: 'meter-room', names: { en: 'Meters' }, place: server.spots[0]?.place }
  return (await server.as.admin('POST', `${server.path}/checkpoints`, body)).body
}
const defect = (item: string, given: object = {}): Answer => ({
  ...{ item, photos: [], result: 'defect', note: `about ${item}`, severity: 'normal', settled: false },
  ...given,
})
async function file(spot: ListedCheckpoint, ...given: Answer[]) {
  tick()
  const own = new Set(given.map(({ item }) => item))
  const answers = [...given, ...allFine('meter-room').filter(({ item }) => !own.has(item))]
  const filed = await phone.file(spot, { answers })
  expect(filed.status).toBe(201)
  return filed.body
}
async function foundAt(spot: ListedCheckpoint): Promise<ListedFinding[]> {
  return (await server.as.auditor('GET', `${server.path}/findings?checkpoint=${spot.id}`)).body.findings
}
const packOf = async (): Promise<Pack> => (await server.as.assistant('GET', `${server.path}/pack`)).body
const carriedAt = async (spot: ListedCheckpoint) =>
  (await packOf()).findings
    .filter(({ checkpoint }) => checkpoint === spot.id)
    .map(({ item, severity }) => [item, severity])

const repair = (): FindingAct => ({
  ...{ kind: 'triage', dueOn: null, note: '' },
  route: { kind: 'repair', assignee: null, contractor: null },
})

describe('a visit that sees something wrong', () => {
  it('begins a finding of each item, with its photos, category and words; what was settled at once is over', async () => {
    const spot = await meterRoom()
    const photo = await deeds.photo('assistant')
    const visit = await file(
      spot,
      defect('valves-dry', { severity: 'major', photos: [photo] }),
      defect('meters-working', { settled: true, signature: photo }),
    )
    const found = await foundAt(spot)
    expect(found).toMatchObject([
      {
        ...{ state: 'reported', severity: 'major', note: 'about valves-dry', photos: [photo], reporter: 'assistant' },
        ...{ category: 'facilities', itemWords: { en: 'Valves dry, no leak or overflow' } },
        source: { by: 'visit', visit: visit.id, item: 'valves-dry', cause: 'defect' },
        reportedAt: visit.occurredAt,
      },
      { state: 'settled', source: { item: 'meters-working' }, closedAt: visit.occurredAt, signature: photo },
    ])
    const history = (await server.as.auditor('GET', `${server.path}/checkpoints/${spot.id}/history`)).body
    const named = history.sightings.map(({ item, finding }: { item: string; finding: string }) => [item, finding])
    expect(Object.fromEntries(named)).toEqual({ 'valves-dry': found[0]!.id, 'meters-working': found[1]!.id })
  })

  it('is found by what its item asks, in any language, and only where that is asked', async () => {
    const spot = await meterRoom()
    await file(spot, defect('valves-dry'), defect('meters-working'))
    const elsewhere = await deeds.report('supervisor', spot)
    const found = async (text: string) => {
      const query = `?checkpoint=${spot.id}&text=${encodeURIComponent(text)}`
      const { findings } = (await server.as.auditor('GET', `${server.path}/findings${query}`)).body as Findings
      expect(findings.map(({ id }) => id)).not.toContain(elsewhere)
      return findings.map(({ source }) => source.by === 'visit' && source.item)
    }
    expect(await found('leak or OVERFLOW')).toEqual(['valves-dry'])
    expect(await found('水掣')).toEqual(['valves-dry'])
    expect(await found('%')).toEqual([])
  })

  it('is no news to the supervisor as long as the same is open and no better; it is once it is worse', async () => {
    const spot = await meterRoom()
    const told = async () => {
      const { notifications } = (await server.as.supervisor('GET', '/api/inbox')).body as Inbox
      return notifications.filter((one) => one.spot.code === spot.code).map(({ kind }) => kind)
    }
    await file(spot, defect('valves-dry'))
    await file(spot, defect('valves-dry'))
    await file(spot, defect('valves-dry', { severity: 'minor' }))
    expect([await told(), (await foundAt(spot)).length]).toEqual([['reported'], 3])
    await file(spot, defect('valves-dry', { severity: 'major' }))
    expect(await told()).toEqual(['major', 'reported'])
    await file(spot, defect('meters-working'))
    expect(await told()).toEqual(['reported', 'major', 'reported'])
  })

  it('begins them once, however often it is sent, and keeps them when it is voided', async () => {
    const spot = await meterRoom()
    const { id, jws } = await phone.visit(spot, {
      answers: [defect('valves-dry'), ...allFine('meter-room').filter(({ item }) => item !== 'valves-dry')],
    })
    await Promise.all(Array.from({ length: 5 }, () => server.as.assistant('PUT', `/api/visits/${id}`, jws)))
    expect(await foundAt(spot)).toHaveLength(1)
    const voided = await server.as.supervisor('PUT', `/api/visits/${id}/review`, {
      decision: 'voided',
      reason: 'a test',
    })
    expect([voided.status, (await foundAt(spot)).length]).toEqual([200, 1])
  })

  it('rings if it smells gas, until somebody takes it in hand', async () => {
    const spot = await meterRoom()
    await file(spot, defect(EMERGENCY_ITEM, { severity: 'minor' }))
    const [emergency] = await foundAt(spot)
    expect(emergency).toMatchObject({ severity: 'emergency', alarmedAt: clock })
    const ringing = await server.context.database.read.findings.openOf(server.estate)
    expect(ringing.map(({ finding }) => finding.id)).toContain(emergency!.id)
    await deeds.act('manager', emergency!.id, { kind: 'acknowledge', note: '' })
    expect((await foundAt(spot))[0]!.alarmedAt).toBeNull()
  })

  it('of the same again begins another one: alike, until they are merged, and earlier once it is over', async () => {
    const spot = await meterRoom()
    await file(spot, defect('valves-dry'))
    await file(spot, defect('valves-dry'), defect('meters-working'))
    const [again, first] = (await foundAt(spot)).filter(
      ({ source }) => source.by === 'visit' && source.item === 'valves-dry',
    )
    expect((await deeds.detail(first!.id)).alike.map(({ id }) => id)).toEqual([again!.id])
    await deeds.act('supervisor', again!.id, { kind: 'merge', into: first!.id, note: '' })
    const detail = await deeds.detail(first!.id)
    expect([detail.alike, detail.earlier, detail.merged.map(({ id }) => id)]).toEqual([[], [], [again!.id]])
    await deeds.act('supervisor', first!.id, { kind: 'dismiss', reason: 'condensation' })
    await file(spot, defect('valves-dry'))
    const third = (await foundAt(spot)).find(
      ({ state, source }) => state === 'reported' && source.by === 'visit' && source.item === 'valves-dry',
    )
    expect((await deeds.detail(third!.id)).earlier).toMatchObject([{ id: first!.id, state: 'dismissed' }])
  })
})

describe('what phones carry as wrong at a spot', () => {
  it('ends with the finding, whatever no visit has said since', async () => {
    const spot = await meterRoom()
    await file(spot, defect('valves-dry'))
    const [{ id }] = (await foundAt(spot)) as [ListedFinding]
    expect(await carriedAt(spot)).toEqual([['valves-dry', 'normal']])
    await deeds.act('supervisor', id, {
      kind: 'reclassify',
      severity: 'minor',
      category: 'facilities',
      reason: 'a drop',
    })
    expect(await carriedAt(spot)).toEqual([['valves-dry', 'minor']])
    await deeds.act('supervisor', id, { kind: 'dismiss', reason: 'condensation' })
    expect(await carriedAt(spot)).toEqual([])
    await deeds.act('supervisor', id, { kind: 'reopen', reason: 'it was not' })
    expect(await carriedAt(spot)).toEqual([['valves-dry', 'minor']])
  })

  it('is there again if a visit sees it after its finding was closed', async () => {
    const spot = await meterRoom()
    await file(spot, defect('valves-dry'))
    const [{ id }] = (await foundAt(spot)) as [ListedFinding]
    await deeds.act('supervisor', id, { kind: 'dismiss', reason: 'condensation' })
    await file(spot, defect('valves-dry'))
    expect(await carriedAt(spot)).toEqual([['valves-dry', 'normal']])
  })

  it('ends with the one it was merged into, also by way of others', async () => {
    const spot = await meterRoom()
    for (const _ of [1, 2, 3]) await file(spot, defect('valves-dry'))
    const [third, second, first] = (await foundAt(spot)).map(({ id }) => id)
    await deeds.act('supervisor', third!, { kind: 'merge', into: second!, note: '' })
    await deeds.act('supervisor', second!, { kind: 'merge', into: first!, note: '' })
    expect(await carriedAt(spot)).toEqual([['valves-dry', 'normal']])
    await deeds.act('supervisor', first!, { kind: 'dismiss', reason: 'condensation' })
    expect(await carriedAt(spot)).toEqual([])
  })
})

describe('the work that phones carry', () => {
  it('is every open finding, the worst first, with what was done to fix it', async () => {
    const spot = await meterRoom()
    await file(spot, defect('valves-dry', { severity: 'minor' }), defect('meters-working', { severity: 'major' }))
    const [major, minor] = (await foundAt(spot)) as [ListedFinding, ListedFinding]
    const photo = await deeds.photo('assistant')
    await deeds.act('supervisor', minor.id, repair())
    await deeds.act('assistant', minor.id, { kind: 'fix', note: 'new washer', photos: [photo] })
    const own = async () => (await packOf()).work.filter(({ checkpoint }) => checkpoint === spot.id)
    expect(await own()).toMatchObject([
      { id: major.id, state: 'reported', version: 1, severity: 'major', fixNote: null, fixPhotos: [] },
      {
        ...{
          id: minor.id,
          number: minor.number,
          state: 'fixed',
          version: 3,
          fixNote: 'new washer',
          fixPhotos: [photo],
        },
        ...{ fixers: [server.me.assistant.person.id], itemWords: { en: 'Valves dry, no leak or overflow' } },
      },
    ])
    await deeds.act('supervisor', minor.id, await deeds.verify('supervisor', spot))
    expect((await own()).map(({ id }) => id)).toEqual([major.id])
  })

  it('comes with the telephone of the security desk, once that is known', async () => {
    expect((await packOf()).emergency).toEqual({ securityPhone: null })
    const rules = { ...DEFAULT_RULES, securityPhone: '+852 2345 6789' }
    expect((await server.as.manager('PUT', `${server.path}/finding-rules`, rules)).status).toBe(200)
    expect((await packOf()).emergency).toEqual({ securityPhone: '+852 2345 6789' })
  })
})
