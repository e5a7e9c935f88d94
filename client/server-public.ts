/** What somebody without an account asks of the API (server.ts has what the staff do). */
import { REPORT_TOKEN_HEADER } from '../checkpoints/wire/report-header.ts'
import type { PublicTag, ReportStatus, ReportTaken, SendReport } from '../checkpoints/wire/resident-report.ts'
import { call } from './request.ts'

export const seeTag = (digits: string) => call<PublicTag>('GET', `/api/public/tags/${encodeURIComponent(digits)}`)
export const sendReport = (digits: string, body: SendReport) =>
  call<ReportTaken>('POST', `/api/public/tags/${encodeURIComponent(digits)}/reports`, { body, waitMs: 90_000 })
export const getReportStatus = (token: string) =>
  call<ReportStatus>('GET', '/api/public/reports', { headers: { [REPORT_TOKEN_HEADER]: token } })
