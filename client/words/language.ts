/** The reader's language. */
import { effect, signal } from '@preact/signals'
import type { Language } from '../../checkpoints/language.ts'
import { LOCALES } from '../../checkpoints/locale.ts'

/** Each language in its own words, in the order the switch shows them. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  'zh-Hant': '繁體中文',
  'zh-Hans': '简体中文',
  en: 'English',
}

const KEPT_AS = 'language'
const kept = localStorage.getItem(KEPT_AS)

/** The language of the page: what this phone was set to, else the nearest to what its browser asks for. */
export const language = signal<Language>(isLanguage(kept) ? kept : preferredLanguage(navigator.languages))

effect(() => {
  document.documentElement.lang = LOCALES[language.value]
})

/** Changes the language and remembers it on this phone. */
export function setLanguage(chosen: Language): void {
  localStorage.setItem(KEPT_AS, chosen)
  language.value = chosen
}

/** Takes over a person's own language at sign-in, unless this phone was set to one by hand. */
export function suggestLanguage(suggested: Language): void {
  if (!isLanguage(localStorage.getItem(KEPT_AS))) language.value = suggested
}

/** The first of a browser's languages that we speak. A bare `zh` is mainland Chinese; with none of ours, Traditional. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    if (/^zh\b.*\b(Hant|HK|TW|MO)\b/i.test(tag) || /^yue\b/i.test(tag)) return 'zh-Hant'
    if (/^zh\b/i.test(tag)) return 'zh-Hans'
    if (/^en\b/i.test(tag)) return 'en'
  }
  return 'zh-Hant'
}

function isLanguage(kept: string | null): kept is Language {
  return kept !== null && Object.hasOwn(LOCALES, kept)
}
