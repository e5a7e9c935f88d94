/** A resident's report that becomes a finding: it goes its way, and his contact is erased with its end (回訪). */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FindingAct } from '../../checkpoints/finding-act.ts'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { ResidentReport } from '../../checkpoints/wire/resident-report.ts'
import { at, freshUuid, minutes, uuid } from '../support/builders.ts'
import { type EstateServer, startEstateServer } from '../support/estate-server.ts'
import { type FindingDeeds, findingDeeds } from '../support/finding-deeds.ts'

let server: EstateServer
let deeds: FindingDeeds
let spot: ListedCheckpoint
let clock = at('20:30')

/** One of its own for a few reports: an address may send five an hour. */
function onOneServer(): void {
  beforeAll(async () => {
    server = await startEstateServer({ now: clock })
    deeds = findingDeeds(server)
    spot = server.spots[0]!
    await server.as.admin('PUT', `${server.path}/public-page`, { showsLastPatrol: false, takesReports: true })
  })
  afterAll(() => server.stop())
  beforeEach(() => tick())
}

function tick(by = minutes(1)): void {
  clock += by
  server.setClock(clock)
}

/** Left at the tag of a spot. @returns its id at the desk */
async function reported(contact: string): Promise<string> {
  const tag = `/api/public/tags/${tagDigitsIn(spot.tagUrl ?? '')}`
  const { ticket } = (await server.anyone('GET', tag)).body.reports
  tick()
  const sent = await server.anyone('POST', `${tag}/reports`, { ticket, text: 'no light', contact })
  expect(sent.status).toBe(201)
  return (await server.as.manager('GET', `${server.path}/resident-reports`)).body.reports[0].id
}
const reportOf = async (id: string): Promise<ResidentReport> =>
  (await server.as.manager('GET', `${server.path}/resident-reports/${id}`)).body
const repair: FindingAct = {
  ...{ kind: 'triage', dueOn: null, note: '' },
  route: { kind: 'repair', assignee: null, contractor: null },
}
async function fixedAndVerified(finding: string): Promise<void> {
  await deeds.act('supervisor', finding, repair)
  await deeds.act('assistant', finding, { kind: 'fix', note: 'new bulb', photos: [] })
  expect((await deeds.act('supervisor', finding, await deeds.verify('supervisor', spot))).status).toBe(201)
}
function onDisk(text: string): string[] {
  const files = readdirSync(server.dataDir).filter((file) => file.startsWith('waymark.db'))
  return files.filter((file) => readFileSync(join(server.dataDir, file)).includes(text))
}

