/** What people do about findings, sent as the app sends it. */
import { createHash } from 'node:crypto'
import type { FindingAct, FindingEvent } from '../../checkpoints/finding-act.ts'
import type { Role } from '../../checkpoints/people.ts'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { FindingDetail } from '../../checkpoints/wire/finding.ts'
import { freshUuid } from './builders.ts'
import { type Answered, type EstateServer, enrolPhone, type TestPhone } from './estate-server.ts'

export type FindingDeeds = {
  /** An event now, by somebody who has seen all there was, unless `given` says otherwise. */
  readonly event: (finding: string, act: FindingAct, given?: Partial<FindingEvent>) => Promise<FindingEvent>
  /** Does it: signed by a phone where that is asked for, and from a desk otherwise. */
  readonly act: (role: Role, finding: string, act: FindingAct, given?: Partial<FindingEvent>) => Promise<Answered>
  /** Sends an event as it is. */
  readonly send: (role: Role, event: FindingEvent) => Promise<Answered>
  /** Sends it signed by a phone of whoever has the role. */
  readonly sendSigned: (role: Role, event: FindingEvent) => Promise<Answered>
  /** Reports one, free at a spot. @returns its id */
  readonly report: (
    role: Role,
    spot: ListedCheckpoint,
    given?: Partial<Extract<FindingAct, { kind: 'report' }>>,
  ) => Promise<string>
  /** Sends a photo, or what stands for a signature. @returns its hash */
  readonly photo: (role: Role) => Promise<string>
  readonly detail: (finding: string, role?: Role) => Promise<FindingDetail>
  /** A verification at the spot by its newest tag. */
  readonly verify: (
    role: Role,
    spot: ListedCheckpoint,
    given?: Partial<Extract<FindingAct, { kind: 'verify' }>>,
  ) => Promise<Extract<FindingAct, { kind: 'verify' }>>
}

let photosMade = 0

export function findingDeeds(server: EstateServer): FindingDeeds {
  const phones = new Map<Role, Promise<TestPhone>>()
  const phoneOf = (role: Role) => {
    const phone = phones.get(role) ?? enrolPhone(server, role)
    phones.set(role, phone)
    return phone
  }
  const pathOf = (finding: string) => `${server.path}/findings/${finding}`
  const put = (role: Role, id: string, body: object) => server.as[role]('PUT', `/api/finding-events/${id}`, body)
  const deeds: FindingDeeds = {
    async event(finding, act, given = {}) {
      const seen = given.basis ?? (await server.as.auditor('GET', pathOf(finding))).body.finding?.version ?? 0
      const { estate, now } = server
      return { v: 1, id: freshUuid(), finding, estate, at: now(), basis: seen, act, ...given }
    },
    send: (role, event) => put(role, event.id, { event }),
    async sendSigned(role, event) {
      return put(role, event.id, { jws: await (await phoneOf(role)).signEvent(event) })
    },
    async act(role, finding, act, given) {
      const event = await deeds.event(finding, act, given)
      return act.kind === 'settle' || act.kind === 'verify' ? deeds.sendSigned(role, event) : deeds.send(role, event)
    },
    async report(role, spot, given = {}) {
      const finding = freshUuid()
      const act: FindingAct = {
        ...{ kind: 'report', checkpoint: spot.id, category: 'facilities', severity: 'normal', note: 'it drips' },
        ...{ photos: [], residentReport: null, position: null },
        ...given,
      }
      const answered = await deeds.act(role, finding, act, { basis: 0 })
      if (answered.status !== 201) throw new Error(JSON.stringify(answered.body))
      return finding
    },
    async photo(role) {
      // The size in its header makes each another one.
      const picture = Buffer.from('ffd8ffc0000b080140028001011100ffd9', 'hex')
      picture.writeUInt16BE(++photosMade % 4000, 7)
      const sha256 = createHash('sha256').update(picture).digest('hex')
      const { status } = await server.as[role]('PUT', `/api/photos/${sha256}`, picture)
      if (status >= 300) throw new Error(`photo: ${status}`)
      return sha256
    },
    async detail(finding, role = 'auditor') {
      return (await server.as[role]('GET', pathOf(finding))).body
    },
    async verify(role, spot, given = {}) {
      return {
        ...{ kind: 'verify', passed: true, note: '', photos: [], signature: await deeds.photo(role), position: null },
        evidence: { channel: 'camera', digits: tagDigitsIn(spot.tagUrl ?? '') ?? '' },
        ...given,
      }
    },
  }
  return deeds
}
