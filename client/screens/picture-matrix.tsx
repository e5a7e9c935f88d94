import { useCallback, useId, useMemo, useState } from 'preact/hooks'
import { CELL_STATES } from '../../checkpoints/coverage.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Field } from '../components/field.tsx'
import { Mark } from '../components/mark.tsx'
import { Matrix } from '../components/matrix.tsx'
import { MatrixPaper } from '../components/matrix-paper.tsx'
import type { MatrixLook } from '../components/matrix-row.tsx'
import { Segmented } from '../components/segmented.tsx'
import { type DaysShown, daysShown, type MatrixOrder, matrixRows, missedSpots } from '../models/matrix.ts'
import { stateName } from '../words/state.ts'
import { civilDay, civilWeekday, decimal } from '../words/writing.ts'
import type { PictureProps } from './report-pictures.tsx'
import { usePaper } from './use-paper.ts'

/** Spots down, days across. */
export function MatrixPicture(props: PictureProps) {
  const { report, words } = props
  const { matrix } = words
  const [order, setOrder] = useState<MatrixOrder>('walking')
  const [find, setFind] = useState('')
  const [back, setBack] = useState(0)
  const help = useId()
  const shown = useMemo(
    () =>
      daysShown(
        report.days.map(({ day }) => day),
        back,
      ),
    [report, back],
  )
  const look = useLook(props, { order, find, shown })
  // All rows, where the screen draws those that are in sight.
  const paper = usePaper(() => <MatrixPaper look={look} caption={matrix.title} />)
  if (report.spots.length === 0) return null
  return (
    <div class="picture-matrix">
      <Card title={matrix.title} flush>
        <p>{readingOf(props)}</p>
        <ul class="picture-marks">
          {CELL_STATES.map((state) => (
            <li key={state}>
              <Mark state={state} /> {stateName(state)}
            </li>
          ))}
        </ul>
        <p class="soft small" id={help}>
          {matrix.worstOfDay}{' '}
          <span class="picture-keys screen-only">{props.href ? matrix.keys : matrix.keysShared}</span>
        </p>
        <div class="picture-matrix-tools screen-only">
          <Field label={matrix.find} type="search" value={find} onInput={setFind} />
          <Segmented
            legend={matrix.order}
            size="small"
            segments={(['walking', 'worst'] as const).map((value) => ({ value, label: matrix.orders[value] }))}
            value={order}
            onChange={setOrder}
          />
        </div>
        <DayPages {...props} shown={shown} onBack={(by) => setBack(back + by)} />
        {look.rows.length === 0 ? (
          <p role="status">{matrix.noneFound}</p>
        ) : (
          <Matrix {...look} label={matrix.title} describedBy={help} columns={report.days.length} />
        )}
        <div ref={paper} />
      </Card>
    </div>
  )
}

type Chosen = { readonly order: MatrixOrder; readonly find: string; readonly shown: DaysShown }

function useLook({ report, href, words, names }: PictureProps, { order, find, shown }: Chosen): MatrixLook {
  const rows = useMemo(
    () => matrixRows(report.spots, { order, find, nameOf: names.spotAndPlace }),
    [report, order, find, names],
  )
  const dayNames = useMemo(() => new Map(shown.days.map((day) => [day, civilWeekday(day)])), [shown, words])
  const said = useCallback<MatrixLook['said']>(
    ({ name, place }, day, state) =>
      [name, place, dayNames.get(day), state ? stateName(state) : words.matrix.notExpected]
        .filter(Boolean)
        .join(words.and),
    [words, dayNames],
  )
  const cellHref = useCallback<NonNullable<MatrixLook['cellHref']>>(
    (checkpoint, day) => href?.cells({ checkpoint, from: day, to: day }) ?? '',
    [href],
  )
  return {
    ...{ rows, said },
    days: shown.days,
    first: shown.first,
    corner: words.columns.spot,
    namesPlaces: order === 'worst',
    dayText: (day) => dayNames.get(day) ?? day,
    spotHref: href?.spot,
    cellHref: href && cellHref,
  }
}

type PagesProps = PictureProps & { readonly shown: DaysShown; readonly onBack: (by: 1 | -1) => void }

/** More days than stand side by side are turned like pages. */
function DayPages({ words, shown: { days, hasEarlier, hasLater }, onBack }: PagesProps) {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last || !(hasEarlier || hasLater)) return null
  return (
    <div class="picture-days">
      <span class="screen-only">
        <Button disabled={!hasEarlier} onClick={() => onBack(1)}>
          {words.matrix.earlier}
        </Button>
      </span>
      <strong aria-live="polite">{words.fromTo(civilDay(first), civilDay(last))}</strong>
      <span class="screen-only">
        <Button disabled={!hasLater} onClick={() => onBack(-1)}>
          {words.matrix.later}
        </Button>
      </span>
    </div>
  )
}

function readingOf({ report: { spots }, words: { matrix }, names }: PictureProps): string {
  const { count, worst } = missedSpots(spots)
  const total = decimal(spots.length)
  if (!worst) return matrix.allWell(total)
  const { name, place } = names.spotAndPlace(worst.checkpoint)
  return matrix.reading(decimal(count), total, `${place} ${name}`.trim(), decimal(worst.tally.missed))
}
