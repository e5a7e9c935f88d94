import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../checkpoints/answer.ts'
import { EMERGENCY_ITEM, type Item } from '../../checkpoints/checklist.ts'
import { SHIPPED, shippedItems } from '../../checkpoints/checklists/shipped.ts'
import { KINDS, type Kind } from '../../checkpoints/checkpoint.ts'
import { DAY_MS } from '../../checkpoints/time.ts'
import type { Checklists, ChecklistVersion } from '../../checkpoints/wire/checklist.ts'
import type { ListedCheckpoint, Pack } from '../../checkpoints/wire/estate.ts'
import { noteUse } from '../../server/services/checklists.ts'
import { at, minutes } from '../support/builders.ts'
import {
  callerAt,
  cookieOf,
  type EstateServer,
  enrolPhone,
  PASSWORD,
  startBareServer,
  startEstateServer,
  writePlan,
} from '../support/estate-server.ts'

let server: EstateServer
let lobby: ListedCheckpoint
let lift: ListedCheckpoint
let park: ListedCheckpoint

beforeAll(async () => {
  server = await startEstateServer()
  ;[lobby, lift, park] = server.spots as [ListedCheckpoint, ListedCheckpoint, ListedCheckpoint]
})
afterAll(() => server.stop())

const publish = (kind: Kind, basis: number, items: readonly unknown[]) =>
  server.as.supervisor('POST', `${server.path}/checklists/${kind}`, { basis, items })
const withdraw = (kind: Kind, version: number) =>
  server.as.supervisor('DELETE', `${server.path}/checklists/${kind}/${version}`)
const read = (kind: Kind, version: number) => server.as.assistant('GET', `${server.path}/checklists/${kind}/${version}`)
const pack = async (): Promise<Pack> => (await server.as.assistant('GET', `${server.path}/pack`)).body
async function versions(kind: Kind): Promise<readonly ChecklistVersion[]> {
  const { checklists } = (await server.as.auditor('GET', `${server.path}/checklists`)).body as Checklists
  return checklists.find((one) => one.kind === kind)?.versions ?? []
}

/** The shipped items and one of the estate's own. */
function withOwn(kind: Kind, id: string): readonly Item[] {
  return [ownItem(id), ...shippedItems(kind)]
}
function ownItem(id: string): Item {
  return { id, type: 'condition', clause: '', category: 'facilities', methods: ['look'], words: { en: id } }
}
function fine(items: readonly Item[]): Answer[] {
  return items.flatMap(({ id, type }): Answer[] =>
    type === 'condition' ? [{ item: id, photos: [], result: 'ok' }] : [],
  )
}

describe('the checklists of an estate', () => {
  it('begin with both shipped releases of every kind', async () => {
    const { checklists } = (await server.as.auditor('GET', `${server.path}/checklists`)).body as Checklists
    expect(checklists.map(({ kind }) => kind).sort()).toEqual(Object.keys(KINDS).sort())
    for (const { kind, versions } of checklists) {
      expect(versions).toMatchObject([
        { version: 2, origin: 'shipped', publishedBy: null, used: true, items: SHIPPED[kind][1]?.length },
        { version: 1, origin: 'shipped', publishedBy: null, used: true, items: SHIPPED[kind][0]?.length },
      ])
    }
    expect((await read('lobby', 1)).body).toEqual({ kind: 'lobby', version: 1, items: SHIPPED.lobby[0] })
    expect((await read('lobby', 9)).status).toBe(404)
  })
})

