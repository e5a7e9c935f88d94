/** What people do about findings, as it comes in: once, from anybody's phone, in any order. */
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FindingAct } from '../../checkpoints/finding-act.ts'
import { DEFAULT_RULES } from '../../checkpoints/finding-rules.ts'
import type { Role } from '../../checkpoints/people.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import { keepFindingEvent } from '../../server/services/keep-finding-event.ts'
import { at, days, freshUuid, minutes, uuid } from '../support/builders.ts'
import {
  addNeighbour,
  type EstateAtWork,
  type EstateServer,
  enrolPhone,
  startEstateServer,
} from '../support/estate-server.ts'
import { type FindingDeeds, findingDeeds } from '../support/finding-deeds.ts'

let server: EstateServer
let neighbour: EstateAtWork
let deeds: FindingDeeds
let spot: ListedCheckpoint
let clock = at('20:30')

beforeAll(async () => {
  server = await startEstateServer({ now: clock })
  neighbour = await addNeighbour(server)
  deeds = findingDeeds(server)
  spot = server.spots[0]!
})
afterAll(() => server.stop())
beforeEach(() => tick())

function tick(by = minutes(1)): void {
  clock += by
  server.setClock(clock)
}

const fix: FindingAct = { kind: 'fix', note: 'new washer', photos: [] }
const reportAt = ({ id: checkpoint }: ListedCheckpoint): FindingAct => ({
  ...{ kind: 'report', checkpoint, category: 'facilities', severity: 'minor', note: 'scratched' },
  ...{ photos: [], residentReport: null, position: null },
})
const comment = (text: string, mentions: string[] = []): FindingAct => ({ kind: 'comment', text, mentions, photos: [] })
const repair = (given: object = {}): FindingAct => ({
  ...{ kind: 'triage', dueOn: null, note: 'to the workshop' },
  route: { kind: 'repair', assignee: null, contractor: null },
  ...given,
})
async function inWork(): Promise<string> {
  const finding = await deeds.report('assistant', spot)
  await deeds.act('supervisor', finding, repair())
  return finding
}
const outcome = ({
  status,
  body,
}: {
  status: number
  body: { code?: string; where?: string[]; standing?: string }
}) => [status, body.code ?? body.standing, ...(body.where ?? [])]

describe('an event', () => {
  it('counts by the roles that its author holds when it is kept, not when it came in', async () => {
    const finding = await deeds.report('assistant', spot)
    const { person } = server.me.supervisor
    const event = await deeds.event(finding, repair())
    const { context } = server
    const { read, write } = context.database
    // His roles are taken from him while the photos of his deed are looked for.
    const missing: typeof read.photos.missing = async (...asked) => {
      await write((stores) => stores.people.setRoles(person.id, server.estate, ['assistant']))
      return read.photos.missing(...asked)
    }
    const heldUp = { ...context.database, read: { ...read, photos: { ...read.photos, missing } } }
    const kept = await keepFindingEvent({ ...context, database: heldUp }, person, event.id, { event })
    await write((stores) => stores.people.setRoles(person.id, server.estate, ['supervisor']))
    expect(kept).toMatchObject({ ok: false, problem: { code: 'finding-act-refused', where: ['role'] } })
    expect((await deeds.detail(finding)).finding.state).toBe('reported')
  })

  it('is kept once however often it is sent, also forty times at once, with the same receipt', async () => {
    const finding = await inWork()
    const event = await deeds.event(finding, fix)
    const answers = await Promise.all(Array.from({ length: 40 }, () => deeds.send('assistant', event)))
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(39).fill(200), 201])
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect((await deeds.detail(finding)).events).toHaveLength(3)
    // Long after, when it could not be done any more.
    tick(days(2))
    await deeds.act('supervisor', finding, await deeds.verify('supervisor', spot))
    const again = await deeds.send('assistant', event)
    expect([again.status, again.body]).toEqual([200, answers[0]!.body])
  })

  it('that begins a finding is kept once as well', async () => {
    const event = await deeds.event(freshUuid(), reportAt(spot), { basis: 0 })
    const answers = await Promise.all(Array.from({ length: 40 }, () => deeds.send('assistant', event)))
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(39).fill(200), 201])
    const second = { ...event, id: freshUuid() }
    expect(outcome(await deeds.send('assistant', second))).toEqual([409, 'word-conflict'])
  })

  it('is another one if a word of it is, or its author, or whether a phone has signed it', async () => {
    const finding = await deeds.report('assistant', spot)
    const event = await deeds.event(finding, comment('first'))
    expect((await deeds.send('assistant', event)).status).toBe(201)
    for (const sent of [
      deeds.send('assistant', { ...event, act: comment('second') }),
      deeds.send('assistant', { ...event, at: event.at - 1 }),
      deeds.send('supervisor', event),
      deeds.sendSigned('assistant', event),
    ])
      expect(outcome(await sent)).toEqual([409, 'word-conflict'])
    expect((await deeds.detail(finding)).events).toHaveLength(2)
  })

  it('says the id of its address', async () => {
    const event = await deeds.event(await deeds.report('assistant', spot), comment('x'))
    const { status, body } = await server.as.assistant('PUT', `/api/finding-events/${freshUuid()}`, { event })
    expect([status, body.code, body.where]).toEqual([400, 'body-invalid', ['id']])
  })

  it('happened when its author says, between what he had seen come in and its own arrival', async () => {
    const finding = await deeds.report('assistant', spot)
    const begunAt = clock
    tick(minutes(60))
    const said = async (text: string, at: number, basis = 1) =>
      (await deeds.act('assistant', finding, comment(text), { at, basis })).body.at
    expect(await said('in between', clock - minutes(30))).toBe(clock - minutes(30))
    expect(await said('by a clock that is ahead', clock + days(2))).toBe(clock)
    expect(await said('by a clock that is behind', clock - days(2))).toBe(begunAt)
    expect(await said('having seen the last', clock - days(2), 4)).toBe(clock)
  })

  it('names photos that its author has sent himself', async () => {
    const finding = await deeds.report('assistant', spot)
    const photo = await deeds.photo('supervisor')
    const refused = await deeds.act('assistant', finding, { ...comment('see'), photos: [photo] } as FindingAct)
    expect(outcome(refused)).toEqual([422, 'photos-missing', photo])
    const kept = await deeds.act('supervisor', finding, { ...comment('see'), photos: [photo] } as FindingAct)
    expect(kept.status).toBe(201)
    // Whoever may see the finding may see its photos; on another estate nobody may.
    expect((await server.as.assistant('GET', `/api/photos/${photo}`)).status).toBe(200)
    expect((await neighbour.as.manager('GET', `/api/photos/${photo}`)).status).toBe(404)
  })

  it('stirs the boards of its estate', async () => {
    const finding = await deeds.report('assistant', spot)
    const heard = new Promise<string>((resolve) => {
      server.context.live.listen(server.estate, () => resolve('changed'))
    })
    await deeds.act('assistant', finding, comment('look'))
    expect(await heard).toBe('changed')
  })
})

