import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, DAY_MS } from '../../checkpoints/time.ts'
import type { ListedCheckpoint, Pack, RoundProgress } from '../../checkpoints/wire/estate.ts'
import type { Calendar, PlanPreview } from '../../checkpoints/wire/plan.ts'
import { planDraft, weekly } from '../../scripts/support/plan.ts'
import { makeRounds } from '../../server/services/rounds.ts'
import { at, hours, minutes, TODAY } from '../support/builders.ts'
import { type EstateServer, enrolPhone, startEstateServer, writePlan } from '../support/estate-server.ts'

let server: EstateServer
let lobby: ListedCheckpoint
let lift: ListedCheckpoint
let park: ListedCheckpoint

beforeAll(async () => {
  server = await startEstateServer()
  ;[lobby, lift, park] = server.spots as [ListedCheckpoint, ListedCheckpoint, ListedCheckpoint]
})
afterAll(() => server.stop())

const post = (path: string, body: unknown) => server.as.supervisor('POST', server.path + path, body)
const pack = async (): Promise<Pack> => (await server.as.assistant('GET', `${server.path}/pack`)).body
const calendar = async (from: string, to: string): Promise<Calendar> =>
  (await server.as.auditor('GET', `${server.path}/calendar?from=${from}&to=${to}`)).body
async function change(plan: string, body: object) {
  const answer = await server.as.supervisor('PATCH', `${server.path}/plans/${plan}`, body)
  if (answer.status === 401) throw new Error('the clock has outrun the session')
  return answer
}

async function roundsOf(plan: string): Promise<RoundProgress[]> {
  return (await pack()).rounds.filter((round) => round.plan === plan)
}

describe('a plan by rules', () => {
  it('covers what the rules bring when its rounds are made, in walking order', async () => {
    const plan = await writePlan(server, {
      names: { en: 'Lifts' },
      checkpoints: [],
      rules: [{ kinds: ['lift'], places: [] }],
    })
    const spotsOf = async () => (await roundsOf(plan)).at(-1)?.expected.map(({ checkpoint }) => checkpoint)
    expect(await spotsOf()).toEqual([lift.id])
    const body = { code: 'LIFT-2', kind: 'lift', names: { en: 'Lift 2' }, place: lift.place }
    const added = await server.as.admin('POST', `${server.path}/checkpoints`, body)
    expect(added.status).toBe(201)
    expect(await spotsOf()).toEqual([lift.id, added.body.id])
    await server.as.admin('PATCH', `${server.path}/checkpoints/${added.body.id}`, { state: 'retired' })
    expect(await spotsOf()).toEqual([lift.id])
    await change(plan, { state: 'suspended' })
  })
})

describe('a plan that cannot be walked is refused in plain words, and nothing is written', () => {
  const draft = (given: object) => ({ ...planDraft({ names: { en: 'Refused' }, checkpoints: [lobby.id] }), ...given })
  it.each<[string, () => object, number, string, string?]>([
    ['no checkpoint', () => draft({ checkpoints: [] }), 422, 'plan-empty'],
    [
      'rules that bring none',
      () => draft({ checkpoints: [], rules: [{ kinds: ['rooftop'], places: [] }] }),
      422,
      'plan-empty',
    ],
    [
      'a window of zero length',
      () => draft({ windows: [{ startsAt: '20:00', endsAt: '20:00' }] }),
      400,
      'body-invalid',
      'windows.0',
    ],
    [
      'two windows from the same time on',
      () =>
        draft({
          windows: [
            { startsAt: '20:00', endsAt: '21:00' },
            { startsAt: '20:00', endsAt: '22:00' },
          ],
        }),
      400,
      'body-invalid',
      'windows',
    ],
    ['no recurrence', () => draft({ recurrence: '' }), 400, 'body-invalid', 'recurrence'],
    [
      'a recurrence nobody understands',
      () => draft({ recurrence: 'DTSTART;VALUE=DATE:20260302\nRRULE:FREQ=SOMETIMES' }),
      400,
      'body-invalid',
      'recurrence',
    ],
    [
      'a recurrence without a day',
      () => draft({ recurrence: 'DTSTART;VALUE=DATE:20260303\nRRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20260305' }),
      422,
      'recurrence-empty',
    ],
    [
      'all its days taken out',
      () => draft({ recurrence: 'DTSTART;VALUE=DATE:20260303\nEXDATE;VALUE=DATE:20260303' }),
      422,
      'recurrence-empty',
    ],
    [
      'a place of another estate',
      () => draft({ rules: [{ kinds: [], places: [server.estate] }] }),
      422,
      'place-unknown',
    ],
    ['a team that is not there', () => draft({ team: server.estate }), 422, 'team-unknown'],
    ['a person who is not there', () => draft({ assignees: [server.estate] }), 422, 'person-unknown'],
  ])('%s', async (_, body, status, code, where) => {
    const before = (await server.as.supervisor('GET', `${server.path}/plans`)).body
    const answer = await post('/plans', body())
    expect([answer.status, answer.body.code]).toEqual([status, code])
    if (where) expect(answer.body.where).toContain(where)
    expect((await server.as.supervisor('GET', `${server.path}/plans`)).body).toEqual(before)
  })

  it('a name that another plan has, in whatever case', async () => {
    const plan = await writePlan(server, { names: { en: 'Early', 'zh-Hant': '早更' } })
    expect((await post('/plans', draft({ names: { en: ' early ' } }))).body.code).toBe('name-taken')
    expect((await post('/plans', draft({ names: { en: 'Other', 'zh-Hant': '早更' } }))).body.code).toBe('name-taken')
    // A plan may keep its own.
    expect((await change(plan, { names: { en: 'EARLY' }, state: 'suspended' })).status).toBe(200)
  })
})

