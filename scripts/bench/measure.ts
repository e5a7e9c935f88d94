/** What a benchmark measured, what it should have been, and how both are shown. */

export type Goal = { readonly atLeast: number } | { readonly atMost: number } | { readonly exactly: number }

export type Measure = {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly goal?: Goal
  /** How it was measured, where the name does not say it all. */
  readonly how?: string
}

/** undefined: nothing was demanded. */
export function isMet({ value, goal }: Measure): boolean | undefined {
  if (!goal) return undefined
  if ('atLeast' in goal) return value >= goal.atLeast
  return 'atMost' in goal ? value <= goal.atMost : value === goal.exactly
}

/** A row as the table prints it. */
export function rowOf(measure: Measure): string {
  const { name, value, unit, goal } = measure
  const met = isMet(measure)
  const columns = [name.padEnd(58), shown(value).padStart(9), unit.padEnd(9), goalText(goal).padEnd(9)]
  return `${columns.join(' ')} ${met === undefined ? '' : met ? 'met' : 'MISSED'}`.trimEnd()
}

/** The value below which a share of the samples lies, e.g. 0.99. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

function goalText(goal: Goal | undefined): string {
  if (!goal) return ''
  if ('atLeast' in goal) return `≥ ${shown(goal.atLeast)}`
  return 'atMost' in goal ? `≤ ${shown(goal.atMost)}` : `= ${shown(goal.exactly)}`
}

function shown(value: number): string {
  return value >= 100 || Number.isInteger(value)
    ? Math.round(value).toLocaleString('en')
    : value.toPrecision(3).replace(/\.?0+$/, '')
}
