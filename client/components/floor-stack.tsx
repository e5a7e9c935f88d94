import type { ComponentChildren } from 'preact'
import './floor-stack.css'

type StackProps = { readonly title: string; readonly aside: string; readonly children: ComponentChildren }

/** A building, its floors lying on one another. */
export function FloorStack({ title, aside, children }: StackProps) {
  return (
    <section class="floor-stack" aria-label={title}>
      <p class="floor-stack-title">
        <strong>{title}</strong> <span class="soft">{aside}</span>
      </p>
      <ul class="floor-stack-floors">{children}</ul>
    </section>
  )
}

type FloorProps = {
  readonly name: string
  /** 0 to 1; null: nothing was due. */
  readonly compliance: number | null
  /** Written on the bar. */
  readonly figure: string
  /** Written beside it where there is something to see to. */
  readonly gaps: string | undefined
  readonly isWorst: boolean
  /** What is behind it, shown when it is opened. */
  readonly children: ComponentChildren
}

/** A floor as a bar: full as far as it was visited, hatched as far as it was missed. */
export function FloorBar({ name, compliance, figure, gaps, isWorst, children }: FloorProps) {
  return (
    <li>
      <details class="floor" data-worst={isWorst ? '' : undefined}>
        <summary>
          <span class="floor-name">{name}</span>
          <svg class="floor-bar" width="100%" height="100%" aria-hidden="true" data-due={compliance !== null}>
            <rect class="floor-missed" width="100%" height="100%" />
            <rect class="floor-hatch" width="100%" height="100%" fill="url(#floor-hatch)" />
            <rect class="floor-visited" width={`${(compliance ?? 0) * 100}%`} height="100%" />
          </svg>
          <span class="floor-figure">{figure}</span>
          <span class="floor-gaps">{gaps}</span>
        </summary>
        {children}
      </details>
    </li>
  )
}

/** What missed parts of bars are hatched with. One on a page is enough. */
export function FloorHatch() {
  return (
    <svg class="floor-symbols" width="0" height="0" aria-hidden="true">
      <pattern id="floor-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="2" height="7" />
      </pattern>
    </svg>
  )
}
