import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Entry } from '../../../client/local/drafts.ts'
import { PERSON, UNSIGNED_DIGITS } from '../../support/builders.ts'
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
  const draft = await page.drafts.startDraft(spot, PERSON, page.drafts.sighting())
  const form = await page.form.openForm(draft.id, checklists)
  if (typeof form !== 'object') throw new Error(form)
  return form
}

async function reopened(id: string) {
  page = await openSignedIn()
  const form = await page.form.openForm(id, checklists)
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
const why = (entries: readonly Entry[]) => page.form.missingFrom(checklist, entries)

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

  it('opens only with its own version of the checklist', async () => {
    const form = await beginForm()
    const newer = { ...checklist, version: 2 }
    expect(await page.form.openForm(form.draft.value.id, [newer])).toBe('no-checklist')
    expect(await page.form.openForm('no-such-form', [checklist])).toBe('gone')
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

describe('answers', () => {
  it('leave out what was not answered, and photos of what turned out to be in order', () => {
    const answers = page.form.answersFrom(checklist, [
      entry('remarks', { note: '  ' }),
      entry('meter', { reading: '1,234.5' }),
      entry('lights', { result: 'ok', note: 'was dark', photos: ['ab'.repeat(32)] }),
      entry('signs', { result: 'defect', note: ' torn ', photos: ['cd'.repeat(32)] }),
    ])
    expect(answers).toEqual([
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
    ['-3', undefined],
    ['1e3', undefined],
    ['', undefined],
    ['9999999999999', undefined],
  ])('reads %j as %j', (typed, value) => {
    expect(page.form.readingOf(typed)).toBe(value)
  })
})
