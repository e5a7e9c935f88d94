import type { ComponentChildren } from 'preact'
import './facts.css'

type Props = {
  /** What it is, and its value; undefined leaves it out. */
  readonly facts: readonly (readonly [name: string, value: ComponentChildren] | undefined)[]
}

/** Facts side by side, each below its name. */
export function Facts({ facts }: Props) {
  return (
    <dl class="facts">
      {facts.map(
        (fact) =>
          fact && (
            <div key={fact[0]}>
              <dt>{fact[0]}</dt>
              <dd>{fact[1]}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
