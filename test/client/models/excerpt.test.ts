/** Long texts where there is one line for them. */
import { expect, it } from 'vitest'
import { excerptOf } from '../../../client/models/excerpt.ts'

it('leaves short texts as they are, and of long ones the beginning', () => {
  expect(excerptOf('燈不亮')).toBe('燈不亮')
  expect(excerptOf('x'.repeat(41))).toBe(`${'x'.repeat(40)}…`)
})

it('cuts no character in two', () => {
  expect(excerptOf(`${'x'.repeat(39)}𨋢門關得很慢`)).toBe(`${'x'.repeat(39)}𨋢…`)
})
