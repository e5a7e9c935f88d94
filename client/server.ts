/** The API as functions, but for what the first page needs (server-session.ts). */

import type { Checklist, ChecklistRef } from '../checkpoints/checklist.ts'
import type { Kind } from '../checkpoints/checkpoint.ts'
import type { ImportRows } from '../checkpoints/checkpoint-row.ts'

import type { Holiday } from '../checkpoints/holiday.ts'
import type { CheckpointId, Sha256, Uuid } from '../checkpoints/ids.ts'
import type { Language } from '../checkpoints/language.ts'
import type { MailingDraft } from '../checkpoints/mailing.ts'
import type { NotificationSettings } from '../checkpoints/notification.ts'
import type { Outage } from '../checkpoints/outage.ts'
import type { OwnSheet, OwnSheetDraft } from '../checkpoints/own-sheet.ts'
import type { Occupancy, Place } from '../checkpoints/place.ts'
import type { Plan, PlanDraft } from '../checkpoints/plan.ts'
import type { PublicPage } from '../checkpoints/public-page.ts'
import type { Team, TeamDraft } from '../checkpoints/team.ts'
import type { CivilDate } from '../checkpoints/time.ts'
import type { Checklists, ChecklistVersion, PublishChecklist, PublishExtras } from '../checkpoints/wire/checklist.ts'
import type { AddChip, ChipAdded, Chips, RevokeChip } from '../checkpoints/wire/chip.ts'
import type { Acknowledge, Coverage, RoundVisits } from '../checkpoints/wire/coverage.ts'
import type {
  DisplayState,
  Displays,
  OfferPairing,
  PairDisplay,
  PairingOffered,
  RevokeDisplay,
} from '../checkpoints/wire/display.ts'
import type {
  AddCheckpoint,
  ChangeCheckpoint,
  Checkpoints,
  DeviceEnrolled,
  Devices,
  EnrolDevice,
  ListedCheckpoint,
  RevokeDevice,
  TagOpened,
} from '../checkpoints/wire/estate.ts'
import type {
  FindingDetail,
  FindingReceipt,
  FindingRulesRecord,
  Findings,
  FindingsSearch,
  Scorecard,
  SendFindingEvent,
  SetFindingRules,
} from '../checkpoints/wire/finding.ts'
import type {
  BlankClaimed,
  Blanks,
  ClaimBlank,
  DismissDamage,
  Hanging,
  Install,
  MakeBlanks,
  OldLabelNoted,
  OldLabelRead,
  PrintsRecorded,
  RecordPrints,
  ReportDamage,
  WordKept,
} from '../checkpoints/wire/hanging.ts'
import type { ImportDone, ImportPreview } from '../checkpoints/wire/import.ts'
import type { LabelSettings, LogoFacts } from '../checkpoints/wire/labels.ts'
import type {
  ChangeMailing,
  ListedMailing,
  Mailings,
  SendMailing,
  Unsubscribe,
  Unsubscribed,
} from '../checkpoints/wire/mailing.ts'
import type {
  Inbox,
  MarkRead,
  NotificationRecord,
  NotificationTest,
  PushTarget,
} from '../checkpoints/wire/notification.ts'
import type { PackDelta, PartDigest } from '../checkpoints/wire/pack-delta.ts'
import type {
  AdHocRound,
  Calendar,
  CalendarRounds,
  ChangePlan,
  ChangeTeam,
  HandOver,
  Holidays,
  PlanPreview,
  Plans,
  PreviewPlan,
  Teams,
} from '../checkpoints/wire/plan.ts'
import type {
  CellsQuery,
  ListedCells,
  Portfolio,
  Report,
  ReportFileQuery,
  ReportQuery,
  Trend,
} from '../checkpoints/wire/report.ts'
import type {
  ChangeReport,
  PublicPageRecord,
  PublicTag,
  ResidentReport,
  ResidentReports,
} from '../checkpoints/wire/resident-report.ts'
import type { AddStaff, ChangePassword, ChangeStaff, Me, Staff, StaffChanged } from '../checkpoints/wire/session.ts'
import type { AddShare, ShareAdded, SharedFileQuery, SharedReport, Shares } from '../checkpoints/wire/share.ts'
import type { AddOutage, AddPlace, ChangeOutage, ChangePlace, Places, SpotHistory } from '../checkpoints/wire/spot.ts'
import type { RevokeTagKey, TagKeys, TagsReissued } from '../checkpoints/wire/tag-key.ts'
import type {
  Announce,
  BatchOutcome,
  PhotoKept,
  Receipt,
  Reviews,
  ReviewVisit,
  VisitRecord,
} from '../checkpoints/wire/visit.ts'
import type {
  ChangeWebhook,
  Webhook,
  WebhookAdded,
  WebhookDelivery,
  WebhookDraft,
  Webhooks,
} from '../checkpoints/wire/webhook.ts'
import { call } from './request.ts'

