import { useSignal } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { FINDING_STATES } from '../../checkpoints/finding.ts'
import { type DeskDeed, deedRefusal } from '../../checkpoints/finding-next.ts'
import { nameIn } from '../../checkpoints/language.ts'
import type { ListedFinding } from '../../checkpoints/wire/finding.ts'
import { Button } from '../components/button.tsx'
import { Segmented } from '../components/segmented.tsx'
import { wideEnough } from '../device/viewport.ts'
import { actor } from '../models/actor.ts'
import { deedsOf } from '../models/finding-deeds.ts'
import { COLUMNS, type Column, columnsOf, deedInto, type Group } from '../models/finding-groups.ts'
import { findingsHref } from '../models/findings.ts'
import { findingRulesOf, partnersOf } from '../models/office-kept.ts'
import { polled } from '../models/polled.ts'
import { now } from '../models/server-time.ts'
import { getFinding } from '../server.ts'
import type { FindingWords } from '../words/findings.zh-Hant.ts'
import { language } from '../words/language.ts'
import { decimal } from '../words/writing.ts'
import { FindingDeedSheet } from './finding-deed-sheet.tsx'
import { DueSign, Flags, SeveritySign } from './finding-signs.tsx'
import { deedName, partnerOf, whatIsWrong } from './finding-words.ts'
import type { ViewProps } from './findings.tsx'
import { rowId } from './panes.tsx'
import { useRefreshed } from './use-refreshed.ts'

type Moving = { readonly finding: ListedFinding; readonly kind: DeskDeed }

/** A column for each state. A card moves only by the deed that moves it, so moving one opens the form of that deed. */
export function FindingsBoard(props: ViewProps) {
  const { words, findings } = props
  const columns = columnsOf(findings, now.value)
  const only = useSignal<Column>('reported')
  const moving = useSignal<Moving | undefined>(undefined)
  const moved = useRef<ListedFinding | undefined>(undefined)
  useEffect(() => {
    const before = moved.current
    if (!before || findings.find(({ id }) => id === before.id)?.version === before.version) return
    moved.current = undefined
    // The card hangs in another column now, and the button that had the focus is gone.
    if (document.activeElement === document.body) document.querySelector<HTMLElement>(`#${rowId(before.id)} a`)?.focus()
  }, [findings])
  const move = (finding: ListedFinding, kind: DeskDeed) => {
    moving.value = { finding, kind }
  }
  const shownColumns = wideEnough.value ? columns : columns.filter(({ kind }) => kind === only.value)
  return (
    <>
      {!wideEnough.value && (
        <Segmented<Column>
          legend={words.columns.legend}
          hideLegend
          size="small"
          segments={columns.map(({ kind, findings }) => ({
            value: kind,
            label: `${columnName(words, kind)} ${decimal(findings.length)}`,
          }))}
          value={only.value}
          onChange={(column) => {
            only.value = column
          }}
        />
      )}
      <div class="findings-board">
        {shownColumns.map((column) => (
          <BoardColumn key={column.kind} {...props} column={column} onMove={move} />
        ))}
      </div>
      {moving.value && (
        <MovingSheet
          {...props}
          moving={moving.value}
          onClose={() => {
            moving.value = undefined
          }}
          onChanged={() => {
            moved.current = moving.value?.finding ?? moved.current
            props.onChanged()
          }}
        />
      )}
    </>
  )
}

function columnName(words: FindingWords, column: Column): string {
  return column === 'done' ? words.columns.done : FINDING_STATES[column].names[language.value]
}

type ColumnProps = ViewProps & {
  readonly column: Group<Column>
  readonly onMove: (finding: ListedFinding, kind: DeskDeed) => void
}

function BoardColumn({ column: { kind, findings }, ...props }: ColumnProps) {
  const { words } = props
  const title = columnName(words, kind)
  return (
    <section class="findings-column" aria-label={title}>
      <h2>
        {title} <span class="soft">{decimal(findings.length)}</span>
      </h2>
      {findings.length === 0 && <p class="soft small">{words.noneColumn}</p>}
      <ul>
        {findings.slice(0, kind === 'done' ? DONE_AT_MOST : undefined).map((finding) => (
          <BoardCard key={finding.id} {...props} column={kind} finding={finding} />
        ))}
      </ul>
      {kind === 'done' && findings.length > DONE_AT_MOST && (
        <a
          class="small"
          href={findingsHref({ view: 'list', filter: { ...props.shown.filter, state: 'closed,settled' } })}
        >
          {words.calendar.more(decimal(findings.length - DONE_AT_MOST))}
        </a>
      )}
    </section>
  )
}

/** What is done is looked at seldom, and there is much of it. */
const DONE_AT_MOST = 10

type CardProps = Omit<ColumnProps, 'column'> & { readonly column: Column; readonly finding: ListedFinding }

function BoardCard({ words, estate, shown, today, column, finding, onMove }: CardProps) {
  const partner = finding.route && partnerOf(finding.route, partnersOf(estate.id))
  const { primary } = deedsOf(finding, actor.value)
  const number = words.number(decimal(finding.number))
  /** The arrow keys move it to the column beside, where a deed leads there. */
  function press(event: KeyboardEvent): void {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const target = COLUMNS[COLUMNS.indexOf(column) + by]
    const kind = by === 0 || !target ? undefined : deedInto(target, finding)
    if (!kind || deedRefusal(kind, finding, actor.value) !== undefined) return
    event.preventDefault()
    onMove(finding, kind)
  }
  return (
    <li id={rowId(finding.id)} class="findings-card" data-open={shown.open === finding.id ? '' : undefined}>
      <a
        href={findingsHref({ ...shown, open: finding.id })}
        aria-current={shown.open === finding.id ? 'true' : undefined}
        onKeyDown={press}
      >
        <span class="findings-excerpt">
          {number} {whatIsWrong(finding)}
        </span>
      </a>
      <p class="small">{nameIn(finding.spot.names, language.value)}</p>
      <p class="findings-signs small">
        <SeveritySign severity={finding.severity} />
        <DueSign words={words} finding={finding} today={today} />
        {partner && <span>{partner}</span>}
        {finding.assignee && <span>{finding.assignee.name}</span>}
        <Flags words={words} finding={finding} />
      </p>
      {primary && (
        <Button onClick={() => onMove(finding, primary)}>
          {deedName(words, primary, finding)}
          <span class="unseen"> {number}</span>
        </Button>
      )}
    </li>
  )
}

type MovingProps = ViewProps & { readonly moving: Moving; readonly onClose: () => void }

/** The form that moves a card, with all that it has to know of the finding. */
function MovingSheet({ words, office, estate, moving: { finding, kind }, onClose, onChanged }: MovingProps) {
  const shown = useMemo(() => polled(() => getFinding(estate.id, finding.id)), [estate.id, finding.id])
  useRefreshed(shown)
  const rules = useRefreshed(findingRulesOf(estate.id))?.rules
  return (
    <FindingDeedSheet
      {...{ words, office, estate, shown, rules, kind, onClose }}
      onDone={() => {
        onChanged()
        onClose()
      }}
    />
  )
}
