/** Which formats of visits there are (design.md §3 "Versions"). By itself, so that a phone can say what it files before it loads how. */

/**
 * What phones sign now. 2 brought the spot's own items and richer answers; 3 how wrong the phone's clock was at the last
 * contact, whether it counted without a break since, and which visits came before; 4 other channels than a printed tag; 5 the
 * walker's own hand under what he settled on the spot.
 */
export const VISIT_VERSION = 5

/** Since when what was settled on the spot is signed by hand. */
export const SETTLED_IS_SIGNED_SINCE = 5

/** The oldest that is still taken: two before. */
export const OLDEST_VISIT_VERSION = Math.max(1, VISIT_VERSION - 2)

/** The oldest that was ever taken, and is still read where it is kept. */
export const FIRST_VISIT_VERSION = 1