export type Span = { readonly from?: CivilDate; readonly to?: CivilDate }

export const changePassword = (body: ChangePassword) => call<Me>('PUT', '/api/me/password', { body })

/** @param person whose key it is */
export const enrolDevice = (person: Uuid, body: EnrolDevice) =>
  call<DeviceEnrolled>('POST', '/api/devices', { body, person })
export const getDevices = (estate: Uuid) => call<Devices>('GET', `/api/estates/${estate}/devices`)
export const revokeDevice = (estate: Uuid, device: Uuid, body: RevokeDevice) =>
  call<void>('PUT', `/api/estates/${estate}/devices/${device}/revocation`, { body })

/** @param have digests of the parts that need not come again */
export const getPack = (estate: Uuid, have: readonly PartDigest[] = []) =>
  call<PackDelta>('GET', `/api/estates/${estate}/pack${have.length > 0 ? `?have=${have.join('.')}` : ''}`)
/** All about it for those who work there, for others what strangers may know. */
export const openTagUrl = (digits: string) => call<TagOpened | PublicTag>('GET', `/s/${digits}`)
export const openDisplayUrl = (digits: string) => call<TagOpened>('GET', `/d/${digits}`)

/** @param jpeg re-encoded in the page: what we take is always JPEG */
export const putPhoto = (person: Uuid, sha256: Sha256, jpeg: ArrayBuffer) =>
  call<PhotoKept>('PUT', `/api/photos/${sha256}`, { raw: jpeg, type: 'image/jpeg', waitMs: 90_000, person })
/** Where an `<img>` finds a photo. */
export const photoUrl = (sha256: Sha256) => `/api/photos/${sha256}`
export const putVisit = (person: Uuid, id: Uuid, jws: string) =>
  call<Receipt>('PUT', `/api/visits/${id}`, { raw: jws, type: 'application/jose', person })
/** One outcome each, in the order sent. */
export const putVisits = (person: Uuid, visits: readonly string[]) =>
  call<BatchOutcome>('POST', '/api/visits/batch', { body: { visits }, waitMs: 60_000, person })
/** What a phone holds, in the place of what it said before. */
export const announce = (person: Uuid, device: Uuid, body: Announce) =>
  call<{ readonly held: number }>('PUT', `/api/devices/${device}/announcement`, { body, person })
export const getVisit = (id: Uuid) => call<VisitRecord>('GET', `/api/visits/${id}`)
export const reviewVisit = (id: Uuid, body: ReviewVisit) => call<Reviews>('PUT', `/api/visits/${id}/review`, { body })

export const getCheckpoints = (estate: Uuid) => call<Checkpoints>('GET', `/api/estates/${estate}/checkpoints`)
export const addCheckpoint = (estate: Uuid, body: AddCheckpoint) =>
  call<ListedCheckpoint>('POST', `/api/estates/${estate}/checkpoints`, { body })
export const changeCheckpoint = (estate: Uuid, id: CheckpointId, body: ChangeCheckpoint) =>
  call<ListedCheckpoint>('PATCH', `/api/estates/${estate}/checkpoints/${id}`, { body })
export const reissueTag = (estate: Uuid, id: CheckpointId) =>
  call<ListedCheckpoint>('POST', `/api/estates/${estate}/checkpoints/${id}/tag`)
