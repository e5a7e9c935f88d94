/** Whoever verifies a finding stands where it is, and did not fix it himself (policy 9.4). */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FindingAct } from '../../checkpoints/finding-act.ts'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import { at, hours, minutes } from '../support/builders.ts'
import { addNeighbour, type EstateAtWork, type EstateServer, startEstateServer } from '../support/estate-server.ts'
import { type FindingDeeds, findingDeeds } from '../support/finding-deeds.ts'

let server: EstateServer
let neighbour: EstateAtWork
let deeds: FindingDeeds
let clock = at('20:30')
let spots = 0

beforeAll(async () => {
  server = await startEstateServer({ now: clock })
  neighbour = await addNeighbour(server)
  deeds = findingDeeds(server)
})
afterAll(() => server.stop())
beforeEach(() => tick())

function tick(by = minutes(1)): void {
  clock += by
  server.setClock(clock)
}
async function newSpot(): Promise<ListedCheckpoint> {
  const spot = { code: `V-${++spots}`, kind: 'lift', names: { en: `Spot ${spots}` }, place: server.spots[0]!.place }
  return (await server.as.admin('POST', `${server.path}/checkpoints`, spot)).body
}
const fix: FindingAct = { kind: 'fix', note: 'new washer', photos: [] }

/** One that the assistant has been given and has fixed. */
async function fixedAt(spot: ListedCheckpoint): Promise<string> {
  const finding = await deeds.report('assistant', spot)
  const route = { kind: 'repair', assignee: server.me.assistant.person.id, contractor: null } as const
  await deeds.act('supervisor', finding, { kind: 'triage', route, dueOn: null, note: '' })
  await deeds.act('assistant', finding, fix)
  return finding
}
const digitsOf = (spot: ListedCheckpoint) => tagDigitsIn(spot.tagUrl ?? '') ?? ''
const presenceOf = async (finding: string) => (await deeds.detail(finding)).events.at(-1)?.presence

describe('a verification', () => {
  it('by the tag of another spot, of another estate, or a forged one is none', async () => {
    const [spot, other] = [await newSpot(), await newSpot()]
    const finding = await fixedAt(spot)
    const forged = digitsOf(spot).slice(0, -1) + ((Number(digitsOf(spot).at(-1)) + 1) % 10)
    // biome-ignore format: hand-aligned table
    const cases = [
      [digitsOf(other),                422, 'tag-of-other-checkpoint'],
      [digitsOf(neighbour.spots[0]!),  422, 'tag-of-other-estate'],
      [forged,                         422, 'tag-forged'],
    ] as const
    for (const [digits, status, code] of cases) {
      const act = await deeds.verify('supervisor', spot, { evidence: { channel: 'camera', digits } })
      const answered = await deeds.act('supervisor', finding, act)
      expect([answered.status, answered.body.code]).toEqual([status, code])
    }
    expect((await deeds.detail(finding)).finding.state).toBe('fixed')
  })

  it('is shown by what it was worth, and not by the digits that a label could be printed of', async () => {
    const spot = await newSpot()
    const finding = await fixedAt(spot)
    await deeds.act('supervisor', finding, await deeds.verify('supervisor', spot))
    const { events } = (await server.as.assistant('GET', `${server.path}/findings/${finding}`)).body
    expect(events.at(-1)).toMatchObject({ presence: 'verified', act: { kind: 'verify', passed: true } })
    expect(JSON.stringify(events)).not.toContain(digitsOf(spot))
    expect(events.at(-1).act).not.toHaveProperty('position')
  })

  it('by whoever fixed it, or was given it, is none', async () => {
    const spot = await newSpot()
    const finding = await fixedAt(spot)
    const own = await deeds.act('assistant', finding, await deeds.verify('assistant', spot))
    expect([own.status, own.body.code, own.body.where]).toEqual([409, 'finding-act-refused', ['own-work']])
    const second = await fixedAt(spot)
    await deeds.act(
      'supervisor',
      second,
      await deeds.verify('supervisor', spot, { passed: false, note: 'still drips' }),
    )
    await deeds.act('supervisor', second, fix)
    for (const role of ['assistant', 'supervisor'] as const) {
      const refused = await deeds.act(role, second, await deeds.verify(role, spot))
      expect(refused.body.where).toEqual(['own-work'])
    }
    expect((await deeds.act('manager', second, await deeds.verify('manager', spot))).status).toBe(201)
    expect((await deeds.detail(second)).finding).toMatchObject({ state: 'closed', sentBack: 1 })
  })

  it('that does not pass sends it back', async () => {
    const spot = await newSpot()
    const finding = await fixedAt(spot)
    const act = await deeds.verify('supervisor', spot, { passed: false, note: 'still drips' })
    expect((await deeds.act('supervisor', finding, act)).status).toBe(201)
    expect((await deeds.detail(finding)).finding).toMatchObject({ state: 'in-work', sentBack: 1, fixedAt: null })
  })

  it('by a typed code counts, and is to be asked about', async () => {
    const spot = await newSpot()
    const finding = await fixedAt(spot)
    const act = await deeds.verify('supervisor', spot, { evidence: { channel: 'typed' } })
    expect((await deeds.act('supervisor', finding, act)).status).toBe(201)
    expect(await presenceOf(finding)).toBe('doubtful')
    const kept = (await server.context.database.read.findings.events(finding)).at(-1)
    expect(kept?.presence).toEqual({ outcome: 'doubtful', reasons: ['typed-code'] })
  })

  it('by a tag that was replaced counts if its phone may not have heard, and is to be asked about', async () => {
    const spot = await newSpot()
    const [before, after] = [await fixedAt(spot), await fixedAt(spot)]
    const seenAt = clock
    tick(hours(1))
    await server.as.admin('POST', `${server.path}/checkpoints/${spot.id}/tag`)
    tick(hours(1))
    await deeds.act('supervisor', before, await deeds.verify('supervisor', spot), { at: seenAt })
    await deeds.act('supervisor', after, await deeds.verify('supervisor', spot))
    // One was read before the label was replaced.
    expect([await presenceOf(before), await presenceOf(after)]).toEqual(['verified', 'doubtful'])
  })

  it('that comes hours later is worth no less', async () => {
    const spot = await newSpot()
    const finding = await fixedAt(spot)
    const event = await deeds.event(finding, await deeds.verify('supervisor', spot))
    tick(hours(9))
    expect((await deeds.sendSigned('supervisor', event)).body).toMatchObject({ standing: 'applied', at: event.at })
    expect(await presenceOf(finding)).toBe('verified')
  })

  it('from a desk, or by a photo of a signature that nobody sent, is none', async () => {
    const spot = await newSpot()
    const finding = await fixedAt(spot)
    const act = await deeds.verify('supervisor', spot)
    const unsigned = await deeds.send('supervisor', await deeds.event(finding, act))
    expect([unsigned.status, unsigned.body.code]).toEqual([422, 'finding-event-unsigned'])
    const signature = await deeds.photo('manager')
    const foreign = await deeds.act('supervisor', finding, { ...act, signature })
    expect([foreign.status, foreign.body.code, foreign.body.where]).toEqual([422, 'photos-missing', [signature]])
  })
})
