/** In which a reporter sends the token of his report, out of the fragment of his link. Apart, as the first page needs no schema. */
export const REPORT_TOKEN_HEADER = 'Waymark-Report'
