import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { Defined } from '../components/defined.tsx'
import type { ReportWords } from '../words/report.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import './report-section.css'

type Props = {
  /** What a link within the page leads to. */
  readonly id: string
  readonly title: string
  readonly means: string | undefined
  readonly count?: number | undefined
  readonly children: ComponentChildren
}

/** One question that a report answers, its heading carrying what it means. */
export function ReportSection({ id, title, means, count, children }: Props) {
  const headingId = `${id}-title`
  return (
    <section class="report-section" id={id} aria-labelledby={headingId} tabIndex={-1}>
      <div class="report-section-head">
        {means ? (
          <Defined means={means} heading={{ level: 2, id: headingId }}>
            {title}
          </Defined>
        ) : (
          <h2 id={headingId}>{title}</h2>
        )}
        {count !== undefined && <strong>{decimal(count)}</strong>}
      </div>
      {children}
    </section>
  )
}

/** Says that there is nothing, in place of a list. */
export function Nothing({ children }: { readonly children: ComponentChildren }) {
  return <p class="report-nothing soft">{children}</p>
}

type FoldProps<Item> = {
  readonly words: ReportWords
  readonly items: readonly Item[]
  /** How many are read at once. */
  readonly first?: number
  /** Draws some of them, as a list or a table. */
  readonly children: (items: readonly Item[]) => ComponentChildren
}

const READ_AT_ONCE = 20
/** Of what somebody asks for; a year of a large estate has thousands of gaps. */
const OPENED_AT_ONCE = 200

/** The first of many; the others on demand, and only then drawn. */
export function Fold<Item>({ words, items, first = READ_AT_ONCE, children }: FoldProps<Item>) {
  const isOpen = useSignal(false)
  // Nobody opens a fold for one row.
  const cut = items.length > first + 1 ? first : items.length
  const rest = decimal(items.length - cut)
  return (
    <>
      {children(items.slice(0, cut))}
      {items.length > cut && (
        <details
          class="report-more"
          data-open={isOpen.value ? '' : undefined}
          onToggle={({ currentTarget }) => {
            isOpen.value = currentTarget.open
          }}
        >
          <summary class="screen-only">{words.more(rest)}</summary>
          {isOpen.value && (
            <Fold words={words} items={items.slice(cut)} first={OPENED_AT_ONCE}>
              {children}
            </Fold>
          )}
        </details>
      )}
      {items.length > cut && !isOpen.value && <p class="report-not-printed soft small">{words.notPrinted(rest)}</p>}
    </>
  )
}

type FigureProps = {
  /** Where what is counted is listed; undefined: a number alone. */
  readonly href: string | undefined
  /** Says the number with what it counts, for those who hear links one by one. */
  readonly label: string
  readonly children: ComponentChildren
}

/** A number that leads to what is behind it. */
export function Figure({ href, label, children }: FigureProps) {
  if (href === undefined) return <>{children}</>
  return (
    <a class="report-figure" href={href} aria-label={label}>
      {children}
    </a>
  )
}
