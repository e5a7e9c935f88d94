import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readChip } from '../../../checkpoints/chip.ts'
import { tagUrl } from '../../../checkpoints/tag.ts'
import type { ListedChip } from '../../../checkpoints/wire/chip.ts'
import { catalogue } from '../../../client/models/catalogue.ts'
import { aPlace, at, checkpointId, LOBBY, UNSIGNED_DIGITS, uuid } from '../../support/builders.ts'
import { aListedCheckpoint, newPhone } from './page.ts'

const URL_OF_LOBBY = tagUrl('https://a.example', UNSIGNED_DIGITS)
const place = aPlace()
const aSpot = (given: Parameters<typeof aListedCheckpoint>[0]) =>
  aListedCheckpoint({ place: place.id, tagUrl: URL_OF_LOBBY, ...given })

function aChip(given: Partial<ListedChip> = {}): ListedChip {
  return {
    id: uuid(0xc1),
    uid: '04DE5F1EACC040',
    checkpoint: LOBBY,
    revision: 1,
    addedAt: at('08:00'),
    addedBy: 'Ho',
    revoked: null,
    lastReadAt: null,
    counter: null,
    missed: 0,
    ...given,
  }
}

let chips: typeof import('../../../client/models/chips.ts')
beforeEach(async () => {
  newPhone()
  chips = await import('../../../client/models/chips.ts')
})
afterEach(() => vi.unstubAllGlobals())

describe('the spots a chip can be put up at', () => {
  it('are those in use that have a good label, by place and name, floors in order', () => {
    const spots = [
      aSpot({ id: checkpointId(1), code: 'L10', names: { en: 'Lift 10' } }),
      aSpot({ id: checkpointId(2), code: 'L9', names: { en: 'Lift 9' } }),
      aSpot({ id: checkpointId(3), code: 'OLD', names: { en: 'Old gate' }, state: 'retired' }),
      { ...aSpot({ id: checkpointId(4), code: 'REV', names: { en: 'Of a revoked key' } }), tagUrl: undefined },
    ] as Parameters<typeof catalogue>[1]
    expect(chips.spotChoices(catalogue([place], spots), 'en').map(({ label }) => label)).toEqual([
      'Tower 1 Lift 9 (L9)',
      'Tower 1 Lift 10 (L10)',
    ])
  })
})

describe('what is written to a plain chip', () => {
  it('is the tag of the spot, at the address of its label, in a way that tells a touch from a camera', () => {
    const address = chips.plainAddress({ tagUrl: URL_OF_LOBBY }) ?? ''
    expect(address).toMatch(/^https:\/\/a\.example\/s\/[\w-]{96}\?n=1$/)
    expect(readChip(address)).toEqual({ digits: UNSIGNED_DIGITS })
  })

  it('is nothing as long as the spot has no good label', () => {
    expect(chips.plainAddress({})).toBeUndefined()
  })
})

describe('a chip to be taken into use', () => {
  it('has a number and a spot', () => {
    expect(chips.chipToAdd('04:de:5f:1e:ac:c0:40', LOBBY)).toEqual({
      ok: true,
      chip: { uid: '04DE5F1EACC040', checkpoint: LOBBY },
    })
  })

  it('is told what is missing, all at once', () => {
    expect(chips.chipToAdd('', undefined)).toEqual({ ok: false, faults: ['uid', 'checkpoint'] })
    expect(chips.chipToAdd('04DE', LOBBY)).toEqual({ ok: false, faults: ['uid'] })
  })
})

describe('a chip on the list', () => {
  it('is outdated once the label of its spot has been reissued, unless it is out of use anyway', () => {
    const known = catalogue([place], [aSpot({ revision: 2 })])
    expect(chips.isOutdated(known, aChip())).toBe(true)
    expect(chips.isOutdated(known, aChip({ revision: 2 }))).toBe(false)
    expect(chips.isOutdated(known, aChip({ revoked: { at: 1, by: 'Ho', reason: 'lost' } }))).toBe(false)
  })
})
