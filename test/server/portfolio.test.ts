/** The portfolio through HTTP: estates in two time zones, whose rounds of a day open on another day of the other's. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addTallies, complianceOf, NO_CELLS } from '../../checkpoints/coverage.ts'
import { addDays } from '../../checkpoints/time.ts'
import type { Portfolio, Report } from '../../checkpoints/wire/report.ts'
import { rollUpClosed } from '../../server/services/rollups.ts'
import { makeRounds } from '../../server/services/rounds.ts'
import { foundEstate } from '../../server/services/set-up.ts'
import { newTagKey } from '../../server/services/tag-keys.ts'
import { at, TODAY } from '../support/builders.ts'
import { addNeighbour, type EstateServer, enrolPhone, startEstateServer, writePlan } from '../support/estate-server.ts'

const YESTERDAY = addDays(TODAY, -1)
const TOMORROW = addDays(TODAY, 1)
const DAY = `from=${TODAY}&to=${TODAY}`

let hongKong: EstateServer
let berlin: EstateServer

/** From 05:00 to 07:00 in Hong Kong, when it is the day before in Berlin; from 20:00 to 22:00 there, when it is the day after here. */
beforeAll(async () => {
  hongKong = await startEstateServer({ now: at('12:00', addDays(TODAY, -2)) })
  berlin = { ...hongKong, ...(await addNeighbour(hongKong)) }
  const third = await foundThird()
  const manager = hongKong.me.manager.person.id
  await hongKong.context.database.write(async ({ people }) => {
    await people.setRoles(manager, berlin.estate, ['supervisor'])
    await people.setRoles(manager, third, ['assistant'])
  })
  const phones = { hongKong: await enrolPhone(hongKong), berlin: await enrolPhone(berlin) }
  await writePlan(hongKong, { windows: [{ startsAt: '05:00', endsAt: '07:00' }] })
  await writePlan(berlin)

  await until(at('06:00', YESTERDAY))
  await phones.hongKong.file(hongKong.spots[0]!)
  await until(at('06:00'))
  for (const spot of hongKong.spots.slice(0, 2)) await phones.hongKong.file(spot)
  // 21:00 in Berlin, still the same day there.
  await until(at('04:00', TOMORROW))
  await phones.berlin.file(berlin.spots[0]!)
  await until(at('12:00', TOMORROW))
})
afterAll(() => hongKong.stop())

/** The clock goes on, and with it the job that makes rounds. */
async function until(now: number): Promise<void> {
  hongKong.setClock(now)
  for (const estate of await hongKong.context.database.read.estates.all()) await makeRounds(hongKong.context, estate)
}

async function foundThird(): Promise<string> {
  const { context } = hongKong
  const id = context.newId()
  const key = await newTagKey(context, id, 1)
  const estate = { id, code: 'third', names: { en: 'Third' }, zone: 'Asia/Hong_Kong' }
  await context.database.write((stores) => foundEstate(stores, estate, { key, now: 1 }))
  return id
}

async function portfolio(query = DAY): Promise<Portfolio> {
  return (await hongKong.as.manager('GET', `/api/portfolio?${query}`)).body
}

async function report(estate: EstateServer, query = DAY): Promise<Report> {
  return (await hongKong.as.manager('GET', `${estate.path}/report?${query}`)).body
}

describe('a portfolio', () => {
  it('counts a day of each estate by its own clock, the worst estate first', async () => {
    const { estates } = await portfolio()
    expect(estates.map(({ estate, tally, rounds }) => [estate.id, rounds, tally])).toEqual([
      [berlin.estate, 1, { ...NO_CELLS, done: 1, missed: 2 }],
      [hongKong.estate, 1, { ...NO_CELLS, done: 2, missed: 1 }],
    ])
  })

  it('shows the estates of which somebody reads reports: not where he only walks, nor where he is nobody', async () => {
    expect((await portfolio()).estates).toHaveLength(2)
    const { body } = await hongKong.as.supervisor('GET', `/api/portfolio?${DAY}`)
    expect((body as Portfolio).estates.map(({ estate }) => estate.id)).toEqual([hongKong.estate])
    expect((await hongKong.as.assistant('GET', `/api/portfolio?${DAY}`)).status).toBe(404)
    expect((await hongKong.anyone('GET', `/api/portfolio?${DAY}`)).status).toBe(401)
  })

  it('says of each estate what its report says, and of all of them the sum', async () => {
    for (const query of [DAY, `from=${YESTERDAY}&to=${TOMORROW}`, '']) {
      const all = await portfolio(query)
      // Left out: this month so far.
      const days = `from=${all.from}&to=${all.to}`
      const reports = [await report(hongKong, days), await report(berlin, days)]
      for (const { directory, tally, compliance, previous, rounds } of reports) {
        const row = all.estates.find(({ estate }) => estate.id === directory.estate.id)
        expect(row).toMatchObject({ tally, compliance, previously: previous.compliance, rounds: rounds.length })
      }
      const sum = reports.reduce((sum, { tally }) => addTallies(sum, tally), NO_CELLS)
      expect([all.tally, all.compliance]).toEqual([sum, complianceOf(sum)])
    }
  })

  it('compares with as many days right before, or says that there is nothing to compare with', async () => {
    const previously = async (query: string) =>
      new Map((await portfolio(query)).estates.map((row) => [row.estate.id, row.previously]))
    expect(await previously(DAY)).toEqual(
      new Map([
        [berlin.estate, 0],
        [hongKong.estate, 1 / 3],
      ]),
    )
    const first = addDays(TODAY, -2)
    expect([...(await previously(`from=${first}&to=${first}`)).values()]).toEqual([null, null])
  })

  it('says the same once the rounds that are over have been rolled up', async () => {
    const queries = [DAY, `from=${YESTERDAY}&to=${TOMORROW}`]
    const before = await Promise.all(queries.map(portfolio))
    const missing = () => hongKong.context.database.read.rollups.missing(berlin.estate, 0, hongKong.now())
    expect(await missing()).not.toEqual([])
    for (const { estate } of [hongKong, berlin]) await rollUpClosed(hongKong.context, estate, 0)
    expect(await missing()).toEqual([])
    expect(await Promise.all(queries.map(portfolio))).toEqual(before)
  })

  it('refuses days that are none, and more than two years of them', async () => {
    for (const query of ['from=2026-02-30', 'from=2024-03-01&to=2026-03-03', `from=${TODAY}&to=${YESTERDAY}`])
      expect((await hongKong.as.manager('GET', `/api/portfolio?${query}`)).status).toBe(400)
  })
})