/** Puts the spots of one place into a new walking order. */
export const orderCheckpoints = (estate: Uuid, checkpoints: readonly CheckpointId[]) =>
  call<Checkpoints>('PUT', `/api/estates/${estate}/checkpoints/order`, { body: { checkpoints } })
export const getSpotHistory = (estate: Uuid, id: CheckpointId) =>
  call<SpotHistory>('GET', `/api/estates/${estate}/checkpoints/${id}/history`)
export const publishExtras = (estate: Uuid, id: CheckpointId, body: PublishExtras) =>
  call<ListedCheckpoint>('PUT', `/api/estates/${estate}/checkpoints/${id}/extras`, { body })
export const addOutage = (estate: Uuid, id: CheckpointId, body: AddOutage) =>
  call<Outage>('POST', `/api/estates/${estate}/checkpoints/${id}/outages`, { body })
export const changeOutage = (estate: Uuid, id: CheckpointId, outage: Uuid, body: ChangeOutage) =>
  call<Outage>('PATCH', `/api/estates/${estate}/checkpoints/${id}/outages/${outage}`, { body })

/** Where the browser finds all checkpoints as a file, or an empty one to fill in; it fetches that itself. */
export const exportUrl = (estate: Uuid, format: 'csv' | 'xlsx', template = false) =>
  `/api/estates/${estate}/checkpoints/export${queryOf({ format, template: template ? '1' : undefined })}`
/**
 * Previews a file or generated rows; with `confirm`, the digest of a preview, brings them in.
 * @param file CSV or XLSX, sent as it is
 */
export function importCheckpoints<Confirm extends string | undefined>(
  estate: Uuid,
  source: { readonly file: ArrayBuffer; readonly type: 'text/csv' | typeof XLSX } | ImportRows,
  confirm: Confirm,
) {
  const path = `/api/estates/${estate}/checkpoints/import${queryOf({ confirm })}`
  const payload = 'file' in source ? { raw: source.file, type: source.type } : { body: source }
  return call<Confirm extends string ? ImportDone : ImportPreview>('POST', path, { ...payload, waitMs: 120_000 })
}
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const getChecklists = (estate: Uuid) => call<Checklists>('GET', `/api/estates/${estate}/checklists`)
export const getChecklist = (estate: Uuid, { kind, version }: Pick<ChecklistRef, 'kind' | 'version'>) =>
  call<Checklist>('GET', `/api/estates/${estate}/checklists/${kind}/${version}`)
export const publishChecklist = (estate: Uuid, kind: Kind, body: PublishChecklist) =>
  call<ChecklistVersion>('POST', `/api/estates/${estate}/checklists/${kind}`, { body })
/** Takes back the newest of the estate's own versions, as long as nobody has used it. */
export const withdrawChecklist = (estate: Uuid, { kind, version }: Pick<ChecklistRef, 'kind' | 'version'>) =>
  call<void>('DELETE', `/api/estates/${estate}/checklists/${kind}/${version}`)

export const getPlaces = (estate: Uuid) => call<Places>('GET', `/api/estates/${estate}/places`)
export const addPlace = (estate: Uuid, body: AddPlace) => call<Place>('POST', `/api/estates/${estate}/places`, { body })

export const changePlace = (estate: Uuid, place: Uuid, body: ChangePlace) =>
  call<Places>('PATCH', `/api/estates/${estate}/places/${place}`, { body })
export const removePlace = (estate: Uuid, place: Uuid) => call<void>('DELETE', `/api/estates/${estate}/places/${place}`)
export const setOccupancy = (estate: Uuid, place: Uuid, occupancy: Occupancy | null) =>
  call<Place>('PUT', `/api/estates/${estate}/places/${place}/occupancy`, { body: { occupancy } })

export const getTeams = (estate: Uuid) => call<Teams>('GET', `/api/estates/${estate}/teams`)
export const addTeam = (estate: Uuid, body: TeamDraft) => call<Team>('POST', `/api/estates/${estate}/teams`, { body })
export const changeTeam = (estate: Uuid, team: Uuid, body: ChangeTeam) =>
  call<Team>('PATCH', `/api/estates/${estate}/teams/${team}`, { body })
