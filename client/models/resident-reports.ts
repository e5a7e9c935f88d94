/** Reports of residents, and what the desk is about to say of one. */
import { isOpenFinding } from '../../checkpoints/finding.ts'
import { isClosed, type ReportState } from '../../checkpoints/resident-report.ts'
import type {
  ChangeReport,
  ListedReport,
  ResidentReport,
  ResidentReports,
} from '../../checkpoints/wire/resident-report.ts'

export type ReportFilter = 'open' | 'closed'

/** One list of several answers. What followed when fewer were closed does so no more, and is asked for anew. */
export function joined(first: ResidentReports, following: readonly ResidentReports[]): ResidentReports {
  const still = following.filter(({ closed }) => closed === first.closed)
  return { ...first, reports: [first, ...still].flatMap(({ reports }) => reports) }
}

export function filtered<Report extends Pick<ListedReport, 'state'>>(
  reports: readonly Report[],
  filter: ReportFilter,
): Report[] {
  return reports.filter(({ state }) => isClosed(state) === (filter === 'closed'))
}

/** Whether what was made of it is over, and yet nobody has told who reported it: that there was nothing, as a rule. */
export function isUnanswered({ state, finding }: Pick<ListedReport, 'state' | 'finding'>): boolean {
  return !isClosed(state) && finding !== null && !isOpenFinding(finding)
}

export type AnswerDraft = {
  readonly state: ChangeReport['state'] | undefined
  readonly answer: string
  readonly calledBack: 'yes' | 'no' | undefined
}

export type AnswerFault = 'state' | 'called-back'

export function answerOf({ state, answer }: Pick<ResidentReport, 'state' | 'answer'>): AnswerDraft {
  return { state: state === 'received' ? undefined : state, answer, calledBack: undefined }
}

/** Whether it has to be said that he was called back: there is somebody to call, and the contact is about to go. */
export function asksCallBack(contact: string | null, state: ReportState | undefined): boolean {
  return contact !== null && state !== undefined && isClosed(state)
}

export function answerFaults(
  { state, calledBack }: AnswerDraft,
  contact: string | null,
): Partial<Record<keyof AnswerDraft, AnswerFault>> {
  return {
    ...(state === undefined && { state: 'state' }),
    ...(asksCallBack(contact, state) && calledBack === undefined && { calledBack: 'called-back' }),
  }
}

/** Call with a draft without faults. */
export function changeOf({ state = 'looked-at', answer, calledBack }: AnswerDraft): ChangeReport {
  return { state, answer: answer.trim(), ...(calledBack && { calledBack: calledBack === 'yes' }) }
}
