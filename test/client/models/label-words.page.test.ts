/** What is said of labels on its way to the server, and the list of what is to be hung. */
import type { CryptoKey } from 'jose'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { issueTag, tagKeyId, tagUrl } from '../../../checkpoints/tag.ts'
import type { Pack, TagKey } from '../../../checkpoints/wire/estate.ts'
import type { Hanging, HangingSpot, Install } from '../../../checkpoints/wire/hanging.ts'
import { aKeyPair, checkpointId, ESTATE, LOBBY, PERSON, UNSIGNED_DIGITS, uuid } from '../../support/builders.ts'
import { aListedCheckpoint, aPack, type FakeServer, newPhone, openSignedIn, refusal, type Sent } from './page.ts'

let server: FakeServer
let page: Awaited<ReturnType<typeof open>>
let offline: boolean

async function open() {
  const { session } = await openSignedIn()
  const [words, hanging, kept, reading] = await Promise.all([
    import('../../../client/models/label-words.ts'),
    import('../../../client/models/hanging.ts'),
    import('../../../client/local/photos.ts'),
    import('../../../client/models/label-reading.ts'),
  ])
  return { session, words, hanging, kept, reading }
}

function takes(request: Sent) {
  if (offline) return 'offline' as const
  if (/^\/api\/(installations|damaged-tags|old-labels)/.test(request.path)) return { status: 201, body: {} }
  if (request.path.endsWith('/hanging')) return { status: 200, body: list }
  return undefined
}
let list: Hanging

beforeEach(async () => {
  server = newPhone()
  server.answer = takes
  offline = false
  list = { now: 5, spots: [aHangingSpot()], damaged: [] }
  page = await open()
})
afterEach(() => vi.unstubAllGlobals())

function aHangingSpot(given: Partial<HangingSpot> = {}): HangingSpot {
  const { id: checkpoint, code, kind, names, place } = aListedCheckpoint()
  return {
    ...{ checkpoint, code, kind, names, place, revision: 2, issuedAt: 1, standing: 'printed' },
    ...{ printed: { at: 2, by: 'Lee', sheet: 'l7160' }, installed: null, scannedAt: null, old: null },
    ...given,
  }
}
const PHOTO = { sha256: 'ab'.repeat(32), bytes: new Uint8Array([1, 2, 3]).buffer }
const INSTALL: Install = {
  digits: UNSIGNED_DIGITS,
  installedAt: 7,
  replaced: 'old',
  photo: PHOTO.sha256,
  position: null,
}
const about = { estate: ESTATE, checkpoint: LOBBY, names: { en: 'Lobby' } }
const hang = () => page.words.say(PERSON, { kind: 'installed', ...about, body: INSTALL }, [PHOTO])
const states = () => page.words.labelWords.value.map(({ state }) => state)
const sent = () => server.log.filter((line) => /installations|damaged|photos/.test(line))

describe('a word about a label', () => {
  it('waits through a reload and goes up once there is a signal: the photo first, under its own id, by its own author', async () => {
    offline = true
    await hang()
    await page.words.sendWords()
    expect(states()).toEqual(['saved'])
    page = await open()
    offline = false
    server.sent.length = 0
    await page.words.sendWords()
    expect(states()).toEqual(['on-server'])
    const id = page.words.labelWords.value[0]?.id
    expect(sent()).toEqual([`PUT /api/photos/${PHOTO.sha256}`, `PUT /api/installations/${id}`])
    expect(JSON.parse(server.sent.at(-1)?.body as string)).toEqual(INSTALL)
    expect(server.sent.at(-1)?.person).toBe(PERSON)
  })

  it('keeps its photo until it has arrived, and no longer', async () => {
    offline = true
    await hang()
    await page.words.sendWords()
    await page.kept.dropUnusedPhotos()
    expect(await page.kept.keptPhoto(PHOTO.sha256)).toBeDefined()
    offline = false
    await page.words.sendWords()
    expect(await page.kept.keptPhoto(PHOTO.sha256)).toBeUndefined()
  })

  it('stays with the reason if the server will not have it, and holds up no other', async () => {
    server.answer = (request) => (request.path.includes('/installations/') ? refusal('tag-forged') : takes(request))
    await hang()
    const body = { checkpoint: LOBBY, damage: 'missing' as const, note: '', reportedAt: 8 }
    await page.words.say(PERSON, { kind: 'damaged', ...about, body })
    await page.words.sendWords()
    const became = Object.fromEntries(page.words.labelWords.value.map((word) => [word.kind, word]))
    expect(became).toMatchObject({
      installed: { state: 'refused', problem: { code: 'tag-forged' } },
      damaged: { state: 'on-server' },
    })
    await page.words.forgetWords([became.installed!.id])
    expect(states()).toEqual(['on-server'])
  })

  it('is tried again after trouble of the server’s own', async () => {
    server.answer = (request) => (request.path.includes('/installations/') ? refusal('internal') : takes(request))
    await hang()
    await page.words.sendWords()
    expect(states()).toEqual(['saved'])
    server.answer = takes
    await page.words.sendWords()
    expect(states()).toEqual(['on-server'])
  })

  it('waits while its author has to sign in again', async () => {
    server.answer = (request) => (request.path.includes('/photos/') ? refusal('signed-out') : takes(request))
    await hang()
    await page.words.sendWords()
    expect(states()).toEqual(['saved'])
    server.answer = takes
    await page.words.sendWords()
    expect(states()).toEqual(['saved'])
    await page.session.signIn({ username: 'chan', password: 'a long password' })
    await page.words.sendWords()
    expect(states()).toEqual(['on-server'])
  })
})

