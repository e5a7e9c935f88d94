import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Checklist, Item } from '../../../checkpoints/checklist.ts'
import type { Entry } from '../../../client/local/drafts.ts'
import type { SpotKnown } from '../../../client/models/questions.ts'
import { knownAbout } from '../../../client/models/questions.ts'
import { at, checkpointId, days, LOBBY, PERSON, UNSIGNED_DIGITS, uuid } from '../../support/builders.ts'
import { aListedCheckpoint, aPack, newPhone, type OpenedPage, openSignedIn } from './page.ts'

let page: OpenedPage

beforeEach(async () => {
  newPhone()
  page = await openSignedIn()
})
afterEach(() => vi.unstubAllGlobals())

const { checklists } = aPack()
const checklist = checklists[0]!

async function beginForm() {
  const spot = {
    pack: aPack(),
    checkpoint: aListedCheckpoint(),
    evidence: { channel: 'camera' as const, digits: UNSIGNED_DIGITS },
  }
  const draft = await page.drafts.startDraft(spot, PERSON, page.drafts.tagSeen())
  const form = await page.form.openForm(
    draft.id,
    () => undefined,
    () => known,
  )
  if (typeof form !== 'object') throw new Error(form)
  return form
}

async function reopened(id: string) {
  page = await openSignedIn()
  const form = await page.form.openForm(id, () => undefined)
  if (typeof form !== 'object') throw new Error(form)
  return form
}

const entry = (item: string, given: Partial<Entry>): Entry => ({
  item,
  result: null,
  note: '',
  reading: '',
  photos: [],
  ...given,
})
const known: SpotKnown = { occupancy: null, meter: () => ({ last: null, occupancy: null }), findings: [] }
const why = (entries: readonly Entry[], questions: Checklist = checklist, about = known) =>
  page.form.missingFrom(questions, { entries, scannedAt: at('15:00') }, about)

describe('a form', () => {
  it('starts with nothing ticked', async () => {
    const form = await beginForm()
    expect(checklist.items.map(({ id }) => form.entry(id).result)).toEqual([null, null, null, null])
  })

  it('has every tap on the disk: what was entered is there after the browser was killed', async () => {
    const form = await beginForm()
    form.change('lights', { result: 'defect' })
    for (const text of ['L', 'La', 'Lam', 'Lamp 3 is dark']) form.change('lights', { note: text })
    form.change('meter', { reading: '1234.' })
    await form.kept()
    expect(form.keeping.value).toBe('kept')

    const again = await reopened(form.draft.value.id)
    expect(again.entry('lights')).toMatchObject({ result: 'defect', note: 'Lamp 3 is dark' })
    expect(again.entry('meter')).toMatchObject({ reading: '1234.' })
  })

  it('keeps a photo together with the answer that names it', async () => {
    const form = await beginForm()
    const bytes = new Uint8Array([1, 2, 3]).buffer
    form.addPhoto('lights', { sha256: 'ab'.repeat(32), bytes })
    // Overtaken at once by the next change: the photo must not be passed over.
    form.change('lights', { note: 'dark' })
    await form.kept()
    const { keptPhoto } = await import('../../../client/local/photos.ts')
    expect(new Uint8Array((await keptPhoto('ab'.repeat(32)))!.bytes)).toEqual(new Uint8Array([1, 2, 3]))
    expect((await reopened(form.draft.value.id)).entry('lights').photos).toEqual(['ab'.repeat(32)])
  })

  it('asks for the hand under what was settled on the spot, and keeps it', async () => {
    const form = await beginForm()
    form.change('lights', { result: 'defect', note: 'changed the lamp', severity: 'minor', settled: true })
    const missing = () => form.missing.value.filter(({ item }) => item === 'lights').map(({ why }) => why)
    expect(missing()).toEqual(['signature-missing'])
    form.sign('lights', { sha256: 'cd'.repeat(32), bytes: new ArrayBuffer(3) })
    expect(missing()).toEqual([])
    await form.kept()
    const { dropUnusedPhotos, keptPhoto } = await import('../../../client/local/photos.ts')
    await dropUnusedPhotos()
    expect(await keptPhoto('cd'.repeat(32))).toBeDefined()
    const again = await reopened(form.draft.value.id)
    const answers = () => page.form.answersFrom(again.checklist, again.draft.value.entries, again.known)
    expect(answers()).toMatchObject([{ settled: true, signature: 'cd'.repeat(32) }])
    // Not settled after all: nobody's hand stands under it.
    again.change('lights', { settled: false })
    expect(answers()[0]).not.toHaveProperty('signature')
    again.sign('lights', undefined)
    again.change('lights', { settled: true })
    expect(answers()[0]).not.toHaveProperty('signature')
  })

  it('says when the phone could not save', async () => {
    const form = await beginForm()
    const { closeDatabase } = await import('../../../client/local/database.ts')
    await closeDatabase()
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new Error('no room')
      },
    })
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    form.change('lights', { result: 'ok' })
    await expect(form.kept()).rejects.toThrow()
    expect(form.keeping.value).toBe('failed')
  })

  it('is saved with its photo once there is room again, without another tap', async () => {
    const form = await beginForm()
    const { closeDatabase } = await import('../../../client/local/database.ts')
    await closeDatabase()
    const { indexedDB: roomy } = globalThis
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new Error('no room')
      },
    })
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    form.addPhoto('lights', { sha256: 'ab'.repeat(32), bytes: new ArrayBuffer(3) })
    await expect(form.kept()).rejects.toThrow()
    vi.stubGlobal('indexedDB', roomy)
    await form.kept()
    expect(form.keeping.value).toBe('kept')
    const { keptPhoto } = await import('../../../client/local/photos.ts')
    expect(await keptPhoto('ab'.repeat(32))).toBeDefined()
    expect((await reopened(form.draft.value.id)).entry('lights').photos).toEqual(['ab'.repeat(32)])
  })

  it('keeps its questions: whatever a newer pack asks, an open form stays as it was', async () => {
    const form = await beginForm()
    const newer = { ...checklist, version: 2, items: [] }
    const again = await page.form.openForm(form.draft.value.id, () => newer)
    expect(again).toMatchObject({ checklist: { version: 1, items: checklist.items } })
    expect(await page.form.openForm('no-such-form', () => checklist)).toBe('gone')
  })

  it('that an older version of the app has begun asks what the pack says', async () => {
    const { questions: _, ...old } = (await beginForm()).draft.value
    const { keepDraft } = await import('../../../client/local/drafts.ts')
    await keepDraft(old)
    expect(await page.form.openForm(old.id, () => checklist)).toMatchObject({ checklist })
    expect(await page.form.openForm(old.id, () => undefined)).toBe('no-checklist')
  })
})

