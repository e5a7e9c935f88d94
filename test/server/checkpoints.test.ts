import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import { type EstateServer, startEstateServer } from '../support/estate-server.ts'

let server: EstateServer

beforeAll(async () => {
  server = await startEstateServer()
})
afterAll(() => server.stop())

function spot(number: number): string {
  return `${server.path}/checkpoints/${server.spots[number]!.id}`
}

async function listed(number: number) {
  const { body } = await server.as.admin('GET', `${server.path}/checkpoints`)
  return body.checkpoints[number]
}

describe('reissuing a tag', () => {
  it('makes the next revision, the same one when the button is pressed twice at once', async () => {
    const both = await Promise.all([
      server.as.admin('POST', `${spot(0)}/tag`),
      server.as.admin('POST', `${spot(0)}/tag`),
    ])
    expect(both.map(({ status, body }) => [status, body.revision])).toEqual([
      [201, 2],
      [201, 2],
    ])
    expect(both[0]?.body.tagUrl).toBe(both[1]?.body.tagUrl)
    expect((await listed(0)).tagUrl).toBe(both[0]?.body.tagUrl)
  })

  it('leaves alone what somebody changes about the checkpoint meanwhile', async () => {
    const renamings = Array.from({ length: 8 }, (_, i) => ({ en: `Lift ${i}` }))
    for (const names of renamings) {
      await Promise.all([server.as.admin('POST', `${spot(1)}/tag`), server.as.admin('PATCH', spot(1), { names })])
      expect((await listed(1)).names).toEqual(names)
    }
    expect((await listed(1)).revision).toBe(9)
  })

  it('ends at 255: a revision is one byte', async () => {
    const { id, revision } = server.spots[2]!
    await server.context.database.write(async ({ checkpoints }) => {
      const found = await checkpoints.byId(id)
      await checkpoints.change({ ...found!.checkpoint, revision: 254 })
      expect(found?.checkpoint.revision).toBe(revision)
    })
    expect((await server.as.admin('POST', `${spot(2)}/tag`)).body.revision).toBe(255)
    const refused = await server.as.admin('POST', `${spot(2)}/tag`)
    expect([refused.status, refused.body.code]).toEqual([409, 'revisions-used-up'])
  })

  it('is not for checkpoints of nowhere', async () => {
    const unknown = await server.as.admin('POST', `${server.path}/checkpoints/0000000000/tag`)
    expect([unknown.status, unknown.body.code]).toEqual([404, 'not-found'])
  })
})

describe('a retired checkpoint', () => {
  it('stays listed, has no label to print, and its tag opens nothing until it is restored', async () => {
    const before = await listed(0)
    const tag = `/s/${tagDigitsIn(before.tagUrl)}`
    expect((await server.as.admin('PATCH', spot(0), { state: 'retired' })).body.state).toBe('retired')
    expect((await server.anyone('GET', tag)).body.code).toBe('tag-revoked')
    const label = await server.as.admin('GET', `${server.path}/labels.pdf?checkpoints=${before.id}`)
    expect(label.body.code).toBe('checkpoint-unknown')
    expect((await listed(0)).state).toBe('retired')
    await server.as.admin('PATCH', spot(0), { state: 'active' })
    expect((await server.anyone('GET', tag)).status).toBe(200)
    expect(await listed(0)).toEqual(before)
  })
})
