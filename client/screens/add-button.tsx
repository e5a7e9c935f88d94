import { Button } from '../components/button.tsx'
import type { OfficeWords } from '../words/office.zh-Hant.ts'

type Props = {
  readonly words: Pick<OfficeWords, 'add'>
  readonly href: string
  /** What is added. Said only: the title beside the button names it for those who see it. */
  readonly label: string
}

/** Beside a list's title: adds to the list. */
export function AddButton({ words, href, label }: Props) {
  return (
    <Button href={href} icon="plus">
      <span aria-hidden="true">{words.add}</span>
      <span class="unseen">{label}</span>
    </Button>
  )
}