describe('an event of a finding that does not exist for somebody', () => {
  it('is refused alike on no estate, on another one, and before its report has come', async () => {
    const finding = await deeds.report('assistant', spot)
    const event = await deeds.event(finding, comment('hello'))
    const foreign = { ...event, id: freshUuid() }
    for (const sent of [
      neighbour.as.manager('PUT', `/api/finding-events/${foreign.id}`, { event: foreign }),
      neighbour.as.manager('PUT', `/api/finding-events/${foreign.id}`, {
        event: { ...foreign, estate: neighbour.estate },
      }),
      deeds.send('assistant', { ...foreign, finding: uuid(0x9999) }),
      deeds.send('assistant', { ...foreign, estate: uuid(0x9999) }),
    ])
      expect(outcome(await sent)).toEqual([404, 'finding-unknown'])
    const seen = await neighbour.as.manager('GET', `${neighbour.path}/findings/${finding}`)
    expect([seen.status, (await neighbour.as.manager('GET', `${neighbour.path}/findings`)).body.findings]).toEqual([
      404,
      [],
    ])
  })

  it('names neither people nor spots nor anything else of another one', async () => {
    const finding = await deeds.report('assistant', spot)
    const stranger = neighbour.me.assistant.person.id
    const of = (route: object) => repair({ route: { assignee: null, ...route } })
    const cases: [FindingAct, string][] = [
      [comment('you?', [stranger]), 'person-unknown'],
      [comment('you?', [server.me.auditor.person.id]), 'person-unknown'],
      [of({ kind: 'repair', contractor: null, assignee: stranger }), 'person-unknown'],
      [of({ kind: 'repair', contractor: uuid(1) }), 'contractor-unknown'],
      [of({ kind: 'department', department: uuid(1) }), 'department-unknown'],
      [of({ kind: 'violation', unit: neighbour.spots[0]!.place, notice: 'No smoking' }), 'place-unknown'],
    ]
    for (const [act, code] of cases) expect(outcome(await deeds.act('supervisor', finding, act))).toEqual([422, code])
    const theirs = {
      ...(await deeds.event(freshUuid(), reportAt(neighbour.spots[0]!), { basis: 0 })),
      estate: neighbour.estate,
    }
    const begun = await neighbour.as.manager('PUT', `/api/finding-events/${theirs.id}`, { event: theirs })
    expect(begun.status).toBe(201)
    for (const into of [uuid(1), theirs.finding]) {
      const merged = await deeds.act('supervisor', finding, { kind: 'merge', into, note: '' })
      expect(outcome(merged)).toEqual([409, 'finding-act-refused', 'merge-impossible'])
    }
    const elsewhere = { checkpoint: neighbour.spots[0]!.id }
    await expect(deeds.report('assistant', spot, elsewhere)).rejects.toThrow('checkpoint-unknown')
    await expect(deeds.report('auditor', spot)).rejects.toThrow('forbidden')
  })
})

