import type { Language } from './language.ts'

/** How `Intl` and HTML call the three languages. In a file of its own: the phone's first page needs nothing else. */
// biome-ignore format: hand-aligned table
export const LOCALES: Readonly<Record<Language, string>> = { 'zh-Hant': 'zh-Hant-HK', 'zh-Hans': 'zh-Hans-CN', en: 'en-GB' }
