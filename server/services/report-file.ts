/** A report as a file: on paper, as a workbook, as one table. All three are written from the same value as the API's answer. */
import type { Report, ReportFileQuery } from '../../checkpoints/wire/report.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import { done, type Outcome } from './outcome.ts'
import { reportOf } from './report.ts'

export type ReportedFile = {
  /** Of ASCII only: it goes into a header. */
  readonly name: string
  /** Its media type. */
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** The report of an estate as a file, in the reader's language. */
export async function reportFile(
  context: Context,
  estate: Estate,
  { format, language, ...query }: ReportFileQuery,
): Promise<Outcome<ReportedFile>> {
  const report = await reportOf(context, estate, query)
  return report.ok ? done(await fileOf(report.value, { format, language })) : report
}

/** A report that is there already. One that names nobody (a share link's) makes a file without people. */
export async function fileOf(
  report: Report,
  { format, language }: Pick<ReportFileQuery, 'format' | 'language'>,
): Promise<ReportedFile> {
  const { directory, from, to } = report
  const bytes = await (await WRITERS[format]())(report, language)
  return { name: `report-${directory.estate.code}-${from}-${to}.${format}`, type: TYPES[format], bytes }
}

type Format = ReportFileQuery['format']
type Writer = (report: Report, language: ReportFileQuery['language']) => Promise<Uint8Array<ArrayBuffer>>

/** Loaded on first use: the PDF library and two whole typefaces would slow down every start. */
const WRITERS: Readonly<Record<Format, () => Promise<Writer>>> = {
  pdf: async () => (await import('../print/report-pdf.ts')).printReport,
  xlsx: async () => (await import('../sheets/report-xlsx.ts')).reportXlsx,
  csv: async () => (await import('../sheets/report-csv.ts')).reportCsv,
}

const TYPES: Readonly<Record<Format, string>> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}
