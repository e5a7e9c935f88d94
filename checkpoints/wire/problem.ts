/** The catalogue of everything that may go wrong at the API (RFC 9457). Codes are listed once and never reused. */
import * as v from 'valibot'

// biome-ignore format: hand-aligned table
export const PROBLEMS = {
  'body-invalid':             { status: 400, title: 'The request is not of the documented shape' },
  'not-found':                { status: 404, title: 'There is nothing here' },
  'too-large':                { status: 413, title: 'The request is too large' },
  'origin-foreign':           { status: 403, title: 'Requests from other sites are refused' },
  'internal':                 { status: 500, title: 'Something went wrong on our side; nothing was stored' },

  'signed-out':               { status: 401, title: 'Sign in first' },
  'sign-in-refused':          { status: 401, title: 'User name or password is wrong' },
  'sign-in-throttled':        { status: 429, title: 'Too many attempts; wait before trying again' },
  'forbidden':                { status: 403, title: 'Your role does not allow this' },
  'link-invalid':             { status: 410, title: 'This link has been used or has expired' },
  'already-set-up':           { status: 409, title: 'This installation has been set up already' },
  'username-taken':           { status: 409, title: 'This user name is taken' },
  'code-taken':               { status: 409, title: 'This code is already in use on the estate' },
  'place-unknown':            { status: 422, title: 'This place is not part of the estate' },
  'checkpoint-unknown':       { status: 422, title: 'This checkpoint is not part of the estate' },
  'person-unknown':           { status: 422, title: 'This person does not work on the estate' },
  'last-admin':               { status: 409, title: 'An estate needs at least one admin' },
  'revisions-used-up':        { status: 409, title: 'This checkpoint has had 255 tags; make a new checkpoint' },

  'name-taken':               { status: 409, title: 'Another one of the estate has this name already' },
  'place-in-use':             { status: 409, title: 'Something still lies in this place' },
  'place-in-itself':          { status: 409, title: 'A place cannot lie in itself' },
  'team-unknown':             { status: 422, title: 'This team is not part of the estate' },
  'team-in-use':              { status: 409, title: 'A plan still names this team' },
  'plan-empty':               { status: 422, title: 'The plan would visit no checkpoint' },
  'recurrence-empty':         { status: 422, title: 'The plan would never be walked' },
  'round-closed':             { status: 409, title: 'This round is over' },
  'outage-over':              { status: 409, title: 'This outage is over' },
  'outage-overlaps':          { status: 409, title: 'The checkpoint is out of service in that time already' },
  'checklist-changed':        { status: 409, title: 'Somebody else has published a newer version' },
  'checklist-in-use':         { status: 409, title: 'This version has been used, or is not the newest of your own' },
  'checklist-invalid':        { status: 422, title: 'The items do not make a checklist' },
  'import-unreadable':        { status: 422, title: 'This file is neither CSV in UTF-8 nor XLSX, or has no known columns' },
  'import-too-long':          { status: 413, title: 'At most 5,000 rows at once' },
  'import-changed':           { status: 409, title: 'The file or the estate has changed since the preview' },

  'sheet-unknown':            { status: 422, title: 'There is no such label sheet' },
  'sheet-impossible':         { status: 422, title: 'Labels of these measures cannot be printed' },
  'sheets-too-many':          { status: 409, title: 'An estate has at most 50 label sheets of its own' },
  'logo-unreadable':          { status: 415, title: 'Only PNG pictures of up to a million dots are taken' },

  'tag-malformed':            { status: 400, title: 'This is not a Waymark tag' },
  'tag-unknown':              { status: 404, title: 'This tag belongs to no checkpoint known here' },
  'tag-forged':               { status: 422, title: 'This tag was not issued by the estate' },
  'tag-key-revoked':          { status: 409, title: 'The key of these tags was revoked: reissue them before printing' },
  'tag-keys-used-up':         { status: 409, title: 'An estate has had 255 keys and can have no more' },
  'blank-claimed':            { status: 409, title: 'This blank tag stands for a checkpoint already' },
  'word-conflict':            { status: 409, title: 'Something else is stored under this id' },
  'tag-revoked':              { status: 410, title: 'This tag has been replaced by a newer one' },
  'tag-of-other-estate':      { status: 422, title: 'This tag hangs on another estate' },
  'tag-of-other-checkpoint':  { status: 422, title: 'The visit names another checkpoint than its tag' },

  'chip-taken':               { status: 409, title: 'This chip is in use on the estate already' },
  'chip-too-small':           { status: 409, title: 'The address of this server is too long for such a chip' },
  'pairing-code-invalid':     { status: 410, title: 'This code is wrong, has been used or has expired' },
  'pairing-throttled':        { status: 429, title: 'Too many codes tried; wait before trying again' },
  'displays-used-up':         { status: 409, title: 'This checkpoint has had 255 displays and can have no more' },
  'display-unknown':          { status: 401, title: 'This display is not known here; pair it again' },
  'display-clock-wrong':      { status: 401, title: 'The statement is not of now' },

  'app-too-old':              { status: 422, title: 'This app is too old for the server; update it' },
  'key-invalid':              { status: 400, title: 'The public key is not an ES256 key' },
  'device-unknown':           { status: 403, title: 'This phone has not been enrolled' },
  'device-revoked':           { status: 403, title: 'This phone has been revoked' },
  'visit-malformed':          { status: 400, title: 'The visit is not of the documented shape' },
  'visit-version-unsupported':{ status: 400, title: 'The visit is of a newer format than this server knows' },
  'visit-id-mismatch':        { status: 400, title: 'The visit names another id than its address' },
  'visit-signature-invalid':  { status: 422, title: 'The visit was not signed by the phone it names' },
  'visit-of-other-person':    { status: 403, title: 'The visit was filed by somebody else' },
  'visit-conflict':           { status: 409, title: 'Another visit is stored under this id; both are kept for review' },
  'visit-own':                { status: 409, title: 'Nobody reviews a visit of his own' },
  'alert-over':               { status: 409, title: 'There is nothing left to see to in this round' },
  'share-expired':            { status: 410, title: 'This link has expired' },
  'share-taken-back':         { status: 410, title: 'This link has been taken back' },
  'share-throttled':          { status: 429, title: 'Too many requests for shared reports; wait before trying again' },
  'mail-not-configured':      { status: 409, title: 'This server has no mail server; nothing can be sent' },
  'mail-unwanted':            { status: 409, title: 'This address has taken itself off these mails' },
  'mail-throttled':           { status: 429, title: 'Too many mails, or too many attempts; wait before trying again' },
  'checklist-unknown':        { status: 422, title: 'There is no such checklist version' },
  'checklist-incomplete':     { status: 422, title: 'The answers do not fit the checklist' },
  'photos-missing':           { status: 422, title: 'Send the photos before the visit that names them' },
  'photo-not-an-image':       { status: 415, title: 'Only JPEG, PNG and WebP photos are taken' },
  'photo-too-large':          { status: 413, title: 'Photos may have 5 MB and 40 megapixels at most' },
  'photo-hash-mismatch':      { status: 422, title: 'The photo has another SHA-256 than its address' },

  'finding-unknown':          { status: 404, title: 'There is no such finding, or not yet' },
  'finding-act-refused':      { status: 409, title: 'This cannot be done as the finding stands' },
  'finding-event-malformed':  { status: 400, title: 'The signed event is not of the documented shape' },
  'finding-event-unsigned':   { status: 422, title: 'This deed has to be signed by a phone' },
  'finding-event-forged':     { status: 422, title: 'The event was not signed by the phone it names' },
  'finding-event-of-other':   { status: 403, title: 'The event was signed by somebody else' },
  'report-taken-up':          { status: 409, title: 'This report has become a finding already' },
  'rules-changed':            { status: 409, title: 'Somebody else has changed the rules since' },
  'responsible-in-use':       { status: 409, title: 'An open finding still names this department or contractor' },
  'department-unknown':       { status: 422, title: 'The estate has no such department' },
  'contractor-unknown':       { status: 422, title: 'The estate has no such contractor' },
  'work-order-closed':        { status: 410, title: 'This work order is done with, or its link has been taken back' },
  'address-internal':         { status: 422, title: 'This address leads inside; only public addresses are called' },
  'webhooks-too-many':        { status: 409, title: 'An estate has at most 20 webhooks' },

  'too-many-requests':        { status: 429, title: 'Too many requests; wait before trying again' },
  'too-many-reports':         { status: 429, title: 'Too many reports from here today; wait, or call the management office' },
  'reports-not-taken':        { status: 409, title: 'The estate takes no reports at its tags' },
  'report-refused':           { status: 422, title: 'This report was not taken; call the management office' },
  'report-too-soon':          { status: 422, title: 'Sent sooner after the page was opened than anybody writes' },
  'report-form-stale':        { status: 409, title: 'The page was opened too long ago; open it again' },
  'report-unknown':           { status: 404, title: 'There is no report under this link' },
  'call-back-unsaid':         { status: 422, title: 'Say whether the resident was called back' },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly title: string }>>

export type ProblemCode = keyof typeof PROBLEMS
export const ProblemCode = v.picklist(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]])

/** RFC 9457 §3 with our `code`, the last part of `type`. */
export const Problem = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  code: ProblemCode,
  /** Where in the request, for `body-invalid`, `visit-malformed`, `checklist-incomplete`, `checklist-invalid`, `sheet-impossible`, `import-unreadable` and `photos-missing`; for `finding-act-refused` why (checkpoints/finding-decision.ts), for `responsible-in-use` the numbers of the findings. */
  where: v.optional(v.array(v.string())),
  /** Seconds to wait, for whatever is throttled, `too-many-…` and `report-too-soon`. */
  retryAfter: v.optional(v.number()),
  /** The server's time, for `display-clock-wrong`. */
  now: v.optional(v.number()),
})
export type Problem = v.InferOutput<typeof Problem>

export type ProblemExtras = Pick<Problem, 'where' | 'retryAfter' | 'now'>

/** The value that goes out as `application/problem+json`. */
export function problemOf(code: ProblemCode, extras: ProblemExtras = {}): Problem {
  return { type: `urn:waymark:problem:${code}`, ...PROBLEMS[code], code, ...extras }
}
