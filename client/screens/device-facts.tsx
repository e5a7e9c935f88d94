import type { Zone } from '../../checkpoints/time.ts'
import type { Device } from '../../checkpoints/wire/estate.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { dayAndTime, decimal } from '../words/writing.ts'

type Props = { readonly words: OfficeWords['devices']; readonly device: Device; readonly zone: Zone }

/** More gaps than this tell nobody more. */
const MOST_HOLES = 3

/** What is known of a phone: its use, and what of its visits has not arrived or does not fit. */
export function DeviceFacts({ words, device, zone }: Props) {
  const { bound, enrolledAt, lastVisitAt, lastSequence, holes, forkedAt, revokedAt, revocation } = device
  const at = (instant: number) => dayAndTime(instant, zone)
  const used =
    lastVisitAt === null ? [words.noVisit] : [words.lastVisit(at(lastVisitAt)), words.lastNumber(decimal(lastSequence))]
  return (
    <>
      {[...used, words.enrolled(at(enrolledAt))].join(' · ')}
      {!bound && <Line urgent>{words.unbound}</Line>}
      {holes.slice(0, MOST_HOLES).map(({ from, to, since, standing }) => (
        <Line key={from} urgent={standing === 'missing'}>
          {words[standing](words.numbers(decimal(from), decimal(to)), at(since))}
        </Line>
      ))}
      {holes.length > MOST_HOLES && <Line>{words.moreHoles(decimal(holes.length - MOST_HOLES))}</Line>}
      {forkedAt !== null && <Line urgent>{words.forked(at(forkedAt))}</Line>}
      {revokedAt !== null && <Line urgent>{words.revoked(at(revokedAt))}</Line>}
      {revocation && <Line>{words.revokedWhy(revocation.by, revocation.reason)}</Line>}
    </>
  )
}

type LineProps = { readonly urgent?: boolean; readonly children: string }

function Line({ urgent = false, children }: LineProps) {
  return (
    <>
      <br />
      {urgent ? <strong>{children}</strong> : children}
    </>
  )
}
