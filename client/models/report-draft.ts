/** A report that a stranger is writing: kept while he looks for a photo, sent with a ticket that is neither too young nor too old. */
import type { Category } from '../../checkpoints/checklist.ts'
import type { ReportTaken, SendReport } from '../../checkpoints/wire/resident-report.ts'
import { dropText, keepText, keptText } from '../device/kept-text.ts'
import type { Reply } from '../request.ts'
import { seeTag, sendReport } from '../server-public.ts'

export type ReportDraft = {
  readonly text: string
  readonly category: Category | undefined
  readonly contact: string
  /** What nobody sees and machines fill in. */
  readonly website: string
}

const EMPTY: ReportDraft = { text: '', category: undefined, contact: '', website: '' }

/** Choosing a photo may cost the page its life on a small phone. */
const KEPT_AS = 'report-draft'

/** @param digits of the tag he stands at: what he wrote at another is not for here */
export function keptDraft(digits: string): ReportDraft {
  try {
    const kept = JSON.parse(keptText(KEPT_AS) ?? '{}')
    return kept.digits === digits ? { ...EMPTY, ...kept.draft } : EMPTY
  } catch {
    return EMPTY
  }
}

export function keepDraft(digits: string, draft: ReportDraft): void {
  keepText(KEPT_AS, JSON.stringify({ digits, draft }))
}

export function dropDraft(): void {
  dropText(KEPT_AS)
}

/**
 * Sends a report. Whoever is quicker than the server believes of people waits a moment; a ticket that has run out is exchanged.
 * @param photo in base64
 */
export async function send(
  digits: string,
  ticket: string,
  { text, category, contact, website }: ReportDraft,
  photo: string | undefined,
): Promise<Reply<ReportTaken>> {
  const body: SendReport = { ticket, text, contact, website, ...(category && { category }), ...(photo && { photo }) }
  const reply = await sendReport(digits, body)
  if (reply.ok || reply.offline) return reply
  const { code, retryAfter = 0 } = reply.problem
  if (code === 'report-too-soon') {
    await new Promise((resolve) => setTimeout(resolve, retryAfter * 1000))
    return sendReport(digits, body)
  }
  if (code !== 'report-form-stale') return reply
  const seen = await seeTag(digits)
  if (!seen.ok) return seen
  const fresh = seen.value.reports?.ticket
  return fresh === undefined ? reply : send(digits, fresh, { text, category, contact, website }, photo)
}

/** Where a reporter sees what became of his report. The token stands where no server log sees it. */
export function statusPath(token: string): string {
  return `/report-status#token=${token}`
}