export const removeTeam = (estate: Uuid, team: Uuid) => call<void>('DELETE', `/api/estates/${estate}/teams/${team}`)
export const getHolidays = (estate: Uuid) => call<Holidays>('GET', `/api/estates/${estate}/holidays`)
export const setHolidays = (estate: Uuid, holidays: readonly Holiday[]) =>
  call<Holidays>('PUT', `/api/estates/${estate}/holidays`, { body: { holidays } })

/** @param span 62 days at most */
export const getCalendar = (estate: Uuid, span: Required<Span>) =>
  call<Calendar>('GET', `/api/estates/${estate}/calendar${queryOf({ ...span })}`)
export const previewPlan = (estate: Uuid, body: PreviewPlan) =>
  call<PlanPreview>('POST', `/api/estates/${estate}/plans/preview`, { body })
export const startRound = (estate: Uuid, body: AdHocRound) =>
  call<CalendarRounds>('POST', `/api/estates/${estate}/rounds`, { body })
export const handOver = (estate: Uuid, body: HandOver) =>
  call<CalendarRounds>('PUT', `/api/estates/${estate}/rounds/assignees`, { body })

export const getPlans = (estate: Uuid) => call<Plans>('GET', `/api/estates/${estate}/plans`)
export const addPlan = (estate: Uuid, body: PlanDraft) => call<Plan>('POST', `/api/estates/${estate}/plans`, { body })
export const changePlan = (estate: Uuid, plan: Uuid, body: ChangePlan) =>
  call<Plan>('PATCH', `/api/estates/${estate}/plans/${plan}`, { body })

export const getRound = (estate: Uuid, round: Uuid) =>
  call<RoundVisits>('GET', `/api/estates/${estate}/rounds/${round}`)
/** @param span with `detail: 'cells'` every cell of every round comes along, for seven days at most */
export const getCoverage = (estate: Uuid, span: Span & { readonly detail?: 'cells' }) =>
  call<Coverage>('GET', `/api/estates/${estate}/coverage${queryOf({ ...span })}`)
/** @param span three years at most */
export const getTrend = (estate: Uuid, span: Span) =>
  call<Trend>('GET', `/api/estates/${estate}/report/trend${queryOf({ ...span })}`)

/** Says what is being done about the gaps of a round. */
export const acknowledge = (estate: Uuid, round: Uuid, body: Acknowledge) =>
  call<Acknowledge>('POST', `/api/estates/${estate}/rounds/${round}/acknowledgement`, { body })
/** Where a page hears that something has changed on an estate. */
export const eventsUrl = (estate: Uuid) => `/api/estates/${estate}/events`

export const getReport = (estate: Uuid, query: ReportQuery) =>
  call<Report>('GET', `/api/estates/${estate}/report${queryOf({ ...query })}`)
/** @param query `after` goes on where an answer ended */
export const getReportCells = (estate: Uuid, { halfHour, after, ...query }: CellsQuery) =>
  call<ListedCells>(
    'GET',
    `/api/estates/${estate}/report/cells${queryOf({ ...query, halfHour: halfHour?.toString(), after: after?.toString() })}`,
  )
/** Every estate whose reports the reader may see, the worst first. */
export const getPortfolio = (days: Required<Span>) => call<Portfolio>('GET', `/api/portfolio${queryOf({ ...days })}`)
/** Where the browser finds a report as a file; it fetches that itself. */
export const reportFileUrl = (estate: Uuid, query: ReportFileQuery) =>
  `/api/estates/${estate}/report/file${queryOf({ ...query })}`
export const getShares = (estate: Uuid) => call<Shares>('GET', `/api/estates/${estate}/shares`)
export const addShare = (estate: Uuid, body: AddShare) =>
  call<ShareAdded>('POST', `/api/estates/${estate}/shares`, { body })
export const takeBackShare = (estate: Uuid, share: Uuid) =>
  call<void>('DELETE', `/api/estates/${estate}/shares/${share}`)
