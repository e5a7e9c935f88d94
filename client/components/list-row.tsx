import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import './list-row.css'
import type { MarkState } from '../../checkpoints/mark.ts'
import { Mark } from './mark.tsx'

type Props = {
  readonly title: ComponentChildren
  readonly detail?: ComponentChildren
  /** Before the title: a picture of the kind, a checkbox. */
  readonly lead?: ComponentChildren
  readonly mark?: MarkState | undefined
  /** The mark's state in words; left out where the detail says it. */
  readonly markLabel?: string | undefined
  /** After the title: a number, a time. */
  readonly aside?: ComponentChildren
  readonly href?: string | undefined
  readonly onClick?: (() => void) | undefined
  /** The row whose detail is open beside the list. */
  readonly current?: boolean | undefined
  readonly id?: string | undefined
  /** Beside what can be pressed, such as a box to tick: a link holds no other control. */
  readonly beside?: ComponentChildren
}

/** One row of a list. With `href` or `onClick` all of it can be pressed. */
export function ListRow({ href, onClick, current, id, beside, ...content }: Props) {
  const pressable = href !== undefined || onClick !== undefined
  const body = <Content {...content} pressable={pressable} />
  const marked = current ? 'true' : undefined
  return (
    <li id={id} class={beside ? 'list-row-pair' : undefined}>
      {beside}
      {href !== undefined ? (
        <a class="list-row" href={href} onClick={onClick} aria-current={marked}>
          {body}
        </a>
      ) : onClick ? (
        <button type="button" class="list-row" onClick={onClick} aria-current={marked}>
          {body}
        </button>
      ) : (
        <div class="list-row">{body}</div>
      )}
    </li>
  )
}

type ContentProps = Pick<Props, 'title' | 'detail' | 'lead' | 'mark' | 'markLabel' | 'aside'> & {
  readonly pressable: boolean
}

function Content({ title, detail, lead, mark, markLabel, aside, pressable }: ContentProps) {
  return (
    <>
      {mark && <Mark state={mark} label={markLabel} />}
      {lead}
      <span class="list-row-body">
        <span class="list-row-text">
          <span class="list-row-title">{title}</span>
          {detail && <span class="list-row-detail">{detail}</span>}
        </span>
        {aside && <span class="list-row-aside">{aside}</span>}
      </span>
      {pressable && <Icon name="forward" />}
    </>
  )
}
