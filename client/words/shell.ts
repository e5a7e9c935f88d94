import { dictionary } from './dictionary.ts'
import type { ShellWords } from './shell.zh-Hant.ts'

/** Signing in, finding one's way, settings. */
export const shellWords = dictionary<ShellWords>({
  'zh-Hant': () => import('./shell.zh-Hant.ts'),
  'zh-Hans': () => import('./shell.zh-Hans.ts'),
  en: () => import('./shell.en.ts'),
})
