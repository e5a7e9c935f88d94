import type { Language } from '../../checkpoints/language.ts'
import { words as en } from './mail.en.ts'
import { words as hans } from './mail.zh-Hans.ts'
import { words as hant, type MailWords } from './mail.zh-Hant.ts'

export const MAIL_WORDS: Readonly<Record<Language, MailWords>> = { 'zh-Hant': hant, 'zh-Hans': hans, en }
