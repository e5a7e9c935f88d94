import type { Problem } from '../../checkpoints/wire/problem.ts'
import type { Reply } from '../request.ts'
import { dictionary } from './dictionary.ts'
import type { ProblemWords } from './problems.zh-Hant.ts'
import { shellWords } from './shell.ts'

const problemWords = dictionary<ProblemWords>({
  'zh-Hant': () => import('./problems.zh-Hant.ts'),
  'zh-Hans': () => import('./problems.zh-Hans.ts'),
  en: () => import('./problems.en.ts'),
})

/** A problem in the reader's language. The API's own English only while the words are on their way. */
export function problemText({ code, title }: Pick<Problem, 'code' | 'title'>): string {
  return problemWords.value?.[code] ?? title
}

/** What a request that failed means to whoever asked: the problem, or that there is no connection. */
export function failureText(reply: Reply<unknown> & { readonly ok: false }): string {
  return reply.offline ? (shellWords.value?.offline ?? '') : problemText(reply.problem)
}
