/** A finding from its report to the signed verification on the spot, over HTTP. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FindingAct } from '../../checkpoints/finding-act.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { Findings } from '../../checkpoints/wire/finding.ts'
import { at, minutes, uuid } from '../support/builders.ts'
import { type EstateServer, startEstateServer } from '../support/estate-server.ts'
import { type FindingDeeds, findingDeeds } from '../support/finding-deeds.ts'

let server: EstateServer
let deeds: FindingDeeds
let clock = at('20:30')
let spots = 0

beforeAll(async () => {
  server = await startEstateServer({ now: clock })
  deeds = findingDeeds(server)
})
afterAll(() => server.stop())
beforeEach(() => tick())

function tick(by = minutes(1)): void {
  clock += by
  server.setClock(clock)
}
async function newSpot(): Promise<ListedCheckpoint> {
  const spot = { code: `F-${++spots}`, kind: 'lift', names: { en: `Spot ${spots}` }, place: server.spots[0]!.place }
  return (await server.as.admin('POST', `${server.path}/checkpoints`, spot)).body
}
const toAssistant = (): FindingAct => ({
  ...{ kind: 'triage', dueOn: null, note: 'to the workshop' },
  route: { kind: 'repair', assignee: server.me.assistant.person.id, contractor: null },
})
const fixed: FindingAct = { kind: 'fix', note: 'new washer', photos: [] }

describe('a finding', () => {
  it('goes from the report by way of repair to the verification on the spot', async () => {
    const spot = await newSpot()
    const before = await deeds.photo('assistant')
    const finding = await deeds.report('assistant', spot, { photos: [before] })
    expect((await deeds.act('supervisor', finding, toAssistant())).body).toMatchObject({
      sequence: 2,
      standing: 'applied',
    })
    expect((await deeds.act('assistant', finding, fixed)).status).toBe(201)
    const verified = await deeds.act('supervisor', finding, await deeds.verify('supervisor', spot))
    expect(verified.body).toMatchObject({ finding, sequence: 4, standing: 'applied' })
    const detail = await deeds.detail(finding)
    expect(detail.finding).toMatchObject({
      ...{ state: 'closed', reporter: 'assistant', dueOn: '2026-03-09', standing: 'in-time', photos: [before] },
      assignee: { name: 'assistant' },
      spot: { code: spot.code },
    })
    expect(detail.events.map(({ act, by, presence }) => [act.kind, by, presence])).toEqual([
      ['begin', 'assistant', null],
      ['triage', 'supervisor', null],
      ['fix', 'assistant', null],
      ['verify', 'supervisor', 'verified'],
    ])
    expect(detail.clause).toBeNull()
    expect(detail.events[3]?.device?.label).toBe('test phone')
  })
})

describe('the list of findings', () => {
  const list = async (query: string, role: 'auditor' | 'assistant' = 'auditor') => {
    const { status, body } = await server.as[role]('GET', `${server.path}/findings${query}`)
    expect(status).toBe(200)
    return body as Findings
  }
  const notesOf = ({ findings }: Findings) => findings.map(({ note }) => note)

  it('has what is open first, the worst and what is due first before the others; then the newest', async () => {
    const spot = await newSpot()
    const report = async (note: string, given: object = {}) => {
      tick()
      return deeds.report('assistant', spot, { note, ...given })
    }
    const over = await report('over')
    await report('minor', { severity: 'minor' })
    const later = await report('due later')
    const sooner = await report('due sooner')
    await report('not given')
    await report('newer, not given')
    await report('emergency', { severity: 'emergency' })
    await report('major', { severity: 'major' })
    const settled = await report('settled later')
    await deeds.act('supervisor', over, { kind: 'dismiss', reason: 'no' })
    await deeds.act('supervisor', settled, { kind: 'dismiss', reason: 'no' })
    await deeds.act('manager', later, { ...toAssistant(), dueOn: '2026-03-20' } as FindingAct)
    await deeds.act('manager', sooner, { ...toAssistant(), dueOn: '2026-03-04' } as FindingAct)
    const { findings, more, now } = await list(`?checkpoint=${spot.id}`)
    expect(findings.map(({ note }) => note)).toEqual([
      ...['emergency', 'major', 'due sooner', 'due later', 'newer, not given', 'not given', 'minor'],
      ...['settled later', 'over'],
    ])
    expect([more, now]).toEqual([false, clock])
  })

  it('is looked through by all that a finding has', async () => {
    const floor = { parent: server.spots[0]!.place, kind: 'floor', names: { en: 'Basement' } }
    const basement = (await server.as.admin('POST', `${server.path}/places`, floor)).body.id as string
    const deep = { code: 'PUMP-9', kind: 'lift', names: { en: 'Pump House', 'zh-Hant': '泵房' }, place: basement }
    const spot: ListedCheckpoint = (await server.as.admin('POST', `${server.path}/checkpoints`, deep)).body
    const [leak, smell] = [
      await deeds.report('assistant', spot, { note: 'Leak, 100% wet', severity: 'major' }),
      await deeds.report('supervisor', spot, { note: 'a bad smell', category: 'cleanliness' }),
    ]
    await deeds.act('manager', leak, { ...toAssistant(), dueOn: '2026-03-01' } as FindingAct)
    const { number } = (await deeds.detail(leak)).finding
    // biome-ignore format: hand-aligned table
    const cases: [string, string[]][] = [
      ['state=reported',                              [smell]],
      ['state=reported,in-work',                      [leak, smell]],
      ['severity=major,emergency',                    [leak]],
      ['category=cleanliness',                        [smell]],
      ['route=repair',                                [leak]],
      [`assignee=${server.me.assistant.person.id}`,   [leak]],
      [`place=${basement}`,                           [leak, smell]],
      ['standing=overdue',                            [leak]],
      ['standing=none,in-time',                       [smell]],
      ['text=leak',                                   [leak]],
      ['text=100%25',                                 [leak]],
      ['text=0%25 w',                                 [leak]],
      ['text=%25',                                    [leak]],
      ['text=pump',                                   [leak, smell]],
      ['text=泵',                                     [leak, smell]],
      ['text=en',                                     []],
      [`text=${number}`,                              [leak]],
      ['from=2026-03-02&to=2026-03-02',               [leak, smell]],
      ['from=2026-03-03',                             []],
      ['to=2026-03-01',                               []],
      [`department=${uuid(1)}`,                       []],
      [`contractor=${uuid(1)}`,                       []],
      ['contractor=none',                             [leak]],
    ]
    for (const [query, ids] of cases) {
      const { findings } = await list(`?checkpoint=${spot.id}&${query}`, 'assistant')
      expect([query, findings.map(({ id }) => id)]).toEqual([query, ids])
    }
    expect(notesOf(await list(`?place=${spot.place}`))).toEqual(['Leak, 100% wet', 'a bad smell'])
    expect(notesOf(await list(`?place=${server.spots[0]!.place}&text=a bad`))).toEqual(['a bad smell'])
    const odd = await server.as.auditor('GET', `${server.path}/findings?state=odd`)
    expect([odd.status, odd.body.code]).toEqual([400, 'body-invalid'])
  })
})

describe('auditors', () => {
  it('read everything about a finding, do nothing, and are told of no staff', async () => {
    const spot = await newSpot()
    const finding = await deeds.report('assistant', spot)
    const [seen, known] = [await deeds.detail(finding, 'auditor'), await deeds.detail(finding, 'assistant')]
    expect({ ...seen, staff: [] }).toEqual({ ...known, staff: [] })
    expect(seen.staff).toEqual([])
    expect(known.staff.map(({ name }) => name)).toEqual(expect.arrayContaining(['assistant', 'manager']))
    expect(known.staff.map(({ name }) => name)).not.toContain('auditor')
    const refused = await deeds.act('auditor', finding, { kind: 'comment', text: 'hm', mentions: [], photos: [] })
    expect([refused.status, refused.body.where]).toEqual([409, ['role']])
  })
})