describe('a deed that stands under somebody’s hand', () => {
  it('has to be signed by a phone of his', async () => {
    const finding = await deeds.report('assistant', spot)
    const settle: FindingAct = { kind: 'settle', note: 'wiped', photos: [], signature: await deeds.photo('assistant') }
    const event = await deeds.event(finding, settle)
    expect(outcome(await deeds.send('assistant', event))).toEqual([422, 'finding-event-unsigned'])
    expect(outcome(await deeds.sendSigned('assistant', event))).toEqual([201, 'applied'])
    expect((await deeds.detail(finding)).finding).toMatchObject({
      state: 'settled',
      fixers: [server.me.assistant.person.id],
    })
  })

  it('is refused if somebody else has signed it, or nobody, or a phone that is out of use', async () => {
    const finding = await deeds.report('assistant', spot)
    const send = async (role: Role, id: string, jws: string) =>
      server.as[role]('PUT', `/api/finding-events/${id}`, { jws })
    const [phone, other] = [await enrolPhone(server), await enrolPhone(server, 'supervisor')]
    const event = await deeds.event(finding, comment('signed'))
    const jws = await phone.signEvent(event)
    expect(outcome(await send('supervisor', event.id, jws))).toEqual([403, 'finding-event-of-other'])
    expect(outcome(await send('assistant', event.id, 'a.b.c'))).toEqual([400, 'finding-event-malformed'])
    const [head, , signature] = jws.split('.')
    const altered = (await phone.signEvent({ ...event, act: comment('altered') })).split('.')[1]
    expect(outcome(await send('assistant', event.id, `${head}.${altered}.${signature}`))).toEqual([
      422,
      'finding-event-forged',
    ])
    const borrowed = { ...event, person: server.me.assistant.person.id }
    expect(outcome(await send('assistant', event.id, await other.signEvent(borrowed)))).toEqual([
      403,
      'finding-event-of-other',
    ])
    await server.as.admin('PUT', `${server.path}/devices/${phone.device}/revocation`, { reason: 'lost' })
    expect(outcome(await send('assistant', event.id, jws))).toEqual([403, 'device-revoked'])
    expect((await deeds.detail(finding)).events).toHaveLength(1)
  })
})

describe('what two people do who do not know of each other', () => {
  it('is kept both, the later one as a conflict that changes nothing until it is resolved', async () => {
    const finding = await inWork()
    const { version } = (await deeds.detail(finding)).finding
    const ask = (until: string): FindingAct => ({ kind: 'ask-extension', until, reason: 'no part' })
    const first = await deeds.act('assistant', finding, ask('2026-03-20'), { basis: version })
    const second = await deeds.act('supervisor', finding, ask('2026-03-25'), { basis: version })
    expect([outcome(first), outcome(second)]).toEqual([
      [201, 'applied'],
      [201, 'conflicting'],
    ])
    const { finding: left, events } = await deeds.detail(finding)
    expect(left).toMatchObject({ extension: { until: '2026-03-20' }, conflicts: [second.body.id] })
    expect(events.at(-1)).toMatchObject({ standing: 'conflicting', resolved: false, act: ask('2026-03-25') })
    const resolve = { kind: 'resolve', event: second.body.id, reason: 'the 20th will do' } as const
    expect(outcome(await deeds.act('assistant', finding, resolve))).toEqual([409, 'finding-act-refused', 'role'])
    expect(outcome(await deeds.act('supervisor', finding, resolve))).toEqual([201, 'applied'])
    const after = await deeds.detail(finding)
    expect([after.finding.conflicts, after.events.at(-2)?.resolved]).toEqual([[], true])
    expect(outcome(await deeds.act('supervisor', finding, resolve))).toEqual([
      409,
      'finding-act-refused',
      'conflict-unknown',
    ])
  })

  it('leaves the same record in whatever order it arrives, but for what counts', async () => {
    const acts: [Role, FindingAct][] = [
      ['assistant', fix],
      ['assistant', comment('done')],
      ['supervisor', comment('thanks')],
      ['supervisor', { kind: 'dismiss', reason: 'is meant to be so' }],
      ['manager', { kind: 'ask-extension', until: '2026-04-01', reason: 'no part' }],
    ]
    const order = fc.shuffledSubarray([...acts.keys()], { minLength: acts.length })
    await fc.assert(
      fc.asyncProperty(order, async (arrival) => {
        const finding = await inWork()
        const events = await Promise.all(acts.map(([, act]) => deeds.event(finding, act, { basis: 2 })))
        for (const i of arrival) expect((await deeds.send(acts[i]![0], events[i]!)).status).toBe(201)
        const { events: kept, finding: left } = await deeds.detail(finding)
        const of = (standing: string) => kept.filter((event) => event.standing === standing).map(({ id }) => id)
        // None is lost, none is doubled; of fixing and dismissing the first one counts.
        expect(kept.slice(2).map(({ id }) => id)).toEqual(arrival.map((i) => events[i]!.id))
        expect(left.state).toBe(arrival.indexOf(0) < arrival.indexOf(3) ? 'fixed' : 'dismissed')
        expect(left.conflicts).toEqual(of('conflicting'))
        expect(left.version).toBe(7)
      }),
      { numRuns: 15 },
    )
  }, 30_000)
})

