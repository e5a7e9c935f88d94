/** What is printed and written around the numbers of a report; names and definitions of the numbers are the domain's. */
import type { Language } from '../../checkpoints/language.ts'
import { words as en } from './report.en.ts'
import { words as hans } from './report.zh-Hans.ts'
import { words as hant, type ReportWords } from './report.zh-Hant.ts'

export const REPORT_WORDS: Readonly<Record<Language, ReportWords>> = { 'zh-Hant': hant, 'zh-Hans': hans, en }
