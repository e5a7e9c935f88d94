import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { DEFAULT_RULES, FindingRules } from '../../../checkpoints/finding-rules.ts'
import {
  amountOf,
  backToDefaults,
  draftOfRules,
  draftOfStep,
  mergedRules,
  minutesOf,
  rulesFaults,
  rulesFrom,
  stepFrom,
} from '../../../client/models/finding-rules.ts'
import { NO_NAMES } from '../../../client/models/names.ts'
import { uuid } from '../../support/builders.ts'

const RULES: FindingRules = {
  ...DEFAULT_RULES,
  securityPhone: '2345 6789',
  departments: [{ id: uuid(1), names: { en: 'Cleaning', 'zh-Hant': '清潔部' }, supervisor: null }],
  contractors: [{ id: uuid(2), name: 'Lifts Ltd', trade: '', phone: null, email: 'a@lifts.example' }],
}

describe('the rules as they are typed', () => {
  it('become the rules they were, and such as the server takes', () => {
    expect(rulesFrom(draftOfRules(RULES))).toEqual(RULES)
    expect(v.is(FindingRules, rulesFrom(draftOfRules(RULES)))).toBe(true)
  })

  it('say field by field what is wrong', () => {
    const draft = draftOfRules(RULES)
    const wrong = {
      ...draft,
      securityPhone: 'the desk',
      days: {
        ...draft.days,
        repair: { ...draft.days.repair, major: '3.5' },
        violation: { ...draft.days.violation, minor: '366' },
      },
      departments: [{ id: uuid(1), names: NO_NAMES, supervisor: '' as const }],
      contractors: [{ id: uuid(2), name: ' ', trade: '', phone: '12a', email: 'lifts' }],
    }
    expect(rulesFaults(wrong)).toEqual([
      { where: 'security', fault: 'phone' },
      { where: 'days repair major', fault: 'days' },
      { where: 'days violation minor', fault: 'days' },
      { where: `name ${uuid(1)}`, fault: 'name' },
      { where: `name ${uuid(2)}`, fault: 'name' },
      { where: `phone ${uuid(2)}`, fault: 'phone' },
      { where: `email ${uuid(2)}`, fault: 'email' },
    ])
    expect(rulesFaults(draft)).toEqual([])
  })

  it('go back to the defaults without forgetting whom the estate has named', () => {
    const changed = {
      ...draftOfRules(RULES),
      workingDays: true,
      ladders: { minor: [], normal: [], major: [], emergency: [] },
    }
    expect(rulesFrom(backToDefaults(changed))).toEqual(RULES)
  })
})

describe('a rung of a ladder', () => {
  it('is told in the largest unit that fits', () => {
    expect(amountOf(0)).toEqual({ count: 0, unit: 'hours' })
    expect(amountOf(90)).toEqual({ count: 90, unit: 'minutes' })
    expect(amountOf(720)).toEqual({ count: 12, unit: 'hours' })
    expect(amountOf(4320)).toEqual({ count: 3, unit: 'days' })
    expect(minutesOf({ count: 3, unit: 'days' })).toBe(4320)
  })

  it('is read back as it was, for every rung that is shipped', () => {
    for (const step of Object.values(DEFAULT_RULES.ladders).flat()) expect(stepFrom(draftOfStep(step))).toEqual(step)
  })

  it('says which of its fields cannot be read', () => {
    const draft = draftOfStep({ when: 'due', afterMinutes: 60, repeatMinutes: null, to: ['assignee'] })
    expect(stepFrom({ ...draft, after: 'soon' })).toBe('after')
    expect(stepFrom({ ...draft, after: '366', afterUnit: 'days' })).toBe('after')
    expect(stepFrom({ ...draft, repeats: true, every: '0' })).toBe('every')
    expect(stepFrom({ ...draft, to: [] })).toBe('to')
    // Full-width digits are nobody's mistake.
    expect(stepFrom({ ...draft, after: '２' })).toMatchObject({ afterMinutes: 120 })
  })
})

describe('rules that somebody else has changed meanwhile', () => {
  const base = draftOfRules(RULES)

  it('are taken in, but for what is typed here', () => {
    const mine = { ...base, securityPhone: '999' }
    const theirs = { ...base, workingDays: !base.workingDays, ladders: { ...base.ladders, minor: [] } }
    expect(mergedRules(base, mine, theirs)).toEqual({ draft: { ...theirs, securityPhone: '999' }, both: [] })
  })

  it('say what both have changed, where what is typed stays', () => {
    const mine = { ...base, securityPhone: '999', restDays: [3] }
    const theirs = { ...base, securityPhone: '112', restDays: [3] }
    expect(mergedRules(base, mine, theirs)).toEqual({ draft: mine, both: ['securityPhone'] })
  })
})
