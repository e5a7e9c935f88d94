/** A finding from its report to the signed verification on the spot, over HTTP. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FindingAct } from '../../checkpoints/finding-act.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import { at, minutes } from '../support/builders.ts'
import { type EstateServer, startEstateServer } from '../support/estate-server.ts'
import { type FindingStory, findingStory } from '../support/finding-story.ts'

let server: EstateServer
let story: FindingStory
let clock = at('20:30')
let spots = 0

beforeAll(async () => {
  server = await startEstateServer({ now: clock })
  story = findingStory(server)
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
  ...{ kind: 'triage', dueOn: null, note: '' },
  route: { kind: 'repair', assignee: server.me.assistant.person.id, contractor: null },
})
const fixed: FindingAct = { kind: 'fix', note: 'new washer', photos: [] }

describe('a finding', () => {
  it('goes from the report by way of repair to the verification on the spot', async () => {
    const spot = await newSpot()
    const before = await story.photo('assistant')
    const finding = await story.report('assistant', spot, { photos: [before] })
    expect((await story.act('supervisor', finding, toAssistant())).body).toMatchObject({
      sequence: 2,
      standing: 'applied',
    })
    expect((await story.act('assistant', finding, fixed)).status).toBe(201)
    const verified = await story.act('supervisor', finding, await story.verify('supervisor', spot))
    expect(verified.body).toMatchObject({ finding, sequence: 4, standing: 'applied' })
    const detail = await story.detail(finding)
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
    expect(detail.events[3]?.device?.label).toBe('test phone')
  })
})
