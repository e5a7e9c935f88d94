import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { HOUR_MS } from '../../../checkpoints/time.ts'
import type { Evidence } from '../../../checkpoints/visit.ts'
import { LOBBY, PERSON, UNSIGNED_DIGITS, unsignedCode, uuid } from '../../support/builders.ts'
import { aListedCheckpoint, aPack, aRoundInProgress, newPhone, type OpenedPage, openSignedIn } from './page.ts'

let page: OpenedPage

beforeEach(async () => {
  newPhone()
  page = await openSignedIn()
})
afterEach(() => vi.unstubAllGlobals())

const CAMERA: Evidence = { channel: 'camera', digits: UNSIGNED_DIGITS }
const openNow = (given: object = {}) =>
  aRoundInProgress({ opensAt: Date.now() - HOUR_MS, closesAt: Date.now() + HOUR_MS, ...given })

function begin(evidence: Evidence = CAMERA, rounds = [openNow()], scannedAt = Date.now()) {
  const spot = { pack: aPack({ rounds }), checkpoint: aListedCheckpoint(), evidence }
  return page.drafts.startDraft(spot, PERSON, { scannedAt, lastServerTime: null })
}

it('names the round that is open and expects the spot', async () => {
  expect((await begin()).round).toBe(uuid(0xb0))
})

it('names no round where there is a choice: the server settles it', async () => {
  expect((await begin(CAMERA, [openNow(), openNow({ id: uuid(0xb2) })])).round).toBeNull()
})

it('names no round that is assigned to somebody else', async () => {
  expect((await begin(CAMERA, [openNow({ assignees: [uuid(0xa9)] })])).round).toBeNull()
})

it('opens the checklist that the round was frozen with', async () => {
  const frozen = { checkpoint: LOBBY, checklist: { kind: 'lobby' as const, version: 1 } }
  const spot = {
    pack: aPack({ rounds: [openNow({ expected: [frozen] })] }),
    checkpoint: aListedCheckpoint({ checklist: { kind: 'lobby', version: 2 } }),
    evidence: CAMERA,
  }
  const draft = await page.drafts.startDraft(spot, PERSON, page.drafts.tagSeen())
  expect(draft.checklist.version).toBe(1)
})

it('goes on with the form that was left unfinished at the spot, and keeps the time of its first scan', async () => {
  const first = await begin()
  const second = await begin(CAMERA, [openNow()], Date.now() + 60_000)
  expect(second).toMatchObject({ id: first.id, scannedAt: first.scannedAt })
})

it('takes the better evidence when a spot opened by code is scanned after all', async () => {
  const typed = await begin({ channel: 'typed' })
  const scanned = await begin(CAMERA, [openNow()], typed.scannedAt + 60_000)
  expect(scanned).toMatchObject({ id: typed.id, evidence: CAMERA, scannedAt: typed.scannedAt + 60_000 })
})

it('takes the better evidence when a chip that cannot be copied is touched after its label was scanned, not the other way round', async () => {
  const chip: Evidence = { channel: 'nfc', digits: UNSIGNED_DIGITS, sun: { picc: 'A'.repeat(32), mac: 'B'.repeat(16) } }
  const scanned = await begin(CAMERA)
  const plain = await begin({ channel: 'nfc', digits: UNSIGNED_DIGITS })
  const touched = await begin(chip)
  const again = await begin(CAMERA)
  expect([scanned, plain, touched, again].map(({ evidence }) => evidence)).toEqual([CAMERA, CAMERA, chip, chip])
  expect(new Set([scanned, plain, touched, again].map(({ id }) => id)).size).toBe(1)
})

it('takes the fresh code of a display in place of an old one, and keeps the first of two that are fresh', async () => {
  const now = Date.now()
  const codeAt = (at: number): Evidence => ({ channel: 'display', digits: unsignedCode(at) })
  const old = await begin(codeAt(now - 10 * 60_000), [openNow()], now)
  const fresh = await begin(codeAt(now), [openNow()], now + 5_000)
  expect(fresh).toMatchObject({ id: old.id, evidence: codeAt(now), scannedAt: now + 5_000 })
  const again = await begin(codeAt(now + 30_000), [openNow()], now + 30_000)
  expect(again).toMatchObject({ id: old.id, evidence: codeAt(now), scannedAt: now + 5_000 })
})

it('starts a new form after half a shift', async () => {
  const first = await begin(CAMERA, [], Date.now() - 5 * HOUR_MS)
  expect((await begin(CAMERA, [])).id).not.toBe(first.id)
})
