import type { Language } from '../../checkpoints/language.ts'
import { dictionary } from './dictionary.ts'
import type { DisplayWords } from './displays.zh-Hant.ts'

/** Displays, at the desk and on the tablet itself. */
export const displayWords = dictionary<DisplayWords>({
  'zh-Hant': () => import('./displays.zh-Hant.ts'),
  'zh-Hans': () => import('./displays.zh-Hans.ts'),
  en: () => import('./displays.en.ts'),
})

/** What a display says to whoever passes, in each language of its estate by turns. */
export const FACE_WORDS: Readonly<Record<Language, { readonly scan: string; readonly fresh: string }>> = {
  'zh-Hant': { scan: '每次巡查請掃此碼', fresh: '每 30 秒更新，請即場掃描' },
  'zh-Hans': { scan: '每次巡查请扫此码', fresh: '每 30 秒更新，请当场扫描' },
  en: { scan: 'Scan at every patrol', fresh: 'Fresh every 30 seconds; scan it here' },
}
