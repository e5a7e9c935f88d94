/** What somebody without an account asks of the API (server.ts has what the staff do). */
import type { Sha256 } from '../checkpoints/ids.ts'
import type { Language } from '../checkpoints/language.ts'
import type { PublicWorkOrder, ReportFixed } from '../checkpoints/wire/finding.ts'
import { REPORT_TOKEN_HEADER } from '../checkpoints/wire/report-header.ts'
import type { PublicTag, ReportStatus, ReportTaken, SendReport } from '../checkpoints/wire/resident-report.ts'
import { WORK_ORDER_HEADER } from '../checkpoints/wire/work-order-header.ts'
import { call } from './request.ts'

export const seeTag = (digits: string) => call<PublicTag>('GET', `/api/public/tags/${encodeURIComponent(digits)}`)
export const sendReport = (digits: string, body: SendReport) =>
  call<ReportTaken>('POST', `/api/public/tags/${encodeURIComponent(digits)}/reports`, { body, waitMs: 90_000 })
export const getReportStatus = (token: string) =>
  call<ReportStatus>('GET', '/api/public/reports', { headers: { [REPORT_TOKEN_HEADER]: token } })

/** The token of a link never stands in an address, not even a photo's. */
const bearing = (token: string) => ({ headers: { [WORK_ORDER_HEADER]: token } })
export const getWorkOrder = (token: string) => call<PublicWorkOrder>('GET', '/api/public/work-order', bearing(token))
export const getWorkOrderPhoto = (token: string, sha256: Sha256) =>
  call<Blob>('GET', `/api/public/work-order/photos/${sha256}`, { ...bearing(token), file: true, waitMs: 60_000 })
export const getWorkOrderPaper = (token: string, language: Language) =>
  call<Blob>('GET', `/api/public/work-order/work-order.pdf?language=${language}`, { ...bearing(token), file: true })
/** The same report may be sent again: it is taken once. */
export const reportFixed = (token: string, body: ReportFixed) =>
  call<PublicWorkOrder>('PUT', '/api/public/work-order/fix', { ...bearing(token), body, waitMs: 90_000 })
