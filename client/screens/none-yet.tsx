import { Button } from '../components/button.tsx'
import { Empty } from '../components/empty.tsx'

type Props = {
  readonly words: { readonly none: string; readonly noneText: string; readonly add: string }
  /** Where the first one is added. */
  readonly href: string
}

/** In place of a list of what is set up here, until there is something. */
export function NoneYet({ words, href }: Props) {
  return (
    <Empty
      title={words.none}
      action={
        <Button kind="primary" href={href}>
          {words.add}
        </Button>
      }
    >
      {words.noneText}
    </Empty>
  )
}