/** @param share the token of the link: whoever holds it needs no account */
export const getSharedReport = (share: string) =>
  call<SharedReport>('GET', '/api/shared/report', { share, waitMs: 60_000 })
export const getSharedFile = (share: string, query: SharedFileQuery) =>
  call<Blob>('GET', `/api/shared/report/file${queryOf(query)}`, { share, file: true, waitMs: 120_000 })

export const getMailings = (estate: Uuid) => call<Mailings>('GET', `/api/estates/${estate}/mailings`)
export const addMailing = (estate: Uuid, body: MailingDraft) =>
  call<ListedMailing>('POST', `/api/estates/${estate}/mailings`, { body })
export const changeMailing = (estate: Uuid, mailing: Uuid, body: ChangeMailing) =>
  call<ListedMailing>('PATCH', `/api/estates/${estate}/mailings/${mailing}`, { body })
export const removeMailing = (estate: Uuid, mailing: Uuid) =>
  call<void>('DELETE', `/api/estates/${estate}/mailings/${mailing}`)
/** Sends the newest period now. */
export const sendMailing = (estate: Uuid, mailing: Uuid, body: SendMailing) =>
  call<ListedMailing>('POST', `/api/estates/${estate}/mailings/${mailing}/test`, { body })
export const unsubscribe = (body: Unsubscribe) => call<Unsubscribed>('POST', '/api/unsubscribe', { body })

export const getStaff = (estate: Uuid) => call<Staff>('GET', `/api/estates/${estate}/staff`)
export const addStaff = (estate: Uuid, body: AddStaff) =>
  call<StaffChanged>('POST', `/api/estates/${estate}/staff`, { body })
export const changeStaff = (estate: Uuid, person: Uuid, body: ChangeStaff) =>
  call<StaffChanged>('PATCH', `/api/estates/${estate}/staff/${person}`, { body })

export const getTagKeys = (estate: Uuid) => call<TagKeys>('GET', `/api/estates/${estate}/tag-keys`)
export const rotateTagKey = (estate: Uuid) => call<TagKeys>('POST', `/api/estates/${estate}/tag-keys`)
/** Many signatures take a moment. */
export const reissueTagsOf = (estate: Uuid, generation: number) =>
  call<TagsReissued>('POST', `/api/estates/${estate}/tag-keys/${generation}/reissue`, { waitMs: 120_000 })
export const revokeTagKey = (estate: Uuid, generation: number, body: RevokeTagKey) =>
  call<TagsReissued>('PUT', `/api/estates/${estate}/tag-keys/${generation}/revocation`, { body, waitMs: 120_000 })

export const getPublicPage = (estate: Uuid) => call<PublicPageRecord>('GET', `/api/estates/${estate}/public-page`)
export const setPublicPage = (estate: Uuid, body: PublicPage) =>
  call<PublicPageRecord>('PUT', `/api/estates/${estate}/public-page`, { body })
/** @param after so many that are closed: those that follow; left out: all that are open, and the first of the others */
export const getResidentReports = (estate: Uuid, after?: number) =>
  call<ResidentReports>('GET', `/api/estates/${estate}/resident-reports${after === undefined ? '' : `?after=${after}`}`)
export const getResidentReport = (estate: Uuid, report: Uuid) =>
  call<ResidentReport>('GET', `/api/estates/${estate}/resident-reports/${report}`)
export const changeResidentReport = (estate: Uuid, report: Uuid, body: ChangeReport) =>
  call<ResidentReport>('PUT', `/api/estates/${estate}/resident-reports/${report}`, { body })
/** Where an `<img>` finds the photo of a report. */
export const residentPhotoUrl = (estate: Uuid, report: Uuid) =>
  `/api/estates/${estate}/resident-reports/${report}/photo`

export const getChips = (estate: Uuid) => call<Chips>('GET', `/api/estates/${estate}/chips`)
export const addChip = (estate: Uuid, body: AddChip) =>
  call<ChipAdded>('POST', `/api/estates/${estate}/chips`, { body })
export const revokeChip = (estate: Uuid, chip: Uuid, body: RevokeChip) =>
  call<Chips>('PUT', `/api/estates/${estate}/chips/${chip}/revocation`, { body })