describe('publishing', () => {
  it('gives the next version to rounds that have yet to open, and leaves the open one its own', async () => {
    const plan = await writePlan(server, { checkpoints: [lobby.id] })
    const asked = async () =>
      (await pack()).rounds.filter((round) => round.plan === plan).map(({ expected }) => expected[0]?.checklist.version)
    const items = withOwn('lobby', 'doormat-dry')
    const answer = await publish('lobby', 2, items)
    expect([answer.status, answer.body]).toEqual([
      201,
      {
        ...{ version: 3, origin: 'own', publishedAt: server.now(), publishedBy: 'supervisor', used: false },
        ...{ items: items.length, withdrawnAt: null },
      },
    ])
    const [open, ...upcoming] = await asked()
    expect(open).toBe(2)
    expect(new Set(upcoming)).toEqual(new Set([3]))
    const { checklists, checkpoints } = await pack()
    expect(
      checklists
        .filter(({ kind }) => kind === 'lobby')
        .map(({ version }) => version)
        .sort(),
    ).toEqual([2, 3])
    expect(checkpoints.find(({ id }) => id === lobby.id)?.checklist).toEqual({ kind: 'lobby', version: 3 })

    const same = await publish('lobby', 3, items)
    expect([same.status, same.body.version]).toEqual([200, 3])
    const late = await publish('lobby', 2, items)
    expect([late.status, late.body.code]).toEqual([409, 'checklist-changed'])
    expect((await versions('lobby'))[0]?.version).toBe(3)
    await server.as.admin('PATCH', `${server.path}/plans/${plan}`, { state: 'suspended' })
  })

  it('makes no version of what is shipped and comes back as it was, so that later releases are still taken over', async () => {
    for (const kind of Object.keys(KINDS) as Kind[]) {
      const [newest] = await versions(kind)
      if (newest?.origin !== 'shipped') continue
      const { status, body } = await publish(kind, newest.version, (await read(kind, newest.version)).body.items)
      expect([kind, status, body.origin, body.version]).toEqual([kind, 200, 'shipped', newest.version])
    }
  })

  it('refuses what makes no checklist, naming each item, and writes nothing', async () => {
    const shipped = shippedItems('rooftop')
    const cases: [readonly unknown[], string][] = [
      [shipped.filter(({ id }) => id !== EMERGENCY_ITEM), `${EMERGENCY_ITEM}: emergency-missing`],
      [[ownItem('twin'), ownItem('twin'), ...shipped], 'twin: twice'],
      [[{ ...ownItem('later'), when: { item: 'nowhere', is: ['defect'] } }, ...shipped], 'later: when-unknown'],
      [[ownItem('x-own'), ...shipped], 'x-own: prefix'],
    ]
    for (const [items, where] of cases) {
      const { status, body } = await publish('rooftop', 2, items)
      expect([status, body.code, body.where]).toEqual([422, 'checklist-invalid', [where]])
    }
    expect(await versions('rooftop')).toHaveLength(2)
  })

  it('is for supervisors and those above, not for assistants', async () => {
    const body = { basis: 2, items: withOwn('rooftop', 'mine') }
    expect((await server.as.assistant('POST', `${server.path}/checklists/rooftop`, body)).status).toBe(403)
  })
})

describe('taking back', () => {
  it('an own version that nobody has used; a phone that has it already files under it, and its number is never used again', async () => {
    expect((await publish('lift', 2, withOwn('lift', 'mirror-clean'))).body.version).toBe(3)
    const phone = await enrolPhone(server)
    // Asked for once, so that a server that remembers it would be found out.
    const unanswered = await phone.file(lift, { checklist: { kind: 'lift', version: 3 } })
    expect([unanswered.body.code, unanswered.body.where]).toEqual([
      'checklist-incomplete',
      ['mirror-clean: unanswered'],
    ])
    expect((await withdraw('lift', 3)).status).toBe(204)
    expect((await versions('lift')).map(({ version, withdrawnAt }) => [version, withdrawnAt !== null])).toEqual([
      [3, true],
      [2, false],
      [1, false],
    ])
    expect((await pack()).checkpoints.find(({ id }) => id === lift.id)?.checklist.version).toBe(2)
    expect((await withdraw('lift', 3)).status).toBe(204)

    const other = withOwn('lift', 'buttons-lit')
    expect((await publish('lift', 3, other)).body.code).toBe('checklist-changed')
    expect((await publish('lift', 2, other)).body.version).toBe(4)
    expect((await pack()).checklists.find(({ kind, version }) => kind === 'lift' && version === 4)?.items).toEqual(
      other,
    )
    const late = await phone.file(lift, {
      checklist: { kind: 'lift', version: 3 },
      answers: fine(withOwn('lift', 'mirror-clean')),
    })
    expect(late.status).toBe(201)
    expect((await read('lift', 3)).body.items).toEqual(withOwn('lift', 'mirror-clean'))
    const now = await phone.file(lift, { checklist: { kind: 'lift', version: 4 }, answers: fine(other) })
    expect(now.status).toBe(201)
  })

  it('is refused once a visit was filed under it', async () => {
    const [newest] = await versions('lift')
    expect(newest).toMatchObject({ version: 4, used: true })
    const answer = await withdraw('lift', 4)
    expect([answer.status, answer.body.code]).toEqual([409, 'checklist-in-use'])
  })

  it('is refused for a shipped one, one that is not the newest, and one that never was', async () => {
    expect((await withdraw('stairwell', 2)).body.code).toBe('checklist-in-use')
    await publish('stairwell', 2, withOwn('stairwell', 'one-more'))
    await publish('stairwell', 3, withOwn('stairwell', 'another'))
    expect((await withdraw('stairwell', 3)).body.code).toBe('checklist-in-use')
    expect((await withdraw('stairwell', 7)).status).toBe(404)
    expect((await withdraw('stairwell', 4)).status).toBe(204)
    expect((await withdraw('stairwell', 3)).status).toBe(204)
  })

  it('is refused once a round that asks it has opened, and rounds ahead go back to the one before', async () => {
    const plan = await writePlan(server, {
      checkpoints: [lobby.id],
      windows: [{ startsAt: '21:00', endsAt: '22:00' }],
    })
    const next = async () => (await pack()).rounds.find((round) => round.plan === plan)?.expected[0]?.checklist.version
    expect((await publish('lobby', 3, withOwn('lobby', 'lamps-lit'))).body.version).toBe(4)
    expect(await next()).toBe(4)
    expect((await withdraw('lobby', 4)).status).toBe(204)
    expect(await next()).toBe(3)
    expect((await publish('lobby', 3, withOwn('lobby', 'lamps-bright'))).body.version).toBe(5)
    server.setClock(at('21:00') + minutes(1))
    const answer = await withdraw('lobby', 5)
    expect([answer.status, answer.body.code]).toEqual([409, 'checklist-in-use'])
    await server.as.admin('PATCH', `${server.path}/plans/${plan}`, { state: 'suspended' })
  })

  it('is refused while the round of a plan asks it that was written after it, in the middle of its window', async () => {
    await publish('lift', 4, withOwn('lift', 'alarm-bell-heard'))
    const published = server.now()
    server.setClock(published + minutes(5))
    // Opens at 21:00, a minute before the version was published.
    const plan = await writePlan(server, {
      checkpoints: [lift.id],
      windows: [{ startsAt: '21:00', endsAt: '22:00' }],
    })
    const round = (await pack()).rounds.find((one) => one.plan === plan)
    expect(round?.opensAt).toBeLessThan(published)
    expect(round?.expected[0]?.checklist.version).toBe(5)
    expect((await versions('lift'))[0]?.used).toBe(true)
    const answer = await withdraw('lift', 5)
    expect([answer.status, answer.body.code]).toEqual([409, 'checklist-in-use'])
    await server.as.admin('PATCH', `${server.path}/plans/${plan}`, { state: 'suspended' })
  })
})

