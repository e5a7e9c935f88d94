import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Pack } from '../../../checkpoints/wire/estate.ts'
import { deltaOf } from '../../../checkpoints/wire/pack-parts.ts'
import { ESTATE, uuid } from '../../support/builders.ts'
import { aPack, aRoundInProgress, type FakeServer, newPhone, type OpenedPage, openSignedIn } from './page.ts'

let server: FakeServer
let page: OpenedPage

beforeEach(async () => {
  server = newPhone()
  page = await openSignedIn()
})
afterEach(() => vi.unstubAllGlobals())

/** Answers as the real one does, and notes how much it sent. */
function serve(pack: Pack): number[] {
  const sizes: number[] = []
  server.answer = ({ path }) => {
    if (!path.includes('/pack')) return undefined
    const have = new URL(path, 'http://a').searchParams.get('have')?.split('.') ?? []
    const digestOf = (part: object) => createHash('sha256').update(JSON.stringify(part)).digest('hex').slice(0, 16)
    const body = deltaOf(pack, new Set(have), digestOf)
    sizes.push(JSON.stringify(body).length)
    return { status: 200, body }
  }
  return sizes
}

it('is fetched whole once, and then only what has changed', async () => {
  const rounds = [1, 2, 3].map((n) => aRoundInProgress({ id: uuid(n) }))
  const first = serve(aPack({ now: 10, rounds }))
  await page.pack.refreshPacks()
  const changed = aPack({ now: 20, rounds: [...rounds.slice(0, 2), { ...rounds[2]!, graceMs: 7 }] })
  const second = serve(changed)
  await page.pack.refreshPacks()
  expect(page.pack.packs.value.get(ESTATE)).toEqual(changed)
  expect(Math.max(...second)).toBeLessThan(first[0]! / 2)
})

it('is asked for whole when the server believes the phone to have what it has not', async () => {
  await page.pack.refreshPacks()
  const fresh = aPack({ now: 30 })
  let asked = 0
  server.answer = ({ path }) => {
    if (!path.includes('/pack')) return undefined
    asked++
    return { status: 200, body: path.includes('?have=') ? { ...fresh, places: '0123456789abcdef' } : fresh }
  }
  await page.pack.refreshPacks()
  expect(asked).toBe(2)
  expect(page.pack.packs.value.get(ESTATE)).toEqual(fresh)
})
