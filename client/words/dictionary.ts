import { effect, type ReadonlySignal, signal } from '@preact/signals'
import type { Language } from '../../checkpoints/language.ts'
import { language } from './language.ts'

/** One module per language, each exporting `words`; loaded only when its language is read. */
export type Dictionaries<Words> = Readonly<Record<Language, () => Promise<{ readonly words: Words }>>>

/**
 * The words of one area in the reader's language. Undefined until they are there the first time; after a change of
 * language the old ones stay until the new ones have come, and stay for good if they cannot be fetched.
 *
 * @example
 * export const deskWords = dictionary<DeskWords>({
 *   'zh-Hant': () => import('./desk.zh-Hant.ts'),
 *   'zh-Hans': () => import('./desk.zh-Hans.ts'),
 *   en: () => import('./desk.en.ts'),
 * })
 */
export function dictionary<Words>(dictionaries: Dictionaries<Words>): ReadonlySignal<Words | undefined> {
  const words = signal<Words>()
  effect(() => {
    const wanted = language.value
    dictionaries[wanted]().then(
      (loaded) => {
        if (language.peek() === wanted) words.value = loaded.words
      },
      (error: unknown) => console.error(`no ${wanted} words`, error),
    )
  })
  return words
}