describe('a resident’s report that becomes a finding', () => {
  onOneServer()

  it('is looked at, waits for the call-back, and is solved with it; then his contact is nowhere', async () => {
    const report = await reported('Ms Wong 5550 1234 very-unlikely-text')
    const finding = await deeds.report('manager', spot, { residentReport: report })
    const { finding: begun } = await deeds.detail(finding)
    expect(begun).toMatchObject({ source: { by: 'resident', report }, callBack: true, reporter: 'manager' })
    expect(JSON.stringify(await deeds.detail(finding))).not.toContain('5550')
    const { number } = begun
    expect(await reportOf(report)).toMatchObject({
      state: 'looked-at',
      finding: { id: finding, number, state: 'reported' },
    })

    await fixedAndVerified(finding)
    expect((await reportOf(report)).finding?.state).toBe('call-back')
    expect((await reportOf(report)).contact).toContain('5550')
    expect(onDisk('very-unlikely-text')).not.toEqual([])
    await deeds.act('manager', finding, { kind: 'call-back', outcome: 'satisfied', note: 'she is glad' })
    expect(await reportOf(report)).toMatchObject({
      ...{ state: 'solved', contact: null, hasContact: false, calledBack: true },
      finding: { state: 'closed' },
    })
    expect(onDisk('very-unlikely-text')).toEqual([])
  })

  it('goes on if he is not satisfied, and is solved without him if he cannot be reached twice', async () => {
    const report = await reported('Mr Lo 9876 5432')
    const finding = await deeds.report('supervisor', spot, { residentReport: report })
    await fixedAndVerified(finding)
    await deeds.act('admin', finding, { kind: 'call-back', outcome: 'not-satisfied', note: 'dark again' })
    expect(await reportOf(report)).toMatchObject({ state: 'looked-at', finding: { state: 'in-work' } })
    await deeds.act('assistant', finding, { kind: 'fix', note: 'new fuse', photos: [] })
    await deeds.act('supervisor', finding, await deeds.verify('supervisor', spot))
    for (const _ of [1, 2]) await deeds.act('admin', finding, { kind: 'call-back', outcome: 'not-reached', note: '' })
    expect(await reportOf(report)).toMatchObject({ state: 'solved', contact: null, calledBack: false })
  })

  it('without a contact is solved when it is verified', async () => {
    const report = await reported('')
    const finding = await deeds.report('manager', spot, { residentReport: report })
    await fixedAndVerified(finding)
    expect(await reportOf(report)).toMatchObject({ state: 'solved', calledBack: null, finding: { state: 'closed' } })
  })

  it('becomes one only once, by those who answer residents', async () => {
    const report = await reported('')
    await expect(deeds.report('assistant', spot, { residentReport: report })).rejects.toThrow('forbidden')
    await expect(deeds.report('manager', spot, { residentReport: uuid(0x777) })).rejects.toThrow('report-unknown')
    const act: FindingAct = {
      ...{ kind: 'report', checkpoint: spot.id, category: 'facilities', severity: 'normal', note: 'no light' },
      ...{ photos: [], residentReport: report, position: null },
    }
    const event = await deeds.event(freshUuid(), act, { basis: 0 })
    const answers = await Promise.all(Array.from({ length: 10 }, () => deeds.send('manager', event)))
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 201])
    await expect(deeds.report('manager', spot, { residentReport: report })).rejects.toThrow('report-taken-up')
  })

  it('is not closed at the desk while its finding is open', async () => {
    const report = await reported('Mr Ng 6000 0000')
    const change = (body: object) => server.as.manager('PUT', `${server.path}/resident-reports/${report}`, body)
    const finding = await deeds.report('manager', spot, { residentReport: report })
    const refused = await change({ state: 'solved', answer: '', calledBack: true })
    expect([refused.status, refused.body.code]).toEqual([409, 'report-taken-up'])
    expect((await change({ state: 'looked-at', answer: 'On Monday.' })).status).toBe(200)
    await deeds.act('supervisor', finding, { kind: 'dismiss', reason: 'not ours' })
    const closed = await change({ state: 'not-ours', answer: '', calledBack: true })
    expect(closed.body).toMatchObject({ state: 'not-ours', contact: null, finding: { state: 'dismissed' } })
  })
})

describe('a resident’s report whose finding needs no repair', () => {
  onOneServer()

  it('waits for its answer when it is dismissed: the supervisor is told, and whoever reads the finding', async () => {
    const report = await reported('Mr Ho 6111 1111')
    const finding = await deeds.report('admin', spot, { residentReport: report })
    tick()
    await deeds.act('manager', finding, { kind: 'dismiss', reason: 'nothing there' })
    expect(await reportOf(report)).toMatchObject({ state: 'looked-at', hasContact: true })
    expect((await deeds.detail(finding)).residents).toEqual([report])
    const { notifications } = (await server.as.supervisor('GET', '/api/inbox')).body
    expect(notifications[0]).toMatchObject({ kind: 'to-answer', finding: { id: finding } })
    const said = { state: 'not-ours', answer: 'We found nothing.', calledBack: true }
    await server.as.manager('PUT', `${server.path}/resident-reports/${report}`, said)
    expect((await deeds.detail(finding)).residents).toEqual([])
  })

  it('opened again when his contact is gone, is closed without a call that nobody could make', async () => {
    const report = await reported('Mr Mo 6777 7777')
    const finding = await deeds.report('manager', spot, { residentReport: report })
    await fixedAndVerified(finding)
    await deeds.act('manager', finding, { kind: 'call-back', outcome: 'satisfied', note: '' })
    await deeds.act('supervisor', finding, { kind: 'reopen', reason: 'it leaks again' })
    expect((await deeds.detail(finding)).finding).toMatchObject({ state: 'in-work', callBack: false })
    await deeds.act('assistant', finding, { kind: 'fix', note: 'new seal', photos: [] })
    await deeds.act('supervisor', finding, await deeds.verify('supervisor', spot))
    expect((await deeds.detail(finding)).finding.state).toBe('closed')
  })

  it('settled on the spot, waits for the call-back too, and without a contact is solved', async () => {
    const settled: FindingAct = { kind: 'settle', note: 'wiped', photos: [], signature: await deeds.photo('assistant') }
    const [report, silent] = [await reported('Ms Ma 6222 2222'), await reported('')]
    const finding = await deeds.report('manager', spot, { residentReport: report })
    await deeds.act('assistant', finding, settled)
    expect(await reportOf(report)).toMatchObject({ state: 'looked-at', finding: { state: 'call-back' } })
    await deeds.act('manager', finding, { kind: 'call-back', outcome: 'satisfied', note: '' })
    expect(await reportOf(report)).toMatchObject({ state: 'solved', contact: null, finding: { state: 'settled' } })
    await deeds.act('assistant', await deeds.report('manager', spot, { residentReport: silent }), settled)
    expect(await reportOf(silent)).toMatchObject({ state: 'solved', calledBack: null })
  })
})

