import { useSignal } from '@preact/signals'
import type { Damage } from '../../checkpoints/hanging.ts'
import { nameIn } from '../../checkpoints/language.ts'
import type { DamagedLabel } from '../../checkpoints/wire/hanging.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { type Catalogue, placeIn } from '../models/catalogue.ts'
import { printHref } from '../models/hanging.ts'
import { dismissDamage } from '../server.ts'
import type { HangingWords } from '../words/hanging.zh-Hant.ts'
import { language } from '../words/language.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { dayAndTime, decimal } from '../words/writing.ts'
import { ReasonSheet } from './reason-sheet.tsx'

type Props = {
  readonly words: HangingWords['desk']
  readonly kinds: Readonly<Record<Damage, string>>
  readonly office: OfficeWords
  readonly estate: Estate
  readonly catalogue: Catalogue
  readonly damaged: readonly DamagedLabel[]
  readonly mayPrint: boolean
  readonly onChanged: () => void
}

/** The queue for the printer: labels that staff could not read. */
export function HangingDamaged({ words, kinds, office, estate, catalogue, damaged, mayPrint, onChanged }: Props) {
  const asked = useSignal<DamagedLabel | undefined>(undefined)
  if (damaged.length === 0) return null
  const toPrint = damaged.filter(({ printedAt }) => printedAt === null)
  return (
    <Card title={words.damaged} aside={decimal(damaged.length)} flush>
      <p class="hanging-lead soft small">{words.damagedLead}</p>
      {mayPrint && toPrint.length > 0 && (
        <div class="hanging-action row">
          <Button kind="primary" icon="print" href={printHref(toPrint)}>
            {words.print}
          </Button>
        </div>
      )}
      <ul class="hanging-list" aria-label={words.damaged}>
        {damaged.map((label) => (
          <li key={label.id} class="hanging-damaged">
            <div>
              <p>
                <a href={`/checkpoints/${label.checkpoint}`}>{nameIn(label.names, language.value)}</a> ·{' '}
                <strong>{kinds[label.damage]}</strong>
              </p>
              <p class="soft small">
                {placeIn(catalogue, label.place, language.value)} · {label.code}
              </p>
              {label.note && <p>{label.note}</p>}
              <p class="soft small">{words.reported(label.by, dayAndTime(label.at, estate.zone))}</p>
              {label.printedAt !== null && <p>{words.printedOn(dayAndTime(label.printedAt, estate.zone))}</p>}
            </div>
            {mayPrint && (
              <Button
                kind="quiet"
                onClick={() => {
                  asked.value = label
                }}
              >
                {words.dismiss}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {asked.value && (
        <Dismissal
          {...{ words, office, estate, label: asked.value }}
          onClose={() => {
            asked.value = undefined
          }}
          onDone={() => {
            asked.value = undefined
            onChanged()
          }}
        />
      )}
    </Card>
  )
}

type DismissalProps = Pick<Props, 'words' | 'office' | 'estate'> & {
  readonly label: DamagedLabel
  readonly onClose: () => void
  readonly onDone: () => void
}

function Dismissal({ words, office, estate, label, onClose, onDone }: DismissalProps) {
  return (
    <ReasonSheet
      office={office}
      words={words}
      title={words.dismissAsk}
      deed={words.dismiss}
      maxLength={500}
      send={(reason) => dismissDamage(estate.id, label.id, { reason })}
      onClose={onClose}
      onDone={onDone}
    >
      <p>
        <strong>{nameIn(label.names, language.value)}</strong> · {label.code}
      </p>
    </ReasonSheet>
  )
}
