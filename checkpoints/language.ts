/** The three written languages of the product (look.md "Words"): each is written for its readers, not transliterated. */
import * as v from 'valibot'

export const LANGUAGES = ['zh-Hant', 'zh-Hans', 'en'] as const
export const Language = v.picklist(LANGUAGES)
export type Language = v.InferOutput<typeof Language>

/** Product wording: every language is there. */
export type Words = Readonly<Record<Language, string>>

const Name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120))

/** A name an estate gives to something of its own: at least one language; the others fall back to it. */
export const Names = v.pipe(
  v.strictObject({ 'zh-Hant': v.optional(Name), 'zh-Hans': v.optional(Name), en: v.optional(Name) }),
  v.check((names) => Object.values(names).some((name) => name !== undefined), 'a name in at least one language'),
)
export type Names = v.InferOutput<typeof Names>

/** The name for a reader: his language, else the other Chinese, else whatever there is. */
export function nameIn(names: Names | Words, language: Language): string {
  const nearest: Record<Language, readonly Language[]> = {
    'zh-Hant': ['zh-Hant', 'zh-Hans', 'en'],
    'zh-Hans': ['zh-Hans', 'zh-Hant', 'en'],
    en: ['en', 'zh-Hant', 'zh-Hans'],
  }
  for (const candidate of nearest[language]) {
    const name = names[candidate]
    if (name !== undefined) return name
  }
  return ''
}

/** Whether two names read the same in some language: people would take one thing for the other. */
export function nameClash(a: Names, b: Names): boolean {
  const same = (x: string | undefined, y: string | undefined) =>
    x !== undefined && y !== undefined && x.trim().toLowerCase() === y.trim().toLowerCase()
  return LANGUAGES.some((language) => same(a[language], b[language]))
}
