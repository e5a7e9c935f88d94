/** What was begun about problems and not sent, when the page comes back. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { PERSON, uuid } from '../../support/builders.ts'
import { newPhone } from './page.ts'

const FINDING = uuid(0xf1)
const PHOTO = { sha256: 'ab'.repeat(32), bytes: new Uint8Array([1, 2, 3]).buffer }

let page: Awaited<ReturnType<typeof open>>

async function open() {
  vi.resetModules()
  const [begun, deed] = await Promise.all([
    import('../../../client/models/deeds-begun.ts'),
    import('../../../client/models/deed.ts'),
  ])
  return { ...begun, ...deed }
}

beforeEach(async () => {
  newPhone()
  page = await open()
})
afterEach(() => vi.unstubAllGlobals())

async function begin(kind: string, fields: Record<string, string>, { person = PERSON, about = FINDING } = {}) {
  const deed = await page.openDeed(person, kind, about)
  for (const [name, value] of Object.entries(fields)) deed.set(name, value)
  await deed.kept()
  return deed
}

async function begun(person = PERSON) {
  await page.readBegunDeeds(person)
  return page.begunDeeds.value.map(({ deed, finding, note }) => [deed, finding, note])
}

it('is found again, whatever has been entered, by whoever began it', async () => {
  await begin('settle', { note: 'shut the valve' })
  await begin('verify', { passed: 'no' })
  const comment = await begin('comment', {})
  comment.addPhoto('photos', PHOTO)
  await comment.kept()
  await begin('fix', { note: 'oiled' }, { person: uuid(0xb) })
  expect(await begun()).toEqual([
    ['comment', FINDING, ''],
    ['settle', FINDING, 'shut the valve'],
    ['verify', FINDING, ''],
  ])
})

it('is nothing where nothing has been entered: emptied again, a tag that was scanned, a report that begins a problem', async () => {
  await begin('settle', { note: '' })
  await begin('verify', { evidence: '{}', scannedAt: '5' })
  await begin('report', { note: 'drips' }, { about: '' })
  expect(await begun()).toEqual([])
})

it('is gone for good once it has been thrown away, also if its last word was still being written down', async () => {
  const deed = await page.openDeed(PERSON, 'settle', FINDING)
  deed.set('note', 'shut the valve')
  await page.discardDeed(deed)
  expect(page.begunDeeds.value).toEqual([])
  expect((await page.openDeed(PERSON, 'settle', FINDING)).field('note')).toBe('')
})
