import { Icon } from '../components/icon.tsx'
import type { PortfolioWords } from '../words/portfolio.zh-Hant.ts'
import { decimal } from '../words/writing.ts'

type Props = {
  readonly words: PortfolioWords
  /** In thousandths. */
  readonly change: number | null
}

/** Whether it went up or down, by an arrow and in words. */
export function PortfolioChange({ words, change }: Props) {
  if (change === null) return <span class="soft">{words.nothingBefore}</span>
  if (change === 0) return <>{words.equal}</>
  const points = decimal(Math.abs(change) / 10, 1)
  return (
    <span class="portfolio-change" data-change={change > 0 ? 'better' : 'worse'}>
      <Icon name={change > 0 ? 'up' : 'down'} />
      {change > 0 ? words.higher(points) : words.lower(points)}
    </span>
  )
}
