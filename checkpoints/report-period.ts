/** Over how many days reports are made. By itself, so that whoever opens a share link fetches no more than this. */

/** The longest: two years, as long as records are kept (policy 11), a leap day among them or not. */
export const REPORT_MOST_DAYS = 2 * 366
