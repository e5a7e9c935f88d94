import { useEffect, useMemo } from 'preact/hooks'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { Pack } from '../../checkpoints/wire/estate.ts'
import type { FindingDetail } from '../../checkpoints/wire/finding.ts'
import { fetchedFinding } from '../models/finding-fetched.ts'
import { mySaid } from '../models/finding-outbox.ts'
import { type Work, workFrom, workOf } from '../models/finding-work.ts'
import { pack, packsRead } from '../models/pack.ts'
import { online } from '../models/session.ts'

export type Seen = {
  readonly pack: Pack
  readonly work: Work
  /** As the server has told it; undefined without a signal. */
  readonly detail: FindingDetail | undefined
}

/** One finding: as the server has it where there is a signal, else as the phone has it; with what was done here since. */
export function useFinding(id: Uuid): Seen | 'looking' | 'gone' {
  const known = pack.value
  const estate = known?.estate.id
  const fetched = useMemo(() => (estate ? fetchedFinding(estate, id) : undefined), [estate, id])
  const arrived = mySaid.value.filter(({ event, state }) => event.finding === id && state === 'on-server').length
  const reached = online.value
  // Again when something of his has arrived, and when the signal is back.
  useEffect(() => void fetched?.fetch(), [fetched, arrived, reached])
  if (!known) return packsRead.value ? 'gone' : 'looking'
  const { value: now } = fetched!.now
  const said = mySaid.value.filter(({ event }) => event.estate === known.estate.id)
  if (now.state === 'there') return { pack: known, work: workFrom(now.detail, said), detail: now.detail }
  const work = workOf(known, said).find((one) => one.id === id)
  if (work) return { pack: known, work, detail: undefined }
  return now.state === 'fetching' ? 'looking' : 'gone'
}
