import { describe, expect, it } from 'vitest'
import type { Device } from '../../../checkpoints/wire/estate.ts'
import { byPerson, hasMissing, inOrderOfUse } from '../../../client/models/devices-of-staff.ts'
import { at, uuid } from '../../support/builders.ts'

function phone(number: number, given: Partial<Device>): Device {
  return {
    id: uuid(number),
    label: `Phone ${number}`,
    person: { id: uuid(0xa1), name: '陳有福' },
    enrolledAt: at('08:00'),
    lastVisitAt: null,
    lastSequence: 0,
    holes: [],
    forkedAt: null,
    bound: true,
    revokedAt: null,
    revocation: null,
    ...given,
  }
}

describe('the list of phones', () => {
  it('has those in use first, the last used on top, then the revoked', () => {
    const revoked = phone(1, { revokedAt: at('12:00') })
    const unused = phone(2, { enrolledAt: at('09:30') })
    const early = phone(3, { lastVisitAt: at('09:00') })
    const late = phone(4, { lastVisitAt: at('10:00') })
    expect(inOrderOfUse([revoked, early, unused, late])).toEqual([late, unused, early, revoked])
  })

  it('has the phones of a person together, and whoever used one last on top', () => {
    const ho = { id: uuid(0xa2), name: '何小姐' }
    const [chans, chansOld] = [phone(1, { lastVisitAt: at('09:00') }), phone(2, { revokedAt: at('08:30') })]
    const hos = phone(3, { person: ho, lastVisitAt: at('10:00') })
    expect(byPerson([chansOld, chans, hos])).toEqual([
      { person: ho, devices: [hos] },
      { person: chans.person, devices: [chans, chansOld] },
    ])
  })

  it('warns of visits that should be here by now, not of those that may be on their way', () => {
    const hole = { from: 14, to: 15, since: at('21:00') }
    expect(hasMissing(phone(1, { holes: [{ ...hole, standing: 'awaited' }] }))).toBe(false)
    expect(hasMissing(phone(1, { holes: [{ ...hole, standing: 'missing' }] }))).toBe(true)
  })
})
