import { dictionary } from './dictionary.ts'
import type { RouteWords } from './route.zh-Hant.ts'

/** A round as a way to walk, and the week ahead. */
export const routeWords = dictionary<RouteWords>({
  'zh-Hant': () => import('./route.zh-Hant.ts'),
  'zh-Hans': () => import('./route.zh-Hans.ts'),
  en: () => import('./route.en.ts'),
})
