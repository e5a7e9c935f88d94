import type { Language } from '../../checkpoints/language.ts'
import { words as en } from './notification.en.ts'
import { words as hans } from './notification.zh-Hans.ts'
import { words as hant, type NotificationWords } from './notification.zh-Hant.ts'

export const NOTIFICATION_WORDS: Readonly<Record<Language, NotificationWords>> = {
  'zh-Hant': hant,
  'zh-Hans': hans,
  en,
}