describe('when a plan or a checklist changes in the middle of a round (design.md §3 "Versions")', () => {
  it('the open round stays as it was, and the next one is new', async () => {
    const plan = await writePlan(server, {
      ...{ names: { en: 'Frozen' }, checkpoints: [lobby.id, lift.id], focus: 'wet floors', order: 'strict' },
    })
    server.setClock(at('21:00'))
    const [frozen] = await roundsOf(plan)
    expect(frozen).toMatchObject({ opensAt: at('20:00'), order: 'strict' })

    await change(plan, {
      ...{ names: { en: 'Thawed' }, checkpoints: [park.id], graceMinutes: 60, focus: 'dry floors', order: 'free' },
      assignees: [server.me.supervisor.person.id],
    })
    const { version, items } = (await server.as.supervisor('GET', `${server.path}/checklists/lobby/2`)).body
    const published = await post('/checklists/lobby', { basis: version, items: items.slice(1) })
    expect([published.status, published.body.version]).toEqual([201, 3])

    const [open, next] = await roundsOf(plan)
    expect(open).toEqual(frozen)
    expect(next).toMatchObject({
      ...{ names: { en: 'Thawed' }, opensAt: at('20:00') + DAY_MS, graceMs: minutes(60), order: 'free' },
      assignees: [server.me.supervisor.person.id],
      expected: [{ checkpoint: park.id, checklist: { kind: 'car-park', version: 2 } }],
    })
    // A form opened in the round is filed under the version the round froze, and counts.
    const phone = await enrolPhone(server)
    const filed = await phone.file(lobby, { round: open?.id ?? null, checklist: { kind: 'lobby', version: 2 } })
    expect(filed.status).toBe(201)
    expect((await roundsOf(plan))[0]?.states).toEqual(['done', 'pending'])
    await change(plan, { state: 'suspended' })
  })
})

