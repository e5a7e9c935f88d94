import type { ComponentChildren } from 'preact'
import { Table } from './table.tsx'

type Props = {
  /** What opens it. */
  readonly summary: string
  readonly caption: string
  readonly head: readonly string[]
  /** The rows of the body. */
  readonly children: ComponentChildren
}

/** The numbers behind a picture, closed until somebody asks for them; on paper they are always there (use-paper.ts). */
export function TableBehind({ summary, caption, head, children }: Props) {
  return (
    <details class="table-behind">
      <summary>{summary}</summary>
      <Table
        caption={`${caption} · ${summary}`}
        hideCaption
        head={head.map((title) => (
          <th key={title} scope="col">
            {title}
          </th>
        ))}
      >
        {children}
      </Table>
    </details>
  )
}
