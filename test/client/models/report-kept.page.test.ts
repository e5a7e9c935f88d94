import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Uuid } from '../../../checkpoints/ids.ts'
import { ESTATE, uuid } from '../../support/builders.ts'
import { type FakeServer, newPhone } from './page.ts'

let server: FakeServer
beforeEach(() => {
  vi.resetModules()
  server = newPhone()
  server.answer = ({ path }) => ({ status: 200, body: { asked: path.split('?')[1] } })
})
afterEach(() => vi.unstubAllGlobals())

const opened = async () => (await import('../../../client/models/report-kept.ts')).reportOf
const JANUARY = { from: '2026-01-01', to: '2026-01-31' }
const MARCH = { from: '2026-03-01', to: '2026-03-31' }
const saying = (days: typeof MARCH) => ({ asked: `from=${days.from}&to=${days.to}` })

it('keeps showing the report before while the next one is on its way, and then the next one', async () => {
  const reportOf = await opened()
  await reportOf(ESTATE, MARCH).refresh()
  const january = reportOf(ESTATE, JANUARY)
  expect(january.shown.value).toEqual(saying(MARCH))
  expect(january.value.value).toBeUndefined()
  await january.refresh()
  expect(january.shown.value).toEqual(saying(JANUARY))
})

it('finds what was looked at before at once', async () => {
  const reportOf = await opened()
  await reportOf(ESTATE, MARCH).refresh()
  await reportOf(ESTATE, JANUARY).refresh()
  expect(reportOf(ESTATE, MARCH).value.value).toEqual(saying(MARCH))
})

it('never shows the report of another estate', async () => {
  const reportOf = await opened()
  await reportOf(ESTATE, MARCH).refresh()
  const other: Uuid = uuid(0xe6)
  expect(reportOf(other, MARCH).shown.value).toBeUndefined()
})
