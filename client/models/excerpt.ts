/** The beginning of a longer text, where there is one line for it. */
export function excerptOf(text: string): string {
  // By characters: half of a surrogate pair (𨋢) is none.
  const characters = [...text]
  return characters.length > EXCERPT ? `${characters.slice(0, EXCERPT).join('')}…` : text
}
const EXCERPT = 40
