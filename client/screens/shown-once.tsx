import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Notice } from '../components/notice.tsx'

type Props = { readonly title: string; readonly children: ComponentChildren }

/** What was just made and is never shown again; `key` is the thing itself, so that another one comes into sight anew. */
export function ShownOnce({ title, children }: Props) {
  const shown = useRef<HTMLDivElement>(null)
  // It may come up where one is not looking.
  useEffect(() => shown.current?.scrollIntoView({ block: 'nearest' }), [])
  return (
    <div ref={shown}>
      <Notice tone="success" title={title}>
        <div class="stack">{children}</div>
      </Notice>
    </div>
  )
}
