/** How this phone shows things; kept on it, for whoever uses it. */
import { effect, signal } from '@preact/signals'

const THEMES = ['auto', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const TEXT_SIZES = ['normal', 'big'] as const
export type TextSize = (typeof TEXT_SIZES)[number]

/** `auto` follows the phone's own setting. */
export const theme = kept('theme', THEMES)
export const textSize = kept('text-size', TEXT_SIZES)
/** Whether the torch was wanted last. */
export const torch = kept('torch', ['off', 'on'])

/** Call once: the style sheets go by attributes of the root. */
export function startSettings(): void {
  effect(() => setAttribute('theme', theme.value === 'auto' ? undefined : theme.value))
  effect(() => setAttribute('text', textSize.value === 'normal' ? undefined : textSize.value))
}

/** A signal that survives the page; the first choice is the default. */
function kept<const Choices extends readonly [string, ...string[]]>(key: string, choices: Choices) {
  const stored = localStorage.getItem(key)
  const choice = signal<Choices[number]>(choices.find((choice) => choice === stored) ?? choices[0])
  effect(() => localStorage.setItem(key, choice.value))
  return choice
}

function setAttribute(name: 'theme' | 'text', value: string | undefined): void {
  if (value === undefined) delete document.documentElement.dataset[name]
  else document.documentElement.dataset[name] = value
}
