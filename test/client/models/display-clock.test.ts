import { describe, expect, it } from 'vitest'
import { clockHeard, clockKept, hasSlept } from '../../../client/models/display-clock.ts'
import { at, hours, minutes, seconds } from '../../support/builders.ts'

describe('the clock of a display', () => {
  it('counts from what the server said, whatever becomes of the tablet’s own clock', () => {
    const clock = clockHeard(at('21:00'), { wallAt: at('19:00'), monotonicAt: 1000 })
    const later = { wallAt: at('23:59'), monotonicAt: 1000 + minutes(5) }
    expect(clock.now(later)).toBe(at('21:05'))
    expect(clock.isSure).toBe(true)
  })

  it('says how wrong the tablet’s own is, beyond half a minute', () => {
    const clock = clockHeard(at('21:00'), { wallAt: at('21:00:30'), monotonicAt: 0 })
    expect(clock.errorMs({ wallAt: at('21:00:30'), monotonicAt: 0 })).toBe(0)
    expect(clock.errorMs({ wallAt: at('21:00:30.001'), monotonicAt: 0 })).toBe(30_001)
    expect(clock.errorMs({ wallAt: at('20:00'), monotonicAt: 0 })).toBe(-hours(1))
  })

  it('goes on after a restart without a network, less what it was wrong by before', () => {
    const heard = { at: at('21:00'), wallAt: at('21:07') }
    const clock = clockKept(heard, { wallAt: at('22:07'), monotonicAt: 5 })
    expect(clock.now({ wallAt: at('22:08'), monotonicAt: 5 + minutes(1) })).toBe(at('22:01'))
    expect(clock.isSure).toBe(true)
  })

  it('is sure of nothing once the tablet’s own has gone back behind what it knew', () => {
    const heard = { at: at('21:00'), wallAt: at('21:00') }
    expect(clockKept(heard, { wallAt: at('20:59:59.999'), monotonicAt: 0 }).isSure).toBe(false)
    expect(clockKept(heard, { wallAt: at('21:00'), monotonicAt: 0 }).isSure).toBe(true)
  })

  it('knows a sleep, in which nothing is counted, from a clock that was set back', () => {
    const before = { wallAt: at('21:00'), monotonicAt: 0 }
    expect(hasSlept(before, { wallAt: at('22:00'), monotonicAt: seconds(1) })).toBe(true)
    expect(hasSlept(before, { wallAt: at('21:00:05'), monotonicAt: seconds(4) })).toBe(false)
    expect(hasSlept(before, { wallAt: at('20:00'), monotonicAt: seconds(1) })).toBe(false)
  })
})
