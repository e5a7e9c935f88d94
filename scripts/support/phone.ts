/** An assistant's phone in scripts: its key, its sequence, its outbox. Signs with the product's own domain code. */
import { createHash, randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair } from 'jose'
import type { Answer } from '../../checkpoints/answer.ts'
import { type FindingEvent, signFindingEvent } from '../../checkpoints/finding-act.ts'
import { uuidV7 } from '../../checkpoints/ids.ts'
import { MINUTE_MS } from '../../checkpoints/time.ts'
import { type Evidence, signVisit } from '../../checkpoints/visit.ts'
import { VISIT_VERSION } from '../../checkpoints/visit-version.ts'
import type { DeviceEnrolled, ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { Me } from '../../checkpoints/wire/session.ts'
import { BATCH_MAX, type BatchOutcome } from '../../checkpoints/wire/visit.ts'
import type { ApiClient } from './api-client.ts'

export type Filed = {
  readonly checkpoint: ListedCheckpoint
  readonly evidence: Evidence
  readonly answers: readonly Answer[]
  /** True time of the scan; `clockErrorMs` is what the phone's wall clock adds to it. */
  readonly scannedAt: number
  readonly clockErrorMs: number
  readonly round: string | null
}

export type Phone = {
  /** Remembers the server's time, as any answer of the API brings it. */
  readonly sync: (serverTime: number) => void
  /** @returns the visit's id and the bytes to send; the outbox does not keep them */
  readonly sign: (visit: Filed) => Promise<{ readonly id: string; readonly jws: string }>
  readonly file: (visit: Filed) => Promise<void>
  /** What is done about a finding, signed as by the app. */
  readonly signEvent: (event: FindingEvent) => Promise<string>
  /** @returns what was refused: nothing, in a demo that is in order */
  readonly drain: () => Promise<BatchOutcome['outcomes']>
}

export async function enrolPhone(api: ApiClient, me: Me, estate: string, label: string): Promise<Phone> {
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const { kty, crv, x, y } = await exportJWK(publicKey)
  const device = await api.call<DeviceEnrolled>('POST', '/api/devices', { publicKey: { kty, crv, x, y }, label })
  let lastSync = device.enrolledAt
  let sequence = 0
  let previous: string | null = null
  let outbox: string[] = []
  const sign: Phone['sign'] = async ({ checkpoint, evidence, answers, scannedAt, clockErrorMs, round }) => {
    sequence += 1
    const id = uuidV7(scannedAt, randomBytes(10))
    const shown = scannedAt + clockErrorMs
    const jws = await signVisit(
      {
        v: VISIT_VERSION,
        id,
        estate,
        person: me.person.id,
        device: device.id,
        sequence,
        previous,
        checkpoint: checkpoint.id,
        evidence,
        openedAt: shown,
        scannedAt: shown,
        submittedAt: shown + MINUTE_MS,
        // Its clock was as wrong when it last heard the server.
        lastServerTime: {
          ...{ at: lastSync, elapsedMs: scannedAt - lastSync },
          ...{ wallAt: lastSync + clockErrorMs, whole: true },
        },
        follows: sequence - 1,
        position: null,
        round,
        checklist: checkpoint.checklist,
        answers: [...answers],
      },
      privateKey,
    )
    previous = createHash('sha256').update(jws).digest('hex')
    return { id, jws }
  }
  return {
    sign,
    signEvent: (event) => signFindingEvent({ ...event, person: me.person.id, device: device.id }, privateKey),
    sync(serverTime) {
      lastSync = serverTime
    },
    async file(visit) {
      outbox.push((await sign(visit)).jws)
    },
    async drain() {
      const refused: BatchOutcome['outcomes'] = []
      for (let i = 0; i < outbox.length; i += BATCH_MAX) {
        const visits = outbox.slice(i, i + BATCH_MAX)
        const { outcomes } = await api.call<BatchOutcome>('POST', '/api/visits/batch', { visits })
        refused.push(...outcomes.filter((outcome) => 'problem' in outcome))
      }
      outbox = []
      return refused
    },
  }
}
