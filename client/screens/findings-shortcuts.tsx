import { useSignal } from '@preact/signals'
import { useLocation } from 'preact-iso'
import { Button } from '../components/button.tsx'
import { Sheet } from '../components/sheet.tsx'
import { wideEnough } from '../device/viewport.ts'
import { FINDING_VIEWS, findingsHref } from '../models/findings.ts'
import type { ViewProps } from './findings.tsx'
import { useShortcuts } from './use-shortcuts.ts'

/** Keys for those who go through many a day; `?` says which. The order is that on the screen. */
export function FindingsShortcuts({
  words,
  shown,
  selected,
  onSelect,
  onReport,
}: ViewProps & { onReport: () => void }) {
  const help = useSignal(false)
  const { route } = useLocation()
  const rows = () => [...document.querySelectorAll<HTMLElement>('[id^="row-"]')]
  const idOf = (row: HTMLElement | undefined) => row?.id.replace('row-', '')
  const focusedId = () => idOf(document.activeElement?.closest<HTMLElement>('[id^="row-"]') ?? undefined) ?? shown.open
  function go(by: 1 | -1): void {
    const all = rows()
    const at = all.findIndex((row) => idOf(row) === focusedId())
    const next = all[at === -1 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]
    next?.querySelector<HTMLElement>('a')?.focus()
  }
  useShortcuts({
    j: () => go(1),
    k: () => go(-1),
    o: () => {
      const id = focusedId()
      if (id) route(findingsHref({ ...shown, open: id }))
    },
    x: () => {
      const id = focusedId()
      if (id && selected) onSelect([id], !selected.has(id))
    },
    Escape: () => {
      if (shown.open) route(findingsHref({ ...shown, open: undefined }))
    },
    '/': () => document.querySelector<HTMLElement>('[name="findings-search"]')?.focus(),
    n: onReport,
    '?': () => {
      help.value = true
    },
    ...Object.fromEntries(
      FINDING_VIEWS.map((view, i) => [String(i + 1), () => route(findingsHref({ ...shown, view }), true)]),
    ),
  })
  const own = words.shortcuts
  const keys = [
    ['j', own.next],
    ['k', own.previous],
    ['o', own.open],
    ['Esc', own.close],
    ...(selected ? [['x', own.select] as const] : []),
    ['1 – 4', own.view],
    ...(shown.view === 'board' ? [['← →', own.move] as const] : []),
    ['/', own.search],
    ['n', own.report],
    ['?', own.help],
  ] as const
  return (
    <>
      {wideEnough.value && (
        <p class="screen-only">
          <Button
            kind="quiet"
            icon="keyboard"
            onClick={() => {
              help.value = true
            }}
          >
            {words.shortcutsButton}
          </Button>
        </p>
      )}
      {help.value && (
        <Sheet
          title={words.shortcutsTitle}
          closeLabel={words.form.close}
          onClose={() => {
            help.value = false
          }}
        >
          <dl class="findings-keys">
            {keys.map(([key, does]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </Sheet>
      )}
    </>
  )
}