describe('the list of what is to be hung', () => {
  const rows = () => {
    const hanging = page.hanging.hangingKnown.value.get(ESTATE)
    return hanging ? page.hanging.toHang(aPack(), hanging, page.words.myLabelWords.value) : undefined
  }

  it('is there without a signal once it has been fetched', async () => {
    await page.hanging.hangingOf(ESTATE).refresh()
    offline = true
    page = await open()
    expect(rows()).toBeUndefined()
    await page.hanging.readHanging(ESTATE)
    expect(rows()?.map(({ spot, why, revision }) => [spot.id, why, revision])).toEqual([[LOBBY, 'new', 2]])
  })

  it('shows a label as hung from the moment it is said, and forgets the word when the server’s list knows', async () => {
    await page.hanging.hangingOf(ESTATE).refresh()
    offline = true
    await hang()
    await page.words.sendWords()
    expect(rows()?.[0]?.said?.state).toBe('saved')
    offline = false
    await page.words.sendWords()
    expect(rows()?.[0]?.said?.state).toBe('on-server')
    list = { now: 9, spots: [], damaged: [] }
    await page.hanging.hangingOf(ESTATE).refresh()
    expect([rows(), states()]).toEqual([[], []])
  })

  it('forgets the word as well when the page has been opened anew since', async () => {
    await hang()
    await page.words.sendWords()
    page = await open()
    await page.hanging.hangingOf(ESTATE).refresh()
    expect(states()).toEqual([])
  })

  it('asks again for a spot whose old label was read after its word', async () => {
    offline = true
    await hang()
    const spot = (at: number) => aHangingSpot({ standing: 'installed', old: { revision: 1, at, visit: null } })
    const said = (at: number) =>
      page.hanging.toHang(aPack(), { now: 9, spots: [spot(at)], damaged: [] }, page.words.myLabelWords.value)[0]?.said
    expect(said(INSTALL.installedAt - 1)).toBeDefined()
    expect(said(INSTALL.installedAt)).toBeUndefined()
  })

  it.each([
    ['printed', aHangingSpot(), 'new'],
    ['reissued, and perhaps not printed', aHangingSpot({ standing: 'unprinted', printed: null }), 'new'],
    ['of a new spot that nobody has printed', aHangingSpot({ standing: 'unprinted', revision: 1 }), undefined],
    ['hung, and to be scanned by the next round', aHangingSpot({ standing: 'installed' }), undefined],
    ['old and still read', aHangingSpot({ standing: 'hangs', old: { revision: 1, at: 3, visit: uuid(1) } }), 'old'],
  ])('holds labels that are %s, or does not', (_, spot, why) => {
    const [row] = page.hanging.toHang(aPack(), { now: 1, spots: [spot], damaged: [] }, [])
    expect(row?.why).toBe(why)
  })

  it('holds damaged ones as soon as they have been printed again', () => {
    const { checkpoint, code, names, place } = aHangingSpot()
    const label = {
      id: uuid(3),
      checkpoint,
      code,
      names,
      place,
      damage: 'missing',
      note: '',
      at: 1,
      by: 'Chan',
    } as const
    const rowsWith = (printedAt: number | null) =>
      page.hanging.toHang(aPack(), { now: 1, spots: [], damaged: [{ ...label, printedAt }] }, [])
    expect(rowsWith(null)).toEqual([])
    expect(rowsWith(2).map(({ why, revision }) => [why, revision])).toEqual([['again', 1]])
  })
})

