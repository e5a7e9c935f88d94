import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { mayCall } from '../../checkpoints/people.ts'
import type { ListedDisplay } from '../../checkpoints/wire/display.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Empty } from '../components/empty.tsx'
import { Notice } from '../components/notice.tsx'
import { spotIn } from '../models/catalogue.ts'
import { catalogueOf } from '../models/catalogue-kept.ts'
import { estate, roles } from '../models/estate.ts'
import { polled } from '../models/polled.ts'
import { now } from '../models/server-time.ts'
import { getDisplays } from '../server.ts'
import { displayWords } from '../words/displays.ts'
import type { DisplayWords } from '../words/displays.zh-Hant.ts'
import { language } from '../words/language.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { ago, dayAndTime, decimal, span } from '../words/writing.ts'
import { DisplayPairing } from './display-pairing.tsx'
import { DisplayRevoking } from './display-revoking.tsx'
import { UnderLabels } from './under-labels.tsx'
import { useFresh } from './use-fresh.ts'
import { useRefreshed } from './use-refreshed.ts'

/** The displays that show a fresh code every half minute: where they stand, whether they are well, pairing and revoking. */
export function DisplaysScreen() {
  const words = displayWords.value
  const office = officeWords.value
  const current = estate.value
  return words && office && current ? <Shown key={current.id} words={words} office={office} estate={current} /> : null
}

type Props = { readonly words: DisplayWords; readonly office: OfficeWords; readonly estate: Estate }

/** While a tablet is being paired, one looks on. */
const LOOK_MS = 5_000

function Shown({ words, office, estate }: Props) {
  const { id, zone } = estate
  const shown = useMemo(() => polled(() => getDisplays(id)), [id])
  useFresh(shown, LOOK_MS)
  const displays = shown.value.value?.displays
  const catalogue = useRefreshed(catalogueOf(id))
  const pairing = useSignal(false)
  const asked = useSignal<ListedDisplay | undefined>(undefined)
  const said = useSignal<string | undefined>(undefined)
  const mayChange = mayCall('POST /api/estates/:estate/displays', roles.value)
  const nameOf = (display: ListedDisplay) =>
    catalogue ? spotIn(catalogue, display.checkpoint, language.value).name : ''
  const pair = mayChange && (
    <Button
      kind="primary"
      onClick={() => {
        pairing.value = true
      }}
    >
      {words.pair}
    </Button>
  )
  return (
    <UnderLabels
      {...{ words, office, estate, shown }}
      mayChange={mayChange}
      said={said.value && <Notice tone="success">{said.value}</Notice>}
    >
      {catalogue && displays?.length === 0 && (
        <Empty title={words.none} action={pair}>
          {words.noneText}
        </Empty>
      )}
      {catalogue && displays && displays.length > 0 && (
        <>
          <div class="row">{pair}</div>
          {displays.map((display) => (
            <Display
              key={display.id}
              words={words}
              zone={zone}
              display={display}
              spot={spotIn(catalogue, display.checkpoint, language.value)}
              onRevoke={
                mayChange
                  ? () => {
                      asked.value = display
                    }
                  : undefined
              }
            />
          ))}
        </>
      )}
      {pairing.value && catalogue && (
        <DisplayPairing
          words={words}
          office={office}
          estate={{ id, zone }}
          catalogue={catalogue}
          displays={displays ?? []}
          onClose={() => {
            pairing.value = false
          }}
        />
      )}
      {asked.value && (
        <DisplayRevoking
          words={words}
          office={office}
          estate={id}
          display={asked.value}
          spot={nameOf(asked.value)}
          onClose={() => {
            asked.value = undefined
          }}
          onDone={(display) => {
            asked.value = undefined
            said.value = words.revokedNow(nameOf(display))
            void shown.refresh()
          }}
        />
      )}
    </UnderLabels>
  )
}

type DisplayProps = {
  readonly words: DisplayWords
  readonly zone: string
  readonly display: ListedDisplay
  readonly spot: { readonly name: string; readonly place: string }
  /** Undefined for who only reads. */
  readonly onRevoke: (() => void) | undefined
}

/** Half a minute, which the tolerance of a code forgives. */
const CLOCK_NOTABLE_MS = 30_000

function Display({ words, zone, display, spot, onRevoke }: DisplayProps) {
  const { number, label, pairedAt, pairedBy, lastSeenAt, clockErrorMs, revoked } = display
  return (
    <Card
      title={`${spot.name} · ${words.numbered(decimal(number))}`}
      aside={<strong>{revoked ? words.revoked : words.inUse}</strong>}
    >
      <p>
        {spot.place && <span class="soft">{spot.place} · </span>}
        {label}
      </p>
      {!revoked && <p>{words.seen(ago(lastSeenAt, now.value))}</p>}
      {!revoked && Math.abs(clockErrorMs) > CLOCK_NOTABLE_MS && (
        <Notice tone="warn">
          {clockErrorMs > 0 ? words.clockAhead(span(clockErrorMs)) : words.clockBehind(span(clockErrorMs))}
        </Notice>
      )}
      <p class="soft small">{words.paired(dayAndTime(pairedAt, zone), pairedBy)}</p>
      {revoked && <p>{words.revokedBy(dayAndTime(revoked.at, zone), revoked.by, revoked.reason)}</p>}
      {onRevoke && !revoked && (
        <div class="row">
          <Button kind="quiet" onClick={onRevoke}>
            {words.revoke}
            <span class="unseen"> {spot.name}</span>
          </Button>
        </div>
      )}
    </Card>
  )
}