describe('what is missing', () => {
  it('names every condition that is not answered, in order, and nothing that may stay empty', () => {
    expect(why([])).toEqual([
      { item: 'lights', why: 'unanswered' },
      { item: 'signs', why: 'unanswered' },
    ])
  })

  it('wants a sentence or a photo for a defect', () => {
    const signs = entry('signs', { result: 'ok' })
    expect(why([entry('lights', { result: 'defect' }), signs])).toEqual([{ item: 'lights', why: 'defect-unexplained' }])
    expect(why([entry('lights', { result: 'defect', note: 'dark' }), signs])).toEqual([])
    expect(why([entry('lights', { result: 'defect', photos: ['ab'.repeat(32)] }), signs])).toEqual([])
  })

  it('passes over no reading that was typed and is no number, even where it may be left out', () => {
    const rest = [entry('lights', { result: 'ok' }), entry('signs', { result: 'ok' })]
    expect(why([...rest, entry('meter', { reading: '12a' })])).toEqual([{ item: 'meter', why: 'unreadable' }])
    expect(why([...rest, entry('meter', { reading: ' ' })])).toEqual([])
  })
})

describe('a meter read off line', () => {
  const [base] = checklist.items as [Item]
  const water = {
    ...{ id: 'x-w-1', clause: '4.4.1b', category: base.category, methods: base.methods, words: base.words },
    ...{ type: 'reading', unit: 'm³', decimals: 3, optional: false, plausible: { perDay: 5 } },
    meter: { serial: 'W-1', supply: 'water', dwelling: uuid(0xf1) },
  } as const satisfies Item
  const list: Checklist = { ...checklist, items: [water] }
  const flat = (occupancy: 'vacant' | 'occupied'): SpotKnown => ({
    occupancy: null,
    findings: [],
    meter: () => ({ last: { value: 812.4, at: at('15:00') - days(1) }, occupancy }),
  })
  const read = (given: Partial<Entry>, occupancy: 'vacant' | 'occupied' = 'occupied') =>
    why([entry('x-w-1', given)], list, flat(occupancy)).map(({ why }) => why)

  it.each<[string, Partial<Entry>, string[]]>([
    ['nothing typed', {}, ['unanswered']],
    ['as usual', { reading: '814' }, []],
    ['less than last time', { reading: '812' }, ['meter']],
    ['less, looked at again and still less', { reading: '812', remark: 'confirmed' }, ['meter']],
    ['less, because it runs backwards', { reading: '812', remark: 'runs-backwards' }, []],
    ['less, because it was replaced', { reading: '0.2', remark: 'replaced' }, []],
    ['far more than usual', { reading: '840' }, ['meter']],
    ['far more, and right', { reading: '840', remark: 'confirmed' }, []],
  ])('%s', (_, given, missing) => expect(read(given)).toEqual(missing))

  it('of a vacant unit that has moved asks whether the valve was shut', () => {
    expect(read({ reading: '812.5' }, 'vacant')).toEqual(['meter'])
    expect(read({ reading: '812.5', valve: 'shut' }, 'vacant')).toEqual([])
    expect(page.form.answersFrom(list, [entry('x-w-1', { reading: '812.5', valve: 'shut' })], flat('vacant'))).toEqual([
      { item: 'x-w-1', photos: [], result: 'reading', value: 812.5, valve: 'shut' },
    ])
  })

  it('knows the last reading and how the unit is used from the pack', () => {
    const pack = aPack({
      places: [
        { id: uuid(0xb1), parent: null, kind: 'building', names: { en: 'Tower' }, position: 0, occupancy: null },
        { id: uuid(0xf1), parent: uuid(0xb1), kind: 'zone', names: { en: 'Flat' }, position: 0, occupancy: 'vacant' },
      ],
      readings: [{ checkpoint: LOBBY, item: 'x-w-1', value: 812.4, at: 5 }],
    })
    expect(knownAbout(pack, LOBBY).meter(water)).toEqual({
      last: { checkpoint: LOBBY, item: 'x-w-1', value: 812.4, at: 5 },
      occupancy: 'vacant',
    })
  })

  it('knows what is still wrong at the spot, and nothing of packs that were kept before there was such a list', () => {
    const leak = { item: 'lights', cause: 'defect', severity: 'minor', note: 'flickers', at: 5 } as const
    const { findings: _, ...older } = aPack()
    const pack = { ...older, findings: [LOBBY, checkpointId(2)].map((checkpoint) => ({ ...leak, checkpoint })) }
    expect(knownAbout(pack, LOBBY).findings).toEqual([{ ...leak, checkpoint: LOBBY }])
    expect(knownAbout(older, LOBBY).findings).toEqual([])
  })
})