describe('what may not be done as a finding stands', () => {
  it('is refused with the reason', async () => {
    const fresh = await deeds.report('assistant', spot)
    const major = await deeds.report('assistant', spot, { severity: 'major' })
    const working = await inWork()
    const over = await inWork()
    await deeds.act('supervisor', over, { kind: 'dismiss', reason: 'nothing there' })
    // biome-ignore format: hand-aligned table
    const cases: [Role, string, FindingAct, string][] = [
      ['assistant',  fresh,   repair(),                                                        'role'],
      ['admin',      fresh,   repair(),                                                        'role'],
      ['auditor',    fresh,   comment('hm'),                                                   'role'],
      ['supervisor', major,   repair(),                                                        'manager-decides'],
      ['supervisor', major,   { kind: 'dismiss', reason: 'no' },                               'manager-decides'],
      ['manager',    major,   repair({ note: ' ' }),                                           'decision-missing'],
      ['assistant',  fresh,   fix,                                                             'wrong-state'],
      ['supervisor', over,    fix,                                                             'wrong-state'],
      ['supervisor', fresh,   repair({ dueOn: '2027-01-01' }),                                 'due-too-late'],
      ['assistant',  working, { kind: 'ask-extension', until: '2026-03-01', reason: 'x' },     'extension-not-later'],
      ['manager',    working, { kind: 'answer-extension', approved: true, reason: 'x' },       'extension-not-asked'],
      ['supervisor', working, { kind: 'merge', into: over, note: '' },                         'merge-impossible'],
      ['supervisor', working, { kind: 'merge', into: working, note: '' },                      'merge-impossible'],
      ['supervisor', working, { kind: 'acknowledge', note: '' },                               'no-alarm'],
    ]
    for (const [role, finding, act, why] of cases) {
      const { events } = await deeds.detail(finding)
      expect([act.kind, ...outcome(await deeds.act(role, finding, act))]).toEqual([
        act.kind,
        409,
        'finding-act-refused',
        why,
      ])
      expect((await deeds.detail(finding)).events).toEqual(events)
    }
  })

  it('does not hold for the manager, and an extension that he granted outlives a change of hands', async () => {
    const major = await deeds.report('assistant', spot, { severity: 'major' })
    expect((await deeds.act('manager', major, repair({ dueOn: '2026-06-01' }))).status).toBe(201)
    const finding = await inWork()
    await deeds.act('assistant', finding, { kind: 'ask-extension', until: '2026-04-01', reason: 'no part' })
    await deeds.act('manager', finding, { kind: 'answer-extension', approved: true, reason: 'until then' })
    const assignee = server.me.supervisor.person.id
    const again = repair({ route: { kind: 'repair', assignee, contractor: null } })
    expect((await deeds.act('supervisor', finding, again)).status).toBe(201)
    expect((await deeds.detail(finding)).finding).toMatchObject({
      dueOn: '2026-04-01',
      extended: 1,
      assignee: { id: assignee },
    })
  })
})

describe('the day that a triage leaves to the rules', () => {
  it('counts working days and holidays if the estate wants it so, and stands in the record', async () => {
    clock = at('09:00', '2026-03-11')
    tick()
    await server.as.manager('PUT', `${server.path}/finding-rules`, { ...DEFAULT_RULES, workingDays: true })
    const holidays = [{ on: '2026-03-16', names: { en: 'A day off' } }]
    await server.as.supervisor('PUT', `${server.path}/holidays`, { holidays })
    const finding = await inWork()
    const { finding: left, events, latestDue } = await deeds.detail(finding)
    // Seven working days after a Wednesday, but for the Monday: two week-ends, and the Monday after.
    expect([left.dueOn, latestDue.repair]).toEqual(['2026-03-23', '2026-03-23'])
    expect(events[1]?.act).toMatchObject({ kind: 'triage', dueOn: '2026-03-23' })
  })
})