/** Where the browser finds labels as a file; it fetches that itself. `labels.svg` is the first page as a picture. */
export const labelsUrl = (
  estate: Uuid,
  file:
    | 'labels.pdf'
    | 'labels.svg'
    | 'labels.zip'
    | 'labels.zpl'
    | `checkpoints/${CheckpointId}/label.${'svg' | 'png'}`,
  query: Readonly<Record<string, string>>,
) => `/api/estates/${estate}/${file}${queryOf(query)}`
export const getLabelSettings = (estate: Uuid) => call<LabelSettings>('GET', `/api/estates/${estate}/label-settings`)
export const addSheet = (estate: Uuid, body: OwnSheetDraft) =>
  call<OwnSheet>('POST', `/api/estates/${estate}/label-sheets`, { body })
export const changeSheet = (estate: Uuid, sheet: Uuid, body: OwnSheetDraft) =>
  call<OwnSheet>('PUT', `/api/estates/${estate}/label-sheets/${sheet}`, { body })
export const removeSheet = (estate: Uuid, sheet: Uuid) =>
  call<void>('DELETE', `/api/estates/${estate}/label-sheets/${sheet}`)
/** @param png as a canvas writes it */
export const putLogo = (estate: Uuid, png: ArrayBuffer) =>
  call<LogoFacts>('PUT', `/api/estates/${estate}/logo`, { raw: png, type: 'image/png' })
export const removeLogo = (estate: Uuid) => call<void>('DELETE', `/api/estates/${estate}/logo`)
/** @param sha256 changes the address when the logo changes */
export const logoUrl = (estate: Uuid, sha256: Sha256) => `/api/estates/${estate}/logo?${sha256.slice(0, 8)}`

export const getDisplays = (estate: Uuid) => call<Displays>('GET', `/api/estates/${estate}/displays`)
export const offerPairing = (estate: Uuid, body: OfferPairing) =>
  call<PairingOffered>('POST', `/api/estates/${estate}/displays`, { body })
export const revokeDisplay = (estate: Uuid, display: Uuid, body: RevokeDisplay) =>
  call<Displays>('PUT', `/api/estates/${estate}/displays/${display}/revocation`, { body })
export const pairDisplay = (body: PairDisplay) => call<DisplayState>('POST', '/api/displays', { body })
/** @param statement what the display has signed a moment ago */
export const getDisplayState = (statement: string) =>
  call<DisplayState>('GET', '/api/display/state', { headers: { 'Waymark-Display': statement } })

/** @param person who says so */
export const putInstallation = (person: Uuid, id: Uuid, body: Install) =>
  call<WordKept>('PUT', `/api/installations/${id}`, { body, person })
/** @param person who says so */
export const postOldLabel = (person: Uuid, body: OldLabelRead) =>
  call<OldLabelNoted>('POST', '/api/old-labels', { body, person })
/** @param person who says so */
export const putDamagedTag = (person: Uuid, id: Uuid, body: ReportDamage) =>
  call<WordKept>('PUT', `/api/damaged-tags/${id}`, { body, person })
export const dismissDamage = (estate: Uuid, id: Uuid, body: DismissDamage) =>
  call<void>('PUT', `/api/estates/${estate}/damaged-tags/${id}/dismissal`, { body })
export const getHanging = (estate: Uuid) => call<Hanging>('GET', `/api/estates/${estate}/hanging`)
export const recordPrints = (estate: Uuid, body: RecordPrints) =>
  call<PrintsRecorded>('POST', `/api/estates/${estate}/label-prints`, { body })
export const getBlanks = (estate: Uuid) => call<Blanks>('GET', `/api/estates/${estate}/blanks`)
export const makeBlanks = (estate: Uuid, body: MakeBlanks) =>
  call<Blanks>('POST', `/api/estates/${estate}/blanks`, { body, waitMs: 60_000 })
export const claimBlank = (estate: Uuid, checkpoint: CheckpointId, body: ClaimBlank) =>
  call<BlankClaimed>('POST', `/api/estates/${estate}/blanks/${checkpoint}/claim`, { body })
