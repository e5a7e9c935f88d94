import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { newPhone } from './page.ts'

const MB = 1_000_000

beforeEach(() => {
  newPhone()
  vi.resetModules()
})
afterEach(() => vi.unstubAllGlobals())

async function lookedAt(navigator: object) {
  vi.stubGlobal('navigator', navigator)
  const { lookAtStorage, storageTrouble } = await import('../../../client/models/storage.ts')
  await lookAtStorage()
  return storageTrouble.value
}
const withRoom = (quota: number, usage: number) => ({ storage: { estimate: async () => ({ quota, usage }) } })

it('has nothing to say of a phone with room, nor of one that does not tell', async () => {
  expect(await lookedAt(withRoom(500 * MB, 100 * MB))).toBeUndefined()
  expect(await lookedAt({})).toBeUndefined()
})

it('says how many photos still fit before the phone is full', async () => {
  expect(await lookedAt(withRoom(500 * MB, 492 * MB))).toEqual({ kind: 'nearly-full', photos: 20 })
  expect(await lookedAt(withRoom(500 * MB, 501 * MB))).toEqual({ kind: 'nearly-full', photos: 0 })
})

it('says that a tab of Safari may be cleared, and nothing once the app is on the home screen', async () => {
  expect(await lookedAt({ standalone: false, maxTouchPoints: 5 })).toEqual({ kind: 'may-go' })
  expect(await lookedAt({ standalone: true, maxTouchPoints: 5 })).toBeUndefined()
})

it('says when the browser keeps nothing at all, and when it does again', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('in a private window', 'InvalidStateError')
    },
  })
  expect(await lookedAt({})).toEqual({ kind: 'none' })
  vi.stubGlobal('indexedDB', new IDBFactory())
  expect(await lookedAt({})).toBeUndefined()
})
