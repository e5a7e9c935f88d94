/**
 * The header in which a request brings the token of a work order's link: no address and no log ever holds it. Apart from finding.ts,
 * whose schemas a contractor's phone does not need.
 */
export const WORK_ORDER_HEADER = 'Waymark-Work-Order'
