import { describe, expect, it } from 'vitest'
import { words as en } from '../../../client/words/phone-findings.en.ts'
import { words as zhHans } from '../../../client/words/phone-findings.zh-Hans.ts'
import { words as zhHant } from '../../../client/words/phone-findings.zh-Hant.ts'

describe('what a deed on the phone says', () => {
  it.each([zhHant, zhHans, en])(
    'of a signature that is missing: also which button takes one that is drawn',
    ({ deed }) => {
      expect(deed.signatureMissing).toContain(deed.signed)
    },
  )
})
