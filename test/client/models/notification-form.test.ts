import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../checkpoints/notification.ts'
import { fieldsOf, notificationFaults, outcomesOf, settingsOf } from '../../../client/models/notification-form.ts'
import { uuid } from '../../support/builders.ts'

const fields = fieldsOf(DEFAULT_SETTINGS)

describe('how somebody wants to be told', () => {
  it('comes back as it was filled in', () => {
    const settings = {
      ...{ push: false, mail: true, address: 'lee@example.org', quiet: { from: '21:30', to: '06:00' } },
      language: 'zh-Hans' as const,
    }
    expect(settingsOf(fieldsOf(settings))).toEqual(settings)
    expect(settingsOf(fields)).toEqual(DEFAULT_SETTINGS)
  })

  it('offers the night where nobody has chosen hours', () => {
    expect(fields).toMatchObject({ isQuiet: false, from: '22:00', to: '07:00' })
  })

  it('wants an address for mails, and one that is an address', () => {
    expect(notificationFaults({ ...fields, mail: true })).toEqual({ address: 'address' })
    expect(notificationFaults({ ...fields, address: 'lee at home' })).toEqual({ address: 'bad-address' })
    expect(notificationFaults({ ...fields, mail: true, address: ' Lee@Example.org ' })).toEqual({})
  })

  it('wants two different times for quiet hours, and none without', () => {
    expect(notificationFaults({ ...fields, isQuiet: true, from: '', to: '07:00' })).toEqual({ from: 'time' })
    expect(notificationFaults({ ...fields, isQuiet: true, from: '07:00', to: '07:00' })).toEqual({ to: 'same-time' })
    expect(notificationFaults({ ...fields, isQuiet: false, from: '', to: '' })).toEqual({})
  })
})

it('a test says by which ways it went, and by which it did not', () => {
  const browsers = [
    { id: uuid(1), taken: true },
    { id: uuid(2), taken: false },
  ]
  expect(outcomesOf({ mail: false, browsers })).toEqual({
    ...{ taken: { mail: false, browsers: 1 }, refused: { mail: true, browsers: 1 } },
    nothing: false,
  })
  expect(outcomesOf({ mail: null, browsers: [] }).nothing).toBe(true)
})
