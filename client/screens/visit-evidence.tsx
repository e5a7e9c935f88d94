import { useSignal } from '@preact/signals'
import { parseDisplayTag, WINDOW_MS } from '../../checkpoints/display-code.ts'
import { parseTag } from '../../checkpoints/tag.ts'
import type { Zone } from '../../checkpoints/time.ts'
import type { VisitClaims } from '../../checkpoints/visit.ts'
import type { VisitRecord } from '../../checkpoints/wire/visit.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { copyText } from '../device/clipboard.ts'
import type { BoardWords } from '../words/board.zh-Hant.ts'
import { dayAndTime, decimal, exactTime } from '../words/writing.ts'
import { Facts } from './facts.tsx'
import './visit-evidence.css'
import type { VisitProps } from './visit-summary.tsx'

/** What the phone claimed, and the bounds that the server could set to it. */
export function VisitEvidence({ words, file: { record, zone } }: VisitProps) {
  const { visit: own } = words
  const { claims, chip, device, receivedAt, notBefore, notAfter, checkpoint } = record
  const at = (instant: number) => dayAndTime(instant, zone)
  return (
    <Card title={own.evidence}>
      <Facts
        facts={[
          [own.channel, own.channels[claims.evidence.channel]],
          [own.tag, tagText(words, claims, { code: checkpoint.code, zone })],
          record.tagRevokedAt === null ? undefined : [own.tagRevoked, at(record.tagRevokedAt)],
          chip ? [own.chip, chipText(words, chip)] : undefined,
          [own.scanned, at(claims.scannedAt)],
          [own.opened, at(claims.openedAt)],
          [own.submitted, at(claims.submittedAt)],
          [own.bounds, notBefore === null ? own.notAfter(at(notAfter)) : own.between(at(notBefore), at(notAfter))],
          [own.received, at(receivedAt)],
          [
            own.device,
            device.revokedAt === null ? device.label : own.deviceRevoked(device.label, at(device.revokedAt)),
          ],
          [own.sequence, decimal(claims.sequence)],
          [own.position, positionText(words, claims)],
        ]}
      />
    </Card>
  )
}

type Hangs = { readonly code: string; readonly zone: Zone }

function tagText({ visit: own }: BoardWords, { evidence }: VisitClaims, { code, zone }: Hangs): string {
  if (evidence.channel === 'typed') return own.noTag
  if (evidence.channel === 'display') {
    const shown = parseDisplayTag(evidence.digits)?.fields
    return shown ? own.displayOf(code, decimal(shown.number), exactTime(shown.window * WINDOW_MS, zone)) : own.noTag
  }
  const tag = parseTag(evidence.digits)
  return tag ? own.tagOf(code, decimal(tag.fields.revision)) : own.noTag
}

/** Touches that nobody filed a visit of are no cause for doubt: any passer-by may hold his phone against a chip. */
function chipText({ visit: own }: BoardWords, { uid, counter, missed }: NonNullable<VisitRecord['chip']>) {
  return (
    <>
      {own.chipRead(uid, decimal(counter))}
      {missed !== null && missed > 0 && <div class="soft small">{own.chipMissed(decimal(missed))}</div>}
    </>
  )
}

function positionText({ visit: own }: BoardWords, { position }: VisitClaims): string {
  if (!position) return own.noPosition
  const { latitude, longitude, accuracyMetres } = position
  // Five decimals are one metre.
  return own.positionAt(decimal(latitude, 5), decimal(longitude, 5), decimal(accuracyMetres))
}

/** For whoever wants to check the record with tools of his own. */
export function VisitSignature({ words, file: { record } }: VisitProps) {
  const { visit: own } = words
  return (
    <Card>
      <details class="visit-signature">
        <summary>{own.signature}</summary>
        <div class="stack">
          <p class="soft small">{own.signatureLead}</p>
          <Exact words={words} name={own.sha256} text={record.sha256} />
          <Exact words={words} name={own.jws} text={record.jws} />
        </div>
      </details>
    </Card>
  )
}

type ExactProps = { readonly words: BoardWords; readonly name: string; readonly text: string }

function Exact({ words: { visit: own }, name, text }: ExactProps) {
  const said = useSignal('')
  const copy = async () => {
    said.value = (await copyText(text)) ? own.copied : own.notCopied
  }
  return (
    <div>
      <h3>{name}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section class="exact" aria-label={name} tabIndex={0}>
        <code>{text}</code>
      </section>
      <div class="row">
        <Button onClick={() => void copy()}>{own.copy}</Button>
        <span role="status">{said.value}</span>
      </div>
    </div>
  )
}
