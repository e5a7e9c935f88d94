/** What is printed around a finding: its history, its work order, its notice. Names of states and routes are the domain's. */
import type { Language } from '../../checkpoints/language.ts'
import { words as en } from './finding.en.ts'
import { words as hans } from './finding.zh-Hans.ts'
import { type FindingWords, words as hant } from './finding.zh-Hant.ts'

export const FINDING_WORDS: Readonly<Record<Language, FindingWords>> = { 'zh-Hant': hant, 'zh-Hans': hans, en }
