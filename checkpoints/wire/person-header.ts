/**
 * The header in which a request says for whom it is made, by id: several people may be signed in on one browser. Apart from
 * session.ts, whose schemas the first page does not need.
 */
export const PERSON_HEADER = 'Waymark-Person'
