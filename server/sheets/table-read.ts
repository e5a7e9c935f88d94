/** What reading a file comes to. */

/**
 * - `encoding`: neither UTF-8 nor marked UTF-16; `format`: neither CSV nor XLSX (such as the XLS of before 2007)
 * - `quotes`: a quote in the CSV is never closed; `too-long`: more rows than are taken
 */
export type TableFault = 'encoding' | 'format' | 'quotes' | 'too-long'
export type TableRead =
  | { readonly ok: true; readonly table: readonly (readonly string[])[] }
  | { readonly ok: false; readonly why: TableFault }
