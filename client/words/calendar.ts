import type { CalendarWords } from './calendar.zh-Hant.ts'
import { dictionary } from './dictionary.ts'

/** What will be walked, when and by whom; handing a round over; a round right now. */
export const calendarWords = dictionary<CalendarWords>({
  'zh-Hant': () => import('./calendar.zh-Hant.ts'),
  'zh-Hans': () => import('./calendar.zh-Hans.ts'),
  en: () => import('./calendar.en.ts'),
})