describe('a resident’s report whose finding is merged into another', () => {
  onOneServer()

  const merge = (finding: string, into: string) =>
    deeds.act('supervisor', finding, { kind: 'merge', into, note: 'the same lamp' })

  it('goes on with that one: its resident is called back about it, and is solved with it', async () => {
    const report = await reported('Ms Yu 6333 3333 far-from-likely-text')
    const finding = await deeds.report('manager', spot, { residentReport: report })
    const [other, last] = [await deeds.report('assistant', spot), await deeds.report('assistant', spot)]
    expect((await merge(finding, other)).status).toBe(201)
    expect((await deeds.detail(other)).events.at(-1)?.act).toEqual({ kind: 'owe-call-back', owed: true, of: finding })
    expect((await merge(other, last)).status).toBe(201)
    const { number, callBack } = (await deeds.detail(last)).finding
    expect(callBack).toBe(true)
    expect((await deeds.detail(last)).residents).toEqual([report])
    expect(await reportOf(report)).toMatchObject({ finding: { id: last, number, state: 'reported' } })
    const early = { state: 'solved', answer: '', calledBack: true }
    const refused = await server.as.manager('PUT', `${server.path}/resident-reports/${report}`, early)
    expect(refused.body.code).toBe('report-taken-up')

    await fixedAndVerified(last)
    expect((await reportOf(report)).finding?.state).toBe('call-back')
    await deeds.act('manager', last, { kind: 'call-back', outcome: 'satisfied', note: '' })
    expect(await reportOf(report)).toMatchObject({ state: 'solved', contact: null, calledBack: true })
    expect(onDisk('far-from-likely-text')).toEqual([])
  })

  it('without a contact is solved when that one is verified', async () => {
    const report = await reported('')
    const finding = await deeds.report('manager', spot, { residentReport: report })
    const other = await deeds.report('assistant', spot)
    await merge(finding, other)
    expect((await deeds.detail(other)).finding.callBack).toBe(false)
    await fixedAndVerified(other)
    expect(await reportOf(report)).toMatchObject({ state: 'solved', calledBack: null, finding: { state: 'closed' } })
  })

  it('takes its call-back along when the two are two again; what waited for nothing else is closed', async () => {
    const report = await reported('Mr Au 6444 4444')
    const finding = await deeds.report('manager', spot, { residentReport: report })
    const other = await deeds.report('assistant', spot)
    await merge(finding, other)
    await fixedAndVerified(other)
    await deeds.act('supervisor', finding, { kind: 'reopen', reason: 'another lamp' })
    expect((await deeds.detail(other)).finding).toMatchObject({ state: 'closed', callBack: false })
    expect(await reportOf(report)).toMatchObject({ state: 'looked-at', finding: { id: finding, state: 'reported' } })
  })

  it('leaves the call-back with one whose own resident waits', async () => {
    const [first, second] = [await reported('Mr Ip 6555 5555'), await reported('Ms Lo 6666 6666')]
    const other = await deeds.report('manager', spot, { residentReport: first })
    const finding = await deeds.report('manager', spot, { residentReport: second })
    await merge(finding, other)
    expect((await deeds.detail(other)).residents.toSorted()).toEqual([first, second].toSorted())
    await deeds.act('supervisor', finding, { kind: 'reopen', reason: 'another lamp' })
    expect((await deeds.detail(other)).finding.callBack).toBe(true)
  })
})

describe('a resident who is called back and not satisfied', () => {
  onOneServer()

  it('sends the work back, and what he said stays in the house', async () => {
    const finding = await deeds.report('manager', spot, { residentReport: await reported('Mrs Ng 5550 4321') })
    await fixedAndVerified(finding)
    const said = { kind: 'call-back', outcome: 'not-satisfied', note: 'Mrs Ng of 12C is cross' } as const
    expect((await deeds.act('supervisor', finding, said)).status).toBe(201)
    const path = `${server.path}/findings/${finding}/work-order`
    const { url } = (await server.as.supervisor('POST', `${path}/link`)).body
    const headers = { 'Waymark-Work-Order': url.split('#')[1] }
    const seen = await (await fetch(`${server.origin}/api/public/work-order`, { headers })).json()
    expect(seen).toMatchObject({ state: 'to-do', sentBack: '' })
    expect((await deeds.detail(finding)).events.at(-1)?.act).toMatchObject(said)
  })
})
