/**
 * The tables as Kysely sees them. Instants are epoch milliseconds UTC by the server's clock unless a comment says
 * otherwise; `…_json` columns hold JSON text. The same types serve SQLite and PostgreSQL.
 */
import type { Kind } from '../../checkpoints/checkpoint.ts'
import type { Language } from '../../checkpoints/language.ts'
import type { Role } from '../../checkpoints/people.ts'
import type { PlaceKind } from '../../checkpoints/place.ts'

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
  }
  places: {
    id: string
    estate_id: string
    parent_id: string | null
    kind: PlaceKind
    names_json: string
    position: number
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
    weekdays_json: string
    windows_json: string
    grace_minutes: number
    checkpoints_json: string
    assignees_json: string
    focus: string
    state: 'active' | 'suspended'
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
  }
  /** One row per checkpoint a round expects; who covers it is settled again whenever a visit arrives. */
  expectations: {
    round_id: string
    checkpoint_id: string
    position: number
    checklist_version: number
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
  }
  visits: {
    id: string
    estate_id: string
    checkpoint_id: string
    person_id: string
    device_id: string
    sequence: number
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
  }
  visit_photos: { visit_id: string; sha256: string }
  /** Device-signed visits that were answered with a problem, kept for review. */
  refused_visits: {
    sha256: string
    visit_id: string
    person_id: string
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
}
