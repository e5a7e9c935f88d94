import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import './panes.css'

type Props = {
  readonly list: ComponentChildren
  /** What is open beside the list; undefined: nothing. */
  readonly open: Pane | undefined
}

export type Pane = {
  /** Tells one from the next: of something in the list the id of its row, see {@link rowId}. */
  readonly id: string
  readonly title: string
  /** The list without it. */
  readonly closeHref: string
  readonly closeLabel: string
  readonly children: ComponentChildren
}

/** The id of the row that opens a pane. */
export function rowId(id: string): string {
  return `row-${id}`
}

/** A list and what is open of it: side by side at a desk, one after the other on a phone. The focus goes along. */
export function Panes({ list, open }: Props) {
  const pane = useRef<HTMLDivElement>(null)
  const openBefore = useRef<string | undefined>(undefined)
  const id = open?.id
  useEffect(() => {
    if (id !== undefined) {
      pane.current?.focus({ preventScroll: true })
      // On a phone the list above has gone, and with it the place to which the page was scrolled.
      const top = pane.current?.getBoundingClientRect().top ?? 0
      if (top < 0 || top > innerHeight) pane.current?.scrollIntoView()
    } else if (openBefore.current !== undefined) {
      document.querySelector<HTMLElement>(`#${rowId(openBefore.current)} :is(a, button)`)?.focus()
    }
    openBefore.current = id
  }, [id])
  return (
    <div class="panes" data-open={open ? '' : undefined}>
      <div class="panes-list stack" tabIndex={-1}>
        {list}
      </div>
      {open && (
        <div key={id} ref={pane} class="panes-detail" tabIndex={-1}>
          <Card
            title={open.title}
            aside={
              <Button kind="quiet" icon="close" iconOnly href={open.closeHref}>
                {open.closeLabel}
              </Button>
            }
          >
            {open.children}
          </Card>
        </div>
      )}
    </div>
  )
}
