import { LanguageSwitch } from '../components/language-switch.tsx'
import { LANGUAGE_NAMES, language, setLanguage } from '../words/language.ts'

/** For whoever has no settings here: the language of the page, each written as itself. */
export function PageLanguage({ legend }: { readonly legend: string }) {
  return (
    <LanguageSwitch legend={legend} hideLegend names={LANGUAGE_NAMES} value={language.value} onChange={setLanguage} />
  )
}
