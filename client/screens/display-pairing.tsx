import { useSignal } from '@preact/signals'
import type { ListedDisplay, PairingOffered } from '../../checkpoints/wire/display.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { Select } from '../components/select.tsx'
import { Sheet } from '../components/sheet.tsx'
import { type Catalogue, spotIn } from '../models/catalogue.ts'
import { toPrint } from '../models/labels.ts'
import { offerPairing } from '../server.ts'
import type { DisplayWords } from '../words/displays.zh-Hant.ts'
import { language } from '../words/language.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { failureText } from '../words/problems.ts'
import { timeOfDay } from '../words/writing.ts'
import './display-pairing.css'
import { useSending } from './use-sending.ts'

type Props = {
  readonly words: DisplayWords
  readonly office: OfficeWords
  readonly estate: Pick<Estate, 'id' | 'zone'>
  readonly catalogue: Catalogue
  /** As they are listed by now: the new one is among them once the tablet has it. */
  readonly displays: readonly ListedDisplay[]
  readonly onClose: () => void
}

/** For which spot, then the code to type on the tablet, until the tablet is there. */
export function DisplayPairing({ words, office, estate, catalogue, displays, onClose }: Props) {
  const checkpoint = useSignal<string | undefined>(undefined)
  const tried = useSignal(false)
  const offered = useSignal<PairingOffered | undefined>(undefined)
  const before = useSignal<ReadonlySet<string>>(new Set())
  const { busy, failure, send } = useSending()
  const isPaired = displays.some(({ id, checkpoint: at }) => at === checkpoint.value && !before.value.has(id))

  async function getCode(): Promise<void> {
    tried.value = true
    const chosen = checkpoint.value
    if (chosen === undefined) return
    before.value = new Set(displays.map(({ id }) => id))
    const reply = await send(() => offerPairing(estate.id, { checkpoint: chosen }))
    if (reply?.ok) offered.value = reply.value
  }

  const { value: code } = offered
  return (
    <Sheet
      title={words.pair}
      closeLabel={office.close}
      onClose={onClose}
      actions={
        code ? (
          <Button kind={isPaired ? 'primary' : 'quiet'} onClick={onClose}>
            {isPaired ? words.finish : office.close}
          </Button>
        ) : (
          <>
            <Button kind="primary" busy={busy.value} onClick={() => void getCode()}>
              {words.getCode}
            </Button>
            <Button onClick={onClose}>{office.cancel}</Button>
          </>
        )
      }
    >
      <div class="stack">
        {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
        {code ? (
          <>
            <p>
              {words.onTablet}
              <br />
              <strong class="display-pairing-address">{`${location.origin}/display`}</strong>
            </p>
            <p>{words.thenType}</p>
            <p class="display-pairing-code">{code.code}</p>
            <p class="soft">{words.until(timeOfDay(code.expiresAt, estate.zone))}</p>
            {isPaired ? <Notice tone="success">{words.done}</Notice> : <Notice tone="info">{words.waiting}</Notice>}
          </>
        ) : (
          <Select
            label={words.spot}
            placeholder={words.chooseSpot}
            required
            options={toPrint(catalogue, { which: 'all' }).map(({ id }) => {
              const { name, place } = spotIn(catalogue, id, language.value)
              return { value: id, label: `${place} ${name}` }
            })}
            value={checkpoint.value}
            onChange={(chosen) => {
              checkpoint.value = chosen
            }}
            error={tried.value && checkpoint.value === undefined ? words.spotMissing : undefined}
          />
        )}
      </div>
    </Sheet>
  )
}
