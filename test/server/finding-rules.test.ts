/** What an estate settles about its findings, and how those who are responsible have done. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_RULES, type FindingRules, NO_PARTNERS } from '../../checkpoints/finding-rules.ts'
import type { FindingRulesRecord, Scorecard } from '../../checkpoints/wire/finding.ts'
import type { Inbox } from '../../checkpoints/wire/notification.ts'
import { at, days, freshUuid, hours, uuid } from '../support/builders.ts'
import { addNeighbour, type EstateAtWork, type EstateServer, startEstateServer } from '../support/estate-server.ts'
import { type FindingDeeds, findingDeeds } from '../support/finding-deeds.ts'

let server: EstateServer
let neighbour: EstateAtWork
let deeds: FindingDeeds
beforeAll(async () => {
  server = await startEstateServer()
  neighbour = await addNeighbour(server)
  deeds = findingDeeds(server)
})
afterAll(() => server.stop())

const CLEANERS = uuid(0xc1)
const LIFTS = uuid(0xc2)
function rulesWith(given: Partial<FindingRules> = {}): FindingRules {
  const supervisor = server.me.supervisor.person.id
  return {
    ...DEFAULT_RULES,
    departments: [{ id: CLEANERS, names: { en: 'Cleaning', 'zh-Hant': '清潔部' }, supervisor }],
    contractors: [{ id: LIFTS, name: 'Lift Co', trade: 'lifts', phone: '2345 6789', email: null }],
    ...given,
  }
}
const put = (rules: unknown) => server.as.manager('PUT', `${server.path}/finding-rules`, rules)
const get = async (): Promise<FindingRulesRecord> =>
  (await server.as.assistant('GET', `${server.path}/finding-rules`)).body

describe('the rules of an estate', () => {
  it('are those of the policy until somebody settles others', async () => {
    expect(await get()).toEqual({ rules: DEFAULT_RULES, former: NO_PARTNERS, updated: null })
    const rules = rulesWith({ securityPhone: '+852 2345 6789', workingDays: true })
    const changed = { rules, former: NO_PARTNERS, updated: { at: server.now(), by: 'manager' } }
    expect((await put(rules)).body).toEqual(changed)
    expect(await get()).toEqual(changed)
    expect((await neighbour.as.manager('GET', `${neighbour.path}/finding-rules`)).body.updated).toBeNull()
  })

  it('are changed only by whoever has seen the last change, and two changes never look alike', async () => {
    const first = (await put({ ...rulesWith(), basis: (await get()).updated?.at ?? null })).body
    const second = (await put({ ...rulesWith({ workingDays: true }), basis: first.updated.at })).body
    expect(second.updated.at).toBeGreaterThan(first.updated.at)
    for (const basis of [first.updated.at, null]) {
      const refused = await put({ ...rulesWith({ securityPhone: '999' }), basis })
      expect([refused.status, refused.body.code]).toEqual([409, 'rules-changed'])
    }
    expect(await get()).toEqual(second)
    expect((await put({ ...rulesWith(), basis: second.updated.at })).body.rules).toEqual(rulesWith())
  })

  it('name supervisors of the estate itself', async () => {
    const department = { id: CLEANERS, names: { en: 'Cleaning' }, supervisor: neighbour.me.supervisor.person.id }
    const refused = await put(rulesWith({ departments: [department] }))
    expect([refused.status, refused.body.code]).toEqual([422, 'person-unknown'])
  })

  it('keep whom an open finding names, and after that his name alone', async () => {
    await put(rulesWith())
    const [spot] = server.spots
    const ids = [await deeds.report('assistant', spot!), await deeds.report('assistant', spot!)] as const
    const to = (route: object) =>
      ({ kind: 'triage', dueOn: null, note: '', route: { assignee: null, ...route } }) as Parameters<
        typeof deeds.act
      >[2]
    await deeds.act('supervisor', ids[0], to({ kind: 'department', department: CLEANERS }))
    await deeds.act('supervisor', ids[1], to({ kind: 'repair', contractor: LIFTS }))
    const numbers = await Promise.all(ids.map(async (id) => String((await deeds.detail(id)).finding.number)))
    for (const [without, number] of [
      ['departments', numbers[0]],
      ['contractors', numbers[1]],
    ] as const) {
      const refused = await put(rulesWith({ [without]: [] }))
      expect([refused.status, refused.body.code, refused.body.where]).toEqual([409, 'responsible-in-use', [number]])
    }
    for (const id of ids) await deeds.act('supervisor', id, { kind: 'dismiss', reason: 'it was nothing' })
    const { former } = (await put(rulesWith({ departments: [], contractors: [] }))).body
    expect(former).toEqual({
      departments: [{ ...rulesWith().departments[0], supervisor: null }],
      contractors: [{ ...rulesWith().contractors[0], phone: null }],
    })
    expect((await get()).former).toEqual(former)
    expect((await put(rulesWith())).body.former).toEqual(NO_PARTNERS)
  })

  it('are not taken with two of one id, or no day of work in a week', async () => {
    const [contractor] = rulesWith().contractors
    expect((await put(rulesWith({ contractors: [contractor!, contractor!] }))).status).toBe(400)
    expect((await put(rulesWith({ restDays: [1, 2, 3, 4, 5, 6, 7] }))).status).toBe(400)
  })
})

describe('the scorecard', () => {
  it('counts what was reported in the period, for each who is responsible', async () => {
    await put(rulesWith())
    const [spot] = server.spots
    server.setClock(at('09:00', '2026-03-03'))
    const repair = (contractor: string | null) =>
      ({ kind: 'triage', dueOn: null, note: '', route: { kind: 'repair', assignee: null, contractor } }) as const
    const [quick, slow, own] = [
      await deeds.report('assistant', spot!),
      await deeds.report('assistant', spot!),
      await deeds.report('assistant', spot!),
    ]
    for (const id of [quick, slow]) await deeds.act('supervisor', id, repair(LIFTS))
    await deeds.act('supervisor', own, repair(null))
    server.setClock(server.now() + hours(5))
    await deeds.act('assistant', quick, { kind: 'fix', note: 'done', photos: [] })
    server.setClock(server.now() + days(9))
    await deeds.act('assistant', slow, { kind: 'fix', note: 'done', photos: [] })
    const card = async (query: string) =>
      (await server.as.auditor('GET', `${server.path}/findings/scorecard${query}`)).body as Scorecard
    const { from, to, scores } = await card('')
    expect([from, to]).toEqual(['2025-12-13', '2026-03-12'])
    const day = await card('?from=2026-03-03&to=2026-03-03')
    expect(day.scores).toMatchObject([
      { route: 'repair', who: null, received: 1, open: 1, overdue: 1, fixed: 0, medianHours: null },
      { who: LIFTS, names: { en: 'Lift Co' }, received: 2, open: 2, fixed: 2, inTime: 1, medianHours: 5 },
    ])
    expect(scores).toEqual(day.scores)
    // What was his stays his when he is on the list no more.
    for (const id of [quick, slow]) await deeds.act('supervisor', id, await deeds.verify('supervisor', spot!))
    expect((await put(rulesWith({ contractors: [] }))).status).toBe(200)
    const [, gone] = (await card('?from=2026-03-03&to=2026-03-03')).scores
    expect(gone).toMatchObject({ who: LIFTS, names: { en: 'Lift Co' }, received: 2, open: 0 })
    expect((await card('?from=2026-03-04&to=2026-03-04')).scores).toEqual([])
    const backwards = await server.as.auditor('GET', `${server.path}/findings/scorecard?from=2026-03-04&to=2026-03-03`)
    expect([backwards.status, backwards.body.where]).toEqual([400, ['to']])
    expect((await server.as.assistant('GET', `${server.path}/findings/scorecard`)).status).toBe(403)
  })
})

describe('who is on the lists no more', () => {
  it('is forgotten if nothing has ever gone to him: a name that was typed wrongly stands in no list of choices', async () => {
    const [lifts] = rulesWith().contractors
    const contractors = [lifts, { ...lifts, id: freshUuid(), name: 'Lift Cooo' }]
    const departments = [...rulesWith().departments, { id: freshUuid(), names: { en: 'Claening' }, supervisor: null }]
    await put({ ...rulesWith(), contractors, departments })
    const { former } = (await put(rulesWith())).body
    expect(former).toEqual(NO_PARTNERS)
  })

  it('holds up no change of the rules when a finding that names him is opened again, and is told of by name', async () => {
    await put(rulesWith())
    const finding = await deeds.report('assistant', server.spots[0]!)
    const route = { kind: 'repair', assignee: null, contractor: LIFTS } as const
    await deeds.act('supervisor', finding, { kind: 'triage', dueOn: null, note: '', route })
    await deeds.act('supervisor', finding, { kind: 'dismiss', reason: 'it was nothing' })
    expect((await put(rulesWith({ contractors: [] }))).status).toBe(200)
    expect((await deeds.act('supervisor', finding, { kind: 'reopen', reason: 'it was something' })).status).toBe(201)
    const changed = await put(rulesWith({ contractors: [], securityPhone: '999' }))
    expect([changed.status, changed.body.former?.contractors]).toEqual([
      200,
      [{ ...rulesWith().contractors[0], phone: null }],
    ])
    const { url } = (await server.as.supervisor('POST', `${server.path}/findings/${finding}/work-order/link`)).body
    const headers = { 'Waymark-Work-Order': url.split('#')[1] }
    const fixed = { id: freshUuid(), name: 'Ho', note: 'oiled' }
    expect((await server.anyone('PUT', '/api/public/work-order/fix', fixed, headers)).status).toBe(200)
    const inbox: Inbox = (await server.as.supervisor('GET', '/api/inbox')).body
    const told = inbox.notifications.filter((one) => one.finding.id === finding && one.kind === 'fixed')
    expect(told.map(({ by }) => by)).toEqual(['Lift Co'])
  })
})