describe('a question that depends on another', () => {
  const [base] = checklist.items as [Item]
  const where = { ...base, id: 'where', type: 'text', required: true, when: { item: 'lights', is: ['defect'] } } as Item
  const list: Checklist = { ...checklist, items: [base, where] }

  it('comes and goes with the answer, and what was entered is kept but not sent', () => {
    const entries = [entry('lights', { result: 'defect', note: 'dark' }), entry('where', { note: 'lamp 3' })]
    expect(page.form.askedOf(list, entries, known)).toHaveLength(2)
    expect(page.form.answersFrom(list, entries, known)).toHaveLength(2)
    const fine = [entry('lights', { result: 'ok' }), entry('where', { note: 'lamp 3' })]
    expect(page.form.askedOf(list, fine, known)).toHaveLength(1)
    expect(page.form.answersFrom(list, fine, known)).toEqual([{ item: 'lights', photos: [], result: 'ok' }])
  })
})

describe('answers', () => {
  it('leave out what was not answered, and photos of what turned out to be in order', () => {
    const entries = [
      entry('remarks', { note: '  ' }),
      entry('meter', { reading: '1,234.5' }),
      entry('lights', { result: 'ok', note: 'was dark', photos: ['ab'.repeat(32)] }),
      entry('signs', { result: 'defect', note: ' torn ', photos: ['cd'.repeat(32)] }),
    ]
    expect(page.form.answersFrom(checklist, entries, known)).toEqual([
      { item: 'lights', result: 'ok', photos: [] },
      { item: 'signs', result: 'defect', note: 'torn', photos: ['cd'.repeat(32)] },
      { item: 'meter', result: 'reading', value: 1234.5, photos: [] },
    ])
  })

  it.each([
    ['0', 0],
    [' 1234.5 ', 1234.5],
    ['12,345', 12345],
    ['１２３', 123],
    ['1,23', undefined],
    ['12.', undefined],
    ['-3', -3],
    ['−3.5', -3.5],
    ['1e3', undefined],
    ['', undefined],
    ['9999999999999', undefined],
  ])('reads %j as %j', (typed, value) => {
    expect(page.form.readingOf(typed)).toBe(value)
  })
})
