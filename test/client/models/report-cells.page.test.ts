import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ESTATE } from '../../support/builders.ts'
import { type FakeServer, newPhone, refusal } from './page.ts'

let server: FakeServer
beforeEach(() => {
  vi.resetModules()
  server = newPhone()
})
afterEach(() => vi.unstubAllGlobals())

/** 450 cells, 200 at a time; each answer names only its own plans. */
function answerInParts(): void {
  server.answer = ({ path }) => {
    const after = Number(new URL(path, 'http://estate').searchParams.get('after') ?? 0)
    const cells = Array.from({ length: Math.min(200, 450 - after) }, (_, i) => after + i)
    return { status: 200, body: { total: 450, cells, directory: { plans: [{ id: `plan ${after}` }] } } }
  }
}

async function opened() {
  const { cellsOf } = await import('../../../client/models/report-cells.ts')
  return cellsOf(ESTATE, { state: 'missed' })
}

it('goes on where the last answer ended, and makes one list of them all', async () => {
  answerInParts()
  const cells = await opened()
  await cells.refresh()
  await cells.more()
  await cells.more()
  expect(cells.value.value?.cells).toEqual(Array.from({ length: 450 }, (_, i) => i))
  expect(cells.value.value?.directory.plans).toEqual([{ id: 'plan 0' }, { id: 'plan 200' }, { id: 'plan 400' }])
})

it('asks once, however often “more” is pressed', async () => {
  answerInParts()
  const cells = await opened()
  await cells.refresh()
  await Promise.all([cells.more(), cells.more(), cells.more()])
  expect(cells.value.value?.cells).toHaveLength(400)
})

it('keeps what has come when more does not', async () => {
  answerInParts()
  const cells = await opened()
  await cells.refresh()
  server.answer = () => refusal('internal')
  await cells.more()
  expect(cells.value.value?.cells).toHaveLength(200)
  expect(cells.moreFailure.value).toMatchObject({ problem: { code: 'internal' } })
})
