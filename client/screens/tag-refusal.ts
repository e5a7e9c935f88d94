import { nameIn } from '../../checkpoints/language.ts'
import type { Refusal } from '../models/tag-reading.ts'
import { language } from '../words/language.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'

/** What a walker reads when a code opens no form: what it is, and what to do. One sentence for all that cannot be trusted. */
export function refusalText(refusal: Refusal, { tag: words }: PhoneWords): string {
  switch (refusal.reason) {
    case 'foreign':
    case 'untrusted':
    case 'typo':
    case 'misspelt':
      return words[refusal.reason]
    case 'unknown-here':
      return words.unknownHere
    case 'display-revoked':
      return words.displayRevoked(nameIn(refusal.checkpoint.names, language.value))
    case 'sign-in-due':
      return words.signInDue
    case 'revoked':
    case 'retired':
    case 'forbidden':
      return words[refusal.reason](nameIn(refusal.checkpoint.names, language.value))
    case 'other-estate':
      return refusal.estate ? words.otherEstateNamed(nameIn(refusal.estate.names, language.value)) : words.otherEstate
  }
}
