import { KINDS, type Kind } from '../../checkpoints/checkpoint.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { language } from '../words/language.ts'

/** The kinds of checkpoint in the reader's language, to choose from. */
export function kindChoices(): { readonly value: Kind; readonly label: string }[] {
  return (Object.keys(KINDS) as Kind[]).map((value) => ({ value, label: kindName(value) }))
}

export function kindName(kind: Kind): string {
  return nameIn(KINDS[kind].names, language.value)
}