/** Where the browser finds a PDF of blank labels; it fetches that itself. */
export const blanksUrl = (estate: Uuid, query: Readonly<Record<string, string>>) =>
  `/api/estates/${estate}/blanks.pdf${queryOf(query)}`

export const getInbox = () => call<Inbox>('GET', '/api/inbox')
/** Only how many are new, how many findings wait, and what rings. */
export const countInbox = (estate: Uuid | undefined) =>
  call<Inbox>('GET', `/api/inbox${queryOf({ most: '0', ...(estate && { estate }) })}`)
export const markRead = (body: MarkRead) => call<Inbox>('PUT', '/api/inbox/read', { body })
export const getNotificationSettings = () => call<NotificationRecord>('GET', '/api/notification-settings')
export const changeNotificationSettings = (body: NotificationSettings) =>
  call<NotificationRecord>('PUT', '/api/notification-settings', { body })
export const addBrowser = (body: PushTarget) => call<NotificationRecord>('PUT', '/api/push-subscriptions', { body })
export const removeBrowser = (id: Uuid) => call<void>('DELETE', `/api/push-subscriptions/${id}`)
export const testNotifications = () => call<NotificationTest>('POST', '/api/notification-settings/test')
export const getWebhooks = (estate: Uuid) => call<Webhooks>('GET', `/api/estates/${estate}/webhooks`)
/** The secret comes with it, and never again. */
export const addWebhook = (estate: Uuid, body: WebhookDraft) =>
  call<WebhookAdded>('POST', `/api/estates/${estate}/webhooks`, { body })
export const changeWebhook = (estate: Uuid, webhook: Uuid, body: ChangeWebhook) =>
  call<Webhook>('PATCH', `/api/estates/${estate}/webhooks/${webhook}`, { body })
export const removeWebhook = (estate: Uuid, webhook: Uuid) =>
  call<void>('DELETE', `/api/estates/${estate}/webhooks/${webhook}`)
export const newWebhookSecret = (estate: Uuid, webhook: Uuid) =>
  call<WebhookAdded>('POST', `/api/estates/${estate}/webhooks/${webhook}/secret`)
export const testWebhook = (estate: Uuid, webhook: Uuid) =>
  call<WebhookDelivery>('POST', `/api/estates/${estate}/webhooks/${webhook}/test`)
export const redeliver = (estate: Uuid, webhook: Uuid, delivery: Uuid) =>
  call<WebhookDelivery>('POST', `/api/estates/${estate}/webhooks/${webhook}/deliveries/${delivery}`)

export const getFindings = (estate: Uuid, query: FindingsSearch) =>
  call<Findings>('GET', `/api/estates/${estate}/findings${queryOf({ ...query })}`)
export const getFinding = (estate: Uuid, finding: Uuid) =>
  call<FindingDetail>('GET', `/api/estates/${estate}/findings/${finding}`)
/**
 * The same event may be sent again: it always gets the same receipt.
 * @param person who has done it, if not whoever is at the browser now
 */
export const putFindingEvent = (id: Uuid, body: SendFindingEvent, person?: Uuid) =>
  call<FindingReceipt>('PUT', `/api/finding-events/${id}`, { body, person })
export const getFindingRules = (estate: Uuid) => call<FindingRulesRecord>('GET', `/api/estates/${estate}/finding-rules`)
export const setFindingRules = (estate: Uuid, body: SetFindingRules) =>
  call<FindingRulesRecord>('PUT', `/api/estates/${estate}/finding-rules`, { body })
export const getScorecard = (estate: Uuid, span: Span) =>
  call<Scorecard>('GET', `/api/estates/${estate}/findings/scorecard${queryOf({ ...span })}`)
/** Where the browser finds a paper about a finding; it fetches that itself. */
export const findingPaperUrl = (
  estate: Uuid,
  finding: Uuid,
  paper: 'history' | 'work-order' | 'notice',
  language: Language,
) => `/api/estates/${estate}/findings/${finding}/${paper}.pdf${queryOf({ language })}`

function queryOf(query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}
