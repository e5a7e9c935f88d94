import { describe, expect, it } from 'vitest'
import { isMended, isOldAbout, type LabelLife, standingOf } from '../../checkpoints/hanging.ts'

const life = (given: Partial<LabelLife>): LabelLife => ({
  printedAt: null,
  installedAt: null,
  scannedAt: null,
  firstScannedAt: null,
  oldScannedAt: null,
  ...given,
})

describe('a label', () => {
  it.each([
    ['unprinted', {}],
    ['printed', { printedAt: 1 }],
    ['installed', { printedAt: 1, installedAt: 2 }],
    // Somebody printed it elsewhere.
    ['installed', { installedAt: 2 }],
    ['hangs', { printedAt: 1, installedAt: 2, scannedAt: 2 }],
    ['hangs', { scannedAt: 2 }],
    // Read before it was hung once more: whether it hangs there, the next visit tells.
    ['installed', { installedAt: 3, scannedAt: 2 }],
  ] as const)('is %s: %j', (standing, given) => {
    expect(standingOf(life(given))).toBe(standing)
  })
})

describe('an old label', () => {
  it('is about if it was read after the new one was hung, by word or by the first visit that read it', () => {
    expect(isOldAbout(life({ installedAt: 2, oldScannedAt: 3 }))).toBe(true)
    expect(isOldAbout(life({ installedAt: 2, oldScannedAt: 2 }))).toBe(false)
    expect(isOldAbout(life({ firstScannedAt: 2, scannedAt: 9, oldScannedAt: 3 }))).toBe(true)
  })

  it('hangs rightly as long as the new one does not', () => {
    expect(isOldAbout(life({ printedAt: 1, oldScannedAt: 3 }))).toBe(false)
  })

  it('is answered by hanging the new one once more', () => {
    expect(isOldAbout(life({ installedAt: 4, firstScannedAt: 2, oldScannedAt: 3 }))).toBe(false)
  })
})

describe('a damaged label', () => {
  it('is mended once it has been printed again and hung or read after that', () => {
    expect(isMended(null, life({ scannedAt: 9 }))).toBe(false)
    expect(isMended(5, life({ scannedAt: 4, installedAt: 4 }))).toBe(false)
    expect(isMended(5, life({ scannedAt: 6 }))).toBe(true)
    expect(isMended(5, life({ installedAt: 5 }))).toBe(true)
  })
})
