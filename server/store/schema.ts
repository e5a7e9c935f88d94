/**
 * The tables as Kysely sees them. Instants are epoch milliseconds UTC by the server's clock unless a comment says
 * otherwise; `…_json` columns hold JSON text. The same types serve SQLite and PostgreSQL.
 */

import type { AlertKind } from '../../checkpoints/alert.ts'
import type { ReadingRemark, Severity } from '../../checkpoints/answer.ts'
import type { Category } from '../../checkpoints/checklist.ts'
import type { Kind } from '../../checkpoints/checkpoint.ts'
import type { FindingState, KeptAct } from '../../checkpoints/finding.ts'
import type { RouteKind } from '../../checkpoints/finding-act.ts'
import type { Trigger } from '../../checkpoints/finding-rules.ts'
import type { Damage, Replaced } from '../../checkpoints/hanging.ts'
import type { OnHolidays } from '../../checkpoints/holiday.ts'
import type { Language } from '../../checkpoints/language.ts'
import type { MailingKind, MailingState, MailState, MailTrouble } from '../../checkpoints/mailing.ts'
import type { Channel, DeliveryTrouble, NewsKind } from '../../checkpoints/notification.ts'
import type { Role } from '../../checkpoints/people.ts'
import type { Occupancy, PlaceKind } from '../../checkpoints/place.ts'
import type { WalkingOrder } from '../../checkpoints/plan.ts'
import type { ReportState } from '../../checkpoints/resident-report.ts'
import type { Decision } from '../../checkpoints/review.ts'
import type { SightingCause } from '../../checkpoints/sighting.ts'
import type { EventStanding } from '../../checkpoints/wire/finding.ts'
import type { Webhook, WebhookDelivery, WebhookTopic, WebhookTrouble } from '../../checkpoints/wire/webhook.ts'

