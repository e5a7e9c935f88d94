/** Everything about one checkpoint: what its visits found, what its meters showed, when it was out of service. */
import { nameIn } from '../../checkpoints/language.ts'
import { questionsAbout, type ReadingItem } from '../../checkpoints/meter.ts'
import { spotsOf } from '../../checkpoints/plan-spots.ts'
import type { MeterSeries, SpotHistory, SpotSighting } from '../../checkpoints/wire/spot.ts'
import type { Context } from '../context.ts'
import { sightingKey } from '../store/findings.ts'
import type { StoredReading } from '../store/records.ts'
import { checklistOf, newestVersions, refOf } from './checklists.ts'
import { groupBy } from './group-by.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { standingPlans } from './plans.ts'

const MOST_VISITS = 100
const MOST_SIGHTINGS = 100
const MOST_PRINTS = 50
const MOST_READINGS = 4000
const MOST_POINTS = 400

export async function spotHistory(context: Context, estate: string, id: string): Promise<Outcome<SpotHistory>> {
  const { read } = context.database
  const found = await read.checkpoints.byId(id)
  if (found?.estate !== estate) return refused('not-found')
  const { extras } = found.checkpoint
  const [visits, sightings, meters, outages, tags, own, plans, prints, installations] = await Promise.all([
    read.visits.ofSpot(id, MOST_VISITS),
    sightingsOf(context, estate, id),
    metersOf(context, estate, found.checkpoint),
    read.outages.of(id),
    read.checkpoints.tagsOf(id),
    extras === null ? undefined : read.checklists.extras(id, extras),
    plansOver(context, estate, id),
    read.hanging.printsOf(id, MOST_PRINTS),
    read.hanging.installationsOf(id, MOST_PRINTS),
  ])
  return done({
    now: context.now(),
    visits,
    sightings,
    meters,
    outages: outages.map(({ checkpoint: _, ...outage }) => outage),
    tags,
    prints,
    installations,
    extras: own ?? null,
    plans,
  })
}

async function sightingsOf(context: Context, estate: string, checkpoint: string): Promise<SpotSighting[]> {
  const { read } = context.database
  const sightings = await read.records.sightingsOf(checkpoint, MOST_SIGHTINGS)
  const findings = await read.findings.ofSightings(checkpoint)
  return Promise.all(
    sightings.map(async ({ checklist: ref, ...sighting }) => {
      const checklist = await checklistOf(context, estate, checkpoint, ref)
      const words = checklist?.items.find(({ id }) => id === sighting.item)?.words
      const finding = findings.get(sightingKey(sighting.visit, sighting.item)) ?? null
      return { ...sighting, words: words ?? { en: sighting.item }, finding }
    }),
  )
}

type Spot = { readonly id: string; readonly kind: Parameters<typeof refOf>[0]['kind']; readonly extras: number | null }

/** Meters that the newest questions no longer ask for are shown by their item's id: their readings happened. */
async function metersOf(context: Context, estate: string, spot: Spot): Promise<MeterSeries[]> {
  const { read } = context.database
  const readings = groupBy(await read.records.readingsOf(spot.id, MOST_READINGS), ({ item }) => item)
  const checklist = await checklistOf(context, estate, spot.id, refOf(spot, await newestVersions(read, estate)))
  const items = new Map((checklist?.items ?? []).map((item) => [item.id, item]))
  return [...readings].map(([id, points]) => {
    const item = items.get(id)
    const asked = item?.type === 'reading' ? item : undefined
    return {
      item: id,
      words: asked?.words ?? { en: id },
      unit: asked?.unit ?? '',
      decimals: asked?.decimals ?? 3,
      meter: asked?.meter ?? null,
      points: pointsOf(points, asked).slice(-MOST_POINTS),
    }
  })
}

/** Each reading against the one before it. How its unit was used then, nobody has written down. */
function pointsOf(points: readonly StoredReading[], item: ReadingItem | undefined): MeterSeries['points'] {
  return points.map(({ visit, at, value, remark }, i) => {
    const last = points[i - 1] ?? null
    const questions = item ? questionsAbout(item, { value, at }, { last, occupancy: null }) : []
    return { visit, at, value, questions, remark }
  })
}

async function plansOver(context: Context, estate: string, id: string): Promise<SpotHistory['plans']> {
  const { read } = context.database
  const spots = { places: await read.places.of(estate), checkpoints: await read.checkpoints.of(estate) }
  const plans = (await standingPlans(read, estate)).filter(({ state }) => state === 'active')
  return plans
    .filter((plan) => spotsOf(plan, spots).includes(id))
    .map(({ id, names }) => ({ id, names }))
    .sort((a, b) => nameIn(a.names, 'en').localeCompare(nameIn(b.names, 'en')))
}
