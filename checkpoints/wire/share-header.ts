/**
 * The header in which a request brings the token of a share: no address and no log ever holds it. Apart from share.ts, whose
 * schemas whoever opens a link does not need.
 */
export const SHARE_HEADER = 'Waymark-Share'