export type Schema = {
  people: {
    id: string
    username: string
    name: string
    language: Language
    /** argon2id in PHC form; null until he has set one. */
    password_hash: string | null
    created_at: number
  }
  estates: { id: string; code: string; names_json: string; zone: string; created_at: number }
  staff_roles: { person_id: string; estate_id: string; role: Role }
  sessions: { token_sha256: string; person_id: string; created_at: number; expires_at: number }
  links: {
    token_sha256: string
    purpose: 'set-up' | 'invitation'
    person_id: string | null
    expires_at: number
    used_at: number | null
  }
  tag_keys: {
    estate_id: string
    generation: number
    public_json: string
    /** The private JWK as a JWE under the installation's secret. */
    sealed_private: string
    created_at: number
    /** null: with the estate, or before anybody could be named. */
    created_by: string | null
    revoked_at: number | null
    revoked_by: string | null
    revoked_reason: string | null
  }
  /** The key from which those of an estate's chips are made; there is none before the first chip. */
  chip_keys: {
    estate_id: string
    /** 16 bytes as a JWE under the installation's secret. */
    sealed_master: string
    created_at: number
    created_by: string
  }
  /** Chips that cannot be copied; one that was taken out and in again has an entry for each time. */
  chips: {
    id: string
    estate_id: string
    uid: string
    checkpoint_id: string
    revision: number
    added_at: number
    added_by: string
    revoked_at: number | null
    revoked_by: string | null
    revoked_reason: string | null
  }
  /** Genuine proofs that visits brought. `counter` counts the touches of the chip. */
  chip_readings: {
    visit_id: string
    chip_id: string
    estate_id: string
    uid: string
    counter: number
    received_at: number
  }
  displays: {
    id: string
    checkpoint_id: string
    number: number
    public_json: string
    label: string
    paired_at: number
    paired_by: string
    revoked_at: number | null
    revoked_by: string | null
    revoked_reason: string | null
    last_seen_at: number
    /** Milliseconds by which its own clock was ahead of the server's then. */
    clock_error_ms: number
  }
  /** One-time codes, by SHA-256. */
  display_pairings: {
    code_sha256: string
    checkpoint_id: string
    made_by: string
    expires_at: number
    /** The display that used it. */
    display_id: string | null
  }
  places: {
    id: string
    estate_id: string
    parent_id: string | null
    kind: PlaceKind
    names_json: string
    position: number
    /** Not null: a unit, in which people live. */
    occupancy: Occupancy | null
  }
  checkpoints: {
    id: string
    estate_id: string
    code: string
    kind: Kind
    names_json: string
    place_id: string
    position: number
    state: 'active' | 'retired'
    revision: number
    created_at: number
    focus_json: string | null
    /** The newest version of its own items; null: it has never had any. */
    extras_version: number | null
  }
  /** What a spot is asked beyond its kind; a version never changes. */
  checkpoint_extras: {
    checkpoint_id: string
    version: number
    items_json: string
    published_at: number
    published_by: string
  }
  /** The checklists of an estate, version by version; one that has been published never changes. */
  checklists: {
    estate_id: string
    kind: Kind
    version: number
    /** The release of the shipped checklist it was taken over from, from 1; null: the estate's own wording. */
    shipped_release: number | null
    items_json: string
    published_at: number
    published_by: string | null
    /** 1 once a visit has been filed under it. */
    used: number
    /** null: not taken back. What has been taken back is asked no more, but a phone that has it already may still file under it. */
    withdrawn_at: number | null
  }
  /** Not civil instants but civil days of the estate, both included; `until_on` null: until further notice. */
  outages: {
    id: string
    checkpoint_id: string
    from_on: string
    until_on: string | null
    reason: string
    declared_by: string
    declared_at: number
  }
  tags: {
    checkpoint_id: string
    revision: number
    generation: number
    digits: string
    issued_at: number
    revoked_at: number | null
  }
  plans: {
    id: string
    estate_id: string
    names_json: string
    /** RFC 5545 text of civil days. */
    recurrence: string
    holidays: OnHolidays
    windows_json: string
    /** Minutes that a round lasts which starts at a random moment of its window. */
    random_start: number | null
    grace_minutes: number
    walking_order: WalkingOrder
    min_gap_seconds: number
    checkpoints_json: string
    rules_json: string
    assignees_json: string
    team_id: string | null
    focus: string
    state: 'active' | 'suspended'
    /** `ad-hoc`: of a single round that somebody asked for; it is in no list of plans. */
    origin: 'standing' | 'ad-hoc'
    created_at: number
    /** Rounds exist for every window that opens before this. */
    rounds_until: number
  }
  rounds: {
    id: string
    estate_id: string
    plan_id: string
    names_json: string
    focus: string
    opens_at: number
    closes_at: number
    grace_ms: number
    assignees_json: string
    walking_order: WalkingOrder
    min_gap_ms: number
  }
  /** Who walks a round instead of those its plan names; the last one counts. The round may still have to be made. */
  handovers: {
    round_id: string
    estate_id: string
    handed_at: number
    handed_by: string
    from_json: string
    to_json: string
    reason: string
  }
  teams: {
    id: string
    estate_id: string
    names_json: string
    members_json: string
    places_json: string
    created_at: number
  }
  /** `held_on`: a civil day of the estate. */
  holidays: { estate_id: string; held_on: string; names_json: string }
  /** One row per checkpoint a round expects; who covers it is settled again whenever a visit arrives. */
  expectations: {
    round_id: string
    checkpoint_id: string
    position: number
    checklist_version: number
    /** Of the spot's own items; null: it had none. */
    extras_version: number | null
    /** 1: out of service in this round. */
    excused: number
    /** Copy of the round's, so that a spot's rounds are found by time without a join. */
    opens_at: number
    visit_id: string | null
    state: 'done' | 'doubtful' | 'late' | null
  }
  devices: {
    id: string
    person_id: string
    public_json: string
    label: string
    enrolled_at: number
    revoked_at: number | null
    revoked_by: string | null
    /** null: revoked before reasons were asked for, or not at all. */
    revoked_reason: string | null
    /** 0: it could not keep its key to itself. */
    bound: number
    /** The highest number that has arrived; 0: none. */
    last_sequence: number
    /** Of the bytes that arrived under it; null: none, or more than one. */
    last_sha256: string | null
    holes_json: string
    /** When visits first arrived that do not make one chain. */
    forked_at: number | null
    /** When the last of its visits arrived, also one that was refused and kept. */
    last_visit_at: number | null
  }
  visits: {
    id: string
    estate_id: string
    checkpoint_id: string
    person_id: string
    device_id: string
    sequence: number
    /** The hash of the visit before, as the phone says. */
    previous: string | null
    /** The exact bytes received. */
    jws: string
    sha256: string
    received_at: number
    /** By the phone's clock, clamped into its bounds. */
    occurred_at: number
    not_before: number | null
    outcome: 'verified' | 'doubtful'
    reasons_json: string
    defects: number
    /** The round the visit names; round_id is the one it counts for. */
    named_round_id: string | null
    round_id: string | null
    /** Of the last review; null: none. */
    decision: Decision | null
  }
  /** Rounds that have closed, rolled up (checkpoints/rollup.ts). A row goes whenever a cell of its round is written. */
  rollups: {
    round_id: string
    estate_id: string
    opens_at: number
    expected: number
    done: number
    doubtful: number
    late: number
    /** Uncovered ones only. */
    excused: number
    cells: string
  }
  /** What the desk said of a visit; the last one counts. */
  reviews: { visit_id: string; said_at: number; person_id: string; decision: Decision; reason: string }
  /** What the desk said of an alert, when there were so many spots to see to; the last one counts. */
  acknowledgements: {
    round_id: string
    kind: AlertKind
    said_at: number
    person_id: string
    spots: number
    reason: string
  }
  /** Visits that phones have told of and not brought up yet; `occurred_at` by the phone's word. */
  announcements: {
    visit_id: string
    device_id: string
    person_id: string
    checkpoint_id: string
    occurred_at: number
    announced_at: number
  }
  /** Links that open an estate's report without an account. */
  shares: {
    id: string
    estate_id: string
    token_sha256: string
    label: string
    period_json: string
    filter_json: string
    created_by: string
    created_at: number
    expires_at: number
    revoked_at: number | null
    revoked_by: string | null
    /** At most one an hour. */
    opened_count: number
    last_opened_at: number | null
  }
  /** Every reading of a meter that a visit brought. A meter is an item of a spot. */
  readings: {
    visit_id: string
    item: string
    checkpoint_id: string
    value: number
    occurred_at: number
    remark: ReadingRemark | null
  }
  /** The last reading of every meter, so that a pack need not look through years of them. */
  meters: { checkpoint_id: string; item: string; value: number; read_at: number }
  /** What visits saw wrong; the versions tell what the item said. */
  sightings: {
    visit_id: string
    item: string
    estate_id: string
    checkpoint_id: string
    kind: Kind
    checklist_version: number
    extras_version: number | null
    cause: SightingCause
    severity: Severity
    settled: number
    note: string
    occurred_at: number
  }
  /** Findings as their events have left them: a copy of `finding_events`, by which they are found. */
  findings: {
    id: string
    estate_id: string
    /** Counts the findings of an estate. */
    number: number
    checkpoint_id: string
    /** Of the sighting it began with; null: none. */
    visit_id: string | null
    item: string | null
    resident_report_id: string | null
    reported_at: number
    severity: Severity
    category: Category | null
    state: FindingState
    /** The number of its last event. */
    version: number
    route: RouteKind | null
    assignee_id: string | null
    department_id: string | null
    contractor_id: string | null
    /** A civil day of the estate, the last in time. */
    due_on: string | null
    closed_at: number | null
    merged_into: string | null
    /** Since when an emergency rings. */
    alarmed_at: number | null
    /** What it began with, to be searched. */
    note: string
    finding_json: string
  }
  /** All that was ever done about a finding, in order of arrival; never changed. */
  finding_events: {
    id: string
    finding_id: string
    sequence: number
    /** By the clock of whoever did it, at the latest when it arrived, and not before what he had seen. */
    at: number
    received_at: number
    /** null: a contractor without an account. */
    person_id: string | null
    contractor_name: string | null
    /** The phone that signed it; null: it was done at a desk. */
    device_id: string | null
    /** The last event its author had seen. */
    basis: number
    standing: EventStanding
    kind: KeptAct['kind']
    act_json: string
    /** Of the event as it was sent; empty: the server made it of something else. */
    sha256: string
    /** The exact bytes that a phone signed. */
    jws: string | null
    presence: 'verified' | 'doubtful' | null
    /** Why it is doubtful. */
    presence_json: string | null
  }
  /** Photos and signatures that events name, so that it is known who may see one. */
  finding_photos: { sha256: string; finding_id: string }
  finding_rules: { estate_id: string; rules_json: string; former_json: string; updated_at: number; updated_by: string }
  /** Repairs that were given out, counted anew each civil year. */
  work_orders: {
    finding_id: string
    estate_id: string
    year: number
    number: number
    issued_at: number
    /** Of the link for its contractor; null: there is none. */
    token_sha256: string | null
    expires_at: number | null
  }
  /** Rungs that have been climbed: each once. */
  escalations: { finding_id: string; key: string; at: number }
  /** What somebody is told in his inbox. */
  notifications: {
    id: string
    person_id: string
    estate_id: string
    finding_id: string
    /** The event, or the rung, that it tells of: each once for each person. */
    key: string
    kind: NewsKind
    /** What has been so for too long; null: it tells of an event. */
    trigger: Trigger | null
    /** Whose deed it tells of; by name only: somebody without an account. */
    by_id: string | null
    by_name: string | null
    at: number
    read_at: number | null
  }
  /** Of those who have chosen; what holds for all others stands in checkpoints/notification.ts. */
  notification_settings: {
    person_id: string
    push: number
    mail: number
    address: string | null
    quiet_from: string | null
    quiet_to: string | null
    /** null: his own. */
    language: Language | null
  }
  /** Browsers that are told (Push API §10); the keys are base64url, as the browser gave them. */
  push_subscriptions: {
    id: string
    person_id: string
    endpoint: string
    p256dh: string
    auth: string
    label: string
    added_at: number
    last_sent_at: number | null
  }
  /** What push services know this server by (RFC 8292); the private JWK as a JWE under the installation's secret. */
  vapid_keys: { id: number; public_key: string; sealed_private: string; made_at: number }
  /** One notification by one way: to an address, or to a browser by the id of its subscription. */
  notification_deliveries: {
    id: string
    notification_id: string
    channel: Channel
    target: string
    /** Of the mail it goes out with, several in one perhaps; null: none has been made yet. The same at every attempt. */
    message_id: string | null
    due_at: number
    state: MailState
    attempts: number
    /** null: it will not be tried again. */
    next_try_at: number | null
    trouble: DeliveryTrouble | null
    sent_at: number | null
  }
  /**
   * The last word about every item of a spot that has been found wrong: which visit said it, and whether it leaves something to
   * be done. So a pack need not look through years of sightings, nor a visit through those before it.
   */
  last_words: { checkpoint_id: string; item: string; visit_id: string; said_at: number; open: number }
  visit_photos: { visit_id: string; sha256: string }
  /** Device-signed visits that were answered with a problem, kept for review. */
  refused_visits: {
    sha256: string
    visit_id: string
    person_id: string
    device_id: string
    sequence: number
    previous: string | null
    code: string
    jws: string
    received_at: number
  }
  photos: {
    sha256: string
    bytes: number
    type: string
    width: number
    height: number
    received_at: number
  }
  /** Who has sent a photo's bytes: only his visits may name it. */
  photo_senders: { sha256: string; person_id: string }
  /** Reports that go out by e-mail. */
  mailings: {
    id: string
    estate_id: string
    kind: MailingKind
    /** ISO; of weekly ones only. */
    weekday: number | null
    /** Civil, in the estate's zone: `08:00`. */
    at_time: string
    language: Language
    state: MailingState
    /** Up to when its mails have been made. */
    made_until: number
    created_by: string
    created_at: number
  }
  /** `off_at`: when he took himself off; null: he gets it. */
  mailing_recipients: { mailing_id: string; address: string; off_at: number | null }
  /** One mail to one address; at most one of a mailing's period, but for those that somebody asked for. */
  mails: {
    id: string
    mailing_id: string
    address: string
    /** Civil days, both included. */
    from_on: string
    to_on: string
    due_at: number
    asked: number
    made_at: number
    /** The same however often it is sent, so that a reader whose server took it twice sees it once. */
    message_id: string
    state: MailState
    attempts: number
    /** null: it will not be tried again. */
    next_try_at: number | null
    trouble: MailTrouble | null
    answer: string | null
    sent_at: number | null
  }
  /** Addresses outside that are told of what happens. */
  webhooks: {
    id: string
    estate_id: string
    url: string
    label: string
    /** Empty: everything. */
    topics_json: string
    state: Webhook['state']
    /** JWE under the installation's secret. */
    sealed_secret: string
    /** The one before it, which signs along until `former_until`. */
    sealed_former: string | null
    former_until: number | null
    /** When the first of those attempts failed after which none has succeeded. */
    failing_since: number | null
    created_by: string
    created_at: number
  }
  /** One call of one webhook; its id is the same at every attempt, so that who has taken it twice acts once. */
  webhook_deliveries: {
    id: string
    webhook_id: string
    topic: WebhookTopic
    /** The body as it is sent, byte for byte. */
    payload_json: string
    made_at: number
    state: WebhookDelivery['state']
    attempts: number
    /** null: it will not be tried again. */
    next_try_at: number | null
    trouble: WebhookTrouble | null
    /** Of the last answer; null: there was none. */
    status: number | null
    sent_at: number | null
  }
  /** What estates allow on the page of their tags that strangers see. */
  public_pages: {
    estate_id: string
    shows_last_patrol: number
    takes_reports: number
    updated_at: number
    updated_by: string
  }
  /** Problems that strangers report at tags. */
  resident_reports: {
    id: string
    estate_id: string
    checkpoint_id: string
    /** Of the only key to it, which its reporter has. */
    token_sha256: string
    received_at: number
    category: Category | null
    text: string
    /** null: none was left, or the report is closed. */
    contact: string | null
    /** Its bytes stand apart from those of the staff. */
    photo_sha256: string | null
    state: ReportState
    /** What its reporter is told. */
    answer: string
    /** null: there was nobody to call, or it is not closed. */
    called_back: number | null
    updated_at: number | null
    updated_by: string | null
  }
  own_sheets: { id: string; estate_id: string; name: string; sheet_json: string; changed_at: number }
  /** A PNG that has been read to its end before it was kept. */
  logos: {
    estate_id: string
    png_base64: string
    sha256: string
    width: number
    height: number
    uploaded_at: number
  }
  /** When labels were printed, as far as anybody said so. */
  label_prints: { checkpoint_id: string; revision: number; sheet: string; printed_at: number; printed_by: string }
  /** Who says that he has hung which label; `said_at` by his phone's clock, installed_at no later than it arrived. */
  installations: {
    id: string
    checkpoint_id: string
    revision: number
    said_at: number
    installed_at: number
    installed_by: string
    photo_sha256: string | null
    position_json: string | null
    replaced: Replaced
  }
  /**
   * The first and the last time a revision was read with a camera, so that lists need not look through years of visits. No visit: the
   * phone knew that it had been replaced, and opened no form.
   */
  tag_scans: { checkpoint_id: string; revision: number; visit_id: string | null; first_at: number; scanned_at: number }
  /** Labels that could not be read, and what the desk made of it; `said_at` by the phone's clock. */
  damaged_tags: {
    id: string
    checkpoint_id: string
    damage: Damage
    note: string
    said_at: number
    reported_at: number
    reported_by: string
    dismissed_at: number | null
    dismissed_by: string | null
    dismissed_reason: string | null
  }
  /** Tags of checkpoints that do not exist until somebody claims them; revision 1. */
  blank_tags: {
    /** What the checkpoint's id will be. */
    checkpoint_id: string
    estate_id: string
    generation: number
    digits: string
    made_at: number
    made_by: string
    claimed_at: number | null
    claimed_by: string | null
  }
}