describe('a label that has been replaced', () => {
  const TEXT = `https://a.example/s/${UNSIGNED_DIGITS}`
  const revoked = { ok: false, refusal: { reason: 'revoked', checkpoint: aListedCheckpoint() } } as const
  const told = () => server.sent.filter(({ path }) => path === '/api/old-labels')

  it('is told of once there is a signal, once in half an hour, and leaves nothing behind', async () => {
    const pack = await import('../../../client/models/pack.ts')
    pack.packs.value = new Map([[ESTATE, aPack()]])
    const { noteOldLabel } = await import('../../../client/models/old-label.ts')
    offline = true
    expect(noteOldLabel(TEXT, revoked)).toBe(revoked)
    await expect.poll(() => states()).toEqual(['saved'])
    noteOldLabel(TEXT, revoked)
    noteOldLabel(TEXT, { ok: false, refusal: { reason: 'retired', checkpoint: aListedCheckpoint() } })
    await page.words.sendWords()
    server.sent.length = 0
    offline = false
    await page.words.sendWords()
    expect(told().map(({ body }) => JSON.parse(body as string).digits)).toEqual([UNSIGNED_DIGITS])
    expect(states()).toEqual([])
  })
})

describe('a label before the camera', () => {
  let signer: CryptoKey
  let pack: Pack
  beforeAll(async () => {
    const { privateKey, publicJwk } = await aKeyPair()
    signer = privateKey
    const key = { ...publicJwk, kid: tagKeyId(ESTATE, 1), alg: 'ES256', use: 'sig' } as TagKey
    const other = aListedCheckpoint({ id: checkpointId(2), names: { en: 'Roof' } })
    pack = aPack({ keys: [key], checkpoints: [aListedCheckpoint(), other] })
  })
  const tagOf = async (given: { checkpoint?: string; revision?: number; generation?: number } = {}) =>
    tagUrl(
      'https://a.example',
      await issueTag({ checkpoint: LOBBY, revision: 2, generation: 1, ...given }, ESTATE, signer),
    )
  const read = async (text: string, newest = 2) => page.reading.readLabel(text, { checkpoint: LOBBY, newest }, [pack])

  it('is the new one, the old one, or of another spot, though the pack has not heard of the reissue', async () => {
    const newer = await tagOf()
    expect(await read(newer)).toEqual({ what: 'new', digits: newer.slice(-174) })
    expect(await read(await tagOf({ revision: 1 }))).toEqual({ what: 'old' })
    expect(await read(await tagOf({ checkpoint: checkpointId(2) }))).toEqual({ what: 'other', names: { en: 'Roof' } })
  })

  it('is refused with a signature that is not the estate’s', async () => {
    const { privateKey } = await aKeyPair()
    const forged = await issueTag({ checkpoint: LOBBY, revision: 2, generation: 1 }, ESTATE, privateKey)
    const reading = await read(tagUrl('https://a.example', forged))
    expect(reading).toEqual({ what: 'refused', refusal: { reason: 'untrusted' } })
    expect(await read('hello')).toEqual({ what: 'refused', refusal: { reason: 'foreign' } })
  })

  it('is taken for new if its key is newer than the phone’s: the server checks it', async () => {
    const unheard = await tagOf({ generation: 2 })
    expect(await read(unheard)).toEqual({ what: 'new', digits: unheard.slice(-174) })
    expect(await read(await tagOf({ generation: 2, revision: 1 }))).toEqual({ what: 'old' })
    expect((await read(await tagOf({ generation: 2, checkpoint: checkpointId(2) }))).what).toBe('refused')
  })

  it('is a blank if no spot of this phone has its id', async () => {
    const blank = await tagOf({ checkpoint: checkpointId(77), revision: 1 })
    expect(page.reading.readBlank(blank, [pack])).toMatchObject({ what: 'blank', checkpoint: checkpointId(77) })
    expect(page.reading.readBlank(await tagOf(), [pack])).toMatchObject({ what: 'taken' })
    expect(page.reading.readBlank('https://example.com', [pack])).toEqual({ what: 'foreign' })
  })
})
