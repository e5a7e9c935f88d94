import { effect, signal } from '@preact/signals'
import type { Language } from '../../checkpoints/language.ts'
import { language } from './language.ts'

/** One module per language, each exporting `words`; loaded only when its language is read. */
export type Dictionaries<Words> = Readonly<Record<Language, () => Promise<{ readonly words: Words }>>>

/**
 * The words of one area in the reader's language; a component that reads `value` is drawn again when they change. Undefined
 * until they are there the first time, and nothing is fetched before somebody reads them. After a change of language the old
 * ones stay until the new ones have come, and stay for good if they cannot be fetched.
 *
 * @example
 * export const deskWords = dictionary<DeskWords>({
 *   'zh-Hant': () => import('./desk.zh-Hant.ts'),
 *   'zh-Hans': () => import('./desk.zh-Hans.ts'),
 *   en: () => import('./desk.en.ts'),
 * })
 */
export function dictionary<Words>(dictionaries: Dictionaries<Words>): { readonly value: Words | undefined } {
  const words = signal<Words>()
  let following = false

  function follow(): void {
    following = true
    effect(() => {
      const wanted = language.value
      dictionaries[wanted]().then(
        (loaded) => {
          if (language.peek() === wanted) words.value = loaded.words
        },
        (error: unknown) => console.error(`no ${wanted} words`, error),
      )
    })
  }

  return {
    get value() {
      if (!following) follow()
      return words.value
    },
  }
}
