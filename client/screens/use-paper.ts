import { type ComponentChild, render } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { aroundPrinting } from '../device/print.ts'

/**
 * What stands on paper in the place of something that only a screen can show, or that would be too much for one.
 * @param draw called at the moment of printing; what it draws is taken away after it
 * @returns where it is put
 */
export function usePaper(draw: () => ComponentChild) {
  const paper = useRef<HTMLDivElement>(null)
  const latest = useRef(draw)
  latest.current = draw
  useEffect(() => {
    const put = (content: ComponentChild) => paper.current && render(content, paper.current)
    return aroundPrinting(
      () => put(latest.current()),
      () => put(null),
    )
  }, [])
  return paper
}