describe('rounds are made exactly once', () => {
  const estate = () => ({ id: server.estate, code: 'test-court', names: {}, zone: 'Asia/Hong_Kong' })
  const heads = () => server.context.database.read.rounds.heads(server.estate, at('00:00'), at('00:00') + 40 * DAY_MS)

  it('however often the job runs, also at the same time, and again after three days of standing still', async () => {
    server.setClock(at('12:00', addDays(TODAY, 3)))
    const plan = await writePlan(server, {
      ...{ names: { en: 'Around the clock' }, graceMinutes: 0 },
      windows: [
        { startsAt: '00:00', endsAt: '12:00' },
        { startsAt: '12:00', endsAt: '00:00' },
      ],
    })
    const own = async () =>
      (await heads()).filter((round) => round.plan === plan).map(({ id, opensAt }) => [id, opensAt])
    const before = await own()
    await Promise.all(Array.from({ length: 5 }, () => makeRounds(server.context, estate())))
    expect(await own()).toEqual(before)

    server.setClock(at('12:00', addDays(TODAY, 8)))
    await Promise.all([makeRounds(server.context, estate()), makeRounds(server.context, estate())])
    const opens = (await own()).map(([, opensAt]) => Number(opensAt))
    const everyTwelveHours = opens.map((_, i) => (opens[0] ?? 0) + i * hours(12))
    expect(opens).toEqual(everyTwelveHours)
    expect(opens.at(-1)).toBeGreaterThan(at('12:00', addDays(TODAY, 9)))
    // What was missed while nobody looked is missed, one by one.
    const coverage = await server.as.auditor(
      'GET',
      `${server.path}/coverage?from=${addDays(TODAY, 5)}&to=${addDays(TODAY, 5)}`,
    )
    const rounds = coverage.body.rounds.filter((round: { plan: string }) => round.plan === plan)
    expect(rounds.map((round: { tally: object }) => round.tally)).toMatchObject([{ missed: 3 }, { missed: 3 }])
    await change(plan, { state: 'suspended' })
  })

  it('known to phones a week ahead under the id they will have', async () => {
    server.setClock(at('12:00', addDays(TODAY, 5)))
    const plan = await writePlan(server, { names: { en: 'Weekly' }, windows: [{ startsAt: '22:00', endsAt: '23:00' }] })
    const ahead = await roundsOf(plan)
    expect(ahead).toHaveLength(7)
    const last = ahead.at(-1)
    server.setClock((last?.opensAt ?? 0) + minutes(1))
    await makeRounds(server.context, estate())
    expect((await heads()).find(({ id }) => id === last?.id)).toMatchObject({ opensAt: last?.opensAt, plan })
    await change(plan, { state: 'suspended' })
  })
})

describe('a preview', () => {
  const preview = async (plan: string | null, draft: object): Promise<PlanPreview> =>
    (await post('/plans/preview', { plan, draft })).body

  it('says what would change from when, and writes nothing', async () => {
    server.setClock(at('12:00', addDays(TODAY, 9)))
    const day = addDays(TODAY, 9)
    const draft = planDraft({ names: { en: 'Previewed' }, checkpoints: [lobby.id, lift.id] })
    const fresh = await preview(null, draft)
    expect(fresh.next[0]).toEqual({ opensAt: at('20:00', day), closesAt: at('22:00', day) })
    expect([fresh.total, fresh.rounds]).toEqual([2, []])

    const plan = await writePlan(server, draft)
    const changed = await preview(plan, {
      ...{ ...draft, recurrence: weekly(3), checkpoints: [lift.id, park.id] },
      windows: [{ startsAt: '20:00', endsAt: '21:00' }],
    })
    // Today is a Wednesday: it ends earlier; the other days go.
    expect(changed.rounds[0]).toEqual({
      ...{ change: 'moved-end', opensAt: at('20:00', day), closesAt: at('21:00', day), closedAt: at('22:00', day) },
    })
    expect(changed.rounds.slice(1, 3).map(({ change }) => change)).toEqual(['dropped', 'dropped'])
    expect(changed.spots).toEqual({ added: [park.id], dropped: [lobby.id] })
    expect((await roundsOf(plan))[0]?.expected).toHaveLength(2)
    await change(plan, { state: 'suspended' })
  })

  it('refuses what could not be written either', async () => {
    const answer = await post('/plans/preview', { plan: null, draft: planDraft({ names: { en: 'Empty' } }) })
    expect([answer.status, answer.body.code]).toEqual([422, 'plan-empty'])
  })
})

