import type { Language } from '../../checkpoints/language.ts'
import { Segmented } from './segmented.tsx'

type Props = {
  readonly legend: string
  readonly hideLegend?: boolean | undefined
  /** Each language in its own words, in the order shown. */
  readonly names: Readonly<Record<Language, string>>
  readonly value: Language
  readonly onChange: (language: Language) => void
}

/** The languages, each written and spoken as itself. */
export function LanguageSwitch({ legend, hideLegend, names, value, onChange }: Props) {
  const segments = (Object.keys(names) as Language[]).map((language) => ({
    value: language,
    label: names[language],
    lang: language,
  }))
  return (
    <Segmented
      legend={legend}
      hideLegend={hideLegend}
      segments={segments}
      value={value}
      onChange={onChange}
      size="small"
    />
  )
}
