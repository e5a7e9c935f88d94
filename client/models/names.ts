/** A name while it is being filled in: a field per language, empty where there is none. */
import { LANGUAGES, type Language, type Names } from '../../checkpoints/language.ts'

export type NamesDraft = Readonly<Record<Language, string>>

export const NAME_MAX_LENGTH = 120

export const NO_NAMES: NamesDraft = { 'zh-Hant': '', 'zh-Hans': '', en: '' }

export function draftOfNames(names: Names): NamesDraft {
  const { 'zh-Hant': hant = '', 'zh-Hans': hans = '', en = '' } = names
  return { 'zh-Hant': hant, 'zh-Hans': hans, en }
}

/** Languages left blank are left out: they fall back to the others (checkpoints/language.ts). */
export function namesOf(draft: NamesDraft): Names {
  return Object.fromEntries(
    LANGUAGES.map((language) => [language, draft[language].trim()] as const).filter(([, name]) => name !== ''),
  )
}

export function hasName(draft: NamesDraft): boolean {
  return LANGUAGES.some((language) => draft[language].trim() !== '')
}