describe('the calendar', () => {
  it('shows what is made and what is foreseen, what collides, and what nobody visits', async () => {
    server.setClock(at('12:00', addDays(TODAY, 10)))
    const [today, later] = [addDays(TODAY, 10), addDays(TODAY, 30)]
    const assignees = [server.me.assistant.person.id]
    const one = await writePlan(server, { names: { en: 'One' }, checkpoints: [lobby.id], assignees })
    const two = await writePlan(server, {
      ...{ names: { en: 'Two' }, checkpoints: [lift.id], assignees },
      windows: [{ startsAt: '21:00', endsAt: '23:00' }],
    })
    const { rounds, conflicts, unplanned } = await calendar(today, later)
    const own = rounds.filter(({ plan }) => [one, two].includes(plan))
    expect(own).toHaveLength(42)
    expect(own.map(({ made }) => made)).toEqual([...Array(4).fill(true), ...Array(38).fill(false)])
    expect(conflicts).toHaveLength(21)
    expect(conflicts[0]).toEqual({ why: 'two-at-once', rounds: [own[0]?.round, own[1]?.round], person: assignees[0] })
    expect(unplanned).toEqual([park.id])
    for (const plan of [one, two]) await change(plan, { state: 'suspended' })
  })

  it('takes two months at most', async () => {
    const answer = await server.as.auditor('GET', `${server.path}/calendar?from=2026-01-01&to=2026-06-01`)
    expect([answer.status, answer.body.where]).toEqual([400, ['to']])
  })

  it('leaves a random start unsaid until then, and keeps it the same', async () => {
    const plan = await writePlan(server, {
      names: { en: 'Surprise' },
      randomStart: 30,
      windows: [{ startsAt: '13:00', endsAt: '23:00' }],
    })
    const [from, to] = [addDays(TODAY, 10), addDays(TODAY, 20)]
    const rounds = (await calendar(from, to)).rounds.filter((round) => round.plan === plan)
    expect(
      rounds.every(({ randomStart, opensAt, closesAt }) => randomStart && closesAt - opensAt === minutes(30)),
    ).toBe(true)
    const starts = new Set(rounds.map(({ opensAt }) => (opensAt - at('00:00')) % DAY_MS))
    expect(starts.size).toBeGreaterThan(3)
    await change(plan, { focus: 'changed' })
    expect((await calendar(from, to)).rounds.filter((round) => round.plan === plan)).toEqual(rounds)
    await change(plan, { state: 'suspended' })
  })
})

describe('holidays', () => {
  it('change the rounds of the plans that care, from now on', async () => {
    server.setClock(at('12:00', addDays(TODAY, 11)))
    const [day, next] = [addDays(TODAY, 12), addDays(TODAY, 13)]
    const plan = await writePlan(server, { names: { en: 'Workdays' }, holidays: 'skip' })
    const opens = async () => (await roundsOf(plan)).slice(0, 3).map(({ opensAt }) => opensAt)
    expect(await opens()).toEqual([at('20:00', addDays(TODAY, 11)), at('20:00', day), at('20:00', next)])
    const put = (holidays: object[]) => server.as.supervisor('PUT', `${server.path}/holidays`, { holidays })
    expect((await put([{ on: day, names: { en: 'Festival' } }])).status).toBe(200)
    expect((await opens())[1]).toBe(at('20:00', next))
    const twice = await put([
      { on: day, names: { en: 'Festival' } },
      { on: day, names: { en: 'Again' } },
    ])
    expect(twice.status).toBe(400)
    expect((await put([])).body).toEqual({ holidays: [] })
    expect((await opens())[1]).toBe(at('20:00', day))
    await change(plan, { state: 'suspended' })
  })
})

describe('teams', () => {
  it('walk the rounds of their plans, as they are when a round opens', async () => {
    server.setClock(at('12:00', addDays(TODAY, 11)))
    const { assistant, supervisor } = server.me
    const draft = { names: { en: 'Towers' }, members: [assistant.person.id], places: [lobby.place] }
    const team = (await post('/teams', draft)).body.id
    expect((await post('/teams', draft)).body.code).toBe('name-taken')
    const plan = await writePlan(server, { names: { en: 'By team' }, team })
    const walkers = async () => (await roundsOf(plan))[0]?.assignees
    expect(await walkers()).toEqual([assistant.person.id])
    const patch = (body: object) => server.as.supervisor('PATCH', `${server.path}/teams/${team}`, body)
    await patch({ members: [supervisor.person.id] })
    expect(await walkers()).toEqual([supervisor.person.id])
    server.setClock(at('20:30', addDays(TODAY, 11)))
    await patch({ members: [assistant.person.id] })
    expect(await walkers()).toEqual([supervisor.person.id])
    const remove = () => server.as.supervisor('DELETE', `${server.path}/teams/${team}`)
    expect((await remove()).body.code).toBe('team-in-use')
    await change(plan, { team: null, state: 'suspended' })
    expect((await remove()).status).toBe(204)
  })

  it('answer for places: those in no area are named', async () => {
    const { body } = await server.as.admin('POST', `${server.path}/places`, {
      parent: null,
      kind: 'zone',
      names: { en: 'Garden' },
    })
    const day = addDays(TODAY, 11)
    expect((await calendar(day, day)).unassigned).toEqual([])
    const team = (await post('/teams', { names: { en: 'Tower' }, members: [], places: [lobby.place] })).body.id
    expect((await calendar(day, day)).unassigned).toEqual([body.id])
    await server.as.supervisor('DELETE', `${server.path}/teams/${team}`)
  })
})

