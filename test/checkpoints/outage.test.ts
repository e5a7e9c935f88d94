import { describe, expect, it } from 'vitest'
import { excuses, outageOn } from '../../checkpoints/outage.ts'
import { at } from '../support/builders.ts'

const ZONE = 'Asia/Hong_Kong'

describe('an outage from the 2nd to the 4th of March', () => {
  const outage = { from: '2026-03-02', until: '2026-03-04' }
  it.each([
    ['the evening before', '20:00', '2026-03-01', '22:00', '2026-03-01', false],
    ['the evening before, to its last minute', '20:00', '2026-03-01', '00:00', '2026-03-02', false],
    ['the night that runs into it', '22:00', '2026-03-01', '06:00', '2026-03-02', true],
    ['its last evening', '20:00', '2026-03-04', '22:00', '2026-03-04', true],
    ['the night it ends', '22:00', '2026-03-04', '06:00', '2026-03-05', true],
    ['the morning after', '00:00', '2026-03-05', '06:00', '2026-03-05', false],
  ] as const)('%s: %s on %s to %s on %s', (_, opens, openDay, closes, closeDay, excused) => {
    const window = { opensAt: at(opens, openDay), closesAt: at(closes, closeDay) }
    expect(excuses(outage, window, ZONE)).toBe(excused)
  })

  it('goes on where no end is known', () => {
    const window = { opensAt: at('20:00', '2030-01-01'), closesAt: at('22:00', '2030-01-01') }
    expect(excuses({ ...outage, until: null }, window, ZONE)).toBe(true)
  })

  it('is found by the day', () => {
    expect(outageOn([outage], '2026-03-04')).toBe(outage)
    expect(outageOn([outage], '2026-03-05')).toBeUndefined()
  })
})