describe('the use of a version', () => {
  it('is noted again when the work around it was undone', async () => {
    await publish('perimeter', 2, withOwn('perimeter', 'fence-whole'))
    const { database } = server.context
    const own = { kind: 'perimeter', version: 3 } as const
    const undone = database.write(async (stores) => {
      await noteUse(server.context, stores, server.estate, own)
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect((await versions('perimeter'))[0]?.used).toBe(false)
    await database.write((stores) => noteUse(server.context, stores, server.estate, own))
    expect((await withdraw('perimeter', 3)).status).toBe(409)
  })
})

describe('a phone that was offline for days', () => {
  it('files under the versions it had: an old checklist without severity, and an own one since replaced', async () => {
    const phone = await enrolPhone(server)
    const first = SHIPPED['car-park'][0] ?? []
    const [defect, ...rest] = fine(first)
    const old = await phone.visit(park, {
      v: 3,
      checklist: { kind: 'car-park', version: 1 },
      answers: [{ item: defect?.item ?? '', photos: [], result: 'defect', note: 'oil' }, ...rest],
    })
    const own = withOwn('car-park', 'barrier-works')
    await publish('car-park', 2, own)
    const replaced = await phone.visit(park, { checklist: { kind: 'car-park', version: 3 }, answers: fine(own) })
    await publish('car-park', 3, withOwn('car-park', 'pumps-dry'))
    server.setClock(server.now() + 3 * DAY_MS)
    for (const { id, jws } of [old, replaced])
      expect((await server.as.assistant('PUT', `/api/visits/${id}`, jws)).status).toBe(201)
    expect((await versions('car-park')).find(({ version }) => version === 3)?.used).toBe(true)

    const never = await phone.file(park, { checklist: { kind: 'car-park', version: 99 } })
    expect([never.status, never.body.code]).toEqual([422, 'checklist-unknown'])
    const otherKind = await phone.file(park, { checklist: { kind: 'lift', version: 2 } })
    expect(otherKind.body.code).toBe('checklist-unknown')
  })
})

describe('a restart', () => {
  it('adds nothing to the checklists and leaves own wording alone', async () => {
    const own = await startEstateServer()
    const path = `${own.path}/checklists`
    const items = withOwn('grounds', 'paving-even')
    expect((await own.as.supervisor('POST', `${path}/grounds`, { basis: 2, items })).status).toBe(201)
    const before = (await own.as.supervisor('GET', path)).body
    const entered = await own.anyone('POST', '/api/session', { username: 'the-supervisor', password: PASSWORD })
    await own.stop()

    const again = await startBareServer({ dataDir: own.dataDir, now: own.now() + DAY_MS })
    const supervisor = callerAt(again.origin, cookieOf(entered))
    expect((await supervisor('GET', path)).body).toEqual(before)
    expect((await supervisor('GET', `${path}/grounds/3`)).body.items).toEqual(items)
    await again.stop()
  })
})