describe('a round handed over', () => {
  const assign = (rounds: object[], reason = 'sick') =>
    server.as.supervisor('PUT', `${server.path}/rounds/assignees`, { rounds, reason })

  it('belongs to the colleague before it opens, also days ahead; once it is open he joins', async () => {
    server.setClock(at('12:00', addDays(TODAY, 12)))
    const [chan, lee] = [server.me.assistant.person.id, server.me.supervisor.person.id]
    const plan = await writePlan(server, { names: { en: 'Handed' }, assignees: [chan] })
    const [today, , , later] = await roundsOf(plan)
    const handed = await assign([
      { round: today?.id, assignees: [lee] },
      { round: later?.id, assignees: [lee] },
    ])
    expect(handed.body.rounds.map((round: { assignees: string[] }) => round.assignees)).toEqual([[lee], [lee]])
    const walkers = async () => (await roundsOf(plan)).map(({ assignees }) => assignees[0])
    expect((await walkers()).slice(0, 4)).toEqual([lee, chan, chan, lee])

    server.setClock(at('20:30', addDays(TODAY, 12)))
    const phone = await enrolPhone(server)
    // Chan walks it all the same: the round is not his.
    expect((await phone.file(lobby)).status).toBe(201)
    expect((await roundsOf(plan))[0]?.states[0]).toBe('pending')
    await assign([{ round: today?.id, assignees: [chan] }], 'helps out')
    const [open] = await roundsOf(plan)
    expect([open?.assignees, open?.states[0]]).toEqual([[lee, chan], 'done'])
    const record = (await server.as.auditor('GET', `${server.path}/rounds/${today?.id}`)).body
    expect(
      record.handovers.map(({ from, to, reason }: { from: string[]; to: string[]; reason: string }) => [
        from,
        to,
        reason,
      ]),
    ).toEqual([
      [[chan], [lee], 'sick'],
      [[lee], [lee, chan], 'helps out'],
    ])
    await change(plan, { state: 'suspended' })
  })

  it('all or none: a round that is over takes nobody any more', async () => {
    const plan = await writePlan(server, { names: { en: 'Over' }, windows: [{ startsAt: '20:00', endsAt: '20:40' }] })
    const [first, second] = await roundsOf(plan)
    server.setClock(at('20:51', addDays(TODAY, 12)))
    const lee = [server.me.supervisor.person.id]
    const answer = await assign([
      { round: second?.id, assignees: lee },
      { round: first?.id, assignees: lee },
    ])
    expect([answer.status, answer.body.code]).toEqual([409, 'round-closed'])
    expect((await roundsOf(plan)).at(-1)?.assignees).toEqual([])
    expect((await assign([{ round: server.estate, assignees: lee }])).status).toBe(404)
    await change(plan, { state: 'suspended' })
  })
})

describe('a round right now', () => {
  it('is open from this minute, counts what is walked, and is never made again', async () => {
    server.setClock(at('09:07', addDays(TODAY, 11)))
    const asked = {
      names: { en: 'After the storm' },
      minutes: 45,
      checkpoints: [park.id],
      rules: [],
      assignees: [],
      focus: 'water',
    }
    const started = await post('/rounds', asked)
    expect([started.status, started.body.rounds[0].opensAt]).toEqual([201, at('09:07', addDays(TODAY, 11))])
    const { round, plan } = started.body.rounds[0]
    server.setClock(server.now() + minutes(10))
    await (await enrolPhone(server)).file(park)
    expect((await roundsOf(plan))[0]?.states).toEqual(['done'])
    const { plans } = (await server.as.supervisor('GET', `${server.path}/plans`)).body
    expect(plans.some(({ id }: { id: string }) => id === plan)).toBe(false)
    server.setClock(server.now() + DAY_MS)
    await makeRounds(server.context, { id: server.estate, code: 'test-court', names: {}, zone: 'Asia/Hong_Kong' })
    expect((await roundsOf(plan)).map(({ id }) => id)).toEqual([round])
  })

  it('needs a spot', async () => {
    const asked = { names: { en: 'Nowhere' }, minutes: 45, checkpoints: [], rules: [], assignees: [], focus: '' }
    expect((await post('/rounds', asked)).body.code).toBe('plan-empty')
  })
})
